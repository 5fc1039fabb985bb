// The browser's worker: a classic worker of the sandboxed frame, with no address to fetch from. It gets all it needs in one
// message, with the port to the page; the port stays in a closure, out of reach of lesson code.
import type { FromWorker, LibraryParts, ToWorker, WorkerParts } from '../runtime/protocol';
import { blobAddress, dataAddress } from './addresses';
import { restoring } from './restore';
import { serve } from './serve';

/** Where Pyodide believes it was loaded from. Nothing is ever fetched from there. */
const NOWHERE = 'https://python.invalid/';

/** Milliseconds that a run which was asked for while Python started has to reach us, before we warm up. */
const A_MOMENT = 50;

addEventListener('message', begin, { once: true });
// Whoever started this worker may want to know that it could be.
postMessage('here');

function begin(event: MessageEvent<WorkerParts>): void {
	const [port] = event.ports;
	if (!port) return;
	const { wasm, pyodide, glue, boot, library, signal } = event.data;
	void serve(
		{
			post: (message: FromWorker, given: ArrayBuffer[] = []) => port.postMessage(message, given),
			listen: (listener) => {
				port.onmessage = ({ data }: MessageEvent<ToWorker>) => listener(data);
			},
			soon: (work) => void setTimeout(work, A_MOMENT)
		},
		{
			boot,
			library: library ? Promise.resolve(library) : libraryToCome(),
			signal: signal && new Int32Array(signal),
			load: async (options, from) => {
				startTimers();
				const restore = playServer(wasm, 'stdlib' in from ? from.stdlib : new ArrayBuffer(0));
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

function libraryToCome(): Promise<LibraryParts> {
	return new Promise((resolve) =>
		addEventListener('message', ({ data }: MessageEvent<LibraryParts>) => resolve(data), { once: true })
	);
}

/**
 * Gives Pyodide, which fetches its own parts, those that we hold; and keeps it from refusing a classic worker, the only kind that
 * every browser starts at an opaque origin.
 */
function playServer(wasm: WebAssembly.Module, stdlib: ArrayBufferLike): () => void {
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
		return { module: wasm, instance: await WebAssembly.instantiate(wasm, imports) };
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
