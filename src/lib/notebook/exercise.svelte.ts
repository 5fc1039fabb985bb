// An exercise as the reader has it: files, runs, checks, hints, and how far they have come. The page draws it; the grader judges it.
import type { Analyser } from '#lib/analysis/types/problems';
import type { ExerciseSpec } from '#lib/content/types';
import { assertNever, type ClockName, type Files, type TestsInput } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { exerciseKey, type ExerciseState } from '#lib/progress/records';
import type { Shelf } from '#lib/progress/shelf.svelte';
import { grade } from './grade';
import { INPUT_NAME, InputLines } from '#lib/project/input-lines.svelte';
import { shakeOf } from './investigation';
import { KeptPlace, openOn, type TextShelf } from '#lib/project/kept-place.svelte';
import { LiveRun, type Investigation, type Shown } from '#lib/project/live-run.svelte';
import { MachineChoice } from '#lib/project/machine-choice.svelte';
import { OpenFile, textsOf } from '#lib/project/open-file.svelte';
import { Shake } from './shake.svelte';
import type { Progress, Verdict } from './verdict';

export interface ExerciseOptions {
	spec: ExerciseSpec;
	runtime: Pick<Runtime, 'call'>;
	shelf: TextShelf & Pick<Shelf, 'keep'>;
	/** The type checker of the page; null where its lesson has none. */
	analyser?: Analyser | null;
	/** Another grader, for tests. */
	grade?: typeof grade;
}

/** A file of the solution beside the reader's. */
export interface SolvedFile {
	name: string;
	yours: string;
	solution: string;
}

export class Exercise {
	readonly spec: ExerciseSpec;
	readonly files: readonly OpenFile[];
	/** What input() reads in a run; a check has lines of its own. */
	readonly input: InputLines;
	/** What is kept of all these. */
	readonly place: KeptPlace;
	/** What Run does. */
	readonly live = new LiveRun();
	/** For exercises whose Run shakes. */
	readonly investigation: Investigation | null;
	/** Where Run runs; a check is always on a fresh machine. */
	readonly machine: MachineChoice;

	/** What the last Check came to; null before it, and once the reader has typed on after a pass or a miss it is `isVerdictOld`. */
	verdict: Verdict | null = $state.raw(null);
	/** How far a check has come; null while none is under way. */
	progress: Progress | null = $state.raw(null);
	/** The clock of the next run; checks keep to the exercise's own. */
	clock: ClockName = $state('real');
	/** Whose run it is that is shown: Run's, or that of the last check. */
	pictured: 'run' | 'check' = $state('run');
	/** Seed that an opened link asked for, until the exercise runs; null where none did. */
	asked: number | null = $state(null);
	/** How many hints are open. */
	hintsOpen: number = $state(0);
	standing: ExerciseState = $state('untouched');
	isSolutionOpen: boolean = $state(false);

	#options: ExerciseOptions;
	#running: Promise<void> | null = null;
	#checking: AbortController | null = null;
	#checked: Readonly<Record<string, string>> | null = $state.raw(null);

	constructor(options: ExerciseOptions) {
		const { spec, shelf } = options;
		this.#options = options;
		this.spec = spec;
		const where = `exercises/${spec.name}`;
		const kept = openOn(shelf, spec.slug, where);
		const edited = () => this.#reach('started');
		this.files = spec.start.map((file) => new OpenFile(file, kept(file), edited));
		this.input = new InputLines(spec.stdin, kept({ name: INPUT_NAME, readOnly: false }), edited);
		this.place = new KeptPlace(spec.slug, where, [...this.files, this.input]);
		this.machine = new MachineChoice(spec.machine);
		this.clock = spec.clock;
		this.investigation = spec.run === 'shake' ? shakeOf(spec, options.runtime) : null;
	}

	get isChecking(): boolean {
		return this.progress !== null;
	}

	/** True while the page shows that it runs or is checked. */
	get isBusy(): boolean {
		return this.isChecking || this.live.isBusy;
	}

	/** The same, whether or not the page shows it yet. */
	get #isUnderWay(): boolean {
		return this.isChecking || this.live.isUnderWay;
	}

	/** True where the reader has typed since the verdict was given. */
	get isVerdictOld(): boolean {
		const checked = this.#checked;
		return (
			this.verdict !== null && checked !== null && this.files.some((file) => checked[file.name] !== file.text)
		);
	}

	/** Names of what has changed since what is shown below ran; empty where nothing has, or nothing has run. */
	get editedSinceRun(): string[] {
		const { files, state } = this.live;
		if (files === null || state.kind !== 'done') return [];
		const hasChanged = ({ name, text }: OpenFile) => files[name] !== undefined && files[name] !== text;
		return this.place.files.filter(hasChanged).map(({ name }) => name);
	}

	get hasMoreHints(): boolean {
		return this.hintsOpen < this.spec.hints.length;
	}

	/** The solution beside the reader's code, for the files in which they differ now. */
	get solved(): SolvedFile[] {
		return Object.entries(this.spec.solution)
			.map(([name, solution]) => ({
				name,
				solution,
				yours: this.files.find((file) => file.name === name)?.text ?? ''
			}))
			.filter(({ solution, yours }) => solution !== yours);
	}

	/** Brings back what the reader typed and reached before. */
	async restore(): Promise<void> {
		const { slug, name } = this.spec;
		const kept = await this.#options.shelf.lesson(slug);
		this.place.restore(kept);
		this.#options.shelf.ask(slug);
		const record = kept.exercises[exerciseKey(slug, name)];
		if (!record) return;
		this.hintsOpen = Math.min(Math.max(this.hintsOpen, record.hints), this.spec.hints.length);
		if (this.standing !== 'passed') this.standing = record.state;
	}

	/** Runs the visible tests or the program, whichever this exercise has. Never rejects. */
	async run(): Promise<void> {
		if (this.#isUnderWay) return;
		this.asked = null;
		const around = { stdin: this.input.lines, machine: this.machine.take(), clock: this.clock };
		this.#running = this.#run('run', textsOf([...this.files, this.input]), around);
		await this.#running;
	}

	/** `texts`: the files, and what else of the reader's the run depends on, such as the lines for input(). */
	async #run(
		by: 'run' | 'check',
		texts: Files,
		around: Required<Pick<TestsInput, 'stdin' | 'machine' | 'clock'>>
	): Promise<void> {
		const { spec } = this;
		const { runtime } = this.#options;
		const files = Object.fromEntries(this.files.map(({ name }) => [name, texts[name] ?? '']));
		const { seconds, shows } = spec;
		const { stdin, clock } = around;
		const shown: Shown = { files: texts, also: () => (this.pictured = by) };
		switch (spec.run) {
			case 'program': {
				const input = { entry: spec.entry, files, stdin, probes: shows, clock };
				await this.live.program(runtime, 'runProgram', input, seconds, shown);
				return;
			}
			case 'tests':
			case 'coverage': {
				const measured = spec.run === 'coverage';
				const input: TestsInput = {
					files,
					args: [],
					seed: null,
					select: null,
					probes: measured ? ['coverage', 'conditions', ...shows] : shows,
					measure: measured ? spec.require.measure : [],
					strict: false,
					...around
				};
				await this.live.tests(runtime, input, seconds, shown);
				return;
			}
			case 'shake':
				if (this.investigation) await this.live.investigate(this.investigation, files, shown);
				return;
			default:
				return assertNever(spec.run);
		}
	}

	/** Runs one order of the shake once more, where it stands. Never rejects. */
	async again(seed: number): Promise<void> {
		if (this.#isUnderWay || !(this.investigation instanceof Shake)) return;
		this.investigation.again(seed);
		await this.run();
	}

	/** Sets the next run to this seed alone, as an opened link asks. */
	takeSeed(seed: number): void {
		if (!(this.investigation instanceof Shake)) return;
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
		const files = textsOf(this.files);
		const checking = new AbortController();
		this.#checking = checking;
		this.progress = { done: 0, total: 1, says: 'Checking' };
		const judge = this.#options.grade ?? grade;
		const verdict = await judge(this.spec, files, this.#options.runtime, {
			signal: checking.signal,
			analyser: this.#options.analyser ?? null,
			onProgress: (progress) => (this.progress = progress)
		});
		if (this.#isToBePictured(verdict, files)) {
			this.progress = { done: 1, total: 2, says: 'Running your files for the picture' };
			await this.#run('check', files, {
				stdin: this.spec.stdin,
				machine: null,
				clock: this.spec.clock
			});
		}
		this.#checking = null;
		this.progress = null;
		this.#checked = files;
		this.verdict = verdict;
		this.#reach(verdict.kind === 'passed' ? 'passed' : 'started');
	}

	/**
	 * Whether a check ends with a run of the reader's files, as it judged them, so that the picture beside its verdict is of the same text.
	 * Not where the same text has just been cut short, as it would be again; and a shake, which takes long, only of a suite that is right.
	 */
	#isToBePictured(verdict: Verdict, files: Files): boolean {
		if (verdict.kind === 'stopped') return false;
		if (this.spec.run === 'shake') return this.spec.judgesTests && verdict.kind === 'passed';
		const { state } = this.live;
		const isCut = state.kind === 'done' && state.what !== 'investigation' && state.ended.kind !== 'done';
		return !(isCut && Object.entries(files).every(([name, text]) => this.live.files?.[name] === text));
	}

	/** Ends a run or a check. */
	stop(): void {
		this.#checking?.abort();
		this.live.stop();
	}

	openHint(): void {
		if (!this.hasMoreHints) return;
		this.hintsOpen += 1;
		this.#reach('started');
	}

	/** Puts the solution in place of the reader's code; `undo` brings theirs back. */
	takeSolution(): void {
		for (const { name, solution } of this.solved)
			this.files.find((file) => file.name === name)?.replace(solution, 'solution');
	}

	/** The page is left: ends what runs, and closes the files. */
	close(): void {
		this.stop();
		this.place.close();
	}

	#reach(state: ExerciseState) {
		if (this.standing !== 'passed') this.standing = state;
		const { slug, name } = this.spec;
		const record = { state: this.standing, hints: this.hintsOpen, at: Date.now() };
		this.#options.shelf.keep('exercises', exerciseKey(slug, name), record);
	}
}
