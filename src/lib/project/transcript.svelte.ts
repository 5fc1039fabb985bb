// What a program printed, as a terminal shows it: taken in pieces, so that no flood holds the page, and drawn in part where it is long.
import { count } from '#lib/sentence/counted';
import type { Stream } from '#lib/runtime/protocol';
import { Screen } from '#lib/terminal/screen';
import { windowOf, type Room, type Window } from '#lib/terminal/window';
import { EachFrame } from './each-frame';

/** Room for the beginning of the output at first, and the most that a reader can ask for. */
const FIRST: Room = { characters: 40_000, runs: 1_000 };
const MOST: Room = { characters: 320_000, runs: 8_000 };
/** Characters that are taken in one frame at most, and in how many milliseconds. What there is to draw for them comes on top. */
const PIECE = 64 * 1024;
const BUDGET = 8;
/** The clock is looked at after so many characters, or prints. */
const SLICE = 2 * 1024;
const PRINTS = 100;

const EMPTY: Window = { head: [], hidden: null, tail: [] };

export class Transcript {
	/** What is drawn. */
	window: Window = $state.raw(EMPTY);
	/** Said where the worker did not pass everything on. */
	notice: string | null = $state(null);
	#room: Room = $state.raw(FIRST);
	#screen = new Screen();
	/** Null is a new line, unless one has just begun. */
	#waiting: ({ stream: Stream; text: string } | null)[] = [];
	/** How many of them have been taken: an array gives up its first item slowly where it is long. */
	#taken = 0;
	#frames: EachFrame;
	/** True from the beginning of a run to its being shown: what comes in is kept, and what is drawn is still the run before. */
	#isHeld = false;
	#heldNotice: string | null = null;

	readonly #now: () => number;

	/** `next` asks for a turn before the page is drawn next, `now` tells milliseconds. */
	constructor(next?: (turn: () => void) => void, now = () => performance.now()) {
		this.#frames = new EachFrame(() => !this.#isHeld && this.#take(), next);
		this.#now = now;
	}

	get isEmpty(): boolean {
		return this.window.head.length === 0 && this.notice === null;
	}

	/** Whether more of it can be drawn than is. */
	get hasMore(): boolean {
		return this.window.hidden !== null && this.#room.characters < MOST.characters;
	}

	add(stream: Stream, text: string): void {
		if (!text) return;
		this.#waiting.push({ stream, text });
		if (!this.#isHeld) this.#frames.ask();
	}

	/** `omitted` characters will not come; what comes from now on is the end of the output. */
	cap(limit: number, omitted: number): void {
		const notice =
			omitted > 0
				? `${count(omitted)} characters of it were not kept: only the first ${count(limit)} and the end are.`
				: `It has printed more than ${count(limit)} characters; of what comes now only the end is kept.`;
		if (omitted > 0) this.#waiting.push(null);
		if (this.#isHeld) {
			this.#heldNotice = notice;
			return;
		}
		this.notice = notice;
		this.#frames.ask();
	}

	/** Takes what waits now, where that is little. */
	settle(): void {
		const waiting = this.#waiting.slice(this.#taken).reduce((sum, one) => sum + (one?.text.length ?? 0), 0);
		if (waiting > 0 && waiting <= SLICE) this.#take();
	}

	/** Draws more of the beginning. */
	more(): void {
		if (this.#isHeld) return;
		this.#room = {
			characters: Math.min(this.#room.characters * 2, MOST.characters),
			runs: Math.min(this.#room.runs * 2, MOST.runs)
		};
		this.#draw();
	}

	/** All that was kept, without escapes. */
	whole(): string {
		while (!this.#isHeld && this.#write(SLICE));
		return [...this.#screen.settled, ...this.#screen.live()].map(({ text }) => text).join('');
	}

	/** Begins a run. What it prints is kept back until `show`. */
	begin(): void {
		this.#forget();
		this.#isHeld = true;
		this.#heldNotice = null;
	}

	/** Shows what the run has printed so far, and from now on what it prints, in place of the run before. */
	show(): void {
		if (!this.#isHeld) return;
		this.#isHeld = false;
		this.#screen = new Screen();
		this.#room = FIRST;
		this.notice = this.#heldNotice;
		if (this.#waiting.length > 0) this.#frames.now();
		else this.window = EMPTY;
	}

	/** Takes what a frame has time for, and draws it; answers whether more waits. */
	#take(): boolean {
		const end = this.#now() + BUDGET;
		let isMore = true;
		for (let left = PIECE; isMore && left > 0; left -= SLICE) {
			isMore = this.#write(SLICE);
			if (this.#now() >= end) break;
		}
		this.#draw();
		return isMore;
	}

	/** Writes so many characters, or prints, of what waits to the screen; answers whether more waits. */
	#write(most: number): boolean {
		let left = most;
		for (let prints = 0; prints < PRINTS && left > 0 && this.#taken < this.#waiting.length; prints++) {
			const piece = this.#waiting[this.#taken] ?? null;
			const text = piece?.text.slice(0, left) ?? '';
			if (piece) this.#screen.write(piece.stream, text);
			else this.#screen.freshLine();
			left -= text.length;
			if (piece && text.length < piece.text.length)
				this.#waiting[this.#taken] = { ...piece, text: piece.text.slice(text.length) };
			else this.#taken += 1;
		}
		if (this.#taken === this.#waiting.length) this.#forget();
		return this.#waiting.length > 0;
	}

	#forget(): void {
		this.#waiting = [];
		this.#taken = 0;
	}

	#draw(): void {
		this.window = windowOf(this.#screen, this.#room);
	}
}
