// The checks of an exercise: the one under way, what the last came to, and whether its verdict is still of what the reader has.
import type { Analyser } from '#lib/analysis/types/problems';
import type { ExerciseSpec } from '#lib/content/types';
import { grade } from '#lib/grading/grade';
import type { Progress, Verdict } from '#lib/grading/verdict';
import type { Workspace } from '#lib/project/workspace.svelte';
import type { Files } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';

export interface CheckingOptions {
	spec: ExerciseSpec;
	runtime: Pick<Runtime, 'call'>;
	/** The type checker of the page; null where its lesson has none. */
	analyser?: Analyser | null;
	/** Another grader, for tests. */
	grade?: typeof grade;
}

/**
 * Whether a check ends with a run of the reader's files, as it judged them, so that the picture beside its verdict is of the same text. Not
 * where the same text has just been cut short, as it would be again; and a shake, which takes long, only of a suite that is right.
 */
export function isToBePictured(
	{ run, judgesTests }: ExerciseSpec,
	{ kind }: Verdict,
	isCutShort: boolean
): boolean {
	if (kind === 'stopped') return false;
	return run === 'shake' ? judgesTests && kind === 'passed' : !isCutShort;
}

export class Checking {
	/** What the last check came to; null before it, and once the reader has typed on after it `isOld`. */
	verdict: Verdict | null = $state.raw(null);
	/** How far a check has come; null while none is under way. */
	progress: Progress | null = $state.raw(null);
	#options: CheckingOptions;
	#workspace: Pick<Workspace, 'changedSince'>;
	#stopping: AbortController | null = null;
	#checked: Files | null = $state.raw(null);

	constructor(options: CheckingOptions, workspace: Pick<Workspace, 'changedSince'>) {
		this.#options = options;
		this.#workspace = workspace;
	}

	get isUnderWay(): boolean {
		return this.progress !== null;
	}

	/** True where the reader has typed since the verdict was given. */
	get isOld(): boolean {
		const checked = this.#checked;
		return this.verdict !== null && checked !== null && this.#workspace.changedSince(checked).length > 0;
	}

	/** Judges these files. The verdict is shown once `picture` is done: a run of the same files, if there is to be one. Never rejects. */
	async run(files: Files, picture: (verdict: Verdict) => Promise<void> | null): Promise<Verdict> {
		const { spec, runtime, analyser = null, grade: judge = grade } = this.#options;
		const stopping = new AbortController();
		this.#stopping = stopping;
		let last: Progress = { done: 0, total: 1, says: 'Checking' };
		this.progress = last;
		const onProgress = (progress: Progress) => (this.progress = last = progress);
		const verdict = await judge(spec, files, runtime, { signal: stopping.signal, analyser, onProgress });
		const drawing = picture(verdict);
		if (drawing) {
			const done = last.done + 1;
			this.progress = { done, total: done + 1, says: 'Running your files for the picture' };
			await drawing;
		}
		this.#stopping = null;
		this.progress = null;
		this.#checked = files;
		this.verdict = verdict;
		return verdict;
	}

	/** Ends the one under way. */
	stop(): void {
		this.#stopping?.abort();
	}
}
