// What a page may rely on that draws a run: a short one is shown once, with its answer, a long one soon; and the run before the last one
// is at hand, whatever came between them.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SHOWN_AFTER } from '#lib/runtime/shown-after';
import type { Observed } from '#lib/runtime/protocol';
import type { TasksReport } from '#lib/instruments/tasks/report';
import { cellReport, cellSpec, FakeRuntime, sourceFile, testResult, testsReport } from './fake-runtime';
import { FakeShelf } from './fake-shelf';
import { testsInput } from './run-plan';
import { LiveRun } from './live-run.svelte';
import { Notebook } from '#lib/notebook/notebook.svelte';
import { investigationOf } from '#lib/notebook/investigation';

const tasks = (seconds: number): TasksReport => ({
	clock: 'virtual',
	seconds,
	tasks: [],
	stalls: [],
	cancellations: [],
	deadlines: [],
	forgotten: [],
	leftOut: { tasks: 0, stretches: 0, stalls: 0 }
});

function open(seen: (Observed | 'wait')[]) {
	const left = [...seen];
	const runtime = new FakeRuntime({
		runCell: () => {
			const observed = left.shift() ?? {};
			return observed === 'wait' ? 'wait' : cellReport({ observed });
		}
	});
	const spec = cellSpec('a', { clock: 'virtual', files: [sourceFile('a.py', '1')] });
	const notebook = new Notebook({
		lesson: 'lesson',
		cells: [spec],
		runtime,
		shelf: new FakeShelf(),
		investigationOf
	});
	return { notebook, runtime, cell: notebook.cell('a') };
}

test('the run before is kept beside the last one', async () => {
	const { notebook, cell } = open([{ tasks: tasks(1) }, { tasks: tasks(2) }, { tasks: tasks(3) }]);
	await notebook.run(cell);
	expect(cell.live.before).toBeNull();
	await notebook.run(cell);
	expect(cell.live.before?.observed.tasks?.seconds).toBe(1);
	await notebook.run(cell);
	expect(cell.live.before?.observed.tasks?.seconds).toBe(2);
});

test('a run that was stopped is no run before', async () => {
	const { notebook, cell } = open([{ tasks: tasks(1) }, 'wait', { tasks: tasks(3) }]);
	await notebook.run(cell);
	const stopped = notebook.run(cell);
	notebook.stop(cell);
	await stopped;
	await notebook.run(cell);
	expect(cell.live.before?.observed.tasks?.seconds).toBe(1);
});

test("a cell runs on the author's clock until the reader switches it", async () => {
	const { notebook, cell, runtime } = open([]);
	await notebook.run(cell);
	cell.workspace.clock = 'real';
	await notebook.run(cell);
	expect(runtime.inputs('runCell').map(({ clock }) => clock)).toEqual(['virtual', 'real']);
});

describe('when a run is shown', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	const input = { id: 'a', filename: 'a.py', code: '', files: {}, stdin: [], probes: [] };
	/** All that a page draws of it. */
	const shown = ({ state, isBusy, number, transcript, collected, results, files, before }: LiveRun) => ({
		state,
		isBusy,
		number,
		window: transcript.window,
		notice: transcript.notice,
		collected,
		results,
		files,
		before
	});

	test('a short one changes nothing before its answer is there, and then all at once', async () => {
		const live = new LiveRun();
		let also = 0;
		const printing = new FakeRuntime({
			runCell: (_, say) => {
				say({ type: 'output', stream: 'stdout', text: '1\n' });
				return 'wait';
			}
		});
		const idle = shown(live);
		live.queue();
		const run = live.program(
			printing,
			{ call: 'runCell', input, seconds: 10 },
			{ files: { a: '1' }, also: () => also++ }
		);
		await vi.advanceTimersByTimeAsync(SHOWN_AFTER - 1);
		expect(shown(live)).toEqual(idle);
		expect(live.isUnderWay).toBe(true);
		expect(also).toBe(0);
		live.stop();
		await run;
		expect(shown(live)).toMatchObject({ state: { kind: 'done' }, number: 1, files: { a: '1' } });
		expect(live.transcript.whole()).toBe('1\n');
		expect(also).toBe(1);
		expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
	});

	test('a long one is under way soon, with what it has said by then', async () => {
		const live = new LiveRun();
		const testing = new FakeRuntime({
			runTests: (_, say) => {
				say({ type: 'output', stream: 'stdout', text: 'begun\n' });
				say({ type: 'collected', tests: ['t.py::test_a'] });
				say({ type: 'test', result: testResult('t.py::test_a') });
				return 'wait';
			}
		});
		const run = live.tests(testing, { call: 'runTests', input: testsInput({}), seconds: 10 }, { files: {} });
		await vi.advanceTimersByTimeAsync(SHOWN_AFTER);
		expect(shown(live)).toMatchObject({
			state: { kind: 'running', what: 'tests' },
			isBusy: true,
			number: 1,
			collected: ['t.py::test_a'],
			results: [{ id: 't.py::test_a' }]
		});
		expect(live.transcript.whole()).toBe('begun\n');
		live.stop();
		await run;
		expect(live.number).toBe(1);
	});

	test('one that prints what the run before it printed is another run all the same', async () => {
		const live = new LiveRun();
		const same = new FakeRuntime({ runCell: () => cellReport() });
		await live.program(same, { call: 'runCell', input, seconds: 10 }, { files: {} });
		await live.program(same, { call: 'runCell', input, seconds: 10 }, { files: {} });
		expect(live.number).toBe(2);
	});

	test('tests that were told before they were shown are not told twice', async () => {
		const live = new LiveRun();
		const quick = new FakeRuntime({
			runTests: (_, say) => {
				say({ type: 'test', result: testResult('t.py::test_a') });
				return testsReport([testResult('t.py::test_a')]);
			}
		});
		await live.tests(quick, { call: 'runTests', input: testsInput({}), seconds: 10 }, { files: {} });
		await vi.runAllTimersAsync();
		expect(live.results).toHaveLength(1);
	});
});
