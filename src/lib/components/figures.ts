// Which figures a run of a kind will have, so that their code can be there before it.
import type { CellKind, ExerciseSpec, Shown } from '#lib/content/types';
import { INSTRUMENTS } from '#lib/instruments/instruments';
import { Late } from '#lib/instruments/kit/late';
import { assertNever, type ProbeName } from '#lib/runtime/protocol';

/** What draws a run itself, whatever it was watched for. */
export const testResults = new Late(() => import('#lib/instruments/test-results/TestResults.svelte'));
export const shakeFigure = new Late(() => import('#lib/instruments/shake/ShakeFigure.svelte'));
export const mutantsFigure = new Late(() => import('#lib/instruments/mutants/MutantsFigure.svelte'));

export type RunKind = CellKind | ExerciseSpec['run'];

export function figuresOf(kind: RunKind, shows: readonly Shown[]): Late<unknown>[] {
	return [...ofKind(kind), ...ofProbes(shows)];
}

const ofProbes = (names: readonly ProbeName[]): Late<unknown>[] =>
	names.flatMap((name) => INSTRUMENTS[name].view ?? []);

function ofKind(kind: RunKind): Late<unknown>[] {
	switch (kind) {
		case 'python':
		case 'program':
			return [];
		case 'tests':
			return [testResults];
		case 'coverage':
			return [testResults, ...ofProbes(['coverage'])];
		case 'shake':
			return [shakeFigure];
		case 'mutants':
			return [mutantsFigure];
		default:
			return assertNever(kind);
	}
}
