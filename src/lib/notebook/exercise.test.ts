// What a reader may rely on from an exercise: what is kept, what overwrites nothing, and that a verdict is of what was checked.
import { describe, expect, test, vi } from 'vitest';
import type { ExerciseSpec } from '#lib/content/types';
import type { Kept } from '#lib/progress/shelf.svelte';
import { Exercise } from './exercise.svelte';
import { shakeOf } from './investigation';
import {
	cellReport,
	exerciseSpec,
	FakeRuntime,
	sourceFile,
	testsReport,
	testResult,
	requirements
} from '#lib/project/fake-runtime';
import { FakeShelf, textRecord } from '#lib/project/fake-shelf';
import type { grade } from '#lib/grading/grade';
import type { Verdict } from '#lib/grading/verdict';

const SPEC: Partial<ExerciseSpec> = {
	start: [sourceFile('code.py', 'start'), sourceFile('given.py', 'given', true)],
	solution: { 'code.py': 'solved' },
	hints: ['one', 'two']
};
const PASSED: Verdict = { kind: 'passed', headline: '1 of 1 check passes.', items: [] };
const NOT_YET: Verdict = { kind: 'not-yet', headline: '0 of 1 check passes.', items: [] };

function open(spec: Partial<ExerciseSpec> = {}, kept: Partial<Kept> = {}, judge?: typeof grade) {
	const runtime = new FakeRuntime({
		runTests: () => testsReport([testResult('t.py::test_a')]),
		runProgram: () => cellReport()
	});
	const shelf = new FakeShelf(kept);
	const exercise = new Exercise({
		spec: exerciseSpec({ ...SPEC, ...spec }),
		runtime,
		shelf,
		shakeOf,
		...(judge ? { grade: judge } : {})
	});
	const [code] = exercise.workspace.files;
	if (!code) throw new Error('an exercise has a file');
	return { exercise, runtime, shelf, progress: shelf.exercises, code };
}

test.each<[ExerciseSpec['run'], string, object]>([
	['program', 'runProgram', { entry: 'code.py', stdin: [] }],
	['tests', 'runTests', { probes: [], strict: false, measure: [] }],
	['coverage', 'runTests', { probes: ['coverage', 'conditions'], measure: ['code.py'] }]
])('Run of a %s exercise calls %s', async (run, name, input) => {
	const { exercise, runtime } = open({ run, require: requirements({ measure: ['code.py'] }) });
	await exercise.run();
	expect(runtime.calls).toMatchObject([{ name, input }]);
});

test('Run is on the machine that the reader chose', async () => {
	const machine = sourceFile('machine.py', 'leave()');
	const { exercise, runtime } = open({ machine });
	await exercise.run();
	exercise.workspace.machine.isFresh = true;
	expect(exercise.workspace.machine.isOther).toBe(true);
	await exercise.run();
	expect(exercise.workspace.machine.isOther).toBe(false);
	const developers = { file: 'machine.py', source: 'leave()' };
	expect(runtime.inputs('runTests').map((input) => input.machine)).toEqual([developers, null]);
});

describe('a check', () => {
	test('gives a verdict on the text as it was, and says when it is old', async () => {
		const { exercise, code } = open({}, {}, async () => NOT_YET);
		await exercise.check();
		expect(exercise).toMatchObject({
			checking: { verdict: NOT_YET, isOld: false },
			reached: { state: 'started' },
			isBusy: false
		});
		code.type('more');
		expect(exercise.checking.isOld).toBe(true);
		code.type('start');
		expect(exercise.checking.isOld).toBe(false);
	});

	test('text typed while it runs makes its verdict old from the start', async () => {
		const { exercise, code } = open({}, {}, async () => PASSED);
		const check = exercise.check();
		code.type('typed meanwhile');
		await check;
		expect(exercise.checking.isOld).toBe(true);
	});

	test.each<[ExerciseSpec['run'], string]>([
		['program', 'runProgram'],
		['tests', 'runTests'],
		['coverage', 'runTests']
	])('of a %s exercise ends with a run of the files that it judged, for the picture', async (run, name) => {
		const { exercise, runtime, code } = open({ run, stdin: ['theirs'] }, {}, async () => PASSED);
		await exercise.run();
		code.type('winning');
		exercise.workspace.input.type('mine');
		expect(exercise.editedSinceRun).toContain('code.py');
		await exercise.check();
		expect(runtime.calls.map((call) => call.name)).toEqual([name, name]);
		const files = { 'code.py': 'winning', 'given.py': 'given' };
		expect(runtime.calls.at(-1)?.input).toMatchObject({ files, stdin: ['theirs'] });
		expect(exercise).toMatchObject({ pictured: 'check', editedSinceRun: [], checking: { verdict: PASSED } });
		code.type('on');
		expect(exercise.editedSinceRun).toEqual(['code.py']);
	});

	test('shows its verdict only beside the picture of the same text', async () => {
		const { exercise, runtime } = open({}, {}, async () => PASSED);
		runtime.hold('runTests');
		const check = exercise.check();
		await vi.waitFor(() => expect(runtime.calls).toHaveLength(1));
		expect(exercise.checking.isUnderWay).toBe(true);
		exercise.stop();
		await check;
		expect(exercise).toMatchObject({ checking: { verdict: PASSED }, isBusy: false });
	});

	test('runs nothing more where it was stopped, or where the same text has just been cut short', async () => {
		const stopped = open({}, {}, async () => ({ kind: 'stopped', headline: '', items: [] }));
		await stopped.exercise.check();
		expect(stopped.runtime.calls).toEqual([]);
		const { exercise, runtime } = open({}, {}, async () => NOT_YET);
		runtime.hold('runTests');
		const run = exercise.run();
		exercise.stop();
		await run;
		await exercise.check();
		expect(runtime.calls).toHaveLength(1);
	});

	test.each<[boolean, Verdict, number]>([
		[true, PASSED, 1],
		[true, NOT_YET, 0],
		[false, PASSED, 0]
	])('shakes again a suite that it judges (%s) and that is right', async (judgesTests, verdict, shakes) => {
		const { exercise, runtime } = open({ run: 'shake', judgesTests }, {}, async () => verdict);
		await exercise.check();
		expect(runtime.inputs('runTests').filter(({ seed }) => seed === null)).toHaveLength(shakes);
	});

	test('is kept once passed, whatever comes later', async () => {
		let verdict = PASSED;
		const { exercise, progress } = open({}, {}, async () => verdict);
		await exercise.check();
		verdict = NOT_YET;
		await exercise.check();
		exercise.workspace.place.reset();
		expect(exercise.reached.state).toBe('passed');
		expect(progress.map(({ state }) => state)).toEqual(['passed', 'passed']);
	});

	test('counts the run for the picture after those of the checks', async () => {
		const { exercise, runtime } = open({}, {}, async (_spec, _files, _runtime, options) => {
			options?.onProgress?.({ done: 4, total: 5, says: 'Running your tests once more' });
			return PASSED;
		});
		runtime.hold('runTests');
		const checked = exercise.check();
		await vi.waitFor(() => expect(exercise.live.isUnderWay).toBe(true));
		expect(exercise.checking.progress).toMatchObject({ done: 5, total: 6 });
		exercise.stop();
		await checked;
	});

	test('takes the place of a run that is under way', async () => {
		const { exercise, runtime } = open({ run: 'program' }, {}, async () => PASSED);
		runtime.hold('runProgram');
		const running = exercise.run();
		expect(exercise.live.isUnderWay).toBe(true);
		await Promise.all([exercise.check(), exercise.check()]);
		await running;
		expect(exercise.live.isUnderWay).toBe(false);
		expect(exercise.checking.verdict).toEqual(PASSED);
	});

	test('is stopped by Stop', async () => {
		const judge: typeof grade = (_exercise, _files, _runtime, options) =>
			new Promise((done) => {
				options?.signal?.addEventListener('abort', () => done({ kind: 'stopped', headline: '', items: [] }));
			});
		const { exercise } = open({}, {}, judge);
		const check = exercise.check();
		expect(exercise.isBusy).toBe(true);
		exercise.stop();
		await check;
		expect(exercise.checking.verdict?.kind).toBe('stopped');
		expect(exercise.isBusy).toBe(false);
	});

	test('and a run exclude each other', async () => {
		const { exercise, runtime } = open({}, {}, async () => PASSED);
		const check = exercise.check();
		await exercise.run();
		await check;
		// What ran is the check's own.
		expect(runtime.calls).toHaveLength(1);
		expect(exercise.pictured).toBe('check');
	});
});

describe('hints', () => {
	test('open one by one, and the count is kept', () => {
		const { exercise, progress } = open();
		exercise.reached.openHint();
		expect(exercise.reached).toMatchObject({ hintsOpen: 1, hasMoreHints: true, state: 'started' });
		exercise.reached.openHint();
		exercise.reached.openHint();
		expect(exercise.reached).toMatchObject({ hintsOpen: 2, hasMoreHints: false });
		expect(progress.map(({ hints }) => hints)).toEqual([1, 2]);
	});

	test('opened before are open again, and not more than there are now', async () => {
		const { exercise } = open(
			{},
			{ exercises: { 'lesson/exercises/exercise': { state: 'passed', hints: 9, at: 1 } } }
		);
		await exercise.restore();
		expect(exercise.reached).toMatchObject({ hintsOpen: 2, state: 'passed' });
	});
});

describe('the solution', () => {
	test('is shown beside the reader’s text and overwrites nothing', () => {
		const { exercise, code } = open();
		code.type('mine');
		exercise.isSolutionOpen = true;
		expect(exercise.solved).toEqual([{ name: 'code.py', yours: 'mine', solution: 'solved' }]);
		expect(code.text).toBe('mine');
	});

	test('once taken has a way back, which is kept too', () => {
		const { exercise, code, shelf } = open();
		code.type('mine');
		exercise.takeSolution();
		expect(code.text).toBe('solved');
		exercise.workspace.place.undo();
		expect(code.text).toBe('mine');
		expect(shelf.texts.map(([, text]) => text)).toEqual(['mine', 'solved', 'mine']);
	});

	test('taken before a reload still has a way back', async () => {
		const mine = { text: 'mine', at: 1, why: 'solution' as const, by: null, isOpen: false };
		const record = textRecord('solved', { put: 'solution', earlier: [mine] });
		const { exercise, code } = open({}, { texts: { 'lesson/exercises/exercise/code.py': record } });
		await exercise.restore();
		expect(exercise.workspace.place.canUndo).toBe(true);
		exercise.workspace.place.undo();
		expect(code.text).toBe('mine');
	});
});

test('kept text does not overwrite what was typed before it came', async () => {
	const record = textRecord('kept');
	const { exercise, code } = open({}, { texts: { 'lesson/exercises/exercise/code.py': record } });
	code.type('typed at once');
	await exercise.restore();
	expect(code.text).toBe('typed at once');
});
