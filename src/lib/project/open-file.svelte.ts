// A file as the reader has it open: its text, the author's that it was made from, what is kept of it elsewhere, and the ways back. One that
// was removed is still known, so that it can be brought back.
import type { SourceFile } from '#lib/content/types';
import type { EarlierText, Put, TextRecord } from '#lib/progress/records';
import type { KeptText, TextNews } from '#lib/progress/kept-text';
import { sizeOfBytes } from '#lib/runtime/files';
import { EarlierTexts, writersOf } from './earlier-texts.svelte';
import type { Rift } from './rift';

export class OpenFile {
	readonly name: string;
	readonly original: string;
	readonly readOnly: boolean;
	/** True where the reader added it: there is no author's text. */
	readonly isAdded: boolean;
	#html: string;
	#text: string = $state('');
	/** The author's text that the reader's was made from; null where that is not known. */
	#base: string | null = $state(null);
	#put: Put | null = $state(null);
	#earlier = new EarlierTexts();
	#rift: Rift | null = $state.raw(null);
	#isGone: boolean = $state(false);
	#kept: KeptText | null;
	#onedit: () => void;

	/** `kept` is its place on the shelf, `onedit` is told of each change that the reader makes. One that was added begins as not being there. */
	constructor(
		file: SourceFile,
		kept: KeptText | null = null,
		onedit: () => void = () => {},
		isAdded = false
	) {
		this.name = file.name;
		this.original = file.text;
		this.readOnly = file.readOnly;
		this.#html = file.html;
		this.#text = file.text;
		this.#base = file.text;
		this.isAdded = isAdded;
		this.#isGone = isAdded;
		this.#kept = kept;
		this.#onedit = onedit;
		if (this.#kept) this.#kept.onnews = (news) => this.#hear(news);
	}

	get text(): string {
		return this.#text;
	}

	/** How many bytes it has, where it is no text, so that nobody can type in it; null where it is one. */
	get size(): number | null {
		return sizeOfBytes(this.#text);
	}

	/** Highlighted at build time, while the text is still the author's; null once it is the reader's. */
	get html(): string | null {
		return this.isChanged ? null : this.#html;
	}

	/** True where the reader has removed it, or renamed it. */
	get isGone(): boolean {
		return this.#isGone;
	}

	/** True where it is not as the author has it. */
	get isChanged(): boolean {
		return this.isAdded ? !this.#isGone : this.#isGone || this.#text !== this.original;
	}

	/** The author's text that the reader's was made from, where the author has another by now; null otherwise. */
	get oldBase(): string | null {
		return this.isChanged && !this.isAdded && !this.#isGone && this.#base !== this.original
			? this.#base
			: null;
	}

	get rift(): Rift | null {
		return this.#rift;
	}

	/** What the reader can have back, the latest first. */
	get earlier(): readonly EarlierText[] {
		return this.#earlier.all.filter(
			({ text }) => (this.#isGone || text !== this.#text) && text !== this.original
		);
	}

	/** True after a reset, a taken solution, a removal and the like, until the reader types on. */
	get canUndo(): boolean {
		if (this.#put === null || this.#put === 'renamed') return false;
		return this.#put === 'returned' || this.#replaced !== null || this.#isGone || this.isAdded;
	}

	/** What the solution or a reset has put here; null for what the reader typed. */
	get put(): Put | null {
		return this.#put;
	}

	type(text: string): void {
		if (this.readOnly || (text === this.#text && !this.#isGone)) return;
		this.#set(text, null, null);
	}

	/**
	 * Puts another text in place of the reader's, which `undo` brings back; the author's, where that stood here, only where a whole project is
	 * replaced (`isWhole`).
	 */
	replace(text: string, put: Put, isWhole = false): void {
		if (this.readOnly || (text === this.#text && !this.#isGone)) return;
		const cause = this.#isGone && !this.isAdded ? 'returned' : put;
		this.#set(text, cause, this.#asEarlier(cause, isWhole));
	}

	/** The author's text; what the author does not have goes. `undo` brings back what was there. */
	reset(): void {
		if (this.isAdded) this.remove('reset');
		else this.replace(this.original, 'reset');
	}

	/** Takes it away. `undo` brings it back, unless it was given another name. */
	remove(put: Put = 'removed'): void {
		if (this.readOnly || this.#isGone) return;
		this.#setGone(put, put === 'renamed' ? null : this.#asEarlier(put));
	}

	undo(): void {
		if (!this.canUndo) return;
		const replaced = this.#replaced;
		if (this.#put === 'returned') return this.#setGone('renamed', this.#asEarlier('bring-back'));
		// What came with others from elsewhere was not there before.
		if (!replaced && !this.#isGone) return this.#setGone(null, this.#asEarlier('bring-back'));
		if (!replaced) return this.#set(this.original, null, null);
		// What can be had again with a button need not be kept.
		const isOurs = this.#put === 'reset' || this.#put === 'solution' || this.#put === 'lesson';
		this.#set(replaced.text, null, isOurs ? null : this.#asEarlier('bring-back'));
	}

	/** Puts an earlier text in place of this one, and is done with what another tab left beside. */
	bringBack(earlier: EarlierText): void {
		if (this.readOnly) return;
		this.#set(earlier.text, 'bring-back', this.#asEarlier('bring-back'), writersOf([earlier]));
	}

	/** Takes in what is kept on the device, or what another tab has open (`isLive`). Does not count as typing, and takes the place of nothing that was typed. */
	restore(record: TextRecord, isLive = false): void {
		this.#kept?.hear(record, isLive);
	}

	/** What other tabs left beside this text, until the reader says what shall become of it. */
	get beside(): readonly EarlierText[] {
		if (this.#rift?.kind === 'differs') return [];
		return this.earlier.filter(({ isOpen }) => isOpen);
	}

	/** Goes on with this text; what was left beside stays among the earlier ones. */
	leaveBeside(): void {
		const left = writersOf(this.#earlier.open);
		if (!left.length) return;
		this.#earlier.settle(left);
		this.#keep(null, left);
	}

	/** From now on this tab's text is the one that is kept; the other tab's can be brought back. */
	takeOver(): void {
		const rift = this.#rift;
		if (!rift || !this.#kept) return;
		const theirs: EarlierText | null =
			rift.kind === 'differs' &&
			rift.theirs !== null &&
			rift.theirs !== this.original &&
			rift.theirs !== this.#text
				? { text: rift.theirs, at: rift.at, why: 'other-tab', by: null, isOpen: false }
				: null;
		this.#kept.takeOver();
		this.#rift = null;
		if (this.#isGone) this.#setGone('removed', theirs, [this.#kept.writer]);
		else this.#set(this.#text, null, theirs, [this.#kept.writer]);
	}

	/** Shows what the other tab wrote; this tab's text can be brought back. */
	useTheirs(): void {
		const rift = this.#rift;
		if (rift?.kind !== 'differs' || !this.#kept) return;
		this.#kept.takeOver();
		this.#rift = null;
		const { theirs } = rift;
		if (theirs === null) this.#setGone('removed', this.#asEarlier('removed'), [this.#kept.writer]);
		else this.#set(theirs, 'other-tab', this.#asEarlier('other-tab'), [this.#kept.writer]);
	}

	/** Lets both go on by themselves; this tab's is kept beside the other's. */
	keepBoth(): void {
		const rift = this.#rift;
		if (!rift || !this.#kept) return;
		this.#kept.part();
		const theirs = rift.kind === 'differs' ? rift.theirs : this.#text;
		const isLive = rift.kind === 'followed' || rift.isLive;
		this.#rift = { kind: 'differs', at: rift.at, theirs, isLive, isQuiet: true };
	}

	/** Stays with the reader's text although the author has another by now. */
	keepMine(): void {
		this.#base = this.original;
		this.#keep(null);
	}

	/** Takes the author's text as it is now; the reader's can be brought back. */
	takeNew(): void {
		this.replace(this.original, 'lesson');
	}

	/** The page is left. */
	close(): void {
		this.#kept?.close();
	}

	get #replaced(): EarlierText | null {
		return this.#put === null ? null : this.#earlier.replacedBy(this.#put, this.#text);
	}

	/** Null where there is nothing to have back: nothing of the reader's, unless the author's counts too. */
	#asEarlier(why: Put, isAuthorsToo = false): EarlierText | null {
		if (this.#isGone || (this.#text === this.original && !isAuthorsToo)) return null;
		return { text: this.#text, at: Date.now(), why, by: null, isOpen: false };
	}

	#set(text: string, put: Put | null, replaced: EarlierText | null, settled: readonly string[] = []): void {
		// A text that was the author's, or is again, is made from what the author has now.
		if (!this.isChanged || text === this.original) this.#base = this.original;
		this.#base ??= this.original;
		this.#isGone = false;
		this.#put = put;
		this.#write(text, replaced, settled);
	}

	#setGone(put: Put | null, replaced: EarlierText | null, settled: readonly string[] = []): void {
		this.#isGone = true;
		this.#put = put;
		this.#write(this.original, replaced, settled);
	}

	#write(text: string, replaced: EarlierText | null, settled: readonly string[]): void {
		this.#text = text;
		this.#earlier.settle(settled);
		if (replaced) this.#earlier.add(replaced);
		this.#keep(replaced, settled);
		this.#onedit();
	}

	#keep(replaced: EarlierText | null, settled: readonly string[] = []): void {
		const text = this.isChanged && !this.#isGone ? this.#text : null;
		this.#kept?.keep({ text, isAdded: this.isAdded, base: this.#base, put: this.#put, replaced, settled });
	}

	#hear(news: TextNews): void {
		switch (news.kind) {
			case 'kept':
				this.#earlier.all = news.record.earlier;
				this.#rift = null;
				return;
			case 'followed':
				return this.#follow(news.record, news.isLive);
			case 'differs': {
				const theirs = this.#isGoneIn(news.record) ? null : (news.record.text ?? this.original);
				const before = this.#rift?.kind === 'differs' ? this.#rift : null;
				const { at, isLive } = { at: news.record.at, isLive: news.isLive };
				this.#rift = { kind: 'differs', at, theirs, isLive, isQuiet: before?.isQuiet ?? false };
				return;
			}
			case 'alone':
				this.#rift = this.#rift?.kind === 'differs' ? { ...this.#rift, isLive: false } : null;
		}
	}

	#follow(record: TextRecord, isLive: boolean): void {
		const before = this.#rift?.kind === 'followed' ? this.#rift : null;
		const was = before?.was ?? this.#text;
		this.#text = record.text ?? this.original;
		this.#isGone = this.#isGoneIn(record);
		this.#base = record.text === null ? this.original : record.base;
		this.#put = record.put;
		this.#earlier.all = record.earlier;
		// The moment of the first change that was not made here: a notice that changes with each keystroke would be read out each time.
		this.#rift = isLive ? { kind: 'followed', at: before?.at ?? record.at, was } : null;
	}

	/** A file that the author has by now, under the name of one that the reader had added and removed, is there. */
	#isGoneIn({ text, put, isAdded }: TextRecord): boolean {
		if (text !== null) return false;
		return this.isAdded || (!isAdded && (put === 'removed' || put === 'renamed'));
	}
}

/** The files as the runtime takes them. */
export const textsOf = (files: readonly OpenFile[]): Record<string, string> =>
	Object.fromEntries(files.map((file) => [file.name, file.text]));
