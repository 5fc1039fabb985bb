// Python itself: started, warmed up, copied, and then asked. The browser's worker and the content tests in Node run this same code.
import { info } from 'pyodide/pyodide-lock.json';
import type { CallName, Calls, LibraryParts, RunEvent, Stream } from '../runtime/protocol';
import { makeBlock } from './block';
import { decodeEvent, decodeOutput, Malformed } from './decode';
import { heldValues, takeImage, type Image } from './image';
import { mountLibrary } from './library';
import { decodeImage, type BootHead, type BootImage, type WarmHead } from './memory-image';
import type { Held, Restorable } from './restore';
import { assertPython, type Python } from './pyodide';
import type { Signals } from './signal';

/** The reader's project folder: the working directory, and first on the path. */
export const HOME = '/home/reader';

/**
 * Bytes of WebAssembly's own stack that Python may use before it raises RecursionError. The browser's stack, which cannot be
 * asked about, is used up faster: with 64 KB left to Python, recursion inside C code (`__eq__`, repr, json, sorted) is caught at
 * about a hundred levels, where it would otherwise end the worker; calls between Python functions do not use it at all.
 */
const C_STACK = 64 * 1024;

/** Milliseconds that a rehearsal takes, or as long as one run. A reader's run that is asked for meanwhile waits for it. */
const REHEARSAL = 10;

/** What an interpreter is made of. How Pyodide is loaded differs between browser and Node, what is done with it does not. */
export interface Ingredients {
	/**
	 * Calls Pyodide's `loadPyodide` with these options besides its own, with this standard library, or with none; given an image, with
	 * what `restoring` answers for it.
	 */
	load: (
		options: LoadOptions,
		from: { stdlib: ArrayBufferLike } | { image: Promise<Restorable>; held: Held }
	) => Promise<unknown>;
	/** The image of an interpreter that the build has started, as it comes; null where Python is to be started anew. */
	boot: Promise<ArrayBufferLike> | null;
	/** The library, which an interpreter from an image can do without for a while. */
	library: Promise<LibraryParts>;
	/** Where a stop comes in. */
	signals: Signals;
	/** `packages` also before the library is waited for. */
	onStep: (step: 'start' | 'packages') => void;
	onEvent: (event: RunEvent) => void;
	/** Called before Python waits. */
	beforeWait: () => void;
	/** Called each time a stop has reached the reader's code. */
	onStopping: () => void;
}

export interface LoadOptions {
	env: Record<string, string>;
	lockFileContents: object;
	packageBaseUrl: string;
}

export interface Interpreter {
	/** Makes a call; null where it was stopped. Throws what Python or the engine throws, TooEarly, or Malformed; see crash.ts. */
	call(name: CallName, input: Calls[CallName]['input']): Calls[CallName]['output'] | null;
	/** To be called after a call, once its answer is on its way: what is left to be put in order. */
	settle(): void;
	/** Whether its library is there. */
	readonly isWhole: boolean;
	/**
	 * Puts the library in place. To be called once, where it is not there. One that has run nothing goes on from the image of a warm one,
	 * where there is one that fits, and answers true: pytest is imported.
	 */
	complete(library: LibraryParts): boolean;
	/**
	 * Runs once what readers will run, pytest above all, so that their own runs are quick. It takes a second or two, and next to nothing
	 * where `complete` has gone on from an image. A hermetic run needs it: only then is there something to compare replaced parts of
	 * pytest with. To be called before any other call, or not at all, once the library is there.
	 */
	warm(): void;
	/** Puts the interpreter back as it was when it was warm; returns null, or why it cannot be. */
	restore(): string | null;
	/** Remembers the interpreter as it is. To be called before the library is there. */
	mark(): void;
	/**
	 * Runs something small for some milliseconds, and undoes it: what the engine has not compiled yet is slow, and an image knows nothing
	 * of that. To be called before any call; what is said meanwhile is nobody's.
	 */
	rehearse(): void;
	/** Puts it back as it was at the last `mark`. False where there was none, or it cannot be. */
	retreat(): boolean;
}

/** The code has asked for a part of the library that is not there yet. What it did is not to be counted, nor its interpreter kept. */
export class TooEarly extends Error {}

/** What Pyodide is loaded with in any case. */
export const loadOptions: LoadOptions = {
	env: {
		HOME,
		PYTHONDONTWRITEBYTECODE: '1',
		PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1'
	},
	// No package is in it, as all come with us; it keeps Pyodide from fetching its own.
	lockFileContents: { info, packages: {} },
	packageBaseUrl: 'https://packages.invalid/'
};

/** Starts Python and makes it ready, though not yet warm. Rejects where that fails. */
export async function startInterpreter(parts: Ingredients): Promise<Interpreter> {
	parts.onStep('start');
	// An event that is none is not thrown back at the code that made it, which could catch it: it is the end of the interpreter.
	let malformed: Malformed | null = null;
	const emit = (json: string) => {
		try {
			parts.onEvent(decodeEvent(json));
		} catch (error) {
			if (!(error instanceof Malformed)) throw error;
			malformed ??= error;
		}
	};
	const heard = () => {
		parts.signals.heard();
		parts.onStopping();
	};
	const held = { emit, block: makeBlock(parts.signals, parts.beforeWait), heard };
	const begun = (await fromImage(parts, held)) ?? (await fromNothing(parts, held));
	const { python } = begun;
	let { isWhole } = begun;
	// Even where nobody can signal: it makes Python look into JavaScript now and then, and WebKit (2.50) ends a worker only there.
	python.setInterruptBuffer(parts.signals);
	sendRawStreams(python, parts.onEvent);
	protectStack(python);
	// Objects of Python that JavaScript lets go of would be freed, after the interpreter was put back, where something else is by then.
	python._module.finalizationRegistry = { register() {}, unregister() {} };
	// Taken now, once: looking up an attribute after the image was taken would leave JavaScript with an object that a restore undoes.
	const { warm, resume, refresh, rehearse, call, settle, complete, asked_too_early } = begun.bridge;
	const module = python._module;
	/** What the image of a warm one can be put over; null where this one has not started from an image, or has run something. */
	let { start } = begun;
	/** Whether it has gone on from the image of a warm one. */
	let isWarm = false;
	let image: Image | null = null;
	/** As it was before the run at hand, as long as the library is missing. */
	let before: Image | null = null;
	const mark = () => {
		if (before) before.retake();
		else before = takeImage(module);
	};

	return {
		get isWhole() {
			return isWhole;
		},
		call(name, input) {
			malformed = null;
			start = null;
			const tooEarly = () => !isWhole && asked_too_early();
			let json: string | undefined;
			try {
				json = call(name, JSON.stringify(input));
			} catch (error) {
				throw tooEarly() ? new TooEarly() : error;
			}
			// The code may have caught what it was told.
			if (tooEarly()) throw new TooEarly();
			// eslint-disable-next-line @typescript-eslint/only-throw-error -- TypeScript does not see that `emit` assigns it
			if (malformed) throw malformed;
			return json === undefined ? null : decodeOutput(name, json);
		},
		settle: () => settle(),
		complete(library) {
			before = null;
			mountLibrary(module.FS, library);
			isWarm = start !== null && goOn(python, start, library);
			start = null;
			// Where it has gone on it knows of the library.
			if (isWarm) resume();
			else complete();
			isWhole = true;
			return isWarm;
		},
		warm() {
			if (!isWarm) warm();
			isWarm = true;
			image = takeImage(module);
			refresh();
		},
		mark,
		rehearse() {
			if (!image && !before) mark();
			const end = performance.now() + REHEARSAL;
			do rehearse();
			while (performance.now() < end);
			const why = (image ?? before)?.restore();
			if (why) throw new Error(`Python cannot be put back: ${why}`);
			if (image) refresh();
		},
		retreat() {
			return before !== null && before.restore() === null;
		},
		restore() {
			const why = image ? image.restore() : 'it has not been warm';
			if (why === null) refresh();
			return why;
		}
	};
}

interface Begun {
	python: Python;
	bridge: Bridge;
	isWhole: boolean;
	start: Start | null;
}

/** How an interpreter began that was put back from an image. */
interface Start {
	image: BootImage;
	/** What its memory was before. */
	fresh: () => Uint8Array;
}

/** Starts from the build's image; null where there is none, or where it does not do, and Python is to be started anew. */
async function fromImage(parts: Ingredients, held: Held): Promise<Begun | null> {
	if (!parts.boot) return null;
	try {
		let start: Start | null = null;
		const remembering = async (boot: Promise<ArrayBufferLike>): Promise<Restorable> => {
			const image = decodeImage<BootHead>(await boot);
			return {
				...image,
				fill(memory, fresh) {
					image.fill(memory);
					start = { image, fresh };
				}
			};
		};
		const image = remembering(parts.boot);
		// Whoever waits for it is told.
		image.catch(() => {});
		const python = await parts.load(loadOptions, { image, held });
		assertPython(python);
		const bridge = bridgeOf(python);
		bridge.resume();
		return { python, bridge, isWhole: false, start };
	} catch (error) {
		// Another engine, another version, a damaged file: it takes longer, and works.
		console.warn('Python could not be started from its image, and is started anew.', error);
		return null;
	}
}

async function fromNothing(parts: Ingredients, held: Held): Promise<Begun> {
	// Nobody may have asked for the library yet.
	parts.onStep('packages');
	const library = await parts.library;
	parts.onStep('start');
	const python = await parts.load(loadOptions, { stdlib: library.stdlib });
	assertPython(python);
	parts.onStep('packages');
	mountLibrary(python._module.FS, library);
	return { python, bridge: connectClassroom(python, held), isWhole: true, start: null };
}

/** Bytes that the C library has for each part of the time zone: tzset() of musl. */
const ZONE = [4, 4, 17, 17];

/**
 * Makes a warm interpreter of one that has started and run nothing, from the image that came with the library. Answers false
 * where there is no image, or it does not fit, and nothing was done.
 */
function goOn({ _module: module }: Python, start: Start, { stdlib, bundles, warm }: LibraryParts): boolean {
	if (!warm) return false;
	try {
		const image = decodeImage<WarmHead>(warm);
		const sizes = [stdlib, ...bundles].map(({ byteLength }) => byteLength);
		if (image.over !== start.image.checksum) throw new Error('it goes on from another start');
		if (image.held !== heldValues(module).length) throw new Error('Python holds other values of JavaScript');
		// With more packages than it knows of it would not do: pytest's plugins look for some as they are imported.
		if (sizes.join() !== image.library.join()) throw new Error('it knows another library');
		const memory = module.HEAPU8;
		if (image.pages * 65_536 > memory.length) throw new Error('its memory is larger');
		const zone = start.image.zone.map((place, i) => ({
			place,
			bytes: memory.slice(place, place + (ZONE[i] ?? 0))
		}));
		const fresh = start.fresh();
		memory.fill(0, fresh.length, module._sbrk(0) >>> 0);
		memory.set(fresh);
		start.image.fill(memory);
		image.fill(memory);
		for (const { place, bytes } of zone) memory.set(bytes, place);
		return true;
	} catch (error) {
		console.warn('Python cannot go on from the image of a warm one, and warms up by itself.', error);
		return false;
	}
}

/** Makes the classroom of a Python that has just started, with its library in place. `held` has the functions that it calls. */
export function connectClassroom(python: Python, { emit, block, heard }: Held): Bridge {
	// Folders have just been filled: what Python has seen in them before is out of date.
	python.runPython('import importlib; importlib.invalidate_caches(); del importlib');
	const bridge = bridgeOf(python);
	bridge.connect(emit, block, heard);
	hideJavaScript(python);
	return bridge;
}

export function bridgeOf(python: Python): Bridge {
	const bridge = python.pyimport('classroom.bridge');
	assertBridge(bridge);
	return bridge;
}

/** src/python/classroom/bridge.py. */
export interface Bridge {
	connect: (emit: unknown, block: unknown, heard: unknown) => void;
	pause: (namesJson: string) => void;
	resume: () => void;
	complete: () => void;
	asked_too_early: () => boolean;
	warm: () => void;
	refresh: () => void;
	rehearse: () => void;
	settle: () => void;
	/** Answers JSON, or the text of a file; undefined, which is Python's None, where the run was stopped. */
	call: (name: string, input: string) => string | undefined;
}

const bridgeFunctions = [
	'connect',
	'pause',
	'resume',
	'complete',
	'asked_too_early',
	'warm',
	'refresh',
	'rehearse',
	'settle',
	'call'
];

function assertBridge(value: unknown): asserts value is Bridge {
	for (const name of bridgeFunctions) {
		const isThere =
			typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
		if (!isThere) throw new Error(`classroom.bridge has no ${name}()`);
	}
}

/** Output that goes round Python's own streams (os.write, faulthandler) is shown all the same; raw input is at its end. */
function sendRawStreams(python: Python, onEvent: (event: RunEvent) => void): void {
	const writer = (stream: Stream) => {
		const decoder = new TextDecoder();
		return {
			write(bytes: Uint8Array) {
				const text = decoder.decode(bytes, { stream: true });
				if (text !== '') onEvent({ type: 'output', stream, text });
				return bytes.length;
			}
		};
	};
	python.setStdin({ stdin: () => null });
	python.setStdout(writer('stdout'));
	python.setStderr(writer('stderr'));
}

/** Lesson code has no business with the worker's own globals. The sandboxed frame is the wall; this keeps honest mistakes off it. */
function hideJavaScript(python: Python): void {
	python.runPython(`
import sys
for name in [name for name in sys.modules if name.partition(".")[0] in ("js", "pyodide_js")]:
    del sys.modules[name]
del sys, name
`);
	python.unregisterJsModule('js');
	python.unregisterJsModule('pyodide_js');
}

function protectStack(python: Python): void {
	const module = python._module;
	const top = module._emscripten_stack_get_base();
	module._PyUnstable_ThreadState_SetStackProtection(module._PyThreadState_Get(), top - C_STACK, C_STACK);
}
