// How Python waits: the whole worker stops, as a process does on a desktop, and a stop by the reader wakes it.
import { SIGNAL_PLACE } from '../runtime/protocol';

/** Longest wait in milliseconds before a stop is looked for. */
const SLICE = 20;

/**
 * Makes `block(seconds, wake)`. It waits, and throws what `check` throws where a stop has been signalled; with `wake` it
 * returns early at a signal. Shared memory of WebAssembly is there even on pages that are not cross-origin isolated.
 */
export function makeBlock(
	signal: Int32Array | null,
	check: () => void,
	beforeWait: () => void
): (seconds: number, wake?: boolean) => void {
	const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
	const cell = new Int32Array(memory.buffer);
	return (seconds, wake = false) => {
		beforeWait();
		const end = performance.now() + seconds * 1000;
		for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
			Atomics.wait(cell, 0, 0, Math.min(left, SLICE));
			const isSignalled = signal !== null && signal[SIGNAL_PLACE] !== 0;
			check();
			if (isSignalled && wake) return;
		}
	};
}
