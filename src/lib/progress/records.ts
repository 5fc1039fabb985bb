// What is kept on the reader's device, as it stands in the database. Keys: `<lesson>/<cell>/<file>`, `<lesson>/exercises/<name>/<file>`.

/**
 * What can put a text in place of another: a reset, the solution, the author's new text, another tab's, an earlier version; `unknown` in
 * records of the first schema. After `removed` and `renamed` there is no file; `returned` is what any of these put where there was none, of
 * the author's files.
 */
export const PUTS = [
	'reset',
	'solution',
	'lesson',
	'other-tab',
	'bring-back',
	'removed',
	'renamed',
	'returned',
	'unknown'
] as const;
export type Put = (typeof PUTS)[number];

/** One write of a text. A writer is one opening of a file in one tab; it counts its writes from 1. */
export interface Stamp {
	writer: string;
	n: number;
}

/** Of each writer, the last write that a text takes account of. */
export type Account = Readonly<Record<string, number>>;

/** A text that the reader can have back. */
export interface EarlierText {
	text: string;
	/** Milliseconds since the epoch: when it was typed, or replaced where that is not known. */
	at: number;
	/** What took its place. `beside`: nothing did, another text was there already when it came to be written. */
	why: Put | 'beside';
	/** The write that it comes from, where it was written beside. */
	by: Stamp | null;
	/** True until the reader has said what shall become of a text that was written beside. */
	isOpen: boolean;
}

/** What the reader typed in one file. */
export interface TextRecord {
	/** Null where the file is as its author has it, whatever that is by now, and where there is none, as the reader took it away. */
	text: string | null;
	/** True where the reader added the file, so that there is no author's text. */
	isAdded: boolean;
	/** The author's text that it was made from; null where that is not known, in records of the first schema. */
	base: string | null;
	/** What put it there; null once the reader has typed. */
	put: Put | null;
	/** Milliseconds since the epoch. */
	at: number;
	by: Stamp;
	after: Account;
	/** What it or its forerunners replaced, the latest first. */
	earlier: readonly EarlierText[];
}

/** The record without one of its texts, which the reader wants no more; null where nothing of theirs is left in it. */
export function withoutText(record: TextRecord, text: string): TextRecord | null {
	const left = {
		...record,
		text: record.text === text ? null : record.text,
		earlier: record.earlier.filter((one) => one.text !== text)
	};
	return left.text === null && !left.earlier.length ? null : left;
}

export type ExerciseState = 'untouched' | 'started' | 'passed';

export interface ExerciseRecord {
	state: ExerciseState;
	/** How many hints have been opened. */
	hints: number;
	at: number;
}

/** What the reader guessed before a run. */
export interface PredictionRecord {
	choice: string;
	at: number;
}

/** The stores of the database, by name. */
export interface Records {
	texts: TextRecord;
	exercises: ExerciseRecord;
	predictions: PredictionRecord;
}
export type Store = keyof Records;
export const STORES = ['texts', 'exercises', 'predictions'] as const satisfies readonly Store[];

/** Where the texts of a cell or an exercise are kept: what their keys begin with. */
export const placeOf = (lesson: string, cell: string) => `${lesson}/${cell}/`;
export const textKey = (lesson: string, cell: string, file: string) => `${placeOf(lesson, cell)}${file}`;
export const exerciseKey = (lesson: string, exercise: string) => `${lesson}/exercises/${exercise}`;
export const predictionKey = (lesson: string, cell: string, reads: string) => `${lesson}/${cell}/${reads}`;

const RANK: Record<ExerciseState, number> = { untouched: 0, started: 1, passed: 2 };

/** An exercise that was passed stays passed, and an opened hint stays opened, whichever tab writes last. */
export function furthest(a: ExerciseRecord | undefined, b: ExerciseRecord): ExerciseRecord {
	if (!a) return b;
	return {
		state: RANK[a.state] > RANK[b.state] ? a.state : b.state,
		hints: Math.max(a.hints, b.hints),
		at: Math.max(a.at, b.at)
	};
}
