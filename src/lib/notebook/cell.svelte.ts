// A cell as the reader has it: its files, its run, and whether what it shows is still true. The notebook decides when it runs.
import type { CellSpec } from '#lib/content/types';
import { assertNever, type ClockName, type Files } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { investigationOf } from './investigation';
import { INPUT_NAME, InputLines } from '#lib/project/input-lines.svelte';
import { KeptPlace, openOn, type TextShelf } from '#lib/project/kept-place.svelte';
import { LiveRun, hasLost, type Investigation, type Shown } from '#lib/project/live-run.svelte';
import { MachineChoice } from '#lib/project/machine-choice.svelte';
import { OpenFile, textsOf } from '#lib/project/open-file.svelte';
import { shellWords } from '#lib/project/shell-words';
import { Shake } from './shake.svelte';

/** Why what a cell shows may not be true any more. */
export type Staleness = 'edited' | 'other-machine' | 'earlier-changed' | 'restarted' | 'lost';

/** How a run of a cell came out, for the cells that wait behind it. */
export type CellEnd = 'good' | 'failed' | 'stopped' | 'lost';

/** Where the arguments are kept. No file of a project can have this name. */
export const ARGS_NAME = 'pytest arguments';

/** True for what may stand as a seed: a whole number, 0 or more. */
const isSeed = (seed: number | null | undefined): seed is number =>
	typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0;

export interface CellSurroundings {
	lesson: string;
	runtime: Pick<Runtime, 'call'>;
	shelf: Pick<TextShelf, 'file'>;
	/** Counts runs and restarts: of two, the later has the greater number. */
	tick: () => number;
	staleness: (cell: Cell) => Staleness | null;
}

export class Cell {
	readonly spec: CellSpec;
	readonly files: readonly OpenFile[];
	readonly input: InputLines;
	/** What pytest is called with, as the reader has it; null where the cell asks for none. */
	readonly args: OpenFile | null;
	/** What is kept of all these. */
	readonly place: KeptPlace;
	readonly live = new LiveRun();
	readonly investigation: Investigation | null;
	readonly machine: MachineChoice;
	/** What `input()` reads first, where the cell takes a seed. The reader may change it, and leave it empty. */
	seed: number | null | undefined = $state(null);
	/** The clock of the next run: the author's, or the other one if the reader has switched. */
	clock: ClockName = $state('real');
	/** Seed that an opened link asked for, until the cell runs; null where none did. */
	asked: number | null = $state(null);
	/** Tick of its last run; 0 where it has not run. */
	ranAt: number = $state(0);
	/** Its seed when it last ran. */
	#ranSeed: number | null = $state(null);
	#around: CellSurroundings;
	/** All that a run is given. */
	#editable: readonly OpenFile[];

	constructor(spec: CellSpec, around: CellSurroundings) {
		this.spec = spec;
		this.seed = spec.seed;
		this.#around = around;
		const kept = openOn(around.shelf, around.lesson, spec.id);
		this.files = spec.files.map((file) => new OpenFile(file, kept(file)));
		this.input = new InputLines(spec.stdin, kept({ name: INPUT_NAME, readOnly: false }));
		const args = { name: ARGS_NAME, text: spec.args ?? '', html: '', readOnly: false };
		this.args = spec.args === null ? null : new OpenFile(args, kept(args));
		this.#editable = [...this.files, this.input, ...(this.args ? [this.args] : [])];
		this.place = new KeptPlace(around.lesson, spec.id, this.#editable);
		this.machine = new MachineChoice(spec.machine);
		this.clock = spec.clock;
		this.investigation = investigationOf(spec, around.runtime);
	}

	/** Why the arguments cannot be read; null where they can. */
	get argsTrouble(): string | null {
		return this.args && shellWords(this.args.text).trouble;
	}

	get id(): string {
		return this.spec.id;
	}

	/** True for the cells that share one interpreter; the others run in a clean one each time. */
	get isShared(): boolean {
		return this.spec.kind === 'python';
	}

	/** True where the text is not what was last run. */
	get isEditedSinceRun(): boolean {
		const ran = this.live.files;
		if (ran === null) return false;
		return this.#ranSeed !== this.#seedToRun || this.#editable.some((file) => ran[file.name] !== file.text);
	}

	/** Why what it shows may not be true any more; null where it is, or where nothing is shown. */
	get staleness(): Staleness | null {
		return this.live.state.kind === 'done' ? this.#around.staleness(this) : null;
	}

	/** True where the reader needs a place to write what `input()` reads. A seed has one of its own. */
	get wantsLines(): boolean {
		if (this.spec.seed === null) return this.input.areWanted(this.files);
		const asked = this.files.flatMap(({ text }) => text.match(/\binput\s*\(/g) ?? []).length;
		return asked > 1 || this.input.text !== '' || this.input.original !== '';
	}

	/** True where a run can be told by its seed from others of the same text. */
	get takesSeed(): boolean {
		return this.spec.seed !== null || this.investigation instanceof Shake;
	}

	/** Has the next run be of one order of the shake alone. */
	again(seed: number): void {
		if (this.investigation instanceof Shake) this.investigation.again(seed);
	}

	/** Sets the next run to this seed alone, as an opened link asks. */
	takeSeed(seed: number): void {
		this.asked = seed;
		if (this.investigation instanceof Shake) this.investigation.replay(seed);
		else if (this.spec.seed !== null) this.seed = seed;
	}

	/** Runs now. For the notebook, which sees to it that one cell runs at a time. Never rejects. */
	async run(): Promise<CellEnd> {
		const files = textsOf(this.files);
		const tick = this.#around.tick();
		const seed = this.#seedToRun;
		const shown: Shown = {
			files: textsOf(this.#editable),
			also: () => {
				this.ranAt = tick;
				this.asked = null;
				this.#ranSeed = seed;
			}
		};
		switch (this.spec.kind) {
			case 'python':
				return this.#runPython(files, shown);
			case 'tests':
			case 'coverage':
				return this.#runTests(files, shown);
			case 'shake':
			case 'mutants':
				return this.#investigate(files, shown);
			default:
				return assertNever(this.spec.kind);
		}
	}

	/** The reader's seed; the author's where theirs is no seed. */
	get #seedToRun(): number | null {
		if (this.spec.seed === null) return null;
		return isSeed(this.seed) ? this.seed : this.spec.seed;
	}

	async #runPython(files: Files, shown: Shown): Promise<CellEnd> {
		const [main] = this.files;
		if (!main) return 'good';
		const others = Object.fromEntries(Object.entries(files).filter(([name]) => name !== main.name));
		const { id, seconds, raises, shows } = this.spec;
		const seed = this.#seedToRun;
		const stdin = seed === null ? this.input.lines : [String(seed), ...this.input.lines];
		const input = {
			id,
			filename: main.name,
			code: main.text,
			files: others,
			stdin,
			probes: shows,
			...this.#clock
		};
		const ended = await this.live.program(this.#around.runtime, 'runCell', input, seconds, shown);
		if (hasLost(ended)) return 'lost';
		if (ended.kind !== 'done') return 'stopped';
		if (ended.report.ended === 'ok') return raises === null ? 'good' : 'failed';
		if (ended.report.ended === 'interrupted') return 'stopped';
		const type = ended.report.ended === 'exited' ? 'SystemExit' : ended.report.exception?.type;
		return raises !== null && type?.split('.').at(-1) === raises ? 'good' : 'failed';
	}

	/** A clock of its own where the reader can choose it; elsewhere a cell may time what an earlier one began. */
	get #clock(): { clock?: ClockName } {
		return this.spec.clock === 'virtual' ? { clock: this.clock } : {};
	}

	/** A failing test is what such a cell may be there to show, and spoils nothing for the cells after it. */
	async #runTests(files: Files, shown: Shown): Promise<CellEnd> {
		const { kind, measure, seconds, shows } = this.spec;
		const measured = kind === 'coverage';
		const { words } = shellWords(this.args?.text ?? '');
		if (words === null) {
			// The field says why. What the last run showed stays.
			this.live.unqueue();
			return 'failed';
		}
		const ended = await this.live.tests(
			this.#around.runtime,
			{
				files,
				// The classroom asks pytest to be quiet; whoever gives it arguments sees it as it is without them.
				args: this.args ? ['-v', ...words] : [],
				seed: null,
				select: null,
				probes: measured ? ['coverage', 'conditions', ...shows] : shows,
				measure: measured ? measure : [],
				strict: false,
				stdin: this.input.lines,
				machine: this.machine.take(),
				...this.#clock
			},
			seconds,
			shown
		);
		return ended.kind === 'done' ? 'good' : 'stopped';
	}

	async #investigate(files: Files, shown: Shown): Promise<CellEnd> {
		if (!this.investigation) return 'good';
		return (await this.live.investigate(this.investigation, files, shown)) === 'done' ? 'good' : 'stopped';
	}
}
