// What stands in the database after a write: the one rule on which "nothing is lost" stands.
import { describe, expect, test } from 'vitest';
import type { EarlierText, TextRecord } from './records';
import { MOST_EARLIER, settle, withEarlier, type TextWrite } from './settle';

const write = (text: string | null, writer: string, n: number, over: Partial<TextWrite> = {}): TextWrite => ({
	text,
	isAdded: false,
	base: 'base',
	put: null,
	at: n,
	by: { writer, n },
	on: n > 1 ? { [writer]: n - 1 } : {},
	isBeside: false,
	replaced: [],
	settled: [],
	...over
});
const earlier = (text: string, over: Partial<EarlierText> = {}): EarlierText => ({
	text,
	at: 1,
	why: 'reset',
	by: null,
	isOpen: false,
	...over
});
/** Writes one after the other. */
const all = (...writes: TextWrite[]): TextRecord =>
	writes.reduce<TextRecord | undefined>((there, one) => settle(there, one).record, undefined) ??
	expect.fail('nothing written');

test('the first write of a file stands there', () => {
	const { record, isIn } = settle(undefined, write('a', 'A', 1));
	expect(isIn).toBe(true);
	expect(record).toMatchObject({ text: 'a', by: { writer: 'A', n: 1 }, after: { A: 1 }, earlier: [] });
});

test.each<[string, TextWrite[], string | null, string[]]>([
	['a writer goes on', [write('a', 'A', 1), write('ab', 'A', 2)], 'ab', []],
	[
		'another goes on from what it has seen',
		[write('a', 'A', 1), write('ab', 'B', 1, { on: { A: 1 } })],
		'ab',
		[]
	],
	['another that has seen nothing stands beside', [write('a', 'A', 1), write('b', 'B', 1)], 'a', ['b']],
	[
		'another that has seen an older one stands beside',
		[write('a', 'A', 1), write('aa', 'A', 2), write('ab', 'B', 1, { on: { A: 1 } })],
		'aa',
		['ab']
	],
	[
		'of what stands beside, the last of each writer is kept',
		[write('a', 'A', 1), write('b', 'B', 1), write('c', 'C', 1), write('bb', 'B', 2)],
		'a',
		['bb', 'c']
	],
	['the same text is no other', [write('a', 'A', 1), write('a', 'B', 1)], 'a', []],
	['the author’s text is nothing to lose', [write(null, 'A', 1), write('b', 'B', 1)], 'b', []],
	['and nothing to keep beside', [write('a', 'A', 1), write(null, 'B', 1)], 'a', []],
	[
		'who keeps both replaces nothing',
		[write('a', 'A', 1), write('ab', 'B', 1, { on: { A: 1 }, isBeside: true })],
		'a',
		['ab']
	],
	[
		'written twice is written once, however late',
		[write('a', 'A', 1), write('ab', 'B', 1, { on: { A: 1 } }), write('a', 'A', 1)],
		'ab',
		[]
	],
	[
		'beside too',
		[write('a', 'A', 1), write('b', 'B', 1), write('bb', 'B', 2), write('b', 'B', 1)],
		'a',
		['bb']
	],
	[
		'what a write replaced is kept with it',
		[write('a', 'A', 1), write(null, 'A', 2, { replaced: [earlier('a')] })],
		null,
		['a']
	],
	[
		'and with one that stands beside',
		[write('a', 'A', 1), write(null, 'B', 1, { replaced: [earlier('b')] })],
		'a',
		['b']
	]
])('%s', (_, writes, text, texts) => {
	const record = all(...writes);
	expect(record.text).toBe(text);
	expect(record.earlier.map(({ text }) => text)).toEqual(texts);
});

test('a text beside is open until its end is told', () => {
	const open = all(write('a', 'A', 1), write('b', 'B', 1));
	expect(open.earlier[0]?.isOpen).toBe(true);
	const taken = settle(open, write('b', 'B', 2, { on: { A: 1, B: 1 }, settled: ['B'] }));
	expect(taken.isIn).toBe(true);
	expect(taken.record.earlier.map(({ isOpen }) => isOpen)).toEqual([false]);
});

describe('earlier texts', () => {
	test('stand there once, the latest first', () => {
		const list = ['a', 'b', 'a'].reduce<readonly EarlierText[]>(
			(all, text) => withEarlier(all, earlier(text)),
			[]
		);
		expect(list.map(({ text }) => text)).toEqual(['a', 'b']);
	});

	test('are so many at most, and one that is open goes last', () => {
		const open = earlier('open', { isOpen: true });
		const texts = Array.from({ length: 2 * MOST_EARLIER }, (_, i) => `${i}`);
		const list = texts.reduce<readonly EarlierText[]>((all, text) => withEarlier(all, earlier(text)), [open]);
		expect(list).toHaveLength(MOST_EARLIER);
		expect(list.at(0)?.text).toBe('19');
		expect(list.at(-1)?.text).toBe('open');
	});

	test('are not so long in all that a keystroke becomes slow, but the latest stays', () => {
		const long = (letter: string) => earlier(letter.repeat(900_000));
		const list = withEarlier(withEarlier([], long('a')), long('b'));
		expect(list.map(({ text }) => text[0])).toEqual(['b']);
	});
});

test('a hundred writers leave an account that stays short, and the last may go on', () => {
	let record = all(write('0', 'w0', 1));
	for (let i = 1; i < 100; i++)
		record = settle(record, write(`${i}`, `w${i}`, 1, { on: record.after })).record;
	expect(Object.keys(record.after).length).toBeLessThanOrEqual(16);
	expect(settle(record, write('on', 'w99', 2, { on: { w99: 1 } }))).toMatchObject({ isIn: true });
});
