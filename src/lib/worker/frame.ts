// The script of runner.html, the sandboxed frame of opaque origin: it compiles Python once and starts the workers. The page hands it
// every byte; its Content-Security-Policy lets nothing be fetched, so that lesson code reaches neither the site nor the network.
import { deferred } from '../runtime/deferred';
import {
	assertNever,
	SIGNAL_BYTES,
	type Cargo,
	type FromFrame,
	type LibraryParts,
	type RunId,
	type ToFrame,
	type WorkerPart
} from '../runtime/protocol';
import { blobAddress, dataAddress } from './addresses';
import { signalRun } from './signal';

type Part<T extends WorkerPart['type']> = Extract<WorkerPart, { type: T }>;

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
const scripts = deferred<Part<'scripts'>>();
const wasm = deferred<Part<'wasm'>>();
const boot = deferred<Part<'boot'>>();
let library: LibraryParts | null = null;

// The constructor is what counts: some browsers say crossOriginIsolated here and have no SharedArrayBuffer.
const canShare = typeof SharedArrayBuffer === 'function';

/** The page sends its port in the first message; nobody else is listened to. `workerSource` is put in by scripts/runner.ts. */
export function startFrame(workerSource: string): void {
	const from = startFirst(workerSource);
	addEventListener('message', (event: MessageEvent<unknown>) => {
		const [port] = event.ports;
		if (event.source !== parent || !port || event.data !== 'port') return;
		const say = (message: FromFrame) => port.postMessage(message);
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
		case 'carrier':
			if (port) port.onmessage = ({ data }: MessageEvent<Cargo>) => unload(data, from, say);
			return;
		case 'spawn':
			if (port) spawn(message.worker, port, await from, say);
			return;
		case 'interrupt':
			return interrupt(message.worker, message.run);
		case 'terminate':
			workers.get(message.worker)?.worker.terminate();
			workers.delete(message.worker);
			return;
		default:
			return assertNever(message);
	}
}

function unload(cargo: Cargo, from: Promise<WorkerSource>, say: (message: FromFrame) => void): void {
	switch (cargo.type) {
		case 'scripts': {
			const text = new TextDecoder();
			const [pyodide, glue] = [text.decode(cargo.pyodide), text.decode(cargo.glue)];
			return scripts.resolve({ type: 'scripts', pyodide, glue });
		}
		case 'wasm':
			Promise.all([WebAssembly.compile(cargo.bytes), from]).then(
				([module]) => {
					wasm.resolve({ type: 'wasm', module });
					say({ type: 'compiled' });
				},
				(error: unknown) => say({ type: 'failed', message: String(error) })
			);
			return;
		case 'boot':
			return boot.resolve({ type: 'boot', bytes: shared(cargo.bytes) });
		case 'library':
			library = {
				stdlib: shared(cargo.stdlib),
				bundles: cargo.bundles.map(shared),
				warm: cargo.warm && shared(cargo.warm)
			};
			for (const started of workers.values()) give(started, library);
			return say({ type: 'furnished' });
		default:
			return assertNever(cargo);
	}
}

function give(started: Started, parts: LibraryParts): void {
	if (started.hasLibrary) return;
	started.hasLibrary = true;
	started.worker.postMessage({ type: 'library', ...parts } satisfies WorkerPart);
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

function spawn(id: number, port: MessagePort, from: WorkerSource, say: (message: FromFrame) => void): void {
	const worker = from.waiting ?? new Worker(from.address);
	from.waiting = null;
	const signal = canShare ? new SharedArrayBuffer(SIGNAL_BYTES) : null;
	const started = { worker, signal: signal && new Int32Array(signal), hasLibrary: false };
	workers.set(id, started);
	worker.onerror = (event) => say({ type: 'died', worker: id, message: event.message ?? '' });
	worker.onmessageerror = () => say({ type: 'died', worker: id, message: 'a message could not be read' });
	worker.postMessage({ type: 'begin', signal } satisfies WorkerPart, [port]);
	for (const { promise } of [scripts, wasm, boot])
		void promise.then((part: WorkerPart) => worker.postMessage(part));
	if (library) give(started, library);
}

function interrupt(id: number, run: RunId): void {
	const signal = workers.get(id)?.signal;
	if (signal) signalRun(signal, run);
}
