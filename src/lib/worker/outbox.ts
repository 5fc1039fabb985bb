// What a run says while it goes on, on its way to the page: little of it at once, much of it in batches, and never without end.
import type { RunEvent, Stream } from '../runtime/protocol';

/** Characters of output that a run may hand over from its beginning; the page shows a part of them and keeps the rest at hand. */
export const OUTPUT_LIMIT = 4_000_000;
/** Characters from the end of a run's output that are handed over as it ends, where there were more: the end says how it went. */
export const TAIL_LIMIT = 16 * 1024;
/** A batch is sent when it holds this many characters or events, or has waited this many milliseconds. */
const BATCH_SIZE = 16 * 1024;
const BATCH_COUNT = 200;
const BATCH_WAIT = 30;
/** So many messages may go out one by one before they are batched, and one more each millisecond. */
const BURST = 64;

interface Output {
	type: 'output';
	stream: Stream;
	text: string;
}

/** Collects the events of one run at a time. */
export class Outbox {
	readonly #send: (events: RunEvent[]) => void;
	readonly #now: () => number;
	#waiting: RunEvent[] = [];
	#size = 0;
	#since = 0;
	#credit = BURST;
	#last = 0;
	#shown = 0;
	#dropped = 0;
	#tail: Output[] = [];
	#tailSize = 0;

	/** `send` gets each batch; `now` tells milliseconds. */
	constructor(send: (events: RunEvent[]) => void, now: () => number) {
		this.#send = send;
		this.#now = now;
	}

	/** Begins a run: nothing waits, nothing has been shown. */
	begin(): void {
		this.#waiting = [];
		this.#size = 0;
		this.#shown = 0;
		this.#dropped = 0;
		this.#tail = [];
		this.#tailSize = 0;
	}

	/** Takes an event; of output past the limit only the end is kept, and it is said that there was more. */
	add(event: RunEvent): void {
		if (this.#waiting.length === 0) this.#since = this.#now();
		const last = this.#waiting.at(-1);
		if (event.type === 'output' && last?.type === 'output' && last.stream === event.stream) {
			this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + event.text };
		} else {
			this.#waiting.push(event);
		}
		this.#size += event.type === 'output' ? event.text.length : 0;
		if (event.type === 'collected' || this.#isDue()) this.flush();
	}

	/** Sends what waits. Called before Python waits: nothing is held back while nothing happens. */
	flush(): void {
		const events = this.#taken();
		if (events.length > 0) this.#send(events);
	}

	/** Sends what has waited long enough. Called again and again while Python computes, which may go on for ever. */
	look(): void {
		if (this.#waiting.length > 0 && this.#now() - this.#since >= BATCH_WAIT) this.flush();
	}

	/** Ends a run, and hands over what has not been sent, to go with the run's last message: what waits, and the end of output that was too long. */
	end(): RunEvent[] {
		const events = this.#taken();
		if (this.#dropped === 0) return events;
		this.#trim(TAIL_LIMIT);
		const [first] = this.#tail;
		// From the beginning of a line, where there is one, unless nothing is missing before it.
		if (first && this.#dropped > this.#tailSize) first.text = first.text.slice(first.text.indexOf('\n') + 1);
		const told = this.#tail.filter(({ text }) => text !== '');
		const omitted = this.#dropped - told.reduce((sum, { text }) => sum + text.length, 0);
		return [...events, { type: 'capped', limit: OUTPUT_LIMIT, omitted }, ...told];
	}

	#taken(): RunEvent[] {
		const events = this.#waiting.flatMap((event) =>
			event.type === 'output' ? this.#cap({ ...event, text: withoutOverwritten(event.text) }) : [event]
		);
		this.#waiting = [];
		this.#size = 0;
		return events;
	}

	#isDue(): boolean {
		const now = this.#now();
		this.#credit = Math.min(BURST, this.#credit + now - this.#last);
		this.#last = now;
		if (this.#credit >= 1) {
			this.#credit -= 1;
			return true;
		}
		return this.#size >= BATCH_SIZE || this.#waiting.length >= BATCH_COUNT || now - this.#since >= BATCH_WAIT;
	}

	#cap(event: Output): RunEvent[] {
		const room = OUTPUT_LIMIT - this.#shown;
		this.#shown += Math.min(room, event.text.length);
		if (event.text.length <= room) return [event];
		const isFirst = this.#dropped === 0;
		const over = event.text.slice(room);
		this.#dropped += over.length;
		this.#tail.push({ ...event, text: over });
		this.#tailSize += over.length;
		if (this.#tailSize > 4 * TAIL_LIMIT) this.#trim(TAIL_LIMIT);
		return [
			...(room > 0 ? [{ ...event, text: event.text.slice(0, room) }] : []),
			...(isFirst ? [{ type: 'capped' as const, limit: OUTPUT_LIMIT, omitted: 0 }] : [])
		];
	}

	/** Drops from the front of the tail what is over so many characters. */
	#trim(size: number): void {
		let over = this.#tailSize - size;
		const kept: Output[] = [];
		for (const piece of this.#tail) {
			if (over < piece.text.length) kept.push(over > 0 ? { ...piece, text: piece.text.slice(over) } : piece);
			over -= piece.text.length;
		}
		this.#tail = kept;
		this.#tailSize = Math.min(this.#tailSize, size);
	}
}

/** Escapes, backspaces, and characters that may take no column or two. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const BEYOND_PLAIN = /[\x1b\b\u0080-\uffff]/;

/**
 * Of a progress line that is drawn over itself again and again, the last states: one that a later one covers wholly is never seen.
 * Escapes and backspaces are left alone, as what they cover is not known here.
 */
export function withoutOverwritten(text: string): string {
	if (!text.includes('\r')) return text;
	return text
		.split('\n')
		.map((line) => {
			const states = line.split('\r');
			if (states.length < 3 || BEYOND_PLAIN.test(line)) return line;
			const kept: string[] = [];
			let seen = -1;
			for (const state of states.slice(1).reverse()) {
				if (state.length <= seen) continue;
				seen = state.length;
				kept.unshift(state);
			}
			// What stands before the first return may follow on something of an earlier batch.
			return [states[0], ...kept].join('\r');
		})
		.join('\n');
}
