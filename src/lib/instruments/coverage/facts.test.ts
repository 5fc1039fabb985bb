import { describe, expect, test } from 'vitest';
import type { FileCoverage } from './report';
import {
	branchSentence,
	excludedLines,
	lineStates,
	linkLines,
	missedBranches,
	missedLines,
	percent,
	ranges,
	type Piece
} from './facts';

const coverage: FileCoverage = {
	statements: [1, 2, 3, 4, 6, 7],
	executed: [1, 2, 3],
	missing: [4, 6, 7],
	excluded: [],
	branches: [
		{ from: 2, to: 3, taken: true, says: null },
		{
			from: 2,
			to: 4,
			taken: false,
			says: "line 2 didn't jump to line 4 because the condition on line 2 was always true"
		}
	],
	percentLines: 50,
	percentBranches: 50,
	percentBoth: 50
};

const text = (pieces: Piece[]) =>
	pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

test.each([
	[0, '0 %'],
	[0.2, '1 %'],
	[49.5, '50 %'],
	[66.67, '67 %'],
	[99.6, '99 %'],
	[99.999, '99 %'],
	[100, '100 %'],
	[null, 'none']
])('%s per cent is printed as %s, as coverage.py does', (value, printed) => {
	expect(percent(value)).toBe(printed);
});

describe('lines', () => {
	test('the view of lines cannot see a branch', () => {
		expect(lineStates(coverage, 'lines').get(2)).toBe('run');
		expect(lineStates(coverage, 'branches').get(2)).toBe('part');
	});

	test('a branch from a line that never ran leaves it missing', () => {
		const never = { ...coverage, branches: [{ from: 4, to: 6, taken: false, says: null }] };
		expect(lineStates(never, 'branches').get(4)).toBe('miss');
	});

	test('that are excluded are told apart, by mark and by word', () => {
		const part = { ...coverage, excluded: [9, 10, 12] };
		expect(lineStates(part, 'lines').get(10)).toBe('out');
		expect(excludedLines(part).map(text)).toEqual([
			'Lines 9 to 12 are excluded: whether they ran does not count.'
		]);
		expect(excludedLines({ ...coverage, excluded: [5] }).map(text)).toEqual([
			'Line 5 is excluded: whether it ran does not count.'
		]);
		expect(excludedLines(coverage)).toEqual([]);
	});

	test('that never ran are told in ranges, over blank lines too', () => {
		expect(missedLines(coverage).map(text)).toEqual(['Lines 4 to 7 never ran.']);
	});

	test.each([
		['a line that ran ends a range', [1, 3], [1, 2, 3], ['1-1', '3-3']],
		['a comment does not', [1, 3], [1, 3], ['1-3']],
		['nothing', [], [1, 2], []]
	])('%s', (_, lines, statements, expected) => {
		expect(ranges(lines, statements).map(({ from, to }) => `${from}-${to}`)).toEqual(expected);
	});
});

describe('branches', () => {
	test("coverage.py's own sentence, with its lines as places", () => {
		const [only] = missedBranches(coverage);
		expect(text(only ?? [])).toBe(
			"Line 2 didn't jump to line 4 because the condition on line 2 was always true."
		);
		expect(only?.filter((piece) => typeof piece !== 'string')).toEqual([
			{ line: 2, text: 'Line 2' },
			{ line: 4, text: 'line 4' },
			{ line: 2, text: 'line 2' }
		]);
	});

	test('of a line that never ran are told once, and without a reason', () => {
		const branches = [
			{ from: 2, to: 3, taken: true, says: null },
			{ from: 4, to: 6, taken: false, says: null },
			{ from: 4, to: 7, taken: false, says: null },
			{ from: 6, to: 7, taken: false, says: null }
		];
		expect(missedBranches({ ...coverage, branches }).map(text)).toEqual([
			'Line 4 never ran, nor any of its 2 branches.',
			'Line 6 never ran, nor its branch.'
		]);
	});

	test('without a sentence of coverage.py, one of ours', () => {
		expect(branchSentence({ from: 2, to: 4, taken: false, says: null })).toBe(
			'Line 2 never went on to line 4.'
		);
		expect(branchSentence({ from: 3, to: -1, taken: false, says: null })).toContain(
			'to the end of what begins at line 1'
		);
		expect(branchSentence({ from: 3, to: -1, taken: true, says: null })).toBe(
			'Line 3 went on to the end of what begins at line 1.'
		);
	});

	test('a sentence without lines stays whole', () => {
		expect(linkLines('nothing here')).toEqual(['nothing here']);
	});
});
