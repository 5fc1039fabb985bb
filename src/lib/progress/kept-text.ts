// One file as this tab has it open, over against what is kept of it: which version the tab has seen, what it has not written yet, and whether
// another tab has written meanwhile. It decides between following, being on top, and standing beside; the shelf carries its writes.
import type { Account, EarlierText, Put, Stamp, TextRecord } from './records';
import { covers, type Settled, type TextWrite } from './settle';

/** What has become of the file outside of this tab's hands. */
export type TextNews =
	/** What this tab wrote is what is kept. */
	| { kind: 'kept'; record: TextRecord }
	/** Another tab's text is kept, and this tab had nothing of its own: it is to be shown. `isLive` where that tab still has the file open. */
	| { kind: 'followed'; record: TextRecord; isLive: boolean }
	/** Another tab's text is kept, and this tab's stands beside it. */
	| { kind: 'differs'; record: TextRecord; isLive: boolean }
	/** The other tab has closed the file: whoever writes now is asked no more. */
	| { kind: 'alone' };

export interface TextChange {
	/** Null where it is the author's, and where there is no file any more. */
	text: string | null;
	/** True where there is no author's. */
	isAdded?: boolean;
	base: string | null;
	put: Put | null;
	/** What it replaced and the reader may want back. */
	replaced: EarlierText | null;
	/** Writers whose texts beside have found their end. */
	settled?: readonly string[];
}

const isSame = (a: Stamp, b: Stamp) => a.writer === b.writer && a.n === b.n;

export class KeptText {
	readonly key: string;
	/** Other than any writer before, in any tab: a file that is opened again is a new one. */
	readonly writer = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
	/** Whoever shows the file. */
	onnews: (news: TextNews) => void = () => {};

	#n = 0;
	/** What the text that is shown is made from. */
	#seen: Account = {};
	/** What is kept, as far as this tab has heard; null while nothing is. */
	#heard: TextRecord | null = null;
	#waiting: TextWrite | null = null;
	#isBeside = false;
	/** The writer in another tab whose text is kept, while that tab has the file open. */
	#holder: string | null = null;
	#write: (kept: KeptText, write: TextWrite) => void;
	#leave: (kept: KeptText) => void;

	constructor(
		key: string,
		shelf: { write: (kept: KeptText, write: TextWrite) => void; leave: (kept: KeptText) => void }
	) {
		this.key = key;
		this.#write = shelf.write;
		this.#leave = shelf.leave;
	}

	/** What is kept, where this file has written it; null otherwise. */
	get own(): TextRecord | null {
		return this.#heard?.by.writer === this.writer ? this.#heard : null;
	}

	keep({ text, isAdded = false, base, put, replaced, settled = [] }: TextChange): void {
		// Another tab is at it: the reader is asked before anything of theirs is replaced.
		if (this.#holder !== null && !this.#isBeside) this.#stepBeside(true);
		const before = this.#waiting;
		const on = { ...this.#seen, ...(this.#n > 0 ? { [this.writer]: this.#n } : {}) };
		this.#waiting = {
			text,
			isAdded,
			base,
			put,
			at: Date.now(),
			by: { writer: this.writer, n: ++this.#n },
			on,
			isBeside: this.#isBeside,
			replaced: [...(replaced ? [replaced] : []), ...(before?.replaced ?? [])],
			settled: [...(before?.settled ?? []), ...settled]
		};
		this.#write(this, this.#waiting);
	}

	/** From now on this file is written in place of what is kept. To be followed by `keep`. */
	takeOver(): void {
		if (this.#heard) this.#seen = { ...this.#seen, ...this.#heard.after };
		this.#isBeside = false;
		this.#holder = null;
	}

	/** From now on this file is written beside what is kept. */
	part(): void {
		this.#isBeside = true;
	}

	/** To be told what is kept: read from the database, or heard from a tab that has the file open (`isLive`). */
	hear(record: TextRecord, isLive: boolean): void {
		if (record.by.writer === this.writer) return this.#isOwn(record);
		if (covers(this.#seen, record.by)) {
			const isStill = this.#heard === null || covers(record.after, this.#heard.by);
			if (!isLive || !isStill || this.#waiting || this.#isBeside) return;
			this.#heard = record;
			this.#holder = record.by.writer;
			this.onnews({ kind: 'followed', record, isLive });
			return;
		}
		if (this.#heard && covers(this.#heard.after, record.by) && !isSame(this.#heard.by, record.by)) return;
		this.#heard = record;
		this.#holder = isLive ? record.by.writer : this.#holder;
		if (this.#waiting === null && !this.#isBeside) {
			this.#seen = record.after;
			this.onnews({ kind: 'followed', record, isLive });
		} else {
			this.#stepBeside(isLive);
		}
	}

	/** To be told that writers have closed their files. */
	hearLeft(writers: readonly string[]): void {
		if (this.#holder === null || !writers.includes(this.#holder)) return;
		this.#holder = null;
		this.onnews({ kind: 'alone' });
	}

	/** To be told what became of a write. */
	written(write: TextWrite, { record, isIn }: Settled): void {
		if (this.#waiting === write) this.#waiting = null;
		if (isIn) return this.hear(record, false);
		this.#heard = record;
		this.#stepBeside(this.#holder !== null);
	}

	/** The file is not shown any more. What waits is still written. */
	close(): void {
		this.onnews = () => {};
		this.#leave(this);
	}

	#isOwn(record: TextRecord): void {
		this.#heard = record;
		this.#seen = record.after;
		if (this.#waiting !== null) return;
		this.#isBeside = false;
		this.#holder = null;
		this.onnews({ kind: 'kept', record });
	}

	#stepBeside(isLive: boolean): void {
		this.#isBeside = true;
		if (this.#heard) this.onnews({ kind: 'differs', record: this.#heard, isLive });
	}
}
