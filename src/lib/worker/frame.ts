// The script of runner.html, the sandboxed frame of opaque origin: it compiles Python once and starts the workers. The page hands it
// every byte; its Content-Security-Policy lets nothing be fetched, so that lesson code reaches neither the site nor the network.
import { deferred } from '../runtime/deferred';
import { bytesOf } from '../runtime/load';
import {
	assertNever,
	SIGNAL_BYTES,
	type Cargo,
	type FromFrame,
	type LibraryParts,
	type Load,
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
/** As soon as it has been brought: who starts while it is being read waits for it, and does not get the one before. */
let library: Promise<LibraryParts> | null = null;

// The constructor is what counts: some browsers say crossOriginIsolated here and have no SharedArrayBuffer.
const canShare = typeof SharedArrayBuffer === 'function';

/** `workerSource` is put in by scripts/runner.ts. */
export function startFrame(workerSource: string): void {
	const from = startFirst(workerSource);
	const { port1, port2 } = new MessageChannel();
	const say = (message: FromFrame) => port1.postMessage(message);
	port1.onmessage = ({ data, ports }: MessageEvent<ToFrame>) => void obey(data, ports[0], from, say);
	// With the port, so that nobody else is listened to, and the page need not answer, which is busy just now.
	const hello: FromFrame = { type: 'hello', interrupts: canShare };
	parent.postMessage(hello, '*', [port2]);
}

async function obey(
	message: ToFrame,
	port: MessagePort | undefined,
	from: Promise<WorkerSource>,
	say: (message: FromFrame) => void
): Promise<void> {
	switch (message.type) {
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
			return unload(message, from, say);
	}
}

async function unload(
	cargo: Cargo,
	from: Promise<WorkerSource>,
	say: (message: FromFrame) => void
): Promise<void> {
	try {
		switch (cargo.type) {
			case 'scripts': {
				const [pyodide, glue] = await Promise.all([cargo.pyodide, cargo.glue].map(textOf));
				return scripts.resolve({ type: 'scripts', pyodide: pyodide ?? '', glue: glue ?? '' });
			}
			case 'wasm': {
				const bytes = await bytesOf(cargo.bytes);
				Promise.all([WebAssembly.compile(bytes), from]).then(
					([module]) => {
						wasm.resolve({ type: 'wasm', module });
						say({ type: 'compiled' });
					},
					(error: unknown) => say({ type: 'failed', message: String(error) })
				);
				return;
			}
			case 'boot':
				return boot.resolve({ type: 'boot', bytes: shared(await bytesOf(cargo.bytes)) });
			case 'library': {
				library = libraryOf(cargo);
				const parts = await library;
				for (const started of workers.values()) give(started, parts);
				return;
			}
			default:
				return assertNever(cargo);
		}
	} catch {
		say({ type: 'unread', what: cargo.type });
	}
}

async function libraryOf(cargo: Extract<Cargo, { type: 'library' }>): Promise<LibraryParts> {
	const read = async (load: Load) => shared(await bytesOf(load));
	const [stdlib, warm, bundles] = await Promise.all([
		read(cargo.stdlib),
		cargo.warm && read(cargo.warm),
		Promise.all(cargo.bundles.map(read))
	]);
	return { stdlib, bundles, warm };
}

const textOf = async (load: Load): Promise<string> =>
	load instanceof Blob ? load.text() : new TextDecoder().decode(load);

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
	// Where it cannot be read, it comes once more.
	library?.then((parts) => give(started, parts)).catch(() => {});
}

function interrupt(id: number, run: RunId): void {
	const signal = workers.get(id)?.signal;
	if (signal) signalRun(signal, run);
}
