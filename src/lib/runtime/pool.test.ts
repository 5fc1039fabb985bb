// Whatever a worker does, a run comes to its end: the pool against workers that a test plays, on a clock that a test moves.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Listener } from './frame-client';
import { testsInput } from '#lib/project/run-plan';
import { Pool, type PoolOptions } from './pool';
import type { CellReport, FromWorker, Request, RunEvent, RunId, TestsReport, ToWorker } from './protocol';
import type { RunOptions } from './runtime';
import { SHOWN_AFTER } from './shown-after';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const cellReport: CellReport = {
	ended: 'ok',
	value: null,
	exception: null,
	cut: [],
	observed: {},
	seconds: 0
};
const testsReport: TestsReport = {
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
	seconds: 0
};

/** A worker as the pool started it: what it was sent, and the way to answer. */
interface Played {
	sent: ToWorker[];
	interrupted: RunId[];
	isTerminated: boolean;
	say(message: FromWorker): void;
	die(): void;
}

function play({
	interrupts = true,
	keepsSpare = true,
	rest = () => Promise.resolve(),
	lanes
}: Partial<Pick<PoolOptions, 'keepsSpare' | 'rest' | 'lanes'>> & { interrupts?: boolean } = {}) {
	const workers: Played[] = [];
	const busy: boolean[] = [];
	const pool = new Pool({
		keepsSpare,
		...(lanes === undefined ? {} : { lanes }),
		rest,
		onBusy: (isBusy) => busy.push(isBusy),
		onStep: () => {},
		host: {
			interrupts,
			spawn(listener: Listener) {
				const worker: Played = {
					sent: [],
					interrupted: [],
					isTerminated: false,
					say: (message) => listener.said(message),
					die: () => listener.died('gone')
				};
				workers.push(worker);
				return {
					post: (message) => void worker.sent.push(message),
					interrupt: (run) => void worker.interrupted.push(run),
					terminate: () => void (worker.isTerminated = true)
				};
			}
		}
	});
	let runs = 0;
	const cell = (options: Partial<RunOptions> = {}) => {
		const run = ++runs;
		const input = { id: 'a', filename: 'a.py', code: '', files: {}, stdin: [], probes: [] };
		return { id: run, ...pool.call(run, { call: 'runCell', run, input }, { seconds: 10, ...options }) };
	};
	const tests = (options: Partial<RunOptions> = {}) => {
		const run = ++runs;
		const request: Extract<Request, { call: 'runTests' }> = {
			call: 'runTests',
			run,
			input: testsInput({})
		};
		return { id: run, ...pool.call(run, request, { seconds: 10, ...options }) };
	};
	const worker = (at: number): Played => {
		const found = workers[at];
		if (!found) throw new Error(`no worker ${at}, only ${workers.length}`);
		return found;
	};
	/** Readies every worker that has been started, and lets the pool act on it. */
	const ready = async (at: number) => {
		worker(at).say({ type: 'ready' });
		await settle();
	};
	return { pool, workers, worker, ready, cell, tests, busy };
}

/** Lets promises run; no time passes. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A cell that has begun on the first worker, with the spare ready. */
async function running(options: { interrupts?: boolean } = {}, run: Partial<RunOptions> = {}) {
	const played = play(options);
	const cell = played.cell(run);
	await settle();
	await played.ready(0);
	await played.ready(1);
	played.worker(0).say({ type: 'started', run: cell.id });
	return { ...played, cellRun: cell, nextCell: played.cell };
}

describe('who gets which worker', () => {
	it('the one that was started ahead runs the first cell, and only then another is started', async () => {
		const { pool, cell, worker, ready, workers } = play();
		const warmed = pool.warm();
		await settle();
		await ready(0);
		await warmed;
		expect(workers).toHaveLength(1);
		cell();
		await settle();
		expect(worker(0).sent).toHaveLength(1);
		expect(workers).toHaveLength(2);
	});

	it('a cell that waits gets the one that was started ahead', async () => {
		const { pool, cell, worker, ready } = play();
		const warmed = pool.warm();
		cell();
		await settle();
		await ready(0);
		await warmed;
		await settle();
		expect(worker(0).sent).toHaveLength(1);
	});

	it('cells share one, and another stands by as soon as it is taken', async () => {
		const { cell, worker, ready, workers } = play();
		const first = cell();
		await settle();
		await ready(0);
		worker(0).say({ type: 'done', run: first.id, events: [], output: cellReport });
		expect(await first.ended).toEqual({ kind: 'done', report: cellReport });
		const second = cell();
		await settle();
		expect(worker(0).sent).toHaveLength(2);
		expect(workers).toHaveLength(2);
		worker(0).say({ type: 'done', run: second.id, events: [], output: cellReport });
		await second.ended;
	});

	it('a hermetic run never touches the interpreter of the cells', async () => {
		const { tests, worker, cellRun } = await running();
		worker(0).say({ type: 'done', run: cellRun.id, events: [], output: cellReport });
		await cellRun.ended;
		tests();
		await settle();
		expect(worker(0).sent).toHaveLength(1);
		expect(worker(1).sent).toHaveLength(1);
	});

	it('runs nothing more on a worker that is not as new again', async () => {
		const { tests, worker, ready, workers } = play();
		const first = tests();
		await settle();
		await ready(0);
		worker(0).say({ type: 'done', run: first.id, events: [], output: testsReport });
		await settle();
		worker(0).say({ type: 'spoilt', why: 'a system file was changed' });
		await first.ended;
		expect(worker(0).isTerminated).toBe(true);
		tests();
		await settle();
		await ready(1);
		expect(workers[1]?.sent).toHaveLength(1);
	});

	it('uses a worker again that is as new', async () => {
		const { tests, worker, ready } = play();
		const first = tests();
		await settle();
		await ready(0);
		worker(0).say({ type: 'done', run: first.id, events: [], output: testsReport });
		await settle();
		worker(0).say({ type: 'pristine' });
		await first.ended;
		tests();
		await settle();
		expect(worker(0).sent).toHaveLength(2);
	});

	it('starts no spare where memory is short', async () => {
		const { cell, ready, workers } = play({ keepsSpare: false });
		cell();
		await settle();
		await ready(0);
		expect(workers).toHaveLength(1);
	});
});

describe('Stop', () => {
	it('interrupts, and keeps the variables where the program heeds it', async () => {
		const { worker, cellRun } = await running();
		cellRun.stop();
		expect(worker(0).interrupted).toEqual([cellRun.id]);
		worker(0).say({ type: 'interrupted', run: cellRun.id });
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: false });
		expect(worker(0).isTerminated).toBe(false);
	});

	it('ends the worker of a program that does not heed it', async () => {
		const { worker, cellRun } = await running();
		cellRun.stop();
		await wait(500);
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: true });
		expect(worker(0).isTerminated).toBe(true);
		expect(worker(0).interrupted).toHaveLength(1);
	});

	it('reads what it has said, where the page was busy when both were due', async () => {
		const { worker, cellRun } = await running();
		cellRun.stop();
		// After a long task: a timer that is due, and then the message that came before it.
		vi.advanceTimersToNextTimer();
		worker(0).say({ type: 'stopping', run: cellRun.id });
		await wait(900);
		expect(worker(0).isTerminated).toBe(false);
		worker(0).say({ type: 'interrupted', run: cellRun.id });
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: false });
	});

	it('gives one that has heard it time to clean up, and does not disturb that', async () => {
		const { worker, cellRun } = await running();
		cellRun.stop();
		worker(0).say({ type: 'stopping', run: cellRun.id });
		await wait(999);
		expect(worker(0).interrupted).toHaveLength(1);
		worker(0).say({ type: 'interrupted', run: cellRun.id });
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: false });
	});

	it('interrupts one that keeps it to itself twice more, and then ends its worker', async () => {
		const { worker, cellRun } = await running();
		cellRun.stop();
		worker(0).say({ type: 'stopping', run: cellRun.id });
		await wait(1000);
		expect(worker(0).interrupted).toHaveLength(2);
		worker(0).say({ type: 'stopping', run: cellRun.id });
		await wait(150);
		expect(worker(0).interrupted).toHaveLength(3);
		worker(0).say({ type: 'stopping', run: cellRun.id });
		expect(worker(0).isTerminated).toBe(false);
		await wait(150);
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: true });
		expect(worker(0).isTerminated).toBe(true);
	});

	it('ends the worker at once where nothing can be interrupted, and the spare takes over', async () => {
		const { worker, cellRun, nextCell } = await running({ interrupts: false });
		cellRun.stop();
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: true });
		expect(worker(0).isTerminated).toBe(true);
		nextCell();
		await settle();
		expect(worker(1).sent).toHaveLength(1);
	});

	it('takes a run that waits out of the queue', async () => {
		const { worker, cellRun, nextCell } = await running();
		const second = nextCell();
		second.stop();
		expect(await second.ended).toEqual({ kind: 'stopped' });
		worker(0).say({ type: 'done', run: cellRun.id, events: [], output: cellReport });
		await cellRun.ended;
		expect(worker(0).sent).toHaveLength(1);
	});

	it('may be pressed again, and after the end', async () => {
		const { worker, cellRun } = await running();
		cellRun.stop();
		cellRun.stop();
		worker(0).say({ type: 'interrupted', run: cellRun.id });
		await cellRun.ended;
		cellRun.stop();
		expect(worker(0).interrupted).toHaveLength(1);
	});
});

describe('the time limit', () => {
	it('counts from when the program has begun, and tells its seconds', async () => {
		const { worker, cellRun } = await running({}, { seconds: 2 });
		await wait(2000);
		expect(worker(0).interrupted).toEqual([cellRun.id]);
		worker(0).say({ type: 'interrupted', run: cellRun.id });
		expect(await cellRun.ended).toEqual({ kind: 'out-of-time', seconds: 2, lost: false });
	});

	it('ends a program that does not heed it', async () => {
		const { cellRun } = await running({}, { seconds: 2 });
		await wait(2500);
		expect(await cellRun.ended).toEqual({ kind: 'out-of-time', seconds: 2, lost: true });
	});
});

describe('what goes wrong', () => {
	it('a crash ends the run with its sentence, and the next cell runs on the spare', async () => {
		const { worker, cellRun, nextCell } = await running();
		worker(0).say({ type: 'crash', run: cellRun.id, message: 'Python ran out of stack.' });
		expect(await cellRun.ended).toEqual({ kind: 'crashed', message: 'Python ran out of stack.' });
		nextCell();
		await settle();
		expect(worker(1).sent).toHaveLength(1);
	});

	it('a worker that dies ends its run', async () => {
		const { worker, cellRun } = await running();
		worker(0).die();
		expect(await cellRun.ended).toMatchObject({ kind: 'crashed' });
	});

	it('a worker that never begins is taken for dead', async () => {
		const { cell, ready } = play();
		const run = cell();
		await settle();
		await ready(0);
		await wait(45_000);
		expect(await run.ended).toMatchObject({ kind: 'crashed' });
	});

	it('answers to an earlier run are dropped', async () => {
		const seen: RunEvent[] = [];
		const { worker, cellRun } = await running({}, { onEvent: (event) => seen.push(event) });
		const output: RunEvent = { type: 'output', stream: 'stdout', text: 'late' };
		worker(0).say({ type: 'events', run: cellRun.id + 7, events: [output] });
		worker(0).say({ type: 'done', run: cellRun.id + 7, events: [], output: cellReport });
		expect(seen).toEqual([]);
		worker(0).say({ type: 'events', run: cellRun.id, events: [output] });
		expect(seen).toEqual([output]);
	});

	it('a worker that does not start is a fault of the run, and the next run tries again', async () => {
		const { cell, worker, ready } = play();
		const first = cell();
		await settle();
		worker(0).say({ type: 'boot-failed', message: 'no memory' });
		expect(await first.ended).toMatchObject({ kind: 'fault', fault: { code: 'start-failed' } });
		const second = cell();
		await settle();
		await ready(1);
		expect(worker(1).sent).toHaveLength(1);
		second.stop();
	});
});

describe('that Python is busy', () => {
	it('is not said of a run that is over soon', async () => {
		const { worker, cellRun, busy, nextCell } = await running();
		await wait(SHOWN_AFTER);
		worker(0).say({ type: 'done', run: cellRun.id, events: [], output: cellReport });
		await cellRun.ended;
		expect(busy).toEqual([true, false]);
		const second = nextCell();
		await wait(SHOWN_AFTER - 1);
		worker(0).say({ type: 'done', run: second.id, events: [], output: cellReport });
		await second.ended;
		await wait(SHOWN_AFTER);
		expect(busy).toEqual([true, false]);
	});
});

describe('Restart', () => {
	it('gives the next cell a clean interpreter', async () => {
		const { pool, worker, cellRun, nextCell } = await running();
		worker(0).say({ type: 'done', run: cellRun.id, events: [], output: cellReport });
		await cellRun.ended;
		pool.restart();
		nextCell();
		await settle();
		expect(worker(1).sent).toHaveLength(1);
	});

	it('ends a cell that runs as stopped, at once', async () => {
		const { pool, cellRun } = await running();
		pool.restart();
		await settle();
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: true });
	});

	it('lets a hermetic run go on', async () => {
		const { pool, tests, worker, ready } = play();
		const run = tests();
		await settle();
		await ready(0);
		pool.restart();
		worker(0).say({ type: 'done', run: run.id, events: [], output: testsReport });
		await settle();
		worker(0).say({ type: 'pristine' });
		expect(await run.ended).toEqual({ kind: 'done', report: testsReport });
	});
});

describe('new packages', () => {
	it('renew every worker; a cell that runs ends as stopped', async () => {
		const { pool, worker, cellRun } = await running();
		pool.renew();
		expect(await cellRun.ended).toEqual({ kind: 'stopped', lost: true });
		expect([worker(0).isTerminated, worker(1).isTerminated]).toEqual([true, true]);
	});

	it('let a hermetic run finish, on a worker that is not used again', async () => {
		const { pool, tests, worker, ready } = play();
		const run = tests();
		await settle();
		await ready(0);
		pool.renew();
		worker(0).say({ type: 'done', run: run.id, events: [], output: testsReport });
		expect(await run.ended).toEqual({ kind: 'done', report: testsReport });
		expect(worker(0).isTerminated).toBe(true);
	});

	it('end the worker of a run that is over, and not yet as new', async () => {
		const { pool, tests, worker, ready } = play();
		const run = tests();
		await settle();
		await ready(0);
		worker(0).say({ type: 'done', run: run.id, events: [], output: testsReport });
		await settle();
		pool.renew();
		worker(0).say({ type: 'pristine' });
		await run.ended;
		expect(worker(0).isTerminated).toBe(true);
	});

	it('give a run that waits for a worker another one', async () => {
		const { pool, cell, worker, ready } = play();
		cell();
		await settle();
		pool.renew();
		await ready(1);
		expect(worker(1).sent).toHaveLength(1);
	});
});

describe('lanes', () => {
	/** Two hermetic runs that have begun, each on a worker of its own. */
	async function two(options: Parameters<typeof play>[0] = {}, seconds: [number, number] = [10, 10]) {
		const played = play({ lanes: 2, keepsSpare: false, ...options });
		const runs = [played.tests({ seconds: seconds[0] }), played.tests({ seconds: seconds[1] })] as const;
		await settle();
		for (const at of [0, 1]) {
			await played.ready(at);
			played.worker(at).say({ type: 'started', run: at + 1 });
		}
		const end = async (at: number, run: { id: RunId }) => {
			played.worker(at).say({ type: 'done', run: run.id, events: [], output: testsReport });
			await settle();
			played.worker(at).say({ type: 'pristine' });
			await settle();
		};
		return { ...played, runs, end };
	}

	it('are one, unless more are asked for', async () => {
		const { tests, worker, ready, workers } = play({ keepsSpare: false });
		const first = tests();
		tests();
		await settle();
		await ready(0);
		expect([workers.length, worker(0).sent.length]).toEqual([1, 1]);
		worker(0).say({ type: 'done', run: first.id, events: [], output: testsReport });
		await settle();
		expect(worker(0).sent).toHaveLength(1);
		worker(0).say({ type: 'pristine' });
		await settle();
		expect([workers.length, worker(0).sent.length]).toEqual([1, 2]);
	});

	it('have a worker each, and no more are started than that', async () => {
		const { worker, workers, runs, tests, end } = await two();
		expect(workers.map(({ sent }) => sent)).toMatchObject([[{ run: 1 }], [{ run: 2 }]]);
		const third = tests();
		await settle();
		await end(1, runs[1]);
		expect(await runs[1].ended).toEqual({ kind: 'done', report: testsReport });
		expect(worker(1).sent).toMatchObject([{ run: 2 }, { run: third.id }]);
		expect(workers).toHaveLength(2);
	});

	it('share the worker that was started ahead, and one more', async () => {
		const { pool, tests, ready, workers } = play({ lanes: 2, keepsSpare: false });
		void pool.warm();
		tests();
		tests();
		await settle();
		expect(workers).toHaveLength(2);
		await ready(0);
		await ready(1);
		expect(workers.map(({ sent }) => sent.length)).toEqual([1, 1]);
	});

	it('have one spare between them', async () => {
		const { workers, ready, runs, end, tests } = await two({ keepsSpare: true });
		expect(workers).toHaveLength(3);
		await ready(2);
		await Promise.all([end(0, runs[0]), end(1, runs[1])]);
		tests();
		tests();
		await settle();
		expect(workers).toHaveLength(3);
	});

	it('are stopped one by one, and each has its own time', async () => {
		const { worker, runs } = await two({}, [2, 5]);
		await wait(2000);
		expect([worker(0).interrupted, worker(1).interrupted]).toEqual([[1], []]);
		worker(0).say({ type: 'interrupted', run: 1 });
		await settle();
		worker(0).say({ type: 'pristine' });
		expect(await runs[0].ended).toEqual({ kind: 'out-of-time', seconds: 2, lost: false });
		runs[1].stop();
		worker(1).say({ type: 'interrupted', run: 2 });
		await settle();
		worker(1).say({ type: 'pristine' });
		expect(await runs[1].ended).toEqual({ kind: 'stopped', lost: false });
	});

	it('do not go down together', async () => {
		const { worker, runs, end, tests, ready } = await two();
		worker(0).die();
		expect(await runs[0].ended).toMatchObject({ kind: 'crashed' });
		tests();
		await settle();
		await ready(2);
		expect(worker(2).sent).toHaveLength(1);
		await end(1, runs[1]);
		expect(await runs[1].ended).toMatchObject({ kind: 'done' });
	});

	it('hold one cell at a time, and what was asked for after the next waits with it', async () => {
		const { cell, tests, worker, ready, workers } = play({ lanes: 3, keepsSpare: false });
		const first = cell();
		const beside = tests();
		const second = cell();
		const last = tests();
		await settle();
		await ready(0);
		await ready(1);
		expect(workers.map(({ sent }) => sent)).toMatchObject([[{ run: first.id }], [{ run: beside.id }]]);
		worker(0).say({ type: 'done', run: first.id, events: [], output: cellReport });
		await settle();
		await ready(2);
		expect(workers.map(({ sent }) => sent)).toMatchObject([
			[{ run: first.id }, { run: second.id }],
			[{ run: beside.id }],
			[{ run: last.id }]
		]);
	});

	it('are not stopped by Restart, which ends the cell alone', async () => {
		const { pool, cell, tests, worker, ready } = play({ lanes: 2, keepsSpare: false });
		const inCell = cell();
		const beside = tests();
		await settle();
		await ready(0);
		await ready(1);
		pool.restart();
		expect(await inCell.ended).toEqual({ kind: 'stopped', lost: true });
		expect(worker(1).isTerminated).toBe(false);
		worker(1).say({ type: 'done', run: beside.id, events: [], output: testsReport });
		await settle();
		worker(1).say({ type: 'pristine' });
		expect(await beside.ended).toMatchObject({ kind: 'done' });
	});

	it('all get new packages: those that run finish, those that wait have new workers', async () => {
		const { pool, tests, worker, ready, workers } = play({ lanes: 3, keepsSpare: false });
		const first = tests();
		await settle();
		await ready(0);
		tests();
		tests();
		await settle();
		pool.renew();
		expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([false, true, true, false, false]);
		worker(0).say({ type: 'done', run: first.id, events: [], output: testsReport });
		await first.ended;
		expect(worker(0).isTerminated).toBe(true);
		await ready(3);
		await ready(4);
		expect([worker(3).sent.length, worker(4).sent.length]).toEqual([1, 1]);
	});

	it('are busy until the last of them is done', async () => {
		const { busy, runs, end } = await two();
		await wait(SHOWN_AFTER);
		await end(0, runs[0]);
		expect(busy).toEqual([true]);
		await end(1, runs[1]);
		expect(busy).toEqual([true, false]);
	});
});

describe('a worker that hangs while it starts', () => {
	it('is given up, and whoever waits for it is told', async () => {
		const { cell, worker } = play({ keepsSpare: false });
		const run = cell();
		await wait(60_000);
		worker(0).say({ type: 'booting', step: 'packages' });
		await wait(89_999);
		expect(worker(0).isTerminated).toBe(false);
		await wait(1);
		expect(worker(0).isTerminated).toBe(true);
		expect(await run.ended).toMatchObject({
			kind: 'fault',
			fault: { message: expect.stringContaining('no sign of life for 90 seconds') }
		});
	});

	it('leaves the next run to a worker that starts', async () => {
		const { cell, worker, ready } = play({ keepsSpare: false });
		const first = cell();
		await wait(90_000);
		await first.ended;
		const second = cell();
		await settle();
		await ready(1);
		worker(1).say({ type: 'started', run: second.id });
		worker(1).say({ type: 'done', run: second.id, events: [], output: cellReport });
		expect(await second.ended).toEqual({ kind: 'done', report: cellReport });
	});

	it('is not given up once it is ready', async () => {
		const { cell, worker, ready } = play({ keepsSpare: false });
		const run = cell({ seconds: 120 });
		await settle();
		await ready(0);
		worker(0).say({ type: 'started', run: run.id });
		await wait(100_000);
		expect(worker(0).isTerminated).toBe(false);
	});
});

describe('the library, which comes after the worker', () => {
	it('a run that has asked for it too early says so, and its worker is not used again', async () => {
		const { cell, worker } = play();
		const run = cell();
		await vi.advanceTimersByTimeAsync(0);
		worker(0).say({ type: 'ready' });
		await vi.advanceTimersByTimeAsync(0);
		worker(0).say({ type: 'too-early', run: run.id });
		expect(await run.ended).toEqual({ kind: 'too-early' });
		expect(worker(0).isTerminated).toBe(true);
	});

	it('has come when it has reached every worker that is there', async () => {
		const { pool, worker } = play();
		void pool.warm();
		let isWhole = false;
		worker(0).say({ type: 'ready' });
		await vi.advanceTimersByTimeAsync(0);
		void pool.whole().then(() => (isWhole = true));
		await vi.advanceTimersByTimeAsync(0);
		expect(isWhole).toBe(false);
		worker(0).say({ type: 'whole' });
		await vi.advanceTimersByTimeAsync(0);
		expect(isWhole).toBe(true);
	});

	it('says why where it does not come', async () => {
		const { pool, worker } = play();
		void pool.warm();
		worker(0).say({ type: 'ready' });
		await vi.advanceTimersByTimeAsync(0);
		const whole = pool.whole();
		worker(0).say({ type: 'boot-failed', message: 'a bundle is compressed' });
		await expect(whole).rejects.toThrow('a bundle is compressed');
	});
});

it('a spare is not started before the machine is let be', async () => {
	let letBe = () => {};
	const { cell, workers } = play({ rest: () => new Promise<void>((resolve) => (letBe = resolve)) });
	cell();
	await vi.advanceTimersByTimeAsync(0);
	workers[0]?.say({ type: 'ready' });
	await vi.advanceTimersByTimeAsync(10_000);
	expect(workers).toHaveLength(1);
	letBe();
	await vi.advanceTimersByTimeAsync(0);
	expect(workers).toHaveLength(2);
});
