// A cell as the reader has it: its project, its run, and whether what it shows is still true. The notebook decides when it runs.
import type { CellSpec } from '#lib/content/types';
import type { TextShelf } from '#lib/project/kept-place.svelte';
import { hasLost } from '#lib/project/ended';
import { LiveRun, type ProgramEnded, type Shown } from '#lib/project/live-run.svelte';
import { planOfCell } from '#lib/project/run-plan';
import { Workspace } from '#lib/project/workspace.svelte';
import { assertNever } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import type { AnyInvestigation, investigationOf } from './investigation';

/** Why what a cell shows may not be true any more. */
export type Staleness = 'edited' | 'other-machine' | 'earlier-changed' | 'restarted' | 'lost';

/** How a run of a cell came out, for the cells that wait behind it. */
export type CellEnd = 'good' | 'failed' | 'stopped' | 'lost';

/** True for what may stand as a seed: a whole number, 0 or more. */
const isSeed = (seed: number | null | undefined): seed is number =>
	typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0;

export interface CellSurroundings {
	lesson: string;
	runtime: Pick<Runtime, 'call'>;
	shelf: Pick<TextShelf, 'file' | 'follow'>;
	/** Counts runs and restarts: of two, the later has the greater number. */
	tick: () => number;
	staleness: (cell: Cell) => Staleness | null;
	investigationOf: typeof investigationOf | null;
}

export class Cell {
	readonly spec: CellSpec;
	readonly workspace: Workspace;
	readonly live = new LiveRun();
	readonly investigation: AnyInvestigation | null;
	/** What `input()` reads first, where the cell takes a seed. The reader may change it, and leave it empty. */
	seed: number | null | undefined = $state(null);
	/** Seed that an opened link asked for, until the cell runs; null where none did. */
	asked: number | null = $state(null);
	/** Tick of its last run; 0 where it has not run. */
	ranAt: number = $state(0);
	#ranSeed: number | null = $state(null);
	#around: CellSurroundings;

	constructor(spec: CellSpec, around: CellSurroundings) {
		const { lesson, shelf, runtime } = around;
		this.spec = spec;
		this.seed = spec.seed;
		this.#around = around;
		const entry = this.isShared ? (spec.files[0]?.name ?? null) : null;
		this.workspace = new Workspace({ ...spec, entry }, { lesson, cell: spec.id, shelf });
		this.investigation = around.investigationOf?.(spec, runtime) ?? null;
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
		return this.#ranSeed !== this.#seedToRun || this.workspace.changedSince(ran).length > 0;
	}

	/** Why what it shows may not be true any more; null where it is, or where nothing is shown. */
	get staleness(): Staleness | null {
		return this.live.state.kind === 'done' ? this.#around.staleness(this) : null;
	}

	/** True where the reader needs a place to write what `input()` reads. A seed has one of its own. */
	get wantsLines(): boolean {
		const { input, files } = this.workspace;
		if (this.spec.seed === null) return input.areWanted(files);
		const asked = files.flatMap(({ text }) => text.match(/\binput\s*\(/g) ?? []).length;
		return asked > 1 || input.text !== '' || input.original !== '';
	}

	/** True where a run can be told by its seed from others of the same text. */
	get takesSeed(): boolean {
		return this.spec.seed !== null || this.investigation?.kind === 'shake';
	}

	/** Has the next run be of one order of the shake alone. */
	again(seed: number): void {
		if (this.investigation?.kind === 'shake') this.investigation.again(seed);
	}

	/** Sets the next run to this seed alone, as an opened link asks. */
	takeSeed(seed: number): void {
		this.asked = seed;
		if (this.investigation?.kind === 'shake') this.investigation.replay(seed);
		else if (this.spec.seed !== null) this.seed = seed;
	}

	/** Runs now. For the notebook, which sees to it that one cell runs at a time. Never rejects. */
	async run(): Promise<CellEnd> {
		const { workspace, live, investigation } = this;
		const { runtime, tick: next } = this.#around;
		const tick = next();
		const seed = this.#seedToRun;
		const plan = planOfCell(this.spec, workspace.taken, seed);
		const shown: Shown = {
			files: workspace.texts,
			also: () => {
				this.ranAt = tick;
				this.asked = null;
				this.#ranSeed = seed;
			}
		};
		switch (plan.call) {
			case null:
				// The field says why. What the last run showed stays.
				live.unqueue();
				return 'failed';
			case 'runCell':
				return this.#endOf(await live.program(runtime, plan, shown));
			case 'runTests':
				workspace.machine.begun();
				// A failing test is what such a cell may be there to show, and spoils nothing for the cells after it.
				return (await live.tests(runtime, plan, shown)).kind === 'done' ? 'good' : 'stopped';
			case 'investigate':
				if (!investigation) return 'good';
				return (await live.investigate(investigation, plan.files, shown)) === 'done' ? 'good' : 'stopped';
			default:
				return assertNever(plan);
		}
	}

	/** The reader's seed; the author's where theirs is no seed. */
	get #seedToRun(): number | null {
		if (this.spec.seed === null) return null;
		return isSeed(this.seed) ? this.seed : this.spec.seed;
	}

	#endOf(ended: ProgramEnded): CellEnd {
		if (hasLost(ended)) return 'lost';
		if (ended.kind !== 'done' || ended.report.ended === 'interrupted') return 'stopped';
		const { raises } = this.spec;
		if (ended.report.ended === 'ok') return raises === null ? 'good' : 'failed';
		const type = ended.report.ended === 'exited' ? 'SystemExit' : ended.report.exception?.type;
		return raises !== null && type?.split('.').at(-1) === raises ? 'good' : 'failed';
	}
}
