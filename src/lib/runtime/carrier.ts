// Brings Python's files from the site, or from an earlier visit, to the frame, each part as soon as it is there. It needs no page: where
// it can, it runs in a worker of its own (carrier-worker.ts), as reading and handing on twenty megabytes would hold the page up just
// when it comes alive.
import type { Asset } from './assets';
import { download, type Downloader } from './download';
import { keptInCache, type Kept } from './kept';
import type { Cargo } from './protocol';

/** What is to be brought. `start` is what an interpreter begins with, `library` what it can do without for a while. */
export type Freight =
	| { what: 'start'; scripts: { pyodide: Asset; glue: Asset }; wasm: Asset; boot: Asset }
	| { what: 'library'; stdlib: Asset; bundles: readonly Asset[]; warm: Asset | null };

/** Told of bytes as they come: of what is being downloaded just now, as they are transferred. */
export type OnProgress = (done: number, total: number) => void;

/** Whoever brings freight. `bring` resolves when all of it is on its way to the frame, and rejects with a RuntimeFault. */
export interface Carries {
	bring(freight: Freight): Promise<void>;
	/** Keeps what came over the network for the next visit. To be called when nobody waits for anything. */
	keep(): Promise<void>;
}

/** Milliseconds between two reports of progress: each is work for the page. */
const OFTEN = 100;

export class Carrier implements Carries {
	#base: URL;
	#port: Pick<MessagePort, 'postMessage'>;
	#onProgress: OnProgress;
	#kept: Kept;
	#fetch: Downloader['fetch'];
	/** Files that came over the network, by path. */
	#toKeep = new Map<string, ArrayBuffer>();

	/** `base` is the address of the site's base, with a slash at its end; `port` leads to the frame. */
	constructor(
		base: URL,
		port: Pick<MessagePort, 'postMessage'>,
		onProgress: OnProgress,
		from: { kept?: Kept; fetch?: typeof fetch } = {}
	) {
		this.#base = base;
		this.#port = port;
		this.#onProgress = onProgress;
		this.#kept = from.kept ?? keptInCache(base);
		this.#fetch = from.fetch;
	}

	async bring(freight: Freight): Promise<void> {
		return freight.what === 'start' ? this.#bringStart(freight) : this.#bringLibrary(freight);
	}

	async keep(): Promise<void> {
		const files = [...this.#toKeep];
		this.#toKeep.clear();
		await Promise.all(files.map(([path, bytes]) => this.#kept.keep(path, bytes)));
	}

	async #bringStart({ scripts, wasm, boot }: Extract<Freight, { what: 'start' }>): Promise<void> {
		// The scripts first: a worker reads them while the rest is on its way.
		const assets = [scripts.pyodide, scripts.glue, wasm, boot];
		const there: (ArrayBuffer | undefined)[] = [];
		await this.#download(assets, {
			onFile: (place, bytes) => {
				there[place] = bytes;
				const [pyodide, glue] = there;
				if (place === 2) this.#hand({ type: 'wasm', bytes }, [bytes]);
				else if (place === 3) this.#hand({ type: 'boot', bytes }, [bytes]);
				else if (pyodide && glue) this.#hand({ type: 'scripts', pyodide, glue }, [pyodide, glue]);
			}
		});
	}

	async #bringLibrary({ stdlib, bundles, warm }: Extract<Freight, { what: 'library' }>): Promise<void> {
		const assets = [stdlib, ...bundles, ...(warm ? [warm] : [])];
		const [library, ...zips] = await this.#download(assets, { asksFirst: true });
		const image = (warm && zips.pop()) ?? null;
		if (!library) return;
		const files = [library, ...zips, ...(image ? [image] : [])];
		this.#hand({ type: 'library', stdlib: library, bundles: zips, warm: image }, files);
	}

	/** Bytes that are still to be kept are copied, all others leave us. */
	#hand(cargo: Cargo, files: readonly ArrayBuffer[]): void {
		const stay = new Set(this.#toKeep.values());
		this.#port.postMessage(
			cargo,
			files.filter((bytes) => !stay.has(bytes))
		);
	}

	#download(assets: readonly Asset[], how: Pick<Downloader, 'asksFirst' | 'onFile'>): Promise<ArrayBuffer[]> {
		let told = -OFTEN;
		return download(assets, {
			base: this.#base,
			kept: { ...this.#kept, keep: async (path, bytes) => void this.#toKeep.set(path, bytes) },
			onProgress: (done, total) => {
				const now = performance.now();
				if (now - told < OFTEN && done < total) return;
				told = now;
				this.#onProgress(done, total);
			},
			...(this.#fetch ? { fetch: this.#fetch } : {}),
			...how
		});
	}
}
