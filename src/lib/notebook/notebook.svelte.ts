// The notebook of a lesson: its cells, the order in which they run (one at a time, as they were asked), and the interpreter they share.
import type { CellSpec } from '#lib/content/types';
import type { Runtime } from '#lib/runtime/runtime';
import { readAddress } from './address';
import { Cell, type CellEnd, type CellSurroundings, type Staleness } from './cell.svelte';
import { bindsName, nameMissed } from './unrun';
import type { TextShelf } from '#lib/project/kept-place.svelte';
import { hasLost, wordsOfEnd, type WholeEnd } from '#lib/project/ended';

/** Seconds in which Python has to write a file of what a cell gave: values may have a `__str__` of the reader's. */
const WRITING = 60;

export interface NotebookOptions {
	/** Slug of the lesson, under which texts are kept. */
	lesson: string;
	cells: readonly CellSpec[];
	runtime: Pick<Runtime, 'call' | 'restart'>;
	shelf: TextShelf;
	/** Only a lesson with a shake or mutants needs it. */
	investigationOf: CellSurroundings['investigationOf'];
}

interface Job {
	cell: Cell;
	/** True for the jobs of a Run all, which stand and fall together. */
	isOfAll: boolean;
	/** Tells whoever asked for the run how it came out. */
	ended: (end: CellEnd) => void;
}

export class Notebook {
	/** Slug of the lesson. */
	readonly lesson: string;
	readonly cells: readonly Cell[];
	/** One sentence on what became of the shared interpreter, or of Run all; null where there is nothing to say. */
	notice: string | null = $state(null);

	#options: NotebookOptions;
	#byId: ReadonlyMap<string, Cell>;
	#queue: Job[] = [];
	#current: Cell | null = null;
	#ticks = 0;
	/** Tick at which the shared interpreter was last clean, and why. */
	#clearedAt = $state(0);
	#clearedBy: 'restarted' | 'lost' = $state('restarted');

	constructor(options: NotebookOptions) {
		this.#options = options;
		this.lesson = options.lesson;
		const around: CellSurroundings = {
			lesson: options.lesson,
			runtime: options.runtime,
			shelf: options.shelf,
			tick: () => ++this.#ticks,
			staleness: (cell) => this.#staleness(cell),
			investigationOf: options.investigationOf
		};
		this.cells = options.cells.map((spec) => new Cell(spec, around));
		this.#byId = new Map(this.cells.map((cell) => [cell.id, cell]));
	}

	/** The cell of that id. The content loader has seen to it that there is one. */
	cell(id: string): Cell {
		const cell = this.#byId.get(id);
		if (!cell) throw new Error(`no cell "${id}" in lesson "${this.#options.lesson}"`);
		return cell;
	}

	/** True while the page shows that a cell runs or waits. */
	get isBusy(): boolean {
		return this.cells.some((cell) => cell.live.isBusy);
	}

	/** Brings back what the reader typed before. Files that they have typed in meanwhile are left alone. */
	async restore(): Promise<void> {
		const { lesson, shelf } = this.#options;
		const kept = await shelf.lesson(lesson);
		for (const cell of this.cells) cell.workspace.restore(kept);
		shelf.ask(lesson);
	}

	/**
	 * Puts the seed that an address asks for in place; its cell runs when the reader says so. `has` tells which ids the page has.
	 * Returns a sentence where the address cannot be followed, else null.
	 */
	follow(address: Pick<URL, 'search' | 'hash'>, has: (id: string) => boolean): string | null {
		const seeded = new Map<string | null, Cell>();
		for (const cell of this.cells) if (cell.takesSeed) seeded.set(cell.id, cell);
		const { replay, trouble } = readAddress(address, { shakes: [...seeded.keys()], has });
		if (replay) seeded.get(replay.cell)?.takeSeed(replay.seed);
		return trouble;
	}

	/** Runs a cell when those asked for before it have run. Asking twice is asking once. */
	run(cell: Cell): Promise<CellEnd> {
		return this.#ask(cell, false);
	}

	/** Ends a cell's run, or takes it out of the queue. With it ends a Run all. */
	stop(cell: Cell): void {
		const job = this.#queue.find((job) => job.cell === cell);
		if (job?.isOfAll) this.#dropAll();
		else if (job) this.#drop(job);
		else if (this.#current === cell) cell.live.stop();
	}

	/**
	 * Runs every cell in order. It stops at the first that fails, unless the lesson means it to (`raises`); a test that fails does not
	 * stop it, as it spoils nothing for the cells after it. Does nothing while a cell runs or waits.
	 */
	async runAll(): Promise<void> {
		await this.#runInOrder(this.cells, 'Run all');
	}

	/** Runs the cells above that share this one's interpreter, in order, and then this one. Ends, or does nothing, as `runAll`. */
	async runFromAbove(cell: Cell): Promise<void> {
		await this.#runInOrder([...this.#sharedBefore(cell), cell], 'Running the cells above');
	}

	/**
	 * The name that a cell's run did not find, and the last cell above that gives it a value and has not run in the interpreter as it is now.
	 * Null where the run did not end so, or no such cell is known. `before`: whether that has run in one that is gone.
	 */
	unrunAbove(cell: Cell): { name: string; above: Cell; before: boolean } | null {
		const { finished } = cell.live;
		const name = cell.isShared && finished?.what === 'program' ? nameMissed(finished.report) : null;
		if (name === null) return null;
		const above = this.#sharedBefore(cell)
			.filter(({ ranAt }) => ranAt === 0 || ranAt < this.#clearedAt)
			.findLast(({ workspace }) => bindsName(workspace.files[0]?.text ?? '', name));
		return above ? { name, above, before: above.ranAt > 0 } : null;
	}

	/** Gives up the shared interpreter: the next cell runs in a clean one. Texts stay. */
	async restart(): Promise<void> {
		for (const job of [...this.#queue]) this.#drop(job);
		this.#current?.live.stop();
		this.#clear('restarted');
		this.notice = 'Python has been restarted: nothing is defined until a cell runs.';
		await this.#options.runtime.restart();
	}

	/** The whole of something that a cell's report has a part of, as the Cut in it has it. Never rejects. */
	async whole(cell: Cell, kept: number): Promise<WholeEnd> {
		// An interpreter that is gone need not be asked, nor started.
		if (this.#clearedAt > cell.ranAt) return { kind: 'gone' };
		const ended = await this.#options.runtime.call('whole', { kept }, { seconds: WRITING }).ended;
		if (ended.kind === 'done') return ended.report;
		if (hasLost(ended) && this.#clearedAt <= cell.ranAt) {
			this.#clear('lost');
			this.notice =
				'Python had to be started afresh while it wrote a file, so what the cells had defined is gone. Run them again to bring it back.';
		}
		return { kind: 'none', says: wordsOfEnd(ended) ?? '' };
	}

	/** To be called when the page is left: ends what runs, and leaves no variables behind for the next lesson. */
	close(): void {
		for (const job of [...this.#queue]) this.#drop(job);
		this.#current?.live.stop();
		for (const cell of this.cells) cell.workspace.close();
		const hasRun = (cell: Cell) => cell.ranAt > 0 || cell.live.isUnderWay;
		if (this.cells.some((cell) => cell.isShared && hasRun(cell))) void this.#options.runtime.restart();
	}

	/** `what`: how a sentence names it. */
	async #runInOrder(cells: readonly Cell[], what: string): Promise<void> {
		if (this.cells.some((cell) => cell.live.isUnderWay)) return;
		this.notice = null;
		const runs = cells.map((cell) => ({ cell, end: this.#ask(cell, true) }));
		for (const { cell, end } of runs) {
			const how = await end;
			if (how === 'good') continue;
			const why = how === 'failed' ? 'it ended in an error' : 'it was stopped';
			const lost = how === 'lost' ? `${this.notice ?? ''} ` : '';
			if (cell !== cells.at(-1)) this.notice = `${lost}${what} ended at “${cell.id}”, as ${why}.`;
			break;
		}
	}

	async #pump(): Promise<void> {
		if (this.#current) return;
		for (let job = this.#queue.shift(); job; job = this.#queue.shift()) {
			this.#current = job.cell;
			const end = await job.cell.run();
			this.#current = null;
			const hasRestarted = this.#clearedAt > job.cell.ranAt;
			if (end === 'lost' && !hasRestarted) {
				this.#clear('lost');
				this.notice = `Python had to be started afresh when “${job.cell.id}” was ended, so what the cells had defined is gone. Run them again to bring it back.`;
			} else if (end === 'good' && !this.cells.some((cell) => cell.staleness === 'lost')) {
				this.notice = null;
			}
			if (job.isOfAll && end !== 'good') this.#dropAll();
			job.ended(end);
		}
	}

	#ask(cell: Cell, isOfAll: boolean): Promise<CellEnd> {
		if (cell.live.isUnderWay) return Promise.resolve('stopped');
		cell.live.queue();
		const end = new Promise<CellEnd>((ended) => this.#queue.push({ cell, isOfAll, ended }));
		void this.#pump();
		return end;
	}

	/** Takes what is left of a Run all out of the queue; cells that were asked for by themselves stay in it. */
	#dropAll() {
		for (const job of this.#queue.filter((job) => job.isOfAll)) this.#drop(job);
	}

	#drop(job: Job) {
		this.#queue = this.#queue.filter((other) => other !== job);
		job.cell.live.unqueue();
		job.ended('stopped');
	}

	#sharedBefore(cell: Cell): Cell[] {
		return this.cells.slice(0, this.cells.indexOf(cell)).filter((other) => other.isShared);
	}

	#clear(by: 'restarted' | 'lost') {
		this.#clearedAt = ++this.#ticks;
		this.#clearedBy = by;
	}

	#staleness(cell: Cell): Staleness | null {
		if (cell.isEditedSinceRun) return 'edited';
		if (cell.workspace.machine.isOther) return 'other-machine';
		if (!cell.isShared) return null;
		if (this.#clearedAt > cell.ranAt) return this.#clearedBy;
		const changed = (other: Cell) => other.ranAt > cell.ranAt || other.isEditedSinceRun;
		return this.#sharedBefore(cell).some(changed) ? 'earlier-changed' : null;
	}
}
