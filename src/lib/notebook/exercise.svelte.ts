// An exercise as the reader has it: a project, its runs and checks, and how far they have come. The page draws it; the grader judges it.
import type { ExerciseSpec } from '#lib/content/types';
import type { TextShelf } from '#lib/project/kept-place.svelte';
import { LiveRun, type Shown } from '#lib/project/live-run.svelte';
import { textsOf } from '#lib/project/open-file.svelte';
import { planOfExercise, type Taken } from '#lib/project/run-plan';
import { Workspace } from '#lib/project/workspace.svelte';
import type { Shelf } from '#lib/progress/shelf.svelte';
import { Checking, isToBePictured, type CheckingOptions } from './checking.svelte';
import type { shakeOf } from './investigation';
import { Reached } from './reached.svelte';
import type { Shake } from './shake.svelte';
import { solvedIn, type SolvedFile } from './solution';

export interface ExerciseOptions extends CheckingOptions {
	shelf: TextShelf & Pick<Shelf, 'keep'>;
	/** Only an exercise whose Run shakes needs it. */
	shakeOf: typeof shakeOf | null;
}

export class Exercise {
	readonly spec: ExerciseSpec;
	readonly workspace: Workspace;
	readonly checking: Checking;
	readonly reached: Reached;
	/** What Run does, and the run that a check ends with. */
	readonly live = new LiveRun();
	/** For exercises whose Run shakes. */
	readonly investigation: Shake | null;
	/** Whose run it is that is shown: Run's, or that of the last check. */
	pictured: 'run' | 'check' = $state('run');
	/** Seed that an opened link asked for, until the exercise runs; null where none did. */
	asked: number | null = $state(null);
	isSolutionOpen: boolean = $state(false);
	#options: ExerciseOptions;
	#running: Promise<void> | null = null;

	constructor(options: ExerciseOptions) {
		const { spec, shelf, runtime } = options;
		const { slug, name, start, run, entry } = spec;
		this.#options = options;
		this.spec = spec;
		this.reached = new Reached(spec, shelf);
		const home = {
			lesson: slug,
			cell: `exercises/${name}`,
			shelf,
			onedit: () => this.reached.come('started')
		};
		this.workspace = new Workspace(
			{ ...spec, files: start, args: null, entry: run === 'program' ? entry : null },
			home
		);
		this.checking = new Checking(options, this.workspace);
		this.investigation = options.shakeOf?.(spec, runtime) ?? null;
	}

	/** True while the page shows that it runs or is checked. */
	get isBusy(): boolean {
		return this.checking.isUnderWay || this.live.isBusy;
	}

	/** The same, whether or not the page shows it yet. */
	get #isUnderWay(): boolean {
		return this.checking.isUnderWay || this.live.isUnderWay;
	}

	/** Names of what has changed since what is shown below ran; empty where nothing has, or nothing has run. */
	get editedSinceRun(): string[] {
		const { files, state } = this.live;
		return files === null || state.kind !== 'done' ? [] : this.workspace.changedSince(files);
	}

	/** The solution beside the reader's code, for the files in which they differ now. */
	get solved(): SolvedFile[] {
		return solvedIn(this.workspace, this.spec.solution);
	}

	/** Brings back what the reader typed and reached before. */
	async restore(): Promise<void> {
		const { slug } = this.spec;
		const kept = await this.#options.shelf.lesson(slug);
		this.workspace.restore(kept);
		this.#options.shelf.ask(slug);
		this.reached.restore(kept);
	}

	/** Runs the visible tests or the program, whichever this exercise has. Never rejects. */
	async run(): Promise<void> {
		if (this.#isUnderWay) return;
		this.asked = null;
		const { taken, texts, machine } = this.workspace;
		machine.begun();
		this.#running = this.#run(taken, { files: texts, also: () => (this.pictured = 'run') });
		await this.#running;
	}

	#run(taken: Taken, shown: Shown): Promise<void> {
		const { runtime } = this.#options;
		return this.live.run(planOfExercise(this.spec, taken), runtime, this.investigation, shown);
	}

	/** Runs one order of the shake once more, where it stands. Never rejects. */
	async again(seed: number): Promise<void> {
		if (this.#isUnderWay || !this.investigation) return;
		this.investigation.again(seed);
		await this.run();
	}

	/** Sets the next run to this seed alone, as an opened link asks. */
	takeSeed(seed: number): void {
		if (!this.investigation) return;
		this.asked = seed;
		this.investigation.replay(seed);
	}

	/** Checks what the reader has written, in place of a run that is under way. Never rejects. */
	async check(): Promise<void> {
		if (this.live.isUnderWay) {
			this.live.stop();
			await this.#running;
		}
		if (this.#isUnderWay) return;
		const files = textsOf(this.workspace.files);
		const { stdin, clock } = this.spec;
		const taken: Taken = { files, stdin, args: null, machine: null, clock };
		const shown: Shown = { files, also: () => (this.pictured = 'check') };
		const { kind } = await this.checking.run(files, (verdict) =>
			isToBePictured(this.spec, verdict, this.live.isCutShortOn(files)) ? this.#run(taken, shown) : null
		);
		this.reached.come(kind === 'passed' ? 'passed' : 'started');
	}

	/** Ends a run or a check. */
	stop(): void {
		this.checking.stop();
		this.live.stop();
	}

	/** Puts the solution in place of the reader's code; the workspace's `undo` brings theirs back. */
	takeSolution(): void {
		for (const { name, solution } of this.solved) this.workspace.file(name)?.replace(solution, 'solution');
	}

	/** The page is left: ends what runs, and closes the files. */
	close(): void {
		this.stop();
		this.workspace.close();
	}
}
