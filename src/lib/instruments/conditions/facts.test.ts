import { describe, expect, test } from 'vitest';
import type { Answer, Condition, Decision, Evaluation } from './report';
import { conditionSentence, firstRows, rowName, standing, tally, type Word } from './facts';

type Pair = [number, number] | null;

function decision(
	rows: string[],
	proofs: { alone: Pair; uniqueCause: Pair }[] = [],
	note: string | null = null
): Decision {
	return {
		kind: 'if',
		source: 'small or existing or within',
		line: 2,
		endLine: 2,
		conditions: ['small', 'existing', 'within'].map((source, index): Condition => ({
			file: 'f.py',
			line: 2,
			endLine: 2,
			column: 7,
			endColumn: 8,
			source,
			alone: proofs[index]?.alone ?? null,
			uniqueCause: proofs[index]?.uniqueCause ?? null,
			note
		})),
		evaluations: rows.map((row, index) => evaluation(row, index))
	};
}

const answers: Record<string, Answer> = { T: 'true', F: 'false', '.': 'not-asked', '?': 'unknown' };

/** `FT.T`: three answers, then the outcome. */
function evaluation(row: string, index: number): Evaluation {
	return {
		test: `test_f.py::test_${index}`,
		answers: [...row.slice(0, 3)].map((letter) => answers[letter] ?? 'unknown'),
		outcome: row.endsWith('T') ? 'true' : 'false',
		count: 1
	};
}

const text = (words: Word[]) => words.map((word) => (typeof word === 'string' ? word : word.code)).join('');
const none = { alone: null, uniqueCause: null };

describe('how a condition stands', () => {
	test.each([
		['one test that the first operand decides', ['T..T'], ['true', 'never', 'never']],
		['two tests', ['T..T', 'FT.T'], ['both', 'true', 'never']],
		['never reached', [], ['never', 'never', 'never']],
		['the interpreter does not tell', ['??.T'], ['unknown', 'unknown', 'never']]
	])('%s', (_, rows, expected) => {
		const its = decision(rows);
		expect(its.conditions.map((_condition, index) => standing(its, index))).toEqual(expected);
	});

	test('counts those that decide alone, and leaves out what cannot be known', () => {
		const proved = decision(['FT.T', 'FFFF'], [none, { alone: [0, 1], uniqueCause: [0, 1] }]);
		expect(tally([proved])).toEqual({ alone: 1, total: 3 });
		expect(tally([proved, decision([], [], 'its value is returned')])).toEqual({ alone: 1, total: 3 });
	});
});

describe('what is said of it', () => {
	test('the pair that shows it, rows in order', () => {
		const its = decision(['T..T', 'FT.T', 'FFFF'], [none, { alone: [2, 1], uniqueCause: [2, 1] }]);
		expect(text(conditionSentence(its, 1))).toBe(
			'As far as Python asked, rows 2 and 3 differ in existing alone, and so does the answer. within was asked in row 3 only, so the two cannot be compared in it.'
		);
	});

	test.each<[string, string[], string]>([
		[
			'all asked in both',
			['TFFT', 'FFFF'],
			'Rows 1 and 2 differ in small alone, and so does the answer: unique cause.'
		],
		[
			'one asked in neither',
			['TF.T', 'FF.F'],
			'As far as Python asked, rows 1 and 2 differ in small alone, and so does the answer. within was asked in neither, so the two cannot be compared in it.'
		],
		[
			'several not asked',
			['T..T', 'FFFF'],
			'As far as Python asked, rows 1 and 2 differ in small alone, and so does the answer. existing and within were not asked in both, so the two rows cannot be compared in them.'
		]
	])('no more than was seen: %s', (_, rows, says) => {
		const its = decision(rows, [{ alone: [0, 1], uniqueCause: [0, 1] }]);
		expect(text(conditionSentence(its, 0))).toBe(says);
	});

	test('masking where unique cause does not show it', () => {
		const its = decision(['TT.T', 'FFFF'], [{ alone: [0, 1], uniqueCause: null }]);
		const said = text(conditionSentence(its, 0));
		expect(said).toContain('Rows 1 and 2 show small deciding, by masking: existing differs too');
		expect(said).toContain('By unique cause');
	});

	test.each([
		['never asked', ['T..T'], 2, 'within was never asked: what stands before it had already decided.'],
		['never reached', [], 0, 'small was never asked: the line was never reached.'],
		['only true', ['T..T'], 0, 'small has only been true. Nothing shows what happens when it is false.'],
		['only false', ['FT.T'], 0, 'small has only been false. Nothing shows what happens when it is true.'],
		[
			'no pair',
			['T..T', 'FT.T'],
			0,
			'small has been true and false, but no two rows show that it made the difference'
		]
	])('%s', (_, rows, index, says) => {
		expect(text(conditionSentence(decision(rows), index))).toContain(says);
	});
});

test('the first rows hold every proof, however far down', () => {
	const rows = Array.from({ length: 20 }, () => 'T..T');
	expect(firstRows(decision(rows, [{ alone: [1, 17], uniqueCause: [1, 17] }]), 3)).toEqual([0, 1, 2, 17]);
});

test.each([
	['test_f.py::test_a[1-2]', 'test_a[1-2]'],
	['test_f.py::TestF::test_a', 'TestF::test_a'],
	['', 'outside a test']
])('a row of %s is named %s', (id, name) => {
	expect(rowName({ test: id, answers: [], outcome: 'true', count: 1 })).toBe(name);
});
