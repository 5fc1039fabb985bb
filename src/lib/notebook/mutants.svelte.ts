// A round of mutants under way: the tests on the real module, then on each mutant of it.
import type { MutantRun } from '#lib/suites/mutant-data';
import type { ShakeStage } from '#lib/suites/shake-data';
import type { Files, Mutant } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import type { Investigation, InvestigationEnd } from '#lib/project/live-run.svelte';
import { makeMutants, tryMutant } from '#lib/suites/mutants';
import { Stopped } from '#lib/project/stoppable';
import { runOrder, type Suite } from '#lib/suites/orders';

export interface MutantsOptions {
	runtime: Pick<Runtime, 'call'>;
	/** Files that are mutated. */
	measure: readonly string[];
	/** Time limit of each run. */
	seconds: number;
}

export class Mutants implements Investigation {
	readonly kind = 'mutants';
	stage: Exclude<ShakeStage, 'hunting' | 'replaying'> = $state('idle');
	mutants: readonly Mutant[] = $state.raw([]);
	runs: readonly MutantRun[] = $state.raw([]);
	/** How many tests passed on the real module. */
	passing: number = $state(0);
	/** Why no mutant was tried: the tests do not pass on the real module. */
	trouble: string | null = $state(null);

	#options: MutantsOptions;
	#stopping = new AbortController();

	constructor(options: MutantsOptions) {
		this.#options = options;
	}

	get caught(): number {
		return this.runs.filter((run) => run.caught).length;
	}

	get left(): number {
		return this.runs.length - this.caught;
	}

	async run(files: Files): Promise<InvestigationEnd> {
		this.#stopping = new AbortController();
		this.mutants = [];
		this.runs = [];
		this.trouble = null;
		const { runtime, measure, seconds } = this.#options;
		const suite: Suite = { files, runtime, seconds, signal: this.#stopping.signal };
		try {
			this.stage = 'shaking';
			const real = await runOrder(suite, {});
			const passing = new Set(real.order.filter((id) => real.outcomes[id] === 'passed'));
			this.passing = passing.size;
			if (!real.ok) {
				this.trouble =
					real.trouble ??
					'The tests do not pass on the code as it stands. A mutant can only be caught by a test that passes without it.';
			} else {
				const made = await makeMutants(suite, measure);
				this.mutants = made.mutants;
				this.trouble = made.trouble;
				for (const mutant of made.mutants)
					this.runs = [...this.runs, await tryMutant(suite, mutant, passing)];
			}
			this.stage = 'done';
			return 'done';
		} catch (error) {
			if (!(error instanceof Stopped)) throw error;
			this.stage = 'stopped';
			return 'stopped';
		}
	}

	stop(): void {
		this.#stopping.abort();
	}
}
