// Signals a run to stop, as Ctrl-C does: once, and then time to clean up. The runtime reads a signal and clears it in two steps, and
// one written between them is lost, so it is given again where it has ended nothing.
import { RUN_PLACE, SIGNAL_PLACE, type RunId } from '../runtime/protocol';

/** Python's number for an interrupt. */
const SIGINT = 2;
/** Milliseconds between two looks at whether the signal was taken. */
const LOOK = 5;
/** Looks after which one that was taken, and ended nothing, is given again: the time that a `finally` has. */
const PATIENCE = 30;

/** Signals for as long as this run goes on, never a later one: the worker itself says in shared memory which run is under way. */
export function signalRun(signal: Int32Array, run: RunId, isAlive: () => boolean): void {
	let looks = PATIENCE;
	const look = () => {
		if (!isAlive() || Atomics.load(signal, RUN_PLACE) !== run) return clearInterval(timer);
		// Not taken yet: Python is in the middle of something.
		if (signal[SIGNAL_PLACE] === SIGINT) looks = 0;
		else if (looks++ >= PATIENCE) {
			signal[SIGNAL_PLACE] = SIGINT;
			looks = 0;
		}
	};
	const timer = setInterval(look, LOOK);
	look();
}
