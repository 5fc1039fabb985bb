// What a program printed, as it comes. Text only; neighbouring pieces of one stream are one piece; what is kept has an end.
import type { Stream } from '#lib/runtime/protocol';

export interface Piece {
	stream: Stream;
	text: string;
}

/** Characters kept. The worker has a cap of its own, with a notice; this one guards a page on which many runs print. */
const LIMIT = 200_000;

export class Transcript {
	pieces: readonly Piece[] = $state.raw([]);
	/** True where the beginning has been dropped. */
	isCut: boolean = $state(false);
	/** Said where the worker stopped passing on output. */
	notice: string | null = $state(null);
	#length = 0;
	#limit: number;

	constructor(limit = LIMIT) {
		this.#limit = limit;
	}

	get isEmpty(): boolean {
		return this.pieces.length === 0 && this.notice === null;
	}

	add(stream: Stream, text: string): void {
		if (!text) return;
		const last = this.pieces.at(-1);
		this.pieces =
			last?.stream === stream
				? [...this.pieces.slice(0, -1), { stream, text: last.text + text }]
				: [...this.pieces, { stream, text }];
		this.#length += text.length;
		if (this.#length > this.#limit) this.#cut();
	}

	cap(stream: Stream, limit: number): void {
		const what = stream === 'stdout' ? 'Output' : 'Error output';
		this.notice = `${what} is shown up to ${limit.toLocaleString('en-GB')} characters; the rest was dropped.`;
	}

	clear(): void {
		this.pieces = [];
		this.notice = null;
		this.isCut = false;
		this.#length = 0;
	}

	/** Drops from the front, at a line's end where there is one. */
	#cut() {
		let over = this.#length - this.#limit;
		const kept: Piece[] = [];
		for (const piece of this.pieces) {
			if (over >= piece.text.length) {
				over -= piece.text.length;
				continue;
			}
			const end = over > 0 ? piece.text.indexOf('\n', over) + 1 || over : 0;
			const text = piece.text.slice(end);
			if (text) kept.push({ stream: piece.stream, text });
			over = 0;
		}
		this.pieces = kept;
		this.#length = kept.reduce((sum, piece) => sum + piece.text.length, 0);
		this.isCut = true;
	}
}
