// A shake under way: the suite as its files stand, then under one seed after another, then the hunt for each test that failed.
import type { Finding, HuntRun, OrderRun, Replayed, ShakeStage } from '#lib/suites/shake-data';
import type { Files } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { huntAll } from '#lib/suites/hunt';
import type { Investigation, InvestigationEnd } from '#lib/project/live-run.svelte';
import { Stopped } from '#lib/project/stoppable';
import { runOrder, type Suite } from '#lib/suites/orders';

/** More orders than this say little more, and take a minute. */
export const MOST_SEEDS = 200;

export interface ShakeOptions {
	runtime: Pick<Runtime, 'call'>;
	/** How many seeds, 1 to `MOST_SEEDS`. */
	seeds: number;
	firstSeed: number;
	/** Time limit of each run. */
	seconds: number;
}

export class Shake implements Investigation {
	readonly kind = 'shake';
	/** The reader may change both before a run. */
	seeds: number = $state(20);
	firstSeed: number = $state(1);
	stage: ShakeStage = $state('idle');
	/** The suite in file order, which comes first; null until it has run. */
	asFiled: OrderRun | null = $state.raw(null);
	/** Seeded orders, as they come in. */
	runs: readonly OrderRun[] = $state.raw([]);
	findings: readonly Finding[] = $state.raw([]);
	/** Runs of the hunt so far, the one under way not counted. */
	huntRuns: readonly HuntRun[] = $state.raw([]);
	hunted: string | null = $state(null);
	/** Seeds of the run under way or last run. */
	planned: number = $state(0);

	/** The order that was run once more, last; null where none was. */
	replayed: Replayed | null = $state.raw(null);

	#options: ShakeOptions;
	/** What the orders that are shown were run on. */
	#files: Files = {};
	/** Seed that the next run is to be of, alone. */
	#asked: number | null = null;
	#stopping = new AbortController();

	constructor(options: ShakeOptions) {
		this.#options = options;
		this.seeds = options.seeds;
		this.firstSeed = options.firstSeed;
	}

	get isRunning(): boolean {
		return this.stage === 'shaking' || this.stage === 'hunting' || this.stage === 'replaying';
	}

	/** Seeded orders in which some test failed. */
	get ordersFailed(): number {
		return this.runs.filter((run) => !run.ok).length;
	}

	/** Sets it to one seed alone, to see that order again. */
	replay(seed: number): void {
		this.firstSeed = seed;
		this.seeds = 1;
	}

	/** Has the next run be of this order alone, beside what is shown; on files that have changed since, instead of it. */
	again(seed: number): void {
		this.#asked = seed;
	}

	async run(files: Files): Promise<InvestigationEnd> {
		this.#stopping = new AbortController();
		const { runtime, seconds } = this.#options;
		const suite: Suite = { files, runtime, seconds, signal: this.#stopping.signal };
		const asked = this.#asked;
		this.#asked = null;
		this.replayed = null;
		try {
			if (asked !== null && this.#isOf(files)) {
				this.stage = 'replaying';
				this.replayed = { seed: asked, run: null };
				this.replayed = { seed: asked, run: await runOrder(suite, { seed: asked }) };
			} else {
				const all = Math.min(Math.max(1, Math.round(this.seeds) || 1), MOST_SEEDS);
				await (asked === null ? this.#shake(suite, this.firstSeed, all) : this.#shake(suite, asked, 1));
			}
			this.stage = 'done';
			return 'done';
		} catch (error) {
			if (!(error instanceof Stopped)) throw error;
			this.stage = 'stopped';
			if (this.replayed?.run === null) this.replayed = null;
			return 'stopped';
		} finally {
			this.hunted = null;
		}
	}

	stop(): void {
		this.#stopping.abort();
	}

	/** True where the orders that are shown were run on these very files. */
	#isOf(files: Files): boolean {
		const names = new Set([...Object.keys(files), ...Object.keys(this.#files)]);
		return this.asFiled !== null && [...names].every((name) => files[name] === this.#files[name]);
	}

	async #shake(suite: Suite, first: number, planned: number): Promise<void> {
		this.asFiled = null;
		this.runs = [];
		this.findings = [];
		this.huntRuns = [];
		this.planned = planned;
		this.#files = suite.files;
		this.stage = 'shaking';
		this.asFiled = await runOrder(suite, {});
		if (this.asFiled.trouble !== null) return;
		for (let i = 0; i < planned; i++) this.runs = [...this.runs, await runOrder(suite, { seed: first + i })];
		this.stage = 'hunting';
		await this.#hunt(suite);
	}

	async #hunt(suite: Suite): Promise<void> {
		const all = [...(this.asFiled ? [this.asFiled] : []), ...this.runs].filter((run) => run.trouble === null);
		const onRun = (run: HuntRun, victim: string) => {
			this.hunted = victim;
			this.huntRuns = [...this.huntRuns, run];
		};
		for await (const finding of huntAll(suite, all, { onRun })) this.findings = [...this.findings, finding];
	}
}
