// The beginning of Python in a page: the frame, the download of what a worker starts from, and the first worker. A script in the page's
// head calls this before any framework is there (early.ts); where none did, the runtime calls it. It never rejects by itself: what fails
// is told by the promise that needed it.
import type { Asset, PythonAssets } from './assets';
import { download, type Downloader } from './download';
import { FrameClient, type Line, type Listener } from './frame-client';
import { keptInCache, type Kept } from './kept';
import type { FromWorker } from './protocol';

export interface BeginningOptions {
	/** Address of the site's base, with a slash at its end. */
	base: URL;
	document: Document;
	/** The page of the frame, runner.html, where it is at hand; else it is fetched. */
	runner?: string;
	assets: PythonAssets;
}

/** Told of bytes as they come: of what is being downloaded just now, as they are transferred. */
export type OnProgress = (done: number, total: number) => void;

export class Beginning {
	/** The frame, with all that a worker needs to start, though not the library. Rejects with a RuntimeFault. */
	readonly frame: Promise<FrameClient>;
	/** Resolves when the module is compiled too. */
	readonly compiled: Promise<void>;
	onProgress: OnProgress = () => {};
	#options: BeginningOptions;
	#kept: Kept;
	/** Files that came over the network, to be kept for the next visit when there is time. */
	#toKeep: { path: string; bytes: ArrayBuffer }[] = [];
	#first: EarlyLine | null = null;

	constructor(options: BeginningOptions) {
		this.#options = options;
		this.#kept = keptInCache(options.base);
		this.frame = this.#open();
		this.compiled = this.frame.then((frame) => frame.compiled);
		this.frame.catch(() => {});
		this.compiled.catch(() => {});
	}

	/** Downloads the library, and the image of a warm interpreter that has it, and hands them to the frame. Rejects with a RuntimeFault. */
	async furnish(bundles: readonly Asset[], image: Asset | null): Promise<void> {
		const { assets } = this.#options;
		const files = [assets['stdlib.zip'], ...bundles, ...(image ? [image] : [])];
		const fetching = this.#download(files, { asksFirst: true });
		const frame = await this.frame;
		const [stdlib, ...zips] = await fetching;
		const warm = (image && zips.pop()) ?? null;
		if (stdlib) frame.furnish({ stdlib, bundles: zips, warm });
	}

	/** A worker in the frame; the first time the one that has begun already. */
	spawn(frame: FrameClient, listener: Listener): Line {
		const first = this.#first;
		this.#first = null;
		return first ? first.takenOver(listener) : frame.spawn(listener);
	}

	/** Keeps what was downloaded for the next visit. To be called when nobody waits for anything. */
	async keep(): Promise<void> {
		const files = this.#toKeep.splice(0);
		await Promise.all(files.map(({ path, bytes }) => this.#kept.keep(path, bytes)));
	}

	async #open(): Promise<FrameClient> {
		const { assets, base, document, runner } = this.#options;
		const opening = FrameClient.open(runner ?? new URL('runner.html', base), document);
		opening.catch(() => {});
		const files = [
			assets['pyodide.asm.wasm'],
			assets['boot.bin'],
			assets['pyodide.mjs'],
			assets['pyodide.asm.mjs']
		];
		// The longest step, so it begins as soon as it can.
		const compile = async (wasm: ArrayBuffer) => (await opening).compile(wasm);
		const onFile = (place: number, file: ArrayBuffer) => {
			if (place === 0) compile(file).catch(() => {});
		};
		const fetching = this.#download(files, { onFile });
		fetching.catch(() => {});
		const frame = await opening;
		const [, boot, pyodide, glue] = await fetching;
		if (!boot || !pyodide || !glue) throw new Error('a file of Python is missing');
		const text = new TextDecoder();
		frame.equip({ pyodide: text.decode(pyodide), glue: text.decode(glue), boot });
		this.#first = new EarlyLine(frame);
		return frame;
	}

	async #download(
		assets: readonly Asset[],
		how: Pick<Downloader, 'asksFirst' | 'onFile'>
	): Promise<ArrayBuffer[]> {
		const options: Downloader = {
			base: this.#options.base,
			kept: { ...this.#kept, keep: async (path, bytes) => void this.#toKeep.push({ path, bytes }) },
			onProgress: (done, total) => this.onProgress(done, total),
			...how
		};
		return download(assets, options);
	}
}

/** A worker that was started before anybody listened: what it says meanwhile is said when somebody does. */
class EarlyLine {
	#line: Line;
	#said: FromWorker[] = [];
	#died: string | null = null;
	#listener: Listener | null = null;

	constructor(frame: FrameClient) {
		this.#line = frame.spawn({
			said: (message) => (this.#listener ? this.#listener.said(message) : void this.#said.push(message)),
			died: (message) => (this.#listener ? this.#listener.died(message) : void (this.#died = message))
		});
	}

	takenOver(listener: Listener): Line {
		// Not before the caller has the line.
		queueMicrotask(() => {
			this.#listener = listener;
			for (const message of this.#said.splice(0)) listener.said(message);
			if (this.#died !== null) listener.died(this.#died);
		});
		return this.#line;
	}
}
