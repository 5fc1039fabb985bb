// A stop, as Ctrl-C does it: asked for by the frame in shared memory, taken by the worker. The word that crosses is the run that is to
// stop, so that one which comes as its run ends never reaches the next.
import { STOP_PLACE, type RunId } from '../runtime/protocol';

/** What Python is told: a signal that no program uses. What SIGINT does then is up to the program; classroom/stopping.py. */
const STOP_SIGNAL = 40;

/** Milliseconds after which a stop that was told and not heard is told again. Python looks again at once, while it is being told. */
const UNHEARD = 0.5;

/** Asks that this run be interrupted, once. Wakes it where it waits. */
export function signalRun(signal: Int32Array, run: RunId): void {
	Atomics.store(signal, STOP_PLACE, run);
	Atomics.notify(signal, STOP_PLACE);
}

/**
 * The worker's end, and what Pyodide takes for its interrupt buffer: it reads place 0 every now and then and writes a 0 after it. A
 * stop is told again and again until Python says by `heard()` that it has reached the reader's code, so none is lost.
 */
export class Signals {
	readonly #memory: Int32Array | null;
	#run: RunId = 0;
	#isPending = false;
	#told = 0;
	readonly #now: () => number;
	/** Called at each look of Python's, which come many times in a millisecond while it computes. */
	onLook: () => void = () => {};

	/** `memory` is null where it cannot be shared: nothing ever arrives. `now` tells milliseconds. */
	constructor(memory: Int32Array | null, now: () => number = () => performance.now()) {
		this.#memory = memory;
		this.#now = now;
	}

	/** From now on a stop of this run is taken, and of no other; 0 is none. */
	begin(run: RunId): void {
		this.#run = run;
		this.#isPending = false;
	}

	/** True where a stop of the run has come and was not heard yet. */
	get isPending(): boolean {
		if (this.#memory !== null && Atomics.load(this.#memory, STOP_PLACE) !== 0) {
			// In one step: what is written after it is another stop.
			const asked = Atomics.exchange(this.#memory, STOP_PLACE, 0);
			if (asked === this.#run) {
				this.#isPending = true;
				this.#told = -Infinity;
			}
		}
		return this.#isPending;
	}

	heard(): void {
		this.#isPending = false;
	}

	/** Waits so many milliseconds at most; a stop that comes meanwhile ends it. */
	wait(milliseconds: number): void {
		Atomics.wait(this.#memory ?? alone, STOP_PLACE, 0, milliseconds);
	}

	get 0(): number {
		this.onLook();
		if (!this.isPending) return 0;
		const now = this.#now();
		if (now - this.#told < UNHEARD) return 0;
		this.#told = now;
		return STOP_SIGNAL;
	}

	set 0(_cleared: number) {
		// Pyodide's way to say that it has looked.
	}
}

/** To wait on where nothing is shared with the page: WebAssembly's shared memory is there on every page. */
const alone = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
