// Progress of a check: the sum of the runs that each judge says it takes, so that the bar comes to its end and never goes back.
import { describe, expect, test } from 'vitest';
import {
	exerciseSpec,
	FakeRuntime,
	requirements,
	sourceFile,
	testResult,
	testsReport
} from '#lib/project/fake-runtime';
import type { Analyser } from '#lib/analysis/types/problems';
import type { ExerciseSpec } from '#lib/content/types';
import type { TestResult, TestsInput } from '#lib/runtime/protocol';
import { Court, type Judge } from './court';
import { grade } from './grade';
import { projectsOf } from './projects';

const names = ['test_a', 'test_b', 'test_c'];
const tests = names.map((name) => testResult(`test_code.py::${name}`));
const claimed = (test: TestResult): TestResult => ({
	...test,
	outcome: 'failed',
	phase: 'call',
	exception: { type: 'AssertionError', message: '', friendly: '', frames: [], at: null, full: '' }
});

const exercise = exerciseSpec({
	start: [sourceFile('code.py', 'right', true), sourceFile('test_code.py', '')],
	solution: {},
	checks: { 'test_checks.py': 'def test_one(): ...\n' },
	types: { callers: [] },
	judgesTests: true,
	mutants: ['a', 'b'].map((name) => ({
		name,
		says: 'Missed.',
		files: { 'code.py': `bug ${name}` },
		caughtBy: []
	})),
	require: requirements({ orders: 4, alone: true })
});
const analyser: Analyser = { check: async () => ({ kind: 'done', problems: [] }) };

/** Each step of a check: how many are done, how many there are, what it does. `answer` plays pytest where it gives something. */
async function steps(
	spec: ExerciseSpec,
	answer: (input: TestsInput) => TestResult[] | null = () => null
): Promise<[number, number, string][]> {
	const seen: [number, number, string][] = [];
	const change = { id: 'x', file: null, function: null, stage: 0, files: { 'code.py': 'another answer' } };
	const runtime = new FakeRuntime({
		changes: () => ({ same: {}, changes: [change] }),
		runTests: (input) => {
			const given = answer(input);
			if (given) return testsReport(given);
			if (input.args.includes('test_checks.py')) return testsReport([testResult('test_checks.py::test_one')]);
			const selected = tests.filter(({ id }) => !input.select || input.select.includes(id));
			return testsReport(input.behind?.['code.py'] ? selected.map(claimed) : selected);
		}
	});
	await grade(spec, {}, runtime, {
		analyser,
		onProgress: ({ done, total, says }) => seen.push([done, total, says])
	});
	return seen;
}

describe('progress', () => {
	test('is what all judges say, and what they say is what they take', async () => {
		const seen = await steps(exercise);
		expect(seen.map(([, , says]) => says)).toEqual([
			'Running the checks',
			'Checking types',
			'Running your tests',
			'Putting in bug 1 of 2',
			'Putting in bug 2 of 2',
			'Changing the code that your tests are about',
			...[1, 2, 3, 4].map((n) => `Running order ${n} of 4`),
			...[1, 2, 3].map((n) => `Running test ${n} of 3 alone`),
			'Running your tests once more',
			'Running your tests once more'
		]);
		expect(seen.map(([done]) => done)).toEqual(seen.map((_, nth) => nth));
		// How many tests there are to run alone is known once they have run.
		expect(seen.slice(0, 3).map(([, total]) => total)).toEqual([12, 12, 12]);
		expect(new Set(seen.slice(3).map(([, total]) => total))).toEqual(new Set([seen.length]));
	});

	test('takes back what a judge did not need', async () => {
		const seen = await steps(exercise, ({ seed }) => (seed === 2 ? tests.map(claimed) : null));
		const at = seen.findIndex(([, , says]) => says === 'Running test 1 of 3 alone');
		expect(seen.slice(at - 1, at + 1)).toEqual([
			[7, 15, 'Running order 2 of 4'],
			[8, 13, 'Running test 1 of 3 alone']
		]);
		expect(seen.at(-1)?.slice(0, 2)).toEqual([12, 13]);
	});

	test('has the run on right code where the reader’s code may be another', async () => {
		const open = { ...exercise, start: [sourceFile('code.py', 'right'), sourceFile('test_code.py', '')] };
		expect((await steps(open))[0]?.[1]).toBe(12);
		const seen: number[] = [];
		await grade(
			{ ...open, require: requirements() },
			{ 'code.py': 'mine' },
			new FakeRuntime({ runTests: () => testsReport(tests) }),
			{
				analyser,
				onProgress: ({ total }) => seen.push(total),
				isEnough: () => true
			}
		);
		expect(seen[0]).toBe(9);
	});

	test('grows by what nobody can tell before, and still never goes back', async () => {
		const hollow = (input: TestsInput) =>
			input.behind && !input.probes.length
				? tests.filter(({ id }) => input.select?.includes(id) ?? true)
				: null;
		const seen = await steps(exercise, hollow);
		expect(seen.map(([done]) => done)).toEqual(seen.map((_, nth) => nth));
		const parts = seen.slice(3).map(([done, total]) => done / total);
		expect(parts).toEqual(parts.toSorted((a, b) => a - b));
		expect(seen.every(([done, total]) => done < total)).toBe(true);
		expect(seen.at(-1)?.[2]).toBe('Asking whether each test can fail');
	});
});

describe('a court', () => {
	const judge = (runs: number, takes: number): Judge<null, void> => ({
		runs: () => runs,
		judge: async (court) => {
			for (let i = 0; i < takes; i++) await court.step('Judging', async () => null);
		}
	});
	const court = (judges: Judge<null, void>[], seen: string[]) =>
		new Court(
			{
				exercise,
				projects: projectsOf(exercise, {}),
				runtime: new FakeRuntime(),
				signal: undefined,
				onProgress: ({ done, total }) => seen.push(`${done}/${total}`)
			},
			judges
		);

	test('counts a run that was not announced', async () => {
		const seen: string[] = [];
		const [few, more] = [judge(1, 3), judge(2, 2)];
		const both = court([few, more], seen);
		await both.hear(few, null);
		await both.hear(more, null);
		expect(seen).toEqual(['0/3', '1/4', '2/5', '3/5', '4/5']);
	});

	test('hears nobody who was not asked, and nobody twice', async () => {
		const one = judge(1, 1);
		const alone = court([one], []);
		await expect(alone.hear(judge(1, 1), null)).rejects.toThrow(/named/);
		await alone.hear(one, null);
		await expect(alone.hear(one, null)).rejects.toThrow(/once/);
	});
});
