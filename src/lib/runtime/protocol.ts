// What the page and the Python worker say to each other. Both threads import this module and it imports types alone.
// Requests, replies and handlers all derive from `Calls`: a missing handler or a wrong input does not compile.
// The reports are made in src/python/classroom/ and their shape is pinned by tests/fixtures/reports/*.json, which both sides test.
import type { Files, ProbeName } from './observed';
import type { CellReport, Changes, Mutant, TestResult, TestsReport } from './results';

export type { Place } from './place';
export type { Files, Observed, Observations, ProbeName } from './observed';
export type * from './results';

/**
 * What a run's time is. On the virtual clock it passes only while the program waits: ten seconds of waiting are exact and take
 * milliseconds, and computing takes none. src/python/classroom/clock.py.
 */
export type ClockName = 'real' | 'virtual';

export type Stream = 'stdout' | 'stderr';

// ---------------------------------------------------------------------------------------------------- calls

/** Each call that a worker answers. `input` and `output` are plain data. */
export interface Calls {
	/** Runs a cell in the interpreter that the cells of a lesson share. */
	runCell: { input: CellInput; output: CellReport };
	/** Makes a file of something that a cell's report has only a part of. */
	whole: { input: WholeInput; output: Whole };
	/** Runs a program as `python main.py` would, in a clean interpreter with just these files. */
	runProgram: { input: ProgramInput; output: CellReport };
	/** Runs pytest in a clean interpreter with just these files. */
	runTests: { input: TestsInput; output: TestsReport };
	/** Makes the mutants of a module. */
	mutate: { input: MutateInput; output: Mutant[] };
	/** Makes changes of a project's code under which each of its tests should be able to fail. */
	changes: { input: ChangesInput; output: Changes };
}
export type CallName = keyof Calls;

export interface CellInput {
	id: string;
	/** Name under which the code is compiled, as it stands in tracebacks. */
	filename: string;
	code: string;
	/** Other files of the cell, written before the run; modules among them are imported afresh. */
	files: Files;
	/** Lines that `input()` reads, without line ends. */
	stdin: readonly string[];
	probes: readonly ProbeName[];
	/** One that is named begins at 0 with the run; where none is, real time goes on from the run before. */
	clock?: ClockName;
}

export interface WholeInput {
	/** As the Cut has it. */
	kept: number;
}

/** `gone`: the interpreter does not hold it any more, as the cell has run again since, or another interpreter has taken its place. */
export type Whole = { kind: 'file'; bytes: ArrayBuffer } | { kind: 'gone' };

export interface ProgramInput {
	/** Path in `files` of the program that is run as `__main__`. */
	entry: string;
	files: Files;
	stdin: readonly string[];
	probes: readonly ProbeName[];
	/** One that is named begins at 0 with the run; where none is, real time goes on from the run before. */
	clock?: ClockName;
}

export interface TestsInput {
	files: Files;
	/**
	 * Modules that are imported from these texts, while whoever reads their files finds what `files` holds: a change that only a call can
	 * tell. Left out where imports are to take the files.
	 */
	behind?: Files;
	/** Further arguments for pytest, such as `-k small`. */
	args: readonly string[];
	/** Seed for pytest-randomly; null leaves the file order. */
	seed: number | null;
	/** Node ids to run, in this order; all files are collected all the same. Null runs everything. */
	select: readonly string[] | null;
	probes: readonly ProbeName[];
	/** Files that coverage and conditions measure; empty means every .py file that is not a test. */
	measure: readonly string[];
	/** For checks: a test that returns a value, or leaves a coroutine unawaited, fails; replaced parts of pytest are reported. */
	strict: boolean;
	stdin: readonly string[];
	/** What somebody's machine has besides the project; left out for a fresh one, with nothing but the files. */
	machine?: Machine | null;
	/** One that is named begins at 0 with the run; where none is, real time goes on from the run before. */
	clock?: ClockName;
}

/** A Python script that is run once in the project's folder, before the tests, and leaves there what a machine has: a database, a setting. */
export interface Machine {
	/** Its name in tracebacks. It does not lie in the project itself. */
	file: string;
	source: string;
}

export interface MutateInput {
	file: string;
	source: string;
}

export interface ChangesInput {
	/** The code that tests are about, without the tests. */
	files: Files;
}

// ---------------------------------------------------------------------------------------------------- events

/** What a run says while it goes on, in batches, each with the run's id. */
export type RunEvent =
	| { type: 'output'; stream: Stream; text: string }
	/** Output came to more than `limit` characters; in the end with how many were left out before the last of it. */
	| { type: 'capped'; limit: number; omitted: number }
	| { type: 'collected'; tests: string[] }
	| { type: 'test'; result: TestResult };

// -------------------------------------------------------------------------------------------------- messages

export type RunId = number;

export type Request = { [N in CallName]: { call: N; run: RunId; input: Calls[N]['input'] } }[CallName];

/**
 * What a worker says of a run. `started` comes at once, so that a worker that has died can be told from a slow program; what a run still
 * has to say as it ends comes with `done`, in one message; `stopping` comes as a stop reaches the reader's code, which then has its time to
 * clean up; `interrupted` means that it ended by a stop and has no report;
 * `crash` that the interpreter cannot be used again.
 */
export type Reply =
	| { type: 'started'; run: RunId }
	| { type: 'events'; run: RunId; events: RunEvent[] }
	| { type: 'done'; run: RunId; events: RunEvent[]; output: Calls[CallName]['output'] }
	| { type: 'stopping'; run: RunId }
	| { type: 'interrupted'; run: RunId }
	/**
	 * The code has asked for a part of the library that has not come yet, and the run does not count. `again`: the worker has gone back to
	 * before it, and makes it anew when the library is there. `too-early`: it could not, and is of no more use.
	 */
	| { type: 'again'; run: RunId }
	| { type: 'too-early'; run: RunId }
	| { type: 'crash'; run: RunId; message: string };

/** Calls that go to the interpreter that the cells share. After any other call a worker puts its interpreter back as it was. */
export const SHARED_CALLS: readonly CallName[] = ['runCell', 'whole'];

export type Handlers = { [N in CallName]: (input: Calls[N]['input']) => Calls[N]['output'] };

// ------------------------------------------------------------------------------------------ starting and ending

/** What the page says to a worker, over the port that the two alone hold. */
export type ToWorker = Request | { call: 'restore' };

/**
 * What a worker says to the page. After `ready`, `pristine` answers each call that is not a shared one, and `restore`:
 * the interpreter is as it was when it was ready. `spoilt` means that it could not be put back, and that a new worker is needed.
 */
export type FromWorker =
	| Reply
	/** `packages`: it cannot go on without the library. */
	| { type: 'booting'; step: 'start' | 'packages' }
	| { type: 'ready' }
	/** Its library is there, see `library` of ToFrame. */
	| { type: 'whole' }
	| { type: 'boot-failed'; message: string }
	| { type: 'pristine' }
	| { type: 'spoilt'; why: string };

/** What the page says to the sandboxed frame. `spawn` comes with the new worker's own port. */
export type ToFrame =
	| Cargo
	| { type: 'spawn'; worker: number }
	| { type: 'interrupt'; worker: number; run: RunId }
	| { type: 'terminate'; worker: number };

/** The bytes of a file. A Blob is where they can be had: it goes from the page to the frame, another process, without being read. */
export type Load = ArrayBuffer | Blob;

/**
 * What is brought to the frame, in whatever order it comes. Workers get each part when it is there, those that start later all at once.
 * The library may be changed: workers that have one keep it.
 */
export type Cargo =
	| { type: 'scripts'; pyodide: Load; glue: Load }
	| { type: 'wasm'; bytes: Load }
	/** The image of a started interpreter. */
	| { type: 'boot'; bytes: Load }
	| { type: 'library'; stdlib: Load; bundles: Load[]; warm: Load | null };

/** What the frame says to the page. `interrupts` tells whether a running program can be interrupted there. */
export type FromFrame =
	/** The first message, to the window, with the port for all others. */
	| { type: 'hello'; interrupts: boolean }
	| { type: 'compiled' }
	/** A Blob of this cargo could not be read. */
	| { type: 'unread'; what: Cargo['type'] }
	| { type: 'failed'; message: string }
	| { type: 'died'; worker: number; message: string };

/** What the frame gives a new worker, which can reach nothing itself: `begin` at once, with its port to the page, each part when it is there. */
export type WorkerPart =
	/** `signal` is where a stop is signalled; null where memory cannot be shared. */
	| { type: 'begin'; signal: SharedArrayBuffer | null }
	| { type: 'scripts'; pyodide: string; glue: string }
	| { type: 'wasm'; module: WebAssembly.Module }
	/** The image of a started interpreter. */
	| { type: 'boot'; bytes: ArrayBufferLike }
	| ({ type: 'library' } & LibraryParts);

/** What an interpreter can do without for a while. */
export interface LibraryParts {
	/** The standard library, a zip. */
	stdlib: ArrayBufferLike;
	/** Packages as zips: the classroom's, then those of pytest, then others. */
	bundles: ArrayBufferLike[];
	/** The image of an interpreter that has the first two of them and is warm; null where none is at hand. */
	warm: ArrayBufferLike | null;
}

/** Place in `signal` of the run that is to be interrupted, 0 for none. Whoever takes it puts a 0 there. */
export const STOP_PLACE = 0;
/** Size of `signal` in bytes: one 32-bit integer. */
export const SIGNAL_BYTES = 4;

/** For the `default` of a switch over a union: a new member then fails to compile. */
export function assertNever(value: never): never {
	throw new Error(`unexpected ${JSON.stringify(value)}`);
}
