// Runs a suite in given orders, each in a clean interpreter, and says what came out. The shake and the hunt are both built on it.
import type { Ended, Runtime } from '#lib/runtime/runtime';
import type { OrderRun } from '#lib/instruments/shake/data';
import type { Files, Outcome, TestsInput, TestsReport } from '#lib/runtime/protocol';

/** Thrown by `runOrder` when its signal is aborted: the shake or the hunt ends where it stands. */
export class Stopped extends Error {}

export interface Suite {
	files: Files;
	runtime: Pick<Runtime, 'call'>;
	/** Time limit of each run. */
	seconds: number;
	signal: AbortSignal;
}

type Order = Partial<Pick<TestsInput, 'seed' | 'select' | 'args' | 'strict'>>;

const GOOD: readonly Outcome[] = ['passed', 'skipped', 'xfailed'];
export const isGood = (outcome: Outcome | undefined) => outcome !== undefined && GOOD.includes(outcome);

/** Runs the suite once, by seed, by explicit order, or (with neither) as the files stand. */
export async function runOrder(suite: Suite, order: Order): Promise<OrderRun> {
	if (suite.signal.aborted) throw new Stopped();
	const input: TestsInput = {
		files: suite.files,
		args: [],
		seed: null,
		select: null,
		probes: [],
		measure: [],
		strict: false,
		stdin: [],
		...order
	};
	const run = suite.runtime.call('runTests', input, { seconds: suite.seconds });
	suite.signal.addEventListener('abort', run.stop);
	const ended = await run.ended;
	suite.signal.removeEventListener('abort', run.stop);
	if (ended.kind === 'stopped') throw new Stopped();
	return read(ended, input.seed);
}

function read(ended: Exclude<Ended<TestsReport>, { kind: 'stopped' }>, seed: number | null): OrderRun {
	if (ended.kind !== 'done')
		return { seed, order: [], outcomes: {}, ok: false, trouble: words(ended), lost: [] };
	const { tests, broken, refusal } = ended.report;
	const order = tests.map((t) => t.id);
	const outcomes = Object.fromEntries(tests.map((t) => [t.id, t.outcome]));
	const trouble =
		refusal ??
		(broken[0]
			? `${broken[0].file} could not be collected: ${broken[0].exception.type}: ${broken[0].exception.message}`
			: null) ??
		(tests.length === 0
			? `No test was collected: ${ended.report.unrun[0] ?? 'a test is a function whose name begins with test_.'}`
			: null);
	const ok = trouble === null && tests.every((t) => isGood(t.outcome));
	return { seed, order, outcomes, ok, trouble, lost: ended.report.lost.map(({ says }) => says) };
}

function words(ended: Exclude<Ended<TestsReport>, { kind: 'stopped' | 'done' }>): string {
	switch (ended.kind) {
		case 'out-of-time':
			return `This order was still running after ${ended.seconds} seconds and was stopped.`;
		case 'crashed':
			return ended.message;
		case 'fault':
			return ended.fault.message;
	}
}
