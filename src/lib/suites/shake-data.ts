// What the shake draws: many orders of one suite, and what the hunt found out about the tests that fail in some of them.
// Terms (victim, polluter, brittle, state-setter, cleaner, flaky) are those of Shi et al., "iFixFlakies" (ESEC/FSE 2019).
import type { Outcome } from '#lib/runtime/protocol';

/** One or more: a sentence that names them has a name to give. */
export type Some<T> = readonly [T, ...T[]];

/** One run of the whole suite in one order. */
export interface OrderRun {
	/** Seed of pytest-randomly; null is the order in which the files stand. */
	seed: number | null;
	/** Node ids in the order in which they ran. */
	order: string[];
	outcomes: Record<string, Outcome>;
	/** True where every test passed, or was skipped or failed as expected. */
	ok: boolean;
	/** Why there are no outcomes (out of time, crashed, not collected), in a sentence; null where the run went through. */
	trouble: string | null;
	/** What is lost in the files of tests, a sentence each. */
	lost: string[];
}

/** One run of the hunt: these tests in this order, and what became of the last. */
export interface HuntRun {
	order: string[];
	failed: boolean;
	/** What the run was to find out: "alone", "the same order again", "first half". */
	why: string;
}

interface Found {
	victim: string;
	/** The order in which the hunt began. */
	seed: number | null;
	runs: HuntRun[];
}

export type Finding =
	/** Passes alone, fails after these: one polluter, or several that must come together. */
	| (Found & { kind: 'polluted'; polluters: Some<string>; cleaners: readonly string[] })
	/** Fails alone, passes after these. */
	| (Found & { kind: 'brittle'; setters: Some<string> })
	/** Fails with nothing before it, and only where these other test files are imported too. */
	| (Found & { kind: 'import'; files: Some<string> })
	/** Runs of one order, with so many tests before the victim, came out differently: some passed, some failed. */
	| (Found & { kind: 'flaky'; before: number; passed: number; failed: number })
	/** Fails alone and in every order that was run: no question of order. */
	| (Found & { kind: 'broken' });

/** An order of the shake that was run once more, where the reader asked for it. */
export interface Replayed {
	seed: number;
	/** Null while it runs. */
	run: OrderRun | null;
}

export type ShakeStage = 'idle' | 'shaking' | 'hunting' | 'replaying' | 'done' | 'stopped';
