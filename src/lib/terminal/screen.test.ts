// What a terminal shows of what a program prints.
import { describe, expect, test } from 'vitest';
import { HEIGHT, Screen } from './screen';

function show(...texts: string[]): string {
	return textOf(printed(...texts));
}

function printed(...texts: string[]): Screen {
	const screen = new Screen();
	for (const text of texts) screen.write('stdout', text);
	return screen;
}

const runsOf = (screen: Screen) => [...screen.settled, ...screen.live()];
const textOf = (screen: Screen) =>
	runsOf(screen)
		.map(({ text }) => text)
		.join('');

describe('the cursor', () => {
	const states = Array.from({ length: 101 }, (_, n) => `\r${String(n).padStart(3)} %`);
	test.each<[string, string[], string]>([
		['plain lines', ['a\nb\n'], 'a\nb\n'],
		['a progress line and a shorter word over it', [...states, '\rdone\n'], 'done%\n'],
		['a return before a line’s end', ['a\r\nb\r\r\n'], 'a\nb\n'],
		['the same over two pieces', ['abc\r', '\ndef'], 'abc\ndef'],
		['backspace', ['abc\b\bX'], 'aXc'],
		['backspace at the beginning', ['\b\bab\b\b\b\b\bX'], 'Xb'],
		['a return alone', ['abc\r'], 'abc'],
		['erase to the end', ['abcdef\rab\x1b[K'], 'ab'],
		['erase to the beginning', ['abcdef\b\b\x1b[1KX'], '    Xf'],
		['erase the line', ['abc\x1b[2K\rx'], 'x'],
		['one up', ['one\ntwo\n\x1b[A\rTWO\n\nend'], 'one\nTWO\n\nend'],
		['up and to the left, as progress bars do', ['a\n\nb\x1b[2F1\n2\n3'], '1\n2\n3'],
		['up no further than there is', ['a\x1b[99A\rb'], 'b'],
		['to a column', ['abc\x1b[2GX'], 'aXc'],
		['to the right of all', ['ab\x1b[3CX'], 'ab   X'],
		['erase what is below', ['a\nb\nc\x1b[2A\x1b[J'], 'a'],
		['accents count as no column', ['e\u0301te\rE'], 'Ete'],
		['a surrogate pair is one column', ['😀b\rX'], 'Xb'],
		['a tab stays', ['a\tb'], 'a\tb'],
		['a bell and other characters without a picture', ['a\x07\x00b\x7f'], 'ab']
	])('%s', (_what, texts, shown) => {
		expect(show(...texts)).toBe(shown);
	});

	test('lines that have scrolled out are left alone', () => {
		const lines = Array.from({ length: HEIGHT + 10 }, (_, n) => `${n}\n`);
		const screen = printed(...lines, '\x1b[999A\rX');
		expect(textOf(screen)).toBe(lines.join('').replace(/^11$/m, 'X1'));
	});

	test('many lines at once are the same as one by one', () => {
		const lines = Array.from({ length: 500 }, (_, n) => `${n}\n`);
		const [at, one] = [printed(lines.join('')), printed(...lines)];
		expect(textOf(at)).toBe(textOf(one));
		expect([at.settledLines, at.settledSize]).toEqual([one.settledLines, one.settledSize]);
		expect(at.settled.map(({ text }) => text).join('')).toHaveLength(at.settledSize);
	});
});

describe('escapes', () => {
	test.each<[string, string[], string]>([
		['a title', ['\x1b]0;title\x07text'], 'text'],
		['a title that ends otherwise', ['\x1b]0;title\x1b\\text'], 'text'],
		['a title that does not end', ['\x1b]0;title\ntext'], '\ntext'],
		['a link', ['\x1b]8;;http://a\x1b\\here\x1b]8;;\x1b\\.'], 'here.'],
		['moves to a place', ['\x1b[2;3Hx\x1b[?25l'], 'x'],
		['a character set', ['\x1b(Bx'], 'x'],
		['an escape over two pieces', ['a\x1b', '[31mb'], 'ab'],
		['over three', ['a\x1b[3', '8;5;1', '2mb'], 'ab'],
		['a title over two', ['\x1b]0;ti', 'tle\x07x'], 'x'],
		['what is none', ['a[31mb'], 'a[31mb']
	])('%s', (_what, texts, shown) => {
		expect(show(...texts)).toBe(shown);
	});

	test('draw', () => {
		const screen = printed('\x1b[31mred\x1b[0m plain \x1b[1;4mboth');
		expect(runsOf(screen).map(({ text, look }) => [text, look.style])).toEqual([
			['red', expect.objectContaining({ foreground: '#cc0000', bold: false })],
			[' plain ', expect.objectContaining({ foreground: null })],
			['both', expect.objectContaining({ bold: true, underline: true })]
		]);
	});

	test('draw what is written over something else', () => {
		const screen = printed('abc\r\x1b[32mX\x1b[0m');
		expect(runsOf(screen).map(({ text, look }) => [text, look.style.foreground])).toEqual([
			['X', '#4e9a06'],
			['bc', null]
		]);
	});

	test('hold for both streams, as on one terminal', () => {
		const screen = new Screen();
		screen.write('stdout', 'a\x1b[31m');
		screen.write('stderr', 'b');
		expect(runsOf(screen).map(({ text, look }) => [text, look.stream, look.style.foreground])).toEqual([
			['a', 'stdout', null],
			['b', 'stderr', '#cc0000']
		]);
	});

	test('a new line begins where one is under way', () => {
		const screen = printed('\x1b[31mabc\x1b[3');
		screen.freshLine();
		screen.freshLine();
		screen.write('stdout', 'd');
		expect(textOf(screen)).toBe('abc\nd');
		expect(runsOf(screen).at(-1)?.look.style.foreground).toBeNull();
	});
});

describe('a flood', () => {
	test('of lines is a few runs', () => {
		const screen = printed(...Array.from({ length: 20 }, () => 'x\n'.repeat(5_000)));
		expect(screen.settled).toHaveLength(1);
		expect(screen.settledLines).toBe(100_000 - HEIGHT + 1);
		expect(screen.live().length).toBeLessThanOrEqual(2 * HEIGHT);
	});

	test('of states is one line', () => {
		const screen = printed(...Array.from({ length: 20_000 }, (_, n) => `\r${n} of 20000`));
		expect(textOf(screen)).toBe('19999 of 20000');
	});
});
