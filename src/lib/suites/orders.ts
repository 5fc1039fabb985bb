// Runs a suite in given orders, each in a clean interpreter, and says what came out. The shake and the hunt are both built on it.
import { testsInput } from '#lib/project/run-plan';
import { through, type Through } from '#lib/project/stoppable';
import type { Runtime } from '#lib/runtime/runtime';
import type { OrderRun } from './shake-data';
import type { Files, Outcome, TestsInput } from '#lib/runtime/protocol';

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

/** Runs the suite once, by seed, by explicit order, or (with neither) as the files stand. Rejects with `Stopped` when its signal is aborted. */
export async function runOrder(suite: Suite, order: Order): Promise<OrderRun> {
	const { files, runtime, seconds, signal } = suite;
	const input = testsInput(files, order);
	const ended = await through(runtime, 'runTests', input, { seconds, signal });
	return read(ended, input.seed);
}

function read(ended: Through<'runTests'>, seed: number | null): OrderRun {
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

function words(ended: Exclude<Through<'runTests'>, { kind: 'done' }>): string {
	switch (ended.kind) {
		case 'out-of-time':
			return `This order was still running after ${ended.seconds} seconds and was stopped.`;
		case 'crashed':
			return ended.message;
		case 'fault':
			return ended.fault.message;
	}
}
