// What is kept of a cell or an exercise, as one: its files, what must be said of them, and what the reader can do about it. The page draws it.
import { assertNever } from '#lib/runtime/protocol';
import { placeOf, textKey, type EarlierText } from '#lib/progress/records';
import type { KeptText } from '#lib/progress/kept-text';
import type { Kept, Shelf } from '#lib/progress/shelf.svelte';
import type { OpenFile } from './open-file.svelte';

/** The part of the shelf that files are kept on. */
export type TextShelf = Pick<Shelf, 'file' | 'lesson' | 'ask' | 'follow'>;

export type NoticeKind =
	/** Another tab has written what is shown, and still has it open. */
	| 'followed'
	/** Another text is kept, in a tab that is open (`rival`) or was (`differs`), and this one stands beside it. */
	| 'rival'
	| 'differs'
	/** The reader wants both: this tab's text goes on beside the one that is kept. */
	| 'both'
	/** A closed tab left a text beside the one that is kept. */
	| 'beside'
	/** The author has changed what the reader's text was made from. */
	| 'lesson';

/** Two texts of a file, this tab's first. */
export interface TwoTexts {
	name: string;
	here: string;
	other: string;
}

export interface Notice {
	kind: NoticeKind;
	/** The files that it is about, all of one kind. */
	files: readonly OpenFile[];
	/** Milliseconds since the epoch: when the other text was written. 0 where that is not known. */
	at: number;
	/** Those that differ. */
	texts: readonly TwoTexts[];
}

/** A text that the reader can have back; `file` is null where the lesson has that file no more. */
export interface EarlierOf {
	name: string;
	file: OpenFile | null;
	earlier: EarlierText;
}

export class KeptPlace {
	#files: readonly OpenFile[] = $state.raw([]);
	#lesson: string;
	#cell: string;
	#strays: readonly EarlierOf[] = $state.raw([]);

	/** `cell` as in the keys of records: the cell's id, or `exercises/<name>`. */
	constructor(lesson: string, cell: string, files: readonly OpenFile[]) {
		this.#lesson = lesson;
		this.#cell = cell;
		this.#files = files.filter(({ readOnly }) => !readOnly);
	}

	/** All that the reader can change, and what they have removed. */
	get files(): readonly OpenFile[] {
		return this.#files;
	}

	/** Takes in one more. */
	add(file: OpenFile): void {
		this.#files = [...this.#files, file];
	}

	/** The name of the file that is kept under that key; null where it is none of this place. */
	nameOf(key: string): string | null {
		const place = placeOf(this.#lesson, this.#cell);
		return key.startsWith(place) ? key.slice(place.length) : null;
	}

	/** Under which keys its files are kept. */
	get keys(): readonly string[] {
		return this.files.map(({ name }) => textKey(this.#lesson, this.#cell, name));
	}

	get isChanged(): boolean {
		return this.files.some((file) => file.isChanged);
	}

	get canUndo(): boolean {
		return this.files.some((file) => file.canUndo);
	}

	/** What must be said, the most pressing first. */
	get notices(): readonly Notice[] {
		const kinds: NoticeKind[] = ['rival', 'differs', 'followed', 'beside', 'lesson', 'both'];
		return kinds.flatMap((kind) => this.#notice(kind) ?? []);
	}

	/** What the reader can have back, the latest of each file first, those of files that are gone last. */
	get earlier(): readonly EarlierOf[] {
		const ofFiles = this.files.flatMap((file) =>
			file.earlier.map((earlier) => ({ name: file.name, file, earlier }))
		);
		return [...ofFiles, ...this.#strays];
	}

	reset(): void {
		for (const file of this.files) file.reset();
	}

	undo(): void {
		for (const file of this.files) file.undo();
	}

	/** Takes in what was kept. What the reader has typed meanwhile stays, and stands beside it. */
	restore(kept: Kept): void {
		const names = new Set(this.files.map(({ name }) => name));
		const strays: EarlierOf[] = [];
		for (const [key, record] of Object.entries(kept.texts)) {
			const name = this.nameOf(key);
			if (name === null || names.has(name)) continue;
			const { text, at } = record;
			const last: EarlierText[] = text === null ? [] : [{ text, at, why: 'lesson', by: null, isOpen: false }];
			for (const earlier of [...last, ...record.earlier]) strays.push({ name, file: null, earlier });
		}
		this.#strays = strays;
		for (const file of this.files) {
			const record = kept.texts[textKey(this.#lesson, this.#cell, file.name)];
			if (record) file.restore(record);
		}
	}

	close(): void {
		for (const file of this.files) file.close();
	}

	#notice(kind: NoticeKind): Notice | null {
		const files = this.files.filter((file) => kindsOf(file).includes(kind));
		if (!files.length) return null;
		const all = files.flatMap((file) => othersOf(kind, file).map((other) => ({ file, ...other })));
		const texts = all
			.map(({ file, text }) => ({ name: file.name, here: file.text, other: text }))
			.filter(({ here, other }) => here !== other);
		return { kind, files, at: Math.max(0, ...all.map(({ at }) => at)), texts };
	}
}

function kindsOf(file: OpenFile): NoticeKind[] {
	const kinds: NoticeKind[] = [];
	const { rift } = file;
	if (rift?.kind === 'followed') kinds.push('followed');
	if (rift?.kind === 'differs') kinds.push(rift.isQuiet ? 'both' : rift.isLive ? 'rival' : 'differs');
	if (file.beside.length) kinds.push('beside');
	if (file.oldBase !== null) kinds.push('lesson');
	return kinds;
}

/** The texts to be held against the one that is shown. */
function othersOf(kind: NoticeKind, file: OpenFile): { text: string; at: number }[] {
	const { rift } = file;
	switch (kind) {
		case 'followed':
			return rift?.kind === 'followed' ? [{ text: rift.was, at: rift.at }] : [];
		case 'rival':
		case 'differs':
		case 'both':
			return rift?.kind === 'differs' ? [{ text: rift.theirs ?? '', at: rift.at }] : [];
		case 'beside':
			return file.beside.map(({ text, at }) => ({ text, at }));
		case 'lesson':
			return [{ text: file.original, at: 0 }];
		default:
			return assertNever(kind);
	}
}

/** Opens a file on the shelf; what cannot be changed need not be kept. */
export const openOn =
	(shelf: Pick<TextShelf, 'file'>, lesson: string, cell: string) =>
	(file: { name: string; readOnly: boolean }): KeptText | null =>
		file.readOnly ? null : shelf.file(textKey(lesson, cell, file.name));
