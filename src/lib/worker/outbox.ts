// What a run says while it goes on, on its way to the page: little of it at once, much of it in batches, and never without end.
import type { RunEvent, Stream } from '../runtime/protocol';

/** Characters of output that a run may show. The page would drown in more, and no reader reads it. */
export const OUTPUT_LIMIT = 256 * 1024;
/** A batch is sent when it holds this many characters, or has waited this many milliseconds. */
const BATCH_SIZE = 16 * 1024;
const BATCH_WAIT = 30;
/** So many messages may go out one by one before they are batched, and one more each millisecond. */
const BURST = 64;

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
	#isCapped = false;

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
		this.#isCapped = false;
	}

	/** Takes an event; output past the limit is dropped, and said once. */
	add(event: RunEvent): void {
		const kept = event.type === 'output' ? this.#cap(event.stream, event.text) : event;
		if (kept === null) return;
		if (this.#waiting.length === 0) this.#since = this.#now();
		this.#waiting.push(kept);
		this.#size += kept.type === 'output' ? kept.text.length : 0;
		if (kept.type !== 'output' || this.#isDue()) this.flush();
	}

	/** Sends what waits. Called before Python waits and when it ends: nothing is held back while nothing happens. */
	flush(): void {
		if (this.#waiting.length === 0) return;
		this.#send(merged(this.#waiting));
		this.#waiting = [];
		this.#size = 0;
	}

	#isDue(): boolean {
		const now = this.#now();
		this.#credit = Math.min(BURST, this.#credit + now - this.#last);
		this.#last = now;
		if (this.#credit >= 1) {
			this.#credit -= 1;
			return true;
		}
		return this.#size >= BATCH_SIZE || now - this.#since >= BATCH_WAIT;
	}

	#cap(stream: Stream, text: string): RunEvent | null {
		if (this.#isCapped) return null;
		const room = OUTPUT_LIMIT - this.#shown;
		this.#shown += text.length;
		if (text.length <= room) return { type: 'output', stream, text };
		this.#isCapped = true;
		if (room > 0) this.#waiting.push({ type: 'output', stream, text: text.slice(0, room) });
		return { type: 'capped', stream, limit: OUTPUT_LIMIT };
	}
}

/** Neighbouring output of one stream becomes one event. */
function merged(events: readonly RunEvent[]): RunEvent[] {
	const result: RunEvent[] = [];
	for (const event of events) {
		const last = result.at(-1);
		if (event.type === 'output' && last?.type === 'output' && last.stream === event.stream) {
			result[result.length - 1] = { ...last, text: last.text + event.text };
		} else {
			result.push(event);
		}
	}
	return result;
}
