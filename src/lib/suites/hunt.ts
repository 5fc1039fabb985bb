// The hunt: why does a test fail in some orders? It ends with the smallest set of tests that decides it, proved by running it.
import { isTestFile } from '#lib/runtime/files';
import type { Files } from '#lib/runtime/protocol';
import type { Finding, HuntRun, OrderRun } from './shake-data';
import { isSome, minimise } from './delta';
import { isGood, runOrder, type Suite } from './orders';

/**
 * How often an order is run before it counts as coming out one way. Nothing is said of order before a test has failed so often in one
 * and passed so often in another: a test that goes by chance does that at most once in 4 ** REPEATS, whatever its odds, as
 * p ** n * (1 - p) ** n is greatest where p is a half.
 */
export const REPEATS = 5;

const fileOf = (id: string) => id.split('::')[0] ?? id;

/** Tests that came before `id` in a run. */
const before = (run: OrderRun, id: string) => run.order.slice(0, run.order.indexOf(id));
const failedIn = (run: OrderRun, id: string) => id in run.outcomes && !isGood(run.outcomes[id]);
const passedIn = (run: OrderRun, id: string) => isGood(run.outcomes[id]);
const isSame = (one: readonly string[], other: readonly string[]) =>
	one.length === other.length && one.every((id, i) => id === other[i]);

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
		// That it goes by order and not by chance needs to be shown once.
		let repeats = REPEATS;
		while (open.length) {
			const [start] = open.toSorted((a, b) => before(a, victim).length - before(b, victim).length);
			if (!start) break;
			const finding = await new Hunt(suite, victim, start, runs, options).run(repeats);
			yield finding;
			if (finding.kind !== 'polluted') break;
			repeats = 1;
			open = open.filter(
				(run) => run !== start && !finding.polluters.every((p) => before(run, victim).includes(p))
			);
		}
	}
}

/** The hunt for what makes one victim fail, beginning with an order in which it did. */
class Hunt {
	readonly #runs: HuntRun[] = [];
	readonly #suite: Suite;
	readonly #victim: string;
	readonly #start: OrderRun;
	readonly #all: readonly OrderRun[];
	readonly #options: HuntOptions;

	constructor(suite: Suite, victim: string, start: OrderRun, all: readonly OrderRun[], options: HuntOptions) {
		this.#suite = suite;
		this.#victim = victim;
		this.#start = start;
		this.#all = all;
		this.#options = options;
	}

	/** `repeats`: how often each of the two orders that everything rests on is run. */
	async run(repeats: number): Promise<Finding> {
		const prefix = before(this.#start, this.#victim);
		if (!(await this.#stays('failed', repeats, prefix, 'the same order again'))) return this.#flaky(prefix);
		if (!isSome(prefix)) return this.#withNothingBefore();
		if (await this.#fails([], 'alone')) {
			if (!(await this.#stays('failed', repeats - 1, [], 'alone'))) return this.#flaky([]);
			return this.#withNothingBefore();
		}
		if (!(await this.#stays('passed', repeats - 1, [], 'alone'))) return this.#flaky([]);
		const polluters = await minimise(prefix, (part) => this.#fails(part, 'is it in this part?'));
		if (!(await this.#fails(polluters, 'the answer, run again'))) return this.#flaky(polluters);
		return { ...this.#found, kind: 'polluted', polluters, cleaners: await this.#cleanersOf(polluters) };
	}

	get #found() {
		return { victim: this.#victim, seed: this.#start.seed, runs: this.#runs };
	}

	/** It fails each time with no test before it: by an import, for want of a test that sets things up, or in any case. */
	async #withNothingBefore(): Promise<Finding> {
		const { files } = this.#suite;
		const others = Object.keys(files).filter((f) => isTestFile(f) && f !== fileOf(this.#victim));
		const leaving = (out: readonly string[]) =>
			Object.fromEntries(Object.entries(files).filter(([f]) => !out.includes(f)));
		if (isSome(others)) {
			const why = 'alone, no other test file imported';
			if (!(await this.#fails([], why, leaving(others)))) {
				if (!(await this.#stays('passed', REPEATS - 1, [], why, leaving(others)))) return this.#flaky([]);
				const guilty = await minimise(others, (kept) =>
					this.#fails(
						[],
						`alone, with ${kept.join(' and ')} imported`,
						leaving(others.filter((f) => !kept.includes(f)))
					)
				);
				return { ...this.#found, kind: 'import', files: guilty };
			}
		}
		const [good] = this.#all
			.filter((run) => passedIn(run, this.#victim))
			.toSorted((a, b) => before(a, this.#victim).length - before(b, this.#victim).length);
		if (!good) return { ...this.#found, kind: 'broken' };
		const helped = before(good, this.#victim);
		// With nothing before it, it has passed there and failed here.
		if (!isSome(helped)) return this.#flaky([]);
		const again = 'an order in which it passed, again';
		if (!(await this.#stays('passed', REPEATS, helped, again))) return this.#flaky(helped);
		const setters = await minimise(
			helped,
			async (part) => !(await this.#fails(part, 'does this part help it?'))
		);
		if (await this.#fails(setters, 'the answer, run again')) return this.#flaky(setters);
		return { ...this.#found, kind: 'brittle', setters };
	}

	/** One order came out both ways: how often it did, the runs of the shake among them. */
	#flaky(order: readonly string[]): Finding {
		const hunted = this.#runs.filter((run) => isSame(run.order.slice(0, -1), order));
		const shaken = this.#all.filter(
			(run) => run.order.includes(this.#victim) && isSame(before(run, this.#victim), order)
		);
		const failed =
			hunted.filter((run) => run.failed).length + shaken.filter((run) => failedIn(run, this.#victim)).length;
		return {
			...this.#found,
			kind: 'flaky',
			before: order.length,
			failed,
			passed: hunted.length + shaken.length - failed
		};
	}

	async #fails(order: readonly string[], why: string, files: Files = this.#suite.files): Promise<boolean> {
		const victim = this.#victim;
		const { outcomes, trouble } = await runOrder({ ...this.#suite, files }, { select: [...order, victim] });
		const run = { order: [...order, victim], failed: trouble !== null || !isGood(outcomes[victim]), why };
		this.#runs.push(run);
		this.#options.onRun?.(run, victim);
		return run.failed;
	}

	/** Runs one order again and again, until it has come out otherwise. */
	async #stays(
		how: 'failed' | 'passed',
		times: number,
		order: readonly string[],
		why: string,
		files?: Files
	): Promise<boolean> {
		for (let i = 0; i < times; i++)
			if ((await this.#fails(order, why, files)) !== (how === 'failed')) return false;
		return true;
	}

	/** Where the victim passed although its polluters had run: what stood between and put things right. */
	async #cleanersOf(polluters: readonly string[]): Promise<readonly string[]> {
		const victim = this.#victim;
		const hidden = this.#all.find(
			(run) => passedIn(run, victim) && polluters.every((p) => before(run, victim).includes(p))
		);
		if (!hidden) return [];
		const order = before(hidden, victim);
		const lastPolluter = Math.max(...polluters.map((p) => order.indexOf(p)));
		const between = order.slice(lastPolluter + 1);
		const passesWith = async (part: readonly string[]) =>
			!(await this.#fails([...polluters, ...part], 'does this part clean up?'));
		if (!isSome(between) || !(await passesWith(between))) return [];
		return minimise(between, passesWith);
	}
}
