// What a check comes to. Built by grade.ts, drawn by the exercise, asserted by the content tests.

export interface VerdictItem {
	/** `claim`: whether the reader's tests can fail at all. */
	kind: 'check' | 'test' | 'claim' | 'mutant' | 'requirement' | 'types';
	/** Short name: the check's, the mutant's, "branches". */
	label: string;
	ok: boolean;
	/** What was seen and what was expected; for what is right, one short sentence. */
	says: string;
}

export type Verdict =
	| {
			kind: 'passed' | 'not-yet';
			/** Counts, after "Passed." or "Not yet.": "3 of 5 checks pass, 2 of 5 bugs caught." */
			headline: string;
			items: VerdictItem[];
	  }
	| { kind: 'stopped'; headline: string; items: VerdictItem[] };

/** How far a check, a shake or a round of mutants has come. */
export interface Progress {
	done: number;
	total: number;
	/** What is being run, for the progress bar's name. */
	says: string;
}
