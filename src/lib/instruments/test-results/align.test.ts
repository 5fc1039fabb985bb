import { describe, expect, test } from 'vitest';
import { alignLines, emphasise, type Row, type Span } from './align';

const show = (spans: Span[] | null) =>
	spans === null ? '~' : spans.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
const rows = (all: Row[]) => all.map((row) => `${show(row.left)} | ${show(row.right)}`);

describe('lines', () => {
	test.each([
		['the same', 'a\nb', 'a\nb', ['a | a', 'b | b']],
		['one more on the right', 'a\nc', 'a\nb\nc', ['a | a', '~ | [b]', 'c | c']],
		['one more on the left', 'a\nb\nc', 'a\nc', ['a | a', '[b] | ~', 'c | c']],
		['one changed', 'total: 3\nend', 'total: 4\nend', ['total: [3] | total: [4]', 'end | end']],
		['nothing in common', 'True', 'False', ['[True] | [False]']],
		['an empty side', '', 'a', ['[] | [a]']]
	])('%s', (_, left, right, expected) => {
		expect(rows(alignLines(left, right))).toEqual(expected);
	});

	test('very long texts are still shown whole', () => {
		const long = Array.from({ length: 2000 }, (_, index) => `a${index}`).join('\n');
		const other = Array.from({ length: 2000 }, (_, index) => `b${index}`).join('\n');
		expect(alignLines(long, other)).toHaveLength(2000);
	});
});

test.each([
	[
		"{'id': 7, 'paid': True}",
		"{'id': 7, 'paid': False}",
		"{'id': 7, 'paid': [True]}",
		"{'id': 7, 'paid': [False]}"
	],
	['4.5', '4.75', '[4.5]', '[4.75]'],
	['naïve café', 'naïve bar', 'naïve [café]', 'naïve [bar]']
])('%s beside %s', (left, right, shownLeft, shownRight) => {
	const { left: a, right: b } = emphasise(left, right);
	expect([show(a), show(b)]).toEqual([shownLeft, shownRight]);
});
