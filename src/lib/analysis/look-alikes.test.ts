import { describe, expect, test } from 'vitest';
import { changesOf } from './problem';
import { lookAlikeProblem, lookAlikes } from './look-alikes';

const mended = (text: string): string =>
	[...lookAlikes(text)]
		.reverse()
		.reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);

describe('code as a word processor leaves it', () => {
	test.each([
		['curly quotes', 'print(“hi”)', 'print("hi")'],
		['curly single quotes', 'print(‘hi’)', "print('hi')"],
		['low quotes', 'print(„hi“)', 'print("hi")'],
		['guillemets with their spaces', 'print(«\u00a0hi\u00a0»)', 'print("hi")'],
		['an apostrophe inside', 'print(“it’s”)', 'print("it’s")'],
		['an apostrophe in single quotes', 'print(‘it’s’)', "print('it’s')"],
		['a plain quote and a curly one', 'print("hi”)', 'print("hi")'],
		['an empty string', 'x = “”', 'x = ""'],
		['a long string', '“““What it does.\nIt’s “so”.”””\nx = 1', '"""What it does.\nIt’s “so”."""\nx = 1'],
		['a prefix', 'print(f“{name}”)', 'print(f"{name}")'],
		['two strings', 'f(“a”, “b”)', 'f("a", "b")'],
		['indentation', 'if x:\n\u00a0\u00a0\u00a0\u00a0y()', 'if x:\n    y()'],
		['a thin space', 'x\u2009=\u20091', 'x = 1'],
		['a zero-width space', 'x\u200b = 1', 'x = 1'],
		['the mark at the beginning of a file', '\ufeffx = 1', 'x = 1'],
		['a minus', 'x = 5 − 3', 'x = 5 - 3'],
		['a long dash', 'x = –3', 'x = -3'],
		['fullwidth signs', 'print（x，y）；z＝１', 'print(x,y);z=1'],
		['comparisons', 'if a ≤ b ≠ c:', 'if a <= b != c:'],
		['three dots', 'x = …', 'x = ...']
	])('%s', (_what, text, plain) => {
		expect(mended(text)).toBe(plain);
		expect(lookAlikes(plain)).toEqual([]);
	});
});

test.each([
	['a string', 'print("“so” – it’s\u00a0…")'],
	['a string in single quotes', "print('“so” – \u200b')"],
	['a long string', '"""“so”\n– \u00a0\n"""'],
	['a comment', 'x = 1  # “so” – \u00a0'],
	['an escaped quote', String.raw`x = "a\"“b”"`],
	['a string over two lines', '"""a\n“b”"""  # ”'],
	['names in other scripts', 'größe = naïve + 変数 + ｘ１'],
	['an f-string', 'f"{x} “so”"']
])('in %s they are left alone', (_what, text) => expect(lookAlikes(text)).toEqual([]));

test('is one problem, in words, at the first, with one fix for all', () => {
	const text = 'x = 1\nprint(“hi”)\u00a0';
	const problem = lookAlikeProblem(text);
	expect(problem).toMatchObject({ code: null, from: { line: 2, column: 7 }, to: { line: 2, column: 8 } });
	expect(problem?.message).toBe(
		'2 curly quotes and 1 no-break space came along with this code, as from a word processor or a web page. Python reads them as something else than what they look like.'
	);
	expect(problem?.fix && changesOf(problem.fix, text).map(({ insert }) => insert)).toEqual(['"', '"', ' ']);
	expect(lookAlikeProblem('print("hi")')).toBeNull();
});

test('reads a text of any length once', () => {
	const line = 'x = “a”  # “b”\n';
	expect(lookAlikes(line.repeat(20_000))).toHaveLength(40_000);
});
