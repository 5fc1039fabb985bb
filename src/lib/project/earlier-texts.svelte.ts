// What the reader can have back of one file: the texts that others took the place of, and those that other tabs left beside.
import type { EarlierText, Put } from '#lib/progress/records';
import { withEarlier } from '#lib/progress/settle';

export class EarlierTexts {
	/** The latest first. */
	all: readonly EarlierText[] = $state.raw([]);

	/** Those that were left beside, until the reader says what shall become of them. */
	get open(): readonly EarlierText[] {
		return this.all.filter(({ isOpen }) => isOpen);
	}

	add(one: EarlierText): void {
		this.all = withEarlier(this.all, one);
	}

	/** What these writers left beside has found its end; it stays among the others. */
	settle(writers: readonly string[]): void {
		this.all = this.all.map((one) =>
			one.by && writers.includes(one.by.writer) ? { ...one, isOpen: false } : one
		);
	}

	/** The text that this took the place of; null where there is none other than `text`. */
	replacedBy(put: Put, text: string): EarlierText | null {
		return this.all.find((one) => one.why === put && one.text !== text) ?? null;
	}
}

export const writersOf = (earlier: readonly EarlierText[]): string[] =>
	earlier.flatMap(({ by }) => by?.writer ?? []);
