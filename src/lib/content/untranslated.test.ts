import { expect, test } from 'vitest';
import { shownFence } from './highlight';
import { leaveCode, untranslatedCode } from './untranslated';

test.each([
	['<p>Use <code>all()</code>.</p>', '<p>Use <code translate="no">all()</code>.</p>'],
	[
		'<pre class="a"><code>x</code></pre>',
		'<pre translate="no" class="a"><code translate="no">x</code></pre>'
	],
	['<svg viewBox="0 0 1 1" />', '<svg translate="no" viewBox="0 0 1 1" />'],
	['<pre translate="yes">prose</pre>', '<pre translate="yes">prose</pre>'],
	['<codec>', '<codec>'],
	['a &lt;code>', 'a &lt;code>']
])('%s', (html, marked) => expect(leaveCode(html)).toBe(marked));

test('in a component, markup alone is changed', () => {
	const content = [
		'<!-- <code> in a comment -->',
		'<script lang="ts">\n\tconst tag = "<code>";\n</script>',
		'<kbd>{key}</kbd>',
		'<style>\n\t/* <pre> */\n</style>'
	].join('\n');
	expect(untranslatedCode.markup({ content }).code).toBe(content.replace('<kbd>', '<kbd translate="no">'));
});

test('a fence that is only shown is code', () => {
	expect(shownFence('python', 'x = 1')).toMatch(/^<pre [^>]*translate="no"/);
});
