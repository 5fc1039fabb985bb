// A reader's project as it stands in a cell, an exercise or the playground: its files, what input() reads, pytest's arguments, machine and clock.
import type { SourceFile } from '#lib/content/types';
import type { ClockName, Files } from '#lib/runtime/protocol';
import type { Kept } from '#lib/progress/shelf.svelte';
import { INPUT_NAME, InputLines } from './input-lines.svelte';
import { KeptPlace, openOn, type TextShelf } from './kept-place.svelte';
import { MachineChoice } from './machine-choice.svelte';
import { OpenFile, textsOf } from './open-file.svelte';
import type { Taken } from './run-plan';
import { shellWords } from './shell-words';

/** Where the arguments are kept. No file of a project can have this name. */
export const ARGS_NAME = 'pytest arguments';

/** What an author gives a reader to begin with. */
export interface Given {
	files: readonly SourceFile[];
	stdin: readonly string[];
	/** Null where there are no arguments to change. */
	args: string | null;
	machine: SourceFile | null;
	clock: ClockName;
}

export interface Home {
	lesson: string;
	/** As in the keys of records: a cell's id, or `exercises/<name>`. */
	cell: string;
	shelf: Pick<TextShelf, 'file'>;
	/** Told of each change that the reader makes. */
	onedit?: () => void;
}

export class Workspace {
	readonly files: readonly OpenFile[];
	/** What input() reads in a run of the reader's. */
	readonly input: InputLines;
	/** What pytest is called with; null where the author asks for nothing. */
	readonly args: OpenFile | null;
	/** Where a run of the reader's runs. */
	readonly machine: MachineChoice;
	/** The clock of the next run: the author's, or the other one if the reader has switched. */
	clock: ClockName = $state('real');
	/** What is kept of all these, and the ways back. */
	readonly place: KeptPlace;
	/** All that a run depends on and a reader can change. */
	#editable: readonly OpenFile[];

	constructor(given: Given, { lesson, cell, shelf, onedit }: Home) {
		const kept = openOn(shelf, lesson, cell);
		const args = { name: ARGS_NAME, text: given.args ?? '', html: '', readOnly: false };
		this.files = given.files.map((file) => new OpenFile(file, kept(file), onedit));
		this.input = new InputLines(given.stdin, kept({ name: INPUT_NAME, readOnly: false }), onedit);
		this.args = given.args === null ? null : new OpenFile(args, kept(args), onedit);
		this.machine = new MachineChoice(given.machine);
		this.clock = given.clock;
		this.#editable = [...this.files, this.input, ...(this.args ? [this.args] : [])];
		this.place = new KeptPlace(lesson, cell, this.#editable);
	}

	/** Why the arguments cannot be read; null where they can. */
	get argsTrouble(): string | null {
		return this.args && shellWords(this.args.text).trouble;
	}

	/** What a run that begins now is given. */
	get taken(): Taken {
		return {
			files: textsOf(this.files),
			stdin: this.input.lines,
			args: this.args?.text ?? null,
			machine: this.machine.next,
			clock: this.clock
		};
	}

	/** All that the reader can change as it stands, by name, to be compared with later. */
	get texts(): Files {
		return textsOf(this.#editable);
	}

	/** Names of the files that are not as they were in those texts; of what else a run depends on, as far as they have it. */
	changedSince(texts: Files): string[] {
		return this.#editable
			.filter(({ name, text }) => texts[name] !== undefined && texts[name] !== text)
			.map(({ name }) => name);
	}

	file(name: string): OpenFile | null {
		return this.files.find((file) => file.name === name) ?? null;
	}

	/** Brings back what was kept. */
	restore(kept: Kept): void {
		this.place.restore(kept);
	}

	/** The page is left. */
	close(): void {
		this.place.close();
	}
}
