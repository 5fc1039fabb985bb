import { expect, test } from 'vitest';
import { plainText, staticLines } from './static-code';

const html =
	'<span class="line"><span class="tok-keyword">if</span> a &lt; &quot;b&quot;:</span>\n<span class="line">    f()</span>';
const text = 'if a < "b":\n    f()';

test('the text of highlighted lines is what was highlighted', () => {
	expect(plainText(html)).toBe(text);
	expect(plainText(html.replace('\n', ''))).toBe(text);
});

test('colours stay while the text is what was highlighted, with nothing between the lines', () => {
	expect(staticLines(html, text)).toBe(html.replace('\n', ''));
});

test('a last line break gives the empty line that the editor shows', () => {
	expect(staticLines(html, `${text}\n`)).toBe(`${html.replace('\n', '')}<span class="line"></span>`);
});

test("a reader's own text is shown as text", () => {
	expect(staticLines(html, '<b>&\n')).toBe(
		'<span class="line">&lt;b&gt;&amp;</span><span class="line"></span>'
	);
});

test('an entity that stands in the text itself is not read twice', () => {
	expect(plainText('<span class="line">&amp;lt;</span>')).toBe('&lt;');
});
