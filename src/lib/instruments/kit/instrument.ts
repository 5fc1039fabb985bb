// What an instrument is: the one contract between its folder and the rest of the site. docs/adding-an-instrument.md.
import type { Component } from 'svelte';
import type { TypeChecker } from '#lib/analysis/types/type-checker.svelte';
import type { CellKind, CoverageView } from '#lib/content/types';
import type { Files, Observations, Observed, ProbeName, TestResult } from '#lib/runtime/protocol';
import type { Line } from '../place';
import type { Late } from './late';

/** What the view of an instrument is given; it takes of it what it needs. */
export type FigureProps<N extends ProbeName> = Around & {
	/** What its probe saw in the last run. */
	report: Observations[N];
	/** The same of the run before; null where there was none, or it was not watched. */
	before: Observations[N] | null;
};

/** The run around a report, and the page around the figure. */
export interface Around {
	/** All that the run was watched for. */
	observed: Observed;
	/** What became of its tests; none where it ran none. */
	tests: readonly TestResult[];
	/** What the reader can edit, by name, as it ran. */
	files: Files;
	/** Goes to a line of a file in the editor. */
	onplace: (at: Line) => void;
	/** What is drawn of a measured file, and the way to choose another. */
	view: CoverageView;
	onview: (view: CoverageView) => void;
	/** Address at which a seed can be run again. */
	replay: (seed: number) => string;
	/** Runs again under another seed; null where the cell takes none. */
	onseed: ((seed: number) => void) | null;
	/** Address of the page that defines the terms of conditions. */
	terms: string;
	/** Null on pages that have none. */
	checker: TypeChecker | null;
}

/** What a reader can be asked to guess of a run, by its report. */
export interface Reading<N extends ProbeName> {
	/** Kinds of cell that give it. */
	kinds: readonly CellKind[];
	/** As it stands among the choices; null where the run does not say. */
	of: (report: Observations[N]) => string | null;
}

export interface Instrument<N extends ProbeName> {
	name: N;
	/** True where an author asks for it, by `shows`; else it comes with a kind of cell. */
	isAsked: boolean;
	/** Where its figure stands: before all others, with the list of tests and only where there is one, or after it. */
	stands: 'first' | 'with-tests' | 'last';
	/** True where the figure of the last run stays while the next is under way, and is not made anew for it. */
	stays?: boolean;
	/** Rem that its figure takes at least. */
	room: number;
	/** Null where another instrument draws what it saw. */
	view: Late<Component<FigureProps<N>>> | null;
	/** By the name that `reads` gives them. */
	readings: Readonly<Record<string, Reading<N>>>;
}
