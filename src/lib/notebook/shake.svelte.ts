// A shake under way: the suite as its files stand, then under one seed after another, then the hunt for each test that failed.
import type { Finding, HuntRun, OrderRun, ShakeStage } from '#lib/instruments/shake/data';
import type { Files } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { huntAll } from './hunt';
import type { Investigation, InvestigationEnd } from './live-run.svelte';
import { runOrder, Stopped, type Suite } from './orders';

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

	#options: ShakeOptions;
	#stopping = new AbortController();

	constructor(options: ShakeOptions) {
		this.#options = options;
		this.seeds = options.seeds;
		this.firstSeed = options.firstSeed;
	}

	get isRunning(): boolean {
		return this.stage === 'shaking' || this.stage === 'hunting';
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

	async run(files: Files): Promise<InvestigationEnd> {
		this.#stopping = new AbortController();
		this.asFiled = null;
		this.runs = [];
		this.findings = [];
		this.huntRuns = [];
		this.planned = Math.min(Math.max(1, Math.round(this.seeds) || 1), MOST_SEEDS);
		const { runtime, seconds } = this.#options;
		const suite: Suite = { files, runtime, seconds, signal: this.#stopping.signal };
		try {
			this.stage = 'shaking';
			this.asFiled = await runOrder(suite, {});
			if (this.asFiled.trouble === null) {
				for (let i = 0; i < this.planned; i++) {
					this.runs = [...this.runs, await runOrder(suite, { seed: this.firstSeed + i })];
				}
				this.stage = 'hunting';
				await this.#hunt(suite);
			}
			this.stage = 'done';
			return 'done';
		} catch (error) {
			if (!(error instanceof Stopped)) throw error;
			this.stage = 'stopped';
			return 'stopped';
		} finally {
			this.hunted = null;
		}
	}

	stop(): void {
		this.#stopping.abort();
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
