// What the reader wrote in cells and exercises that the lesson no longer has. It is kept until they say otherwise, and has no other place
// to be shown.
import type { TextRecord } from '#lib/progress/records';
import type { Shelf } from '#lib/progress/shelf.svelte';

/** One such text. */
export interface LeftText {
	/** Where it is kept. */
	key: string;
	of: 'cell' | 'exercise';
	/** The cell's id, the exercise's name. */
	id: string;
	/** The file's name. */
	name: string;
	text: string;
	/** Milliseconds since the epoch: when it was written, or replaced. */
	at: number;
}

const KEY = /^[^/]+\/(?:exercises\/(?<exercise>[^/]+)|(?<cell>[^/]+))\/(?<name>.+)$/;

/** What a lesson has, for which everything else is left over. */
export interface Places {
	cells: readonly string[];
	exercises: readonly string[];
}

/** The latest first. Texts that are just the author's are none of the reader's. */
export function leftTexts(texts: Readonly<Record<string, TextRecord>>, has: Places): LeftText[] {
	const left = Object.entries(texts).flatMap(([key, record]): LeftText[] => {
		const { exercise, cell, name } = KEY.exec(key)?.groups ?? {};
		if (name === undefined) return [];
		const id = exercise ?? cell;
		if (id === undefined || (exercise === undefined ? has.cells : has.exercises).includes(id)) return [];
		const own = record.text === null ? [] : [{ text: record.text, at: record.at }];
		const all = [...own, ...record.earlier].filter(({ text }) => text !== record.base && text.trim() !== '');
		const once = all.filter(({ text }, i) => all.findIndex((one) => one.text === text) === i);
		const of = exercise === undefined ? 'cell' : 'exercise';
		return once.map(({ text, at }) => ({ key, of, id, name, text, at }));
	});
	return left.sort((a, b) => b.at - a.at);
}

export class LeftTexts {
	/** Shown to the reader, each with what can be done about it. */
	all: readonly LeftText[] = $state.raw([]);
	#lesson: string;
	#has: Places;
	#shelf: Pick<Shelf, 'lesson' | 'discard'>;

	constructor(lesson: string, has: Places, shelf: Pick<Shelf, 'lesson' | 'discard'>) {
		this.#lesson = lesson;
		this.#has = has;
		this.#shelf = shelf;
	}

	/** Never rejects. */
	async restore(): Promise<void> {
		this.all = leftTexts((await this.#shelf.lesson(this.#lesson)).texts, this.#has);
	}

	/** Takes it out of what is kept, for good. False where the browser does not let it be done: it stays then. */
	async discard(left: LeftText): Promise<boolean> {
		try {
			await this.#shelf.discard(left.key, left.text);
		} catch {
			return false;
		}
		this.all = this.all.filter((one) => one !== left);
		return true;
	}
}
