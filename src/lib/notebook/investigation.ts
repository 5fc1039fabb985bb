// Which model a cell of kind shake or mutants, or an exercise whose Run shakes, hands its work to. Few pages have one, so it comes with
// their data: components/parts.ts. The view that belongs to each is chosen in components/Instrument.svelte.
import type { CellSpec, ExerciseSpec } from '#lib/content/types';
import type { Runtime } from '#lib/runtime/runtime';
import { Mutants } from './mutants.svelte';
import { Shake } from './shake.svelte';

export type AnyInvestigation = Shake | Mutants;

/** Null for cells that run Python or pytest once. */
export function investigationOf(spec: CellSpec, runtime: Pick<Runtime, 'call'>): AnyInvestigation | null {
	const { kind, seconds, seeds, firstSeed, measure } = spec;
	if (kind === 'shake') return new Shake({ runtime, seconds, seeds, firstSeed });
	if (kind === 'mutants') return new Mutants({ runtime, seconds, measure });
	return null;
}

/** The shake of an exercise. */
export function shakeOf(spec: ExerciseSpec, runtime: Pick<Runtime, 'call'>): Shake | null {
	return spec.run === 'shake' ? new Shake({ runtime, seconds: spec.seconds, seeds: 20, firstSeed: 1 }) : null;
}
