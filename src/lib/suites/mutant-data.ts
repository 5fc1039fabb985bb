// What the mutants' figure draws: each fault that was put in, and the tests that noticed.
import type { Mutant } from '#lib/runtime/protocol';

export interface MutantRun {
	mutant: Mutant;
	/** Caught is what the literature calls killed; not caught, survived. */
	caught: boolean;
	/** Node ids of the tests that passed on the real module and fail on this one. */
	by: string[];
	/** Why there are no outcomes (out of time, not importable), in a sentence. */
	trouble: string | null;
}
