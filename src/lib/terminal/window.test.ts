// However much was printed, what is drawn is bounded, and nothing is left out without being counted.
import { describe, expect, test } from 'vitest';
import { Screen } from './screen';
import { TAIL, windowOf, type Room, type Window } from './window';

const ROOM: Room = { characters: 1_000, runs: 100 };

function windowOfTexts(texts: string[], room = ROOM): { window: Window; whole: string } {
	const screen = new Screen();
	for (const [n, text] of texts.entries()) screen.write(n % 2 ? 'stderr' : 'stdout', text);
	const whole = [...screen.settled, ...screen.live()].map(({ text }) => text).join('');
	return { window: windowOf(screen, room), whole };
}

const textOf = (runs: { text: string }[]) => runs.map(({ text }) => text).join('');

test.each<[string, string[]]>([
	['nothing', []],
	['a line', ['a\n']],
	['both streams', ['a\n', 'b', 'c\n', 'd']],
	['as much as there is room for, and the end', ['x'.repeat(ROOM.characters + TAIL.characters)]]
])('%s is drawn whole', (_what, texts) => {
	const { window, whole } = windowOfTexts(texts);
	expect(window.hidden).toBeNull();
	expect(textOf(window.head) + textOf(window.tail)).toBe(whole);
});

describe.each<[string, string[]]>([
	['a hundred thousand lines', [Array.from({ length: 100_000 }, (_, n) => `${n}\n`).join('')]],
	['stdout and stderr by turns', Array.from({ length: 100_000 }, (_, n) => `${n}\n`)],
	['one long line', ['x'.repeat(1_000_000)]],
	['a colour for each letter', [Array.from({ length: 50_000 }, (_, n) => `\x1b[38;5;${n % 256}mx`).join('')]]
])('%s', (_what, texts) => {
	const { window, whole } = windowOfTexts(texts);

	test('is drawn in part', () => {
		expect(window.head.length + window.tail.length).toBeLessThanOrEqual(ROOM.runs + TAIL.runs);
		expect(textOf(window.head).length).toBeLessThanOrEqual(ROOM.characters);
		expect(textOf(window.tail).length).toBeLessThanOrEqual(TAIL.characters);
	});

	test('from its beginning and to its end, with a count of what is between', () => {
		const [head, tail] = [textOf(window.head), textOf(window.tail)];
		expect(whole.startsWith(head) && whole.endsWith(tail)).toBe(true);
		const between = whole.slice(head.length, whole.length - tail.length);
		expect(window.hidden).toEqual({ characters: between.length, lines: between.split('\n').length - 1 });
	});
});

test('accents that are piled up on one letter are counted', () => {
	const { window } = windowOfTexts([`e${'\u0301'.repeat(200)} fine: é`]);
	expect(textOf(window.head)).toBe(`e${'\u0301'.repeat(32)}[168 more accents on this letter] fine: é`);
});
