// The solution of an exercise beside what the reader has.
import type { Files } from '#lib/runtime/protocol';
import type { Workspace } from '#lib/project/workspace.svelte';

/** A file of the solution beside the reader's. */
export interface SolvedFile {
	name: string;
	yours: string;
	solution: string;
}

/** The files in which they differ now. */
export const solvedIn = (workspace: Pick<Workspace, 'file'>, solution: Files): SolvedFile[] =>
	Object.entries(solution)
		.map(([name, solution]) => ({ name, solution, yours: workspace.file(name)?.text ?? '' }))
		.filter(({ solution, yours }) => solution !== yours);
