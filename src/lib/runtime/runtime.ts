// What the rest of the site may ask of Python. The notebook and the grader know this interface alone; `browser-runtime.ts` is the one
// that readers use, a test hands in a fake, and the content tests one that runs Pyodide in Node.
import type { PackageGroup } from './package-groups';
import type { Calls, CallName, RunEvent } from './protocol';

/** Where Python stands; `busy` once a run has been under way for `SHOWN_AFTER`. */
export type RuntimeState =
	| { phase: 'off' }
	| { phase: 'loading'; step: LoadingStep }
	| { phase: 'ready' }
	| { phase: 'busy' }
	| { phase: 'failed'; fault: Fault };

/** Named steps of starting, in order; `done` and `total` are bytes where they are known. */
export interface LoadingStep {
	name: 'download' | 'compile' | 'start' | 'packages';
	/** What the page says: "Downloading Python (3.1 of 6.9 MB)". */
	says: string;
	done: number;
	total: number;
}

/** A fault of the runtime, not of the reader's code. The code is stable; the message says what happened and what to do. */
export interface Fault {
	code:
		| 'download-failed'
		| 'bundle-missing'
		| 'bundle-damaged'
		| 'frame-blocked'
		| 'wasm-unsupported'
		| 'start-timeout'
		| 'start-failed'
		| 'packages-missing';
	message: string;
}

/**
 * How a run came to its end. Only `done` has a report. `lost` is true where the shared interpreter had to be given up, so that
 * the variables of the cells are gone; a crash of a `runCell` always loses them.
 */
export type Ended<R> =
	| { kind: 'done'; report: R }
	| { kind: 'stopped'; lost?: boolean }
	| { kind: 'out-of-time'; seconds: number; lost?: boolean }
	| { kind: 'crashed'; message: string }
	| { kind: 'fault'; fault: Fault };

export interface RunOptions {
	/** Time limit in seconds of run time, loading not counted. */
	seconds: number;
	onEvent?: (event: RunEvent) => void;
	/** The run is made again from its beginning: what came of it so far is not to be counted. */
	onAgain?: () => void;
}

/** A run under way. `ended` never rejects. `stop` is idempotent and always ends the run, whatever the code does. */
export interface Run<R> {
	readonly ended: Promise<Ended<R>>;
	stop: () => void;
}

export interface Runtime {
	readonly state: RuntimeState;
	/** Tells of each change of state; returns the way to stop listening. */
	subscribe(listener: (state: RuntimeState) => void): () => void;
	/**
	 * Says which packages the page at hand needs: what runs from now on has them. Loads nothing yet. `library`: whether what is likely to be
	 * run first needs the library; otherwise that comes once somebody has run something, or nobody does.
	 */
	need(groups: readonly PackageGroup[], library?: boolean): void;
	/** Begins to load what is needed. Idempotent; after a failure it tries again. */
	start(): Promise<void>;
	/** Makes a call. `runCell` uses the shared interpreter, every other call a clean one. Loads Python first where need be. */
	call<N extends CallName>(name: N, input: Calls[N]['input'], options: RunOptions): Run<Calls[N]['output']>;
	/** Gives up the shared interpreter; the next cell runs in a clean one. */
	restart(): Promise<void>;
}
