// Python itself: started, warmed up, copied, and then asked. The browser's worker and the content tests in Node run this same code.
import type { CallName, Calls, RunEvent, Stream } from '../runtime/protocol';
import { makeBlock } from './block';
import { decodeEvent, decodeOutput, Malformed } from './decode';
import { takeImage, type Image } from './image';
import { assertPython, type Python } from './pyodide';
import type { Signals } from './signal';

/** The reader's project folder: the working directory, and first on the path. */
export const HOME = '/home/reader';
const SITE_PACKAGES = '/lib/python3.14/site-packages';

/**
 * Bytes of WebAssembly's own stack that Python may use before it raises RecursionError. The browser's stack, which cannot be
 * asked about, is used up faster: with 64 KB left to Python, recursion inside C code (`__eq__`, repr, json, sorted) is caught at
 * about a hundred levels, where it would otherwise end the worker; calls between Python functions do not use it at all.
 */
const C_STACK = 64 * 1024;

/** What an interpreter is made of. How Pyodide is loaded differs between browser and Node, what is done with it does not. */
export interface Ingredients {
	/** Calls Pyodide's `loadPyodide` with these options besides its own. */
	load: (options: {
		env: Record<string, string>;
		lockFileContents: object;
		packageBaseUrl: string;
	}) => Promise<unknown>;
	/** Zips of compiled packages, the classroom's among them. */
	bundles: readonly ArrayBuffer[];
	/** Where a stop comes in. */
	signals: Signals;
	onStep: (step: 'start' | 'packages') => void;
	onEvent: (event: RunEvent) => void;
	/** Called before Python waits. */
	beforeWait: () => void;
	/** Called each time a stop has reached the reader's code. */
	onStopping: () => void;
}

export interface Interpreter {
	/** Makes a call; null where it was stopped. Throws what Python or the engine throws, or Malformed; see crash.ts. */
	call(name: CallName, input: Calls[CallName]['input']): Calls[CallName]['output'] | null;
	/**
	 * Runs once what readers will run, pytest above all, so that their own runs are quick. It takes a second or so, and a hermetic run
	 * needs it to have been done: only then is there something to compare replaced parts of pytest with.
	 */
	warm(): void;
	/** Puts the interpreter back as it was when it was ready, or warm; returns null, or why it cannot be. */
	restore(): string | null;
}

/** The lock file is not needed, as all packages come with us; this one keeps Pyodide from fetching its own. */
const lockFileContents = {
	info: {
		abi_version: '2026_0',
		arch: 'wasm32',
		platform: 'emscripten_5_0_3',
		python: '3.14.2',
		version: '314.0.7'
	},
	packages: {}
};

/** Starts Python and makes it ready, though not yet warm. Rejects where that fails. */
export async function startInterpreter(parts: Ingredients): Promise<Interpreter> {
	parts.onStep('start');
	const python = await parts.load({
		env: {
			HOME,
			PYTHONDONTWRITEBYTECODE: '1',
			PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1'
		},
		lockFileContents,
		packageBaseUrl: 'https://packages.invalid/'
	});
	assertPython(python);
	// Even where nobody can signal: it makes Python look into JavaScript now and then, and WebKit (2.50) ends a worker only there.
	python.setInterruptBuffer(parts.signals);
	sendRawStreams(python, parts.onEvent);

	parts.onStep('packages');
	for (const bundle of parts.bundles) {
		python.unpackArchive(new Uint8Array(bundle), 'zip', { extractDir: SITE_PACKAGES });
	}
	const bridge = python.pyimport('classroom.bridge');
	assertBridge(bridge);
	// Taken now, once: looking up an attribute after the image was taken would leave JavaScript with an object that a restore undoes.
	const { connect, warm, refresh, call } = bridge;
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
	connect(emit, makeBlock(parts.signals, parts.beforeWait), heard);
	hideJavaScript(python);
	protectStack(python);
	let image: Image = takeImage(python._module);
	refresh();

	return {
		call(name, input) {
			malformed = null;
			const json = call(name, JSON.stringify(input));
			if (malformed) throw malformed;
			return json === undefined ? null : decodeOutput(name, json);
		},
		warm() {
			warm();
			image = takeImage(python._module);
			refresh();
		},
		restore() {
			const why = image.restore();
			if (why === null) refresh();
			return why;
		}
	};
}

interface Bridge {
	connect: (emit: (json: string) => void, block: (seconds: number) => number, heard: () => void) => void;
	warm: () => void;
	refresh: () => void;
	/** Answers JSON; undefined, which is Python's None, where the run was stopped. */
	call: (name: string, input: string) => string | undefined;
}

function assertBridge(value: unknown): asserts value is Bridge {
	for (const name of ['connect', 'warm', 'refresh', 'call']) {
		if (typeof Object(value)[name] !== 'function') throw new Error(`classroom.bridge has no ${name}()`);
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
