// A cell as the reader has it: its files, its run, and whether what it shows is still true. The notebook decides when it runs.
import type { CellSpec } from '#lib/content/types';
import { assertNever } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { textKey, type TextRecord } from '#lib/progress/records';
import type { Kept } from '#lib/progress/shelf.svelte';
import { investigationOf } from './investigation';
import { LiveRun, hasLost, type Investigation } from './live-run.svelte';
import { MachineChoice } from './machine-choice.svelte';
import { OpenFile, textsOf } from './open-file.svelte';

/** Why what a cell shows may not be true any more. */
export type Staleness = 'edited' | 'other-machine' | 'earlier-changed' | 'restarted' | 'lost';

/** How a run of a cell came out, for the cells that wait behind it. */
export type CellEnd = 'good' | 'failed' | 'stopped' | 'lost';

export interface CellSurroundings {
	lesson: string;
	runtime: Pick<Runtime, 'call'>;
	keep: (key: string, record: TextRecord) => void;
	/** Counts runs and restarts: of two, the later has the greater number. */
	tick: () => number;
	staleness: (cell: Cell) => Staleness | null;
}

export class Cell {
	readonly spec: CellSpec;
	readonly files: readonly OpenFile[];
	readonly live = new LiveRun();
	readonly investigation: Investigation | null;
	readonly machine: MachineChoice;
	/** Tick of its last run; 0 where it has not run. */
	ranAt: number = $state(0);
	#around: CellSurroundings;

	constructor(spec: CellSpec, around: CellSurroundings) {
		this.spec = spec;
		this.#around = around;
		this.files = spec.files.map(
			(file) =>
				new OpenFile(file, (record) => around.keep(textKey(around.lesson, spec.id, file.name), record))
		);
		this.machine = new MachineChoice(spec.machine);
		this.investigation = investigationOf(spec, around.runtime);
	}

	get id(): string {
		return this.spec.id;
	}

	/** True for the cells that share one interpreter; the others run in a clean one each time. */
	get isShared(): boolean {
		return this.spec.kind === 'python';
	}

	get isEdited(): boolean {
		return this.files.some((file) => file.isChanged);
	}

	/** True where the text is not what was last run. */
	get isEditedSinceRun(): boolean {
		const ran = this.live.files;
		return ran !== null && this.files.some((file) => ran[file.name] !== file.text);
	}

	/** Why what it shows may not be true any more; null where it is, or where nothing is shown. */
	get staleness(): Staleness | null {
		return this.live.state.kind === 'done' ? this.#around.staleness(this) : null;
	}

	get canUndo(): boolean {
		return this.files.some((file) => file.canUndo);
	}

	reset(): void {
		for (const file of this.files) file.reset();
	}

	undo(): void {
		for (const file of this.files) file.undo();
	}

	restore(kept: Kept): void {
		for (const file of this.files) {
			const record = kept.texts[textKey(this.#around.lesson, this.id, file.name)];
			if (record) file.restore(record);
		}
	}

	/** Runs now. For the notebook, which sees to it that one cell runs at a time. Never rejects. */
	async run(): Promise<CellEnd> {
		const files = textsOf(this.files);
		this.ranAt = this.#around.tick();
		switch (this.spec.kind) {
			case 'python':
				return this.#runPython(files);
			case 'tests':
			case 'coverage':
				return this.#runTests(files);
			case 'shake':
			case 'mutants':
				return this.#investigate(files);
			default:
				return assertNever(this.spec.kind);
		}
	}

	async #runPython(files: Record<string, string>): Promise<CellEnd> {
		const [main] = this.files;
		if (!main) return 'good';
		const others = Object.fromEntries(Object.entries(files).filter(([name]) => name !== main.name));
		const { id, stdin, seconds, raises, shows } = this.spec;
		const input = { id, filename: main.name, code: main.text, files: others, stdin, probes: shows };
		const ended = await this.live.program(this.#around.runtime, 'runCell', input, seconds, files);
		if (hasLost(ended)) return 'lost';
		if (ended.kind !== 'done') return 'stopped';
		if (ended.report.ended === 'ok') return raises === null ? 'good' : 'failed';
		if (ended.report.ended === 'interrupted') return 'stopped';
		const type = ended.report.ended === 'exited' ? 'SystemExit' : ended.report.exception?.type;
		return raises !== null && type?.split('.').at(-1) === raises ? 'good' : 'failed';
	}

	/** A failing test is what such a cell may be there to show, and spoils nothing for the cells after it. */
	async #runTests(files: Record<string, string>): Promise<CellEnd> {
		const { kind, measure, stdin, seconds, shows } = this.spec;
		const measured = kind === 'coverage';
		const ended = await this.live.tests(
			this.#around.runtime,
			{
				files,
				args: [],
				seed: null,
				select: null,
				probes: measured ? ['coverage', 'conditions', ...shows] : shows,
				measure: measured ? measure : [],
				strict: false,
				stdin,
				machine: this.machine.take()
			},
			seconds
		);
		return ended.kind === 'done' ? 'good' : 'stopped';
	}

	async #investigate(files: Record<string, string>): Promise<CellEnd> {
		if (!this.investigation) return 'good';
		return (await this.live.investigate(this.investigation, files)) === 'done' ? 'good' : 'stopped';
	}
}
