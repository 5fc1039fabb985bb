// A reader's project as it stands in a cell, an exercise or the playground: its files, what input() reads, pytest's arguments, machine and clock.
import type { SourceFile } from '#lib/content/types';
import type { ClockName, Files } from '#lib/runtime/protocol';
import { placeOf, type Put } from '#lib/progress/records';
import type { Kept } from '#lib/progress/shelf.svelte';
import { ARGS_NAME, asFileName, INPUT_NAME, refusalOf } from './file-name';
import { InputLines } from './input-lines.svelte';
import { KeptPlace, openOn, type TextShelf } from './kept-place.svelte';
import { MachineChoice } from './machine-choice.svelte';
import { OpenFile, textsOf } from './open-file.svelte';
import type { Taken } from './run-plan';
import { shellWords } from './shell-words';

/** What an author gives a reader to begin with. */
export interface Given {
	files: readonly SourceFile[];
	stdin: readonly string[];
	/** Null where there are no arguments to change. */
	args: string | null;
	machine: SourceFile | null;
	clock: ClockName;
	/** The file that a run begins with, which stays under its name; null where a run takes all files alike. */
	entry: string | null;
}

export interface Home {
	lesson: string;
	/** As in the keys of records: a cell's id, or `exercises/<name>`. */
	cell: string;
	shelf: Pick<TextShelf, 'file' | 'follow'>;
	/** Told of each change that the reader makes. */
	onedit?: () => void;
}

/** All of a project that is the reader's to change, as plain data: what a link carries, and what a way back goes back to. */
export interface Snapshot {
	files: Files;
	/** The lines for input(), as they were written. */
	input: string;
	/** Null where there are no arguments to give. */
	args: string | null;
	isFresh: boolean;
	clock: ClockName;
}

export class Workspace {
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
	readonly #entry: string | null;
	readonly #given: readonly OpenFile[];
	/** What the reader added, by name; those among them that were removed again too. */
	#added: readonly OpenFile[] = $state.raw([]);
	#open: (name: string) => OpenFile;
	#unfollow: () => void;

	constructor(given: Given, { lesson, cell, shelf, onedit }: Home) {
		const kept = openOn(shelf, lesson, cell);
		const empty = (name: string): SourceFile => ({ name, text: '', html: '', readOnly: false });
		const args = { ...empty(ARGS_NAME), text: given.args ?? '' };
		this.#entry = given.entry;
		this.#given = given.files.map((file) => new OpenFile(file, kept(file), onedit));
		this.#open = (name) => new OpenFile(empty(name), kept(empty(name)), onedit, true);
		this.input = new InputLines(given.stdin, kept(empty(INPUT_NAME)), onedit);
		this.args = given.args === null ? null : new OpenFile(args, kept(args), onedit);
		this.machine = new MachineChoice(given.machine);
		this.clock = given.clock;
		this.place = new KeptPlace(lesson, cell, [...this.#given, this.input, ...(this.args ? [this.args] : [])]);
		this.#unfollow = shelf.follow(placeOf(lesson, cell), (key, record, isLive) => {
			const name = this.place.nameOf(key);
			if (name !== null && record.isAdded) this.#known(name).restore(record, isLive);
		});
	}

	/** The author's as the author has them, then those that the reader added, by name. */
	get files(): readonly OpenFile[] {
		return [...this.#given, ...this.#added].filter(({ isGone }) => !isGone);
	}

	file(name: string): OpenFile | null {
		return this.files.find((file) => file.name === name) ?? null;
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

	/** All that a run depends on and has a text, by name, to be compared with later. */
	get texts(): Files {
		return textsOf([...this.files, this.input, ...(this.args ? [this.args] : [])]);
	}

	/** Names of the files that are not as they were in those texts, gone or new; and of what else a run depends on, as far as they have it. */
	changedSince(texts: Files): string[] {
		const now = this.texts;
		const names = new Set([...Object.keys(now), ...Object.keys(texts)]);
		const isCompared = (name: string) => name in texts || (name !== INPUT_NAME && name !== ARGS_NAME);
		return [...names].filter((name) => isCompared(name) && now[name] !== texts[name]);
	}

	/** Adds a file. Returns why it cannot have that name, or null once it is there. */
	add(typed: string, text = ''): string | null {
		const name = asFileName(typed);
		const refusal = refusalOf(name, this.#names);
		if (refusal === null) this.#known(name).type(text);
		return refusal;
	}

	/** Gives a file another name. Returns why it cannot have that, or null once it has. */
	rename(file: OpenFile, typed: string): string | null {
		const name = asFileName(typed);
		if (name === file.name) return null;
		const others = this.#names.filter((other) => other !== file.name);
		const refusal = this.stays(file) ?? refusalOf(name, others);
		if (refusal !== null) return refusal;
		this.#known(name).type(file.text);
		file.remove('renamed');
		return null;
	}

	/** Takes a file away, until `place.undo`. Returns why that cannot be, or null once it is away. */
	remove(file: OpenFile): string | null {
		const refusal = this.stays(file);
		if (refusal === null) file.remove();
		return refusal;
	}

	/** Why a file can have no other name and cannot go; null where it can. */
	stays(file: OpenFile): string | null {
		if (file.readOnly) return `${file.name} is read only, so it stays as it is.`;
		if (file.name === this.#entry) return `A run begins with ${file.name}, so it stays.`;
		return this.files.length === 1
			? `${file.name} is the only file, so it stays. Add another one first.`
			: null;
	}

	/** All that is the reader's to change, as it stands. */
	snapshot(): Snapshot {
		return {
			files: textsOf(this.files.filter(({ readOnly }) => !readOnly)),
			input: this.input.text,
			args: this.args?.text ?? null,
			isFresh: this.machine.isFresh,
			clock: this.clock
		};
	}

	/**
	 * Puts another state in place of this one. What is not in it goes, but for what the reader cannot change; what the reader had can be
	 * brought back, by `place.undo` and later from the earlier texts. Returns why a file of it cannot be had, and has changed nothing then.
	 */
	replaceAll({ files, input, args, isFresh, clock }: Snapshot, put: Put): string | null {
		if (this.#entry !== null && !(this.#entry in files))
			return `${this.#entry} is missing, which a run begins with.`;
		const names = Object.keys(files);
		const fixed = this.#given.filter(({ readOnly }) => readOnly).map(({ name }) => name);
		for (const [at, name] of names.entries()) {
			const refusal = fixed.includes(name) ? null : refusalOf(name, [...fixed, ...names.slice(0, at)]);
			if (refusal !== null) return refusal;
		}
		for (const file of this.files) if (!(file.name in files)) file.remove();
		for (const [name, text] of Object.entries(files)) this.#known(name).replace(text, put, true);
		this.input.replace(input, put, true);
		if (args !== null) this.args?.replace(args, put, true);
		this.machine.isFresh = isFresh;
		this.clock = clock;
		return null;
	}

	/** Brings back what was kept. What the reader has typed meanwhile stays, and stands beside it. */
	restore(kept: Kept): void {
		for (const [key, { isAdded }] of Object.entries(kept.texts)) {
			const name = this.place.nameOf(key);
			if (name !== null && isAdded) this.#known(name);
		}
		this.place.restore(kept);
	}

	/** The page is left. */
	close(): void {
		this.#unfollow();
		this.place.close();
	}

	get #names(): string[] {
		return this.files.map(({ name }) => name);
	}

	/** The file of that name, gone or not; a new one, which is not there yet, where there was none. */
	#known(name: string): OpenFile {
		const known = [...this.#given, ...this.#added].find((file) => file.name === name);
		if (known) return known;
		const file = this.#open(name);
		this.#added = [...this.#added, file].toSorted((a, b) => (a.name < b.name ? -1 : 1));
		this.place.add(file);
		return file;
	}
}
