import { describe, expect, test } from 'vitest';
import type { Outcome, TestResult, TestsReport } from '#lib/runtime/protocol';
import { countWords, endSentence, firstBad, itemsOf, splitId, summaryWords } from './facts';

const result = (id: string, outcome: Outcome = 'passed'): TestResult => ({
	id,
	...splitId(id),
	line: 1,
	outcome,
	seconds: 0.001,
	phase: null,
	exception: null,
	assertion: null,
	reason: '',
	stdout: '',
	stderr: '',
	log: '',
	doc: ''
});

const report = (part: Partial<TestsReport>): TestsReport => ({
	exitCode: 0,
	tests: [],
	broken: [],
	refusal: null,
	warnings: [],
	lost: [],
	unrun: [],
	observed: {},
	replaced: [],
	machine: [],
	left: [],
	terminal: '',
	seconds: 0,
	...part
});

const exception = { type: 'SyntaxError', message: '', friendly: '', frames: [], at: null, full: '' };

describe('the list', () => {
	test('shows results as they come, and what is still to come', () => {
		const items = itemsOf(null, [result('a.py::one', 'failed')], ['a.py::one', 'a.py::two']);
		expect(items.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['result a.py::one', 'waiting a.py::two']);
		expect(firstBad(items)).toBe('a.py::one');
	});

	test("keeps a file's tests together, in the order of the run", () => {
		const items = itemsOf(null, [result('b.py::x'), result('a.py::y')], ['a.py::z', 'b.py::w']);
		expect(items.map(({ key }) => key)).toEqual(['b.py::x', 'b.py::w', 'a.py::y', 'a.py::z']);
	});

	test('the report takes the place of what had streamed in', () => {
		const whole = report({ tests: [result('a.py::one'), result('a.py::two')] });
		expect(itemsOf(whole, [result('a.py::one')], []).map(({ key }) => key)).toEqual([
			'a.py::one',
			'a.py::two'
		]);
	});

	test('a file that could not be collected is an error, and opens first', () => {
		const items = itemsOf(
			report({ broken: [{ file: 'b.py', exception }], tests: [result('a.py::x', 'failed')] }),
			[],
			[]
		);
		expect(countWords(items)).toBe('1 failed, 1 error');
		expect(firstBad(items)).toBe('broken b.py');
	});
});

test.each([
	['running', [], 0, 'no test has run yet'],
	['running', ['passed'], 1, '1 of 2 tests have run: 1 passed'],
	['reported', ['failed', 'passed'], 0, '1 failed, 1 passed'],
	['reported', ['failed'], 2, '1 failed, 2 not run'],
	['reported', [], 0, 'no tests'],
	['stopped', ['passed', 'failed'], 3, 'stopped after 2 of 5 tests: 1 failed, 1 passed'],
	['stopped', [], 1, 'stopped after 0 of 1 test'],
	['stopped', [], 0, 'stopped before a test had run'],
	['broken off', ['passed'], 1, 'broken off after 1 of 2 tests: 1 passed']
] as const)('the summary of a run that is %s with %j and %d more', (stage, outcomes, more, says) => {
	const results = outcomes.map((outcome, index) => result(`a.py::t${index}`, outcome));
	const waiting = Array.from({ length: more }, (_, index) => `a.py::w${index}`);
	const items = itemsOf(null, results, [...results.map(({ id }) => id), ...waiting]);
	expect(summaryWords(items, stage)).toBe(says);
});

test('counts name what went wrong first', () => {
	const outcomes: Outcome[] = [
		'passed',
		'passed',
		'xfailed',
		'skipped',
		'failed',
		'error',
		'error',
		'xpassed'
	];
	const items = itemsOf(
		null,
		outcomes.map((outcome, index) => result(`a.py::t${index}`, outcome)),
		[]
	);
	expect(countWords(items)).toBe('1 failed, 2 errors, 2 passed, 1 skipped, 1 xfailed, 1 xpassed');
});

test.each([
	[{ exitCode: 0 }, null],
	[{ exitCode: 1 }, null],
	[{ exitCode: 5 }, 'No tests ran.'],
	[{ exitCode: 4, refusal: 'ERROR: usage' }, 'pytest refused to run:'],
	[{ exitCode: 2, broken: [{ file: 'a.py', exception }] }, 'could not read every test file'],
	[{ exitCode: 3 }, 'pytest itself ran into an error.']
])('a run that ended with %o', (part, says) => {
	const said = endSentence(report(part));
	if (says === null) expect(said).toBeNull();
	else expect(said).toContain(says);
});
