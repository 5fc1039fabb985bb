// What is kept on the reader's device, as it stands in the database. Keys: `<lesson>/<cell>/<file>`, `<lesson>/exercises/<name>/<file>`.

/** What the reader typed in one file. */
export interface TextRecord {
	text: string;
	/** What a reset or a taken solution replaced, so that there is a way back after a reload too. */
	before: string | null;
	/** Milliseconds since the epoch: the later of two wins. */
	at: number;
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

export const textKey = (lesson: string, cell: string, file: string) => `${lesson}/${cell}/${file}`;
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
