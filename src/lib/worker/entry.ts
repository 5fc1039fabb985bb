// The browser's worker: a classic worker of the sandboxed frame, with no address to fetch from. It gets all it needs in messages of the
// frame, the first with the port to the page; the port stays in a closure, out of reach of lesson code.
import { deferred } from '../runtime/deferred';
import {
	assertNever,
	type FromWorker,
	type LibraryParts,
	type ToWorker,
	type WorkerPart
} from '../runtime/protocol';
import { blobAddress, dataAddress } from './addresses';
import { probeSchemas } from './probes';
import { knowProbes } from './reports';
import { restoring } from './restore';
import { serve } from './serve';

/** Where Pyodide believes it was loaded from. Nothing is ever fetched from there. */
const NOWHERE = 'https://python.invalid/';

/** Milliseconds that a run which was asked for while Python started, or is asked for just then, has to reach us, before we warm up. */
const A_MOMENT = 300;

type Scripts = Extract<WorkerPart, { type: 'scripts' }>;

const scripts = deferred<Scripts>();
const wasm = deferred<WebAssembly.Module>();
const boot = deferred<ArrayBufferLike>();
const library = deferred<LibraryParts>();

/** What has not come yet. Lesson code must not be able to add to it later. */
const missing = new Set<WorkerPart['type']>(['begin', 'scripts', 'wasm', 'boot', 'library']);

addEventListener('message', take);
// Whoever started this worker may want to know that it could be.
postMessage('here');

function take({ data, ports: [port] }: MessageEvent<WorkerPart>): void {
	missing.delete(data.type);
	if (missing.size === 0) removeEventListener('message', take);
	switch (data.type) {
		case 'begin':
			return port && begin(port, data.signal);
		case 'scripts':
			return scripts.resolve(data);
		case 'wasm':
			return wasm.resolve(data.module);
		case 'boot':
			return boot.resolve(data.bytes);
		case 'library':
			return library.resolve(data);
		default:
			return assertNever(data);
	}
}

function begin(port: MessagePort, signal: SharedArrayBuffer | null): void {
	knowProbes(probeSchemas());
	void serve(
		{
			post: (message: FromWorker, given: ArrayBuffer[] = []) => port.postMessage(message, given),
			listen: (listener) => {
				port.onmessage = ({ data }: MessageEvent<ToWorker>) => listener(data);
			},
			soon: (work) => void setTimeout(work, A_MOMENT)
		},
		{
			boot: boot.promise,
			library: library.promise,
			signal: signal && new Int32Array(signal),
			load: async (options, from) => {
				const { pyodide, glue } = await scripts.promise;
				startTimers();
				const restore = playServer(wasm.promise, 'stdlib' in from ? from.stdlib : new ArrayBuffer(0));
				try {
					const { loadPyodide } = await importText(pyodide);
					const { default: createPyodideModule } = await importText(glue);
					if (!loadPyodide) throw new Error('this is not Pyodide');
					const how =
						'image' in from ? restoring(from.image, from.held, createPyodideModule) : { createPyodideModule };
					return await loadPyodide({ ...options, indexURL: NOWHERE, ...how });
				} finally {
					restore();
					stopTimers();
				}
			}
		}
	);
}

/**
 * Gives Pyodide, which fetches its own parts, those that we hold; and keeps it from refusing a classic worker, the only kind that
 * every browser starts at an opaque origin.
 */
function playServer(wasm: Promise<WebAssembly.Module>, stdlib: ArrayBufferLike): () => void {
	const { fetch, importScripts } = globalThis;
	const { instantiateStreaming } = WebAssembly;
	globalThis.importScripts = () => {
		throw new TypeError('not in a module worker');
	};
	globalThis.fetch = async (input) => {
		const url = input instanceof Request ? input.url : String(input);
		if (url.endsWith('.wasm')) return new Response('', { headers: { 'content-type': 'application/wasm' } });
		if (url.endsWith('python_stdlib.zip')) return new Response(new Uint8Array(stdlib).slice());
		throw new TypeError(`nothing is fetched here: ${url}`);
	};
	WebAssembly.instantiateStreaming = async (response, imports) => {
		await response;
		const module = await wasm;
		return { module, instance: await WebAssembly.instantiate(module, imports) };
	};
	return () => {
		Object.assign(globalThis, { fetch, importScripts });
		WebAssembly.instantiateStreaming = instantiateStreaming;
	};
}

const { setTimeout, setInterval } = globalThis;

/** Pyodide's start may use them. */
function startTimers(): void {
	Object.assign(globalThis, { setTimeout, setInterval });
}

/** A timer that lesson code has set in Pyodide's own loop must not fire into an interpreter that was put back meanwhile. */
function stopTimers(): void {
	Object.assign(globalThis, { setTimeout: () => 0, setInterval: () => 0 });
}

async function importText(text: string): Promise<Record<string, (...args: unknown[]) => unknown>> {
	// As this script itself was loaded: frame.ts.
	const url = location.protocol === 'data:' ? dataAddress(text) : blobAddress(text);
	try {
		// eslint-disable-next-line @typescript-eslint/no-unsafe-return -- what is imported has no type
		return await import(/* @vite-ignore */ url);
	} finally {
		URL.revokeObjectURL(url);
	}
}

declare global {
	// Classic workers have it; the types of a page do not.
	var importScripts: ((...urls: string[]) => void) | undefined;
}
