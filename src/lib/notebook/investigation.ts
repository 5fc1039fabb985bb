// Which model a cell of kind shake or mutants, or an exercise whose Run shakes, hands its work to. The view that belongs to each is
// chosen in components/Instrument.svelte.
import type { CellSpec, ExerciseSpec } from '#lib/content/types';
import type { Runtime } from '#lib/runtime/runtime';
import type { Investigation } from './live-run.svelte';

/** Null for cells that run Python or pytest once. */
export function investigationOf(_spec: CellSpec, _runtime: Pick<Runtime, 'call'>): Investigation | null {
	return null;
}

/** The shake of an exercise. */
export function shakeOf(_spec: ExerciseSpec, _runtime: Pick<Runtime, 'call'>): Investigation | null {
	return null;
}
