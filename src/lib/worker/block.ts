// How Python waits: the whole worker stops, as a process does on a desktop, and a stop by the reader wakes it.
import type { Signals } from './signal';

/** Longest wait in milliseconds before a stop is looked for. WebKit ends a worker only where it is between two of them. */
const SLICE = 20;

/**
 * Makes `block(seconds)`. It waits, and answers how many seconds are left: 0, or more where a stop has come, which Python then looks
 * at by itself, as what is thrown from here would be printed by Pyodide.
 */
export function makeBlock(signals: Signals, beforeWait: () => void): (seconds: number) => number {
	return (seconds) => {
		beforeWait();
		const end = performance.now() + seconds * 1000;
		const left = () => Math.max(0, end - performance.now());
		// One that has been looked at and could not be heard yet must not keep Python turning round.
		if (signals.isPending && left() > 0) signals.wait(Math.min(left(), SLICE));
		while (left() > 0 && !signals.isPending) signals.wait(Math.min(left(), SLICE));
		return left() / 1000;
	};
}
