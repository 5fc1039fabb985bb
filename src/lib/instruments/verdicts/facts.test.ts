import { describe, expect, test } from 'vitest';
import type { Problem } from '#lib/analysis/types/problems';
import type { RaisedOn, VerdictsReport } from './report';
import { summaryOf, textsToCheck, verdictsOf, wordsOf } from './facts';

const problem = (line: number, over: Partial<Problem> = {}): Problem => ({
	file: 'call.py',
	line,
	column: 0,
	endLine: line,
	endColumn: 3,
	kind: 'error',
	message: 'Plant is not Named',
	rule: 'reportArgumentType',
	...over
});
const raised = (line: number, errors: number[]): RaisedOn => ({
	line,
	type: 'AttributeError',
	message: 'no name',
	errors
});
const report = (over: Partial<VerdictsReport['files']> = {}): VerdictsReport => ({
	files: {
		'call.py': { source: 'one\n  two\nthree\nfour\n', ran: [1, 2, 3], raised: [] },
		...over
	},
	left: []
});
const agreements = (r: VerdictsReport, problems: Problem[]) =>
	verdictsOf(r, problems).lines.map(({ file, line, agreement }) => `${file}:${line} ${agreement}`);

describe('a line is', () => {
	const failing = (...lines: RaisedOn[]) =>
		report({ 'call.py': { source: 'one\n  two\nthree\nfour\n', ran: [1, 2, 3], raised: lines } });
	test.each<[string, VerdictsReport, Problem[], string[]]>([
		['refused by both', failing(raised(2, [0])), [problem(2)], ['call.py:2 both']],
		['refused by the checker alone', report(), [problem(2)], ['call.py:2 checker-only']],
		['refused by the run alone', failing(raised(2, [0])), [], ['call.py:2 run-only']],
		['never reached', report(), [problem(4)], ['call.py:4 not-reached']],
		['refused over several lines', failing(raised(3, [0])), [problem(2, { endLine: 3 })], ['call.py:2 both']],
		['not refused by a note', report(), [problem(2, { kind: 'note' })], []]
	])('%s', (_, r, problems, expected) => {
		expect(agreements(r, problems)).toEqual(expected);
	});

	test('where a refused call went wrong, unless it also failed for a call that was not', () => {
		const both = (errors: number[]) =>
			report({
				'call.py': { source: 'a\nb\n', ran: [1, 2], raised: [raised(2, [0])] },
				'museum.py': { source: 'x\n', ran: [1], raised: [raised(1, errors)] }
			});
		expect(agreements(both([0]), [problem(2)])).toEqual(['call.py:2 both', 'museum.py:1 same']);
		expect(agreements(both([0, 1]), [problem(2)])).toEqual(['call.py:2 both', 'museum.py:1 run-only']);
	});
});

test('tells the line, what each says, and how many lines nobody has anything against', () => {
	const verdicts = verdictsOf(report(), [problem(2)]);
	expect(verdicts).toEqual({
		lines: [
			{
				file: 'call.py',
				line: 2,
				source: 'two',
				checker: { message: 'Plant is not Named', rule: 'reportArgumentType' },
				run: null,
				agreement: 'checker-only'
			}
		],
		content: 2
	});
	expect(summaryOf(verdicts)).toBe(
		'1 line refused by the checker alone; 2 lines ran that the checker has nothing against.'
	);
	expect(summaryOf(verdictsOf(report(), []))).toBe(
		'Checker and run agree on everything: 3 lines ran that the checker has nothing against.'
	);
	expect(wordsOf({ agreement: 'checker-only' })).toContain('disagree');
});

test('the checker is given every module of the project, also one of which nothing ran', () => {
	const files = { 'call.py': 'edited since', 'collection.py': 'class Plant: ...\n', 'input()': 'Ada' };
	expect(textsToCheck(report(), files)).toEqual({
		'call.py': 'one\n  two\nthree\nfour\n',
		'collection.py': 'class Plant: ...\n'
	});
});
