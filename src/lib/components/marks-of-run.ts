// What the last run of a cell or an exercise leaves to be marked in one of its files.
import type { CoverageView } from '#lib/content/types';
import type { Marks } from '#lib/editor/marks';
import type { LiveRun } from '#lib/project/live-run.svelte';

/** `view` is what is drawn of a measured file. */
export function marksOfRun(
	{ finished, files }: Pick<LiveRun, 'finished' | 'files'>,
	name: string,
	view: CoverageView
): Marks {
	const source = files?.[name];
	const none: Marks = {
		error: null,
		coverage: null,
		decisions: null,
		view: null,
		...(source === undefined ? {} : { source })
	};
	if (finished === null) return none;
	if (finished.what === 'program') {
		const { exception } = finished.report;
		return exception?.at?.file === name
			? { ...none, error: exception.at, message: exception.friendly }
			: none;
	}
	const { tests, broken, observed } = finished.report;
	const raised = [...broken, ...tests].find(({ exception }) => exception?.at?.file === name)?.exception;
	const coverage = observed.coverage?.files[name] ?? null;
	return {
		...none,
		error: raised?.at ?? null,
		message: raised?.friendly ?? '',
		coverage,
		decisions: observed.conditions?.files[name] ?? null,
		view: coverage && view
	};
}
