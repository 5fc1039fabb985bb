// How far a reader has come, from what is kept on their device, for the contents page.
import type { ContentsGroup } from '#lib/content/types';
import { exerciseKey, type ExerciseRecord } from '#lib/progress/records';

type Records = Readonly<Record<string, ExerciseRecord>>;

/** An exercise to go on with. */
export interface NextStep {
	lesson: string;
	exercise: string;
	title: string;
}

export interface Standing {
	/** Exercises passed, by slug of the lesson. */
	passed: Record<string, number>;
	/** Where to carry on; null for a new reader, and for one who has done everything. */
	next: NextStep | null;
	solved: number;
	/** All exercises that there are. */
	total: number;
}

/** `records` is what the shelf keeps of exercises, by `exerciseKey`; records of exercises that are gone count for nothing. */
export function standingOf(contents: readonly ContentsGroup[], records: Records): Standing {
	const steps = contents
		.flatMap((group) => group.lessons)
		.flatMap((entry) => (entry.kind === 'lesson' ? [entry] : []))
		.flatMap(({ meta, exercises }) =>
			exercises.map(({ name, title }) => {
				const record = records[exerciseKey(meta.slug, name)];
				return {
					lesson: meta.slug,
					exercise: name,
					title,
					isPassed: record?.state === 'passed',
					touched: record !== undefined && record.state !== 'untouched' ? record.at : null
				};
			})
		);

	const passed: Record<string, number> = {};
	for (const { lesson, isPassed } of steps) passed[lesson] = (passed[lesson] ?? 0) + (isPassed ? 1 : 0);

	const last = steps.reduce<{ index: number; at: number } | null>(
		(latest, { touched }, index) =>
			touched !== null && (latest === null || touched > latest.at) ? { index, at: touched } : latest,
		null
	);
	// From the exercise last worked at to the end, then round from the start.
	const inOrder = last === null ? [] : [...steps.slice(last.index), ...steps.slice(0, last.index)];
	const open = inOrder.find((step) => !step.isPassed);
	return {
		passed,
		next: open ? { lesson: open.lesson, exercise: open.exercise, title: open.title } : null,
		solved: steps.filter((step) => step.isPassed).length,
		total: steps.length
	};
}
