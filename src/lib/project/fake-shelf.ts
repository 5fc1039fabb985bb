// A shelf for tests: it gives what it was given, and writes down what it is to keep.
import { KeptText } from '#lib/progress/kept-text';
import type { Records, TextRecord } from '#lib/progress/records';
import type { TextWrite } from '#lib/progress/settle';
import type { Kept } from '#lib/progress/shelf.svelte';

export class FakeShelf {
	readonly writes: { key: string; write: TextWrite }[] = [];
	readonly exercises: Records['exercises'][] = [];
	readonly files: KeptText[] = [];
	#kept: Kept;

	constructor(kept: Partial<Kept> = {}) {
		this.#kept = { texts: {}, exercises: {}, predictions: {}, ...kept };
	}

	/** Key and text of each write, in order; null is the author's text. */
	get texts(): [string, string | null][] {
		return this.writes.map(({ key, write }) => [key, write.text]);
	}

	keep = (_store: string, _key: string, record: Records['exercises' | 'predictions']): void => {
		if ('state' in record) this.exercises.push(record);
	};

	file = (key: string): KeptText => {
		const file = new KeptText(key, {
			write: (_, write) => void this.writes.push({ key, write }),
			leave: () => {}
		});
		this.files.push(file);
		return file;
	};

	lesson = (): Promise<Kept> => Promise.resolve(this.#kept);

	ask = (): void => {};

	follow = (): (() => void) => () => {};
}

export const textRecord = (text: string | null, over: Partial<TextRecord> = {}): TextRecord => ({
	text,
	isAdded: false,
	base: null,
	put: null,
	at: 1,
	by: { writer: 'closed tab', n: 1 },
	after: { 'closed tab': 1 },
	earlier: [],
	...over
});
