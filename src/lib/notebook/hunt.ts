// The hunt: why does a test fail in some orders? It ends with the smallest set of tests that decides it, proved by running it.
import type { Files } from '#lib/runtime/protocol';
import type { Finding, HuntRun, OrderRun } from '#lib/instruments/shake/data';
import { minimise } from './delta';
import { isGood, runOrder, type Suite } from './orders';

const isTestFile = (path: string) => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);
const fileOf = (id: string) => id.split('::')[0] ?? id;

/** Tests that came before `id` in a run. */
const before = (run: OrderRun, id: string) => run.order.slice(0, run.order.indexOf(id));
const failedIn = (run: OrderRun, id: string) => id in run.outcomes && !isGood(run.outcomes[id]);
const passedIn = (run: OrderRun, id: string) => isGood(run.outcomes[id]);

/** Tests that failed in some run, in the order of their first failure. */
export function victims(runs: readonly OrderRun[]): string[] {
	return [...new Set(runs.flatMap((run) => run.order.filter((id) => failedIn(run, id))))];
}

export interface HuntOptions {
	/** Told of every run as it ends. */
	onRun?: (run: HuntRun, victim: string) => void;
}

/**
 * Finds out why each test fails that failed in one of `runs`. A test with several polluters, each enough by itself, gets a finding for
 * each that the given orders show. Rejects with `Stopped` when the suite's signal is aborted.
 */
export async function* huntAll(
	suite: Suite,
	runs: readonly OrderRun[],
	options: HuntOptions = {}
): AsyncGenerator<Finding> {
	for (const victim of victims(runs)) {
		let open = runs.filter((run) => failedIn(run, victim));
		while (open.length) {
			const [start] = open.toSorted((a, b) => before(a, victim).length - before(b, victim).length);
			if (!start) break;
			const finding = await hunt(suite, victim, start, runs, options);
			yield finding;
			if (finding.kind !== 'polluted') break;
			open = open.filter(
				(run) => run !== start && !finding.polluters.every((p) => before(run, victim).includes(p))
			);
		}
	}
}

/** Hunts one victim, beginning with an order in which it failed. */
export async function hunt(
	suite: Suite,
	victim: string,
	start: OrderRun,
	all: readonly OrderRun[],
	options: HuntOptions = {}
): Promise<Finding> {
	const runs: HuntRun[] = [];
	const fails = async (order: readonly string[], why: string, files: Files = suite.files) => {
		const { outcomes, trouble } = await runOrder({ ...suite, files }, { select: [...order, victim] });
		const run = { order: [...order, victim], failed: trouble !== null || !isGood(outcomes[victim]), why };
		runs.push(run);
		options.onRun?.(run, victim);
		return run.failed;
	};
	const found = { victim, seed: start.seed, runs };
	const prefix = before(start, victim);

	if (!(await fails(prefix, 'the same order again'))) return { ...found, kind: 'flaky' };

	if (prefix.length === 0 || (await fails([], 'alone'))) {
		const others = Object.keys(suite.files).filter((f) => isTestFile(f) && f !== fileOf(victim));
		const leaving = (out: readonly string[]) =>
			Object.fromEntries(Object.entries(suite.files).filter(([f]) => !out.includes(f)));
		if (others.length && !(await fails([], 'alone, no other test file imported', leaving(others)))) {
			const guilty = await minimise(others, (kept) =>
				fails(
					[],
					`alone, with ${kept.join(' and ')} imported`,
					leaving(others.filter((f) => !kept.includes(f)))
				)
			);
			return { ...found, kind: 'import', files: guilty };
		}
		const [good] = all
			.filter((run) => passedIn(run, victim))
			.toSorted((a, b) => before(a, victim).length - before(b, victim).length);
		if (!good) return { ...found, kind: 'broken' };
		if (await fails(before(good, victim), 'an order in which it passed, again'))
			return { ...found, kind: 'flaky' };
		const setters = await minimise(
			before(good, victim),
			async (part) => !(await fails(part, 'does this part help it?'))
		);
		return { ...found, kind: 'brittle', setters };
	}

	const polluters = await minimise(prefix, (part) => fails(part, 'is it in this part?'));
	if (!(await fails(polluters, 'the answer, run again'))) return { ...found, kind: 'flaky' };
	return { ...found, kind: 'polluted', polluters, cleaners: await cleanersOf(victim, polluters, all, fails) };
}

/** Where the victim passed although its polluters had run: what stood between and put things right. */
async function cleanersOf(
	victim: string,
	polluters: readonly string[],
	all: readonly OrderRun[],
	fails: (order: readonly string[], why: string) => Promise<boolean>
): Promise<string[]> {
	const hidden = all.find(
		(run) => passedIn(run, victim) && polluters.every((p) => before(run, victim).includes(p))
	);
	if (!hidden) return [];
	const order = before(hidden, victim);
	const lastPolluter = Math.max(...polluters.map((p) => order.indexOf(p)));
	const between = order.slice(lastPolluter + 1);
	const passesWith = async (part: readonly string[]) =>
		!(await fails([...polluters, ...part], 'does this part clean up?'));
	if (between.length === 0 || !(await passesWith(between))) return [];
	return minimise(between, passesWith);
}
