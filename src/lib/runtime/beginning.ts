// The beginning of Python in a page: the frame, the carrier that brings it what a worker starts from, and the first worker. A script in
// the page's head calls this before any framework is there (early.ts); where none did, the runtime calls it. It never rejects by itself:
// what fails is told by the promise that needed it.
import type { Asset, PythonAssets } from './assets';
import { Carrier, type LibraryAssets, type OnProgress, type StartAssets } from './carrier';
import { FrameClient, type WorkerHandle, type Listener } from './frame-client';
import { nothingKept } from './kept';
import type { Cargo, FromWorker } from './protocol';

export interface BeginningOptions {
	/** Address of the site's base, with a slash at its end. */
	base: URL;
	document: Document;
	/** The page of the frame, runner.html, where it is at hand; else it is fetched. */
	runner?: string;
	assets: PythonAssets;
}

export class Beginning {
	/** The frame, with all that a worker needs to start on its way there, though not the library. Rejects with a RuntimeFault. */
	readonly frame: Promise<FrameClient>;
	/** Resolves when the module is compiled too. */
	readonly compiled: Promise<void>;
	onProgress: OnProgress = () => {};
	#options: BeginningOptions;
	#opening: Promise<FrameClient>;
	#carrier: Carrier;
	#library: LibraryAssets | null = null;
	#first: EarlyHandle | null = null;

	constructor(options: BeginningOptions) {
		this.#options = options;
		const { base, document, runner } = options;
		this.#opening = FrameClient.open(runner ?? new URL('runner.html', base), document);
		this.#opening.catch(() => {});
		this.#carrier = new Carrier(this.#how);
		this.frame = this.#open();
		this.compiled = this.frame.then((frame) => frame.compiled);
		this.frame.catch(() => {});
		this.compiled.catch(() => {});
	}

	/** Brings the library, and the image of a warm interpreter that has it, to the frame, after what a start needs. Rejects with a RuntimeFault. */
	async furnish(bundles: readonly Asset[], image: Asset | null): Promise<void> {
		this.#library = { stdlib: this.#options.assets['stdlib.zip'], bundles, warm: image };
		await this.frame;
		await this.#carrier.bringLibrary(this.#library);
	}

	/** A worker in the frame; the first time the one that has begun already. */
	spawn(frame: FrameClient, listener: Listener): WorkerHandle {
		const first = this.#first;
		this.#first = null;
		return first ? first.takenOver(listener) : frame.spawn(listener);
	}

	/** Keeps what was downloaded for the next visit. To be called when nobody waits for anything. */
	keep(): Promise<void> {
		return this.#carrier.keep();
	}

	async #open(): Promise<FrameClient> {
		const bringing = this.#carrier.bringStart(this.#start);
		bringing.catch(() => {});
		const frame = await this.#opening;
		frame.onUnread = (what) => void this.#bringAgain(what).catch(() => {});
		this.#first = new EarlyHandle(frame);
		try {
			await bringing;
		} catch (error) {
			frame.remove();
			throw error;
		}
		return frame;
	}

	get #start(): StartAssets {
		const { assets } = this.#options;
		return {
			pyodide: assets['pyodide.mjs'],
			glue: assets['pyodide.asm.mjs'],
			wasm: assets['pyodide.asm.wasm'],
			boot: assets['boot.bin']
		};
	}

	get #how() {
		return {
			base: this.#options.base,
			hand: (cargo: Cargo, spared: ArrayBuffer[]) =>
				void this.#opening.then((frame) => frame.hand(cargo, spared)).catch(() => {}),
			onProgress: (done: number, total: number) => this.onProgress(done, total)
		};
	}

	/** What was kept of an earlier visit has been taken from us meanwhile, so it is fetched. */
	async #bringAgain(what: Cargo['type']): Promise<void> {
		const carrier = new Carrier({ ...this.#how, kept: nothingKept });
		if (what !== 'library') await carrier.bringStart(this.#start);
		else if (this.#library) await carrier.bringLibrary(this.#library);
	}
}

/** A worker that was started before anybody listened: what it says meanwhile is said when somebody does. */
class EarlyHandle {
	#handle: WorkerHandle;
	#said: FromWorker[] = [];
	#died: string | null = null;
	#listener: Listener | null = null;

	constructor(frame: FrameClient) {
		this.#handle = frame.spawn({
			said: (message) => (this.#listener ? this.#listener.said(message) : void this.#said.push(message)),
			died: (message) => (this.#listener ? this.#listener.died(message) : void (this.#died = message))
		});
	}

	takenOver(listener: Listener): WorkerHandle {
		// Not before the caller has the handle.
		queueMicrotask(() => {
			this.#listener = listener;
			for (const message of this.#said.splice(0)) listener.said(message);
			if (this.#died !== null) listener.died(this.#died);
		});
		return this.#handle;
	}
}
