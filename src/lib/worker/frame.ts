// The script of runner.html, the sandboxed frame of opaque origin: it compiles Python once and starts the workers. The page hands it
// every byte; its Content-Security-Policy lets nothing be fetched, so that lesson code reaches neither the site nor the network.
import {
	SIGNAL_BYTES,
	type FromFrame,
	type LibraryParts,
	type RunId,
	type ToFrame,
	type WorkerParts
} from '../runtime/protocol';
import { blobAddress, dataAddress } from './addresses';
import { signalRun } from './signal';

interface WorkerSource {
	/** Where workers find their script. */
	address: string;
	/** A worker that has begun and waits for its parts. */
	waiting: Worker | null;
}

interface Started {
	worker: Worker;
	signal: Int32Array | null;
	hasLibrary: boolean;
}

const workers = new Map<number, Started>();
let wasm: Promise<WebAssembly.Module> | null = null;
let python: Extract<ToFrame, { type: 'python' }> | null = null;
let library: LibraryParts | null = null;

// The constructor is what counts: some browsers say crossOriginIsolated here and have no SharedArrayBuffer.
const canShare = typeof SharedArrayBuffer === 'function';

/** The page sends its port in the first message; nobody else is listened to. `workerSource` is put in by scripts/runner.ts. */
export function startFrame(workerSource: string): void {
	addEventListener('message', (event: MessageEvent<unknown>) => {
		const [port] = event.ports;
		if (event.source !== parent || !port || event.data !== 'port') return;
		const say = (message: FromFrame) => port.postMessage(message);
		const from = startFirst(workerSource);
		port.onmessage = ({ data, ports }: MessageEvent<ToFrame>) => void obey(data, ports[0], from, say);
		say({ type: 'hello', interrupts: canShare });
	});
	parent.postMessage('frame', '*');
}

async function obey(
	message: ToFrame,
	port: MessagePort | undefined,
	from: Promise<WorkerSource>,
	say: (message: FromFrame) => void
): Promise<void> {
	switch (message.type) {
		case 'wasm':
			wasm = WebAssembly.compile(message.bytes);
			Promise.all([wasm, from]).then(
				() => say({ type: 'compiled' }),
				(error: unknown) => say({ type: 'failed', message: String(error) })
			);
			return;
		case 'python':
			python = message;
			return;
		case 'library':
			library = {
				stdlib: shared(message.stdlib),
				bundles: message.bundles.map(shared),
				warm: message.warm && shared(message.warm)
			};
			for (const started of workers.values()) {
				if (started.hasLibrary) continue;
				started.hasLibrary = true;
				started.worker.postMessage(library);
			}
			return;
		case 'spawn': {
			const module = await wasm;
			if (!port || !module || !python) return;
			const { pyodide, glue, boot } = python;
			spawn(
				message.worker,
				port,
				await from,
				{ pyodide, glue, boot, library, wasm: module, signal: null },
				say
			);
			return;
		}
		case 'interrupt':
			interrupt(message.worker, message.run);
			return;
		case 'terminate':
			workers.get(message.worker)?.worker.terminate();
			workers.delete(message.worker);
			return;
	}
}

/**
 * The first worker, started while Python is still being downloaded, and the address for all others. On a host that isolates its pages,
 * WebKit (2.50) starts no worker from a blob in a frame of opaque origin, but does from a data address; Chromium calls only a blob's
 * worker isolated, and gives it the finer clock. So a blob is tried first.
 */
async function startFirst(script: string): Promise<WorkerSource> {
	const address = blobAddress(script);
	const begun = new Promise<Worker>((resolve, reject) => {
		const worker = new Worker(address);
		worker.onmessage = () => resolve(worker);
		worker.onerror = reject;
	});
	return begun.then(
		(waiting) => ({ address, waiting }),
		() => ({ address: dataAddress(script), waiting: null })
	);
}

/** One copy for all workers, where memory can be shared. */
function shared(bytes: ArrayBuffer): ArrayBufferLike {
	if (!canShare) return bytes;
	const copy = new SharedArrayBuffer(bytes.byteLength);
	new Uint8Array(copy).set(new Uint8Array(bytes));
	return copy;
}

function spawn(
	id: number,
	port: MessagePort,
	from: WorkerSource,
	given: WorkerParts,
	say: (message: FromFrame) => void
): void {
	const worker = from.waiting ?? new Worker(from.address);
	from.waiting = null;
	const signal = canShare ? new SharedArrayBuffer(SIGNAL_BYTES) : null;
	workers.set(id, { worker, signal: signal && new Int32Array(signal), hasLibrary: given.library !== null });
	worker.onerror = (event) => say({ type: 'died', worker: id, message: event.message ?? '' });
	worker.onmessageerror = () => say({ type: 'died', worker: id, message: 'a message could not be read' });
	worker.postMessage({ ...given, signal } satisfies WorkerParts, [port]);
}

function interrupt(id: number, run: RunId): void {
	const signal = workers.get(id)?.signal;
	if (signal) signalRun(signal, run);
}
