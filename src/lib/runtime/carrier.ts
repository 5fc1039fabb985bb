// Brings Python's files from the site, or from an earlier visit, to the frame, each part as soon as it is there.
import type { Asset } from './assets';
import { download, type Downloader } from './download';
import { keptInCache, type Kept } from './kept';
import type { Cargo, Load } from './protocol';

/** What an interpreter begins with. */
export interface StartAssets {
	pyodide: Asset;
	glue: Asset;
	wasm: Asset;
	boot: Asset;
}

/** What it can do without for a while. */
export interface LibraryAssets {
	stdlib: Asset;
	bundles: readonly Asset[];
	warm: Asset | null;
}

/** Told of bytes as they come: of what is being downloaded just now, as they are transferred. */
export type OnProgress = (done: number, total: number) => void;

/** Milliseconds between two reports of progress: each is work for the page, which is just coming alive. */
const OFTEN = 100;

export interface CarrierOptions {
	/** Address of the site's base, with a slash at its end. */
	base: URL;
	/** Hands something to the frame. What stands in the list is not needed here any more. */
	hand: (cargo: Cargo, spared: ArrayBuffer[]) => void;
	onProgress: OnProgress;
	kept?: Kept;
	fetch?: typeof fetch;
}

export class Carrier {
	#options: CarrierOptions;
	#kept: Kept;
	/** Files that came over the network, by path, to be kept for the next visit when there is time. */
	#toKeep = new Map<string, ArrayBuffer>();
	/** Whether the host compresses what is neither text nor WebAssembly; null where nothing has come over the network to tell by. */
	#compresses: boolean | null = null;

	constructor(options: CarrierOptions) {
		this.#options = options;
		this.#kept = options.kept ?? keptInCache(options.base);
	}

	/** Resolves when all of it is on its way to the frame; rejects with a RuntimeFault. */
	async bringStart({ pyodide, glue, wasm, boot }: StartAssets): Promise<void> {
		// The scripts first: a worker reads them while the rest is on its way. Then the WebAssembly, which takes longer to be made ready
		// than the image, that fills its memory.
		const there: Load[] = [];
		await this.#download([pyodide, glue, wasm, boot], {
			queued: 3,
			onSent: (place, isCompressed) => {
				if (place === 3) this.#compresses = isCompressed;
			},
			onFile: (place, bytes) => {
				there[place] = bytes;
				const [first, second] = there;
				if (place === 2) this.#hand({ type: 'wasm', bytes }, [bytes]);
				else if (place === 3) this.#hand({ type: 'boot', bytes }, [bytes]);
				else if (first && second)
					this.#hand({ type: 'scripts', pyodide: first, glue: second }, [first, second]);
			}
		});
	}

	/** As `bringStart`. */
	async bringLibrary({ stdlib, bundles, warm }: LibraryAssets): Promise<void> {
		const host = this.#compresses === null ? 'asks' : 'plain';
		const files = await this.#download(
			[stdlib, ...bundles, ...(warm ? [warm] : [])],
			this.#compresses ? {} : { host }
		);
		const [library, ...zips] = files;
		const image = (warm && zips.pop()) ?? null;
		if (library) this.#hand({ type: 'library', stdlib: library, bundles: zips, warm: image }, files);
	}

	/** Keeps what was downloaded for the next visit. To be called when nobody waits for anything. */
	async keep(): Promise<void> {
		const files = [...this.#toKeep];
		this.#toKeep.clear();
		await Promise.all(files.map(([path, bytes]) => this.#kept.keep(path, bytes)));
	}

	#hand(cargo: Cargo, files: readonly Load[]): void {
		const stay = new Set<Load>(this.#toKeep.values());
		const spared = files.flatMap((file) => (file instanceof ArrayBuffer && !stay.has(file) ? [file] : []));
		this.#options.hand(cargo, spared);
	}

	#download(
		assets: readonly Asset[],
		how: Pick<Downloader, 'host' | 'queued' | 'onFile' | 'onSent'>
	): Promise<Load[]> {
		const { base, fetch, onProgress } = this.#options;
		let told = -OFTEN;
		return download(assets, {
			base,
			kept: { ...this.#kept, keep: async (path, bytes) => void this.#toKeep.set(path, bytes) },
			onProgress: (done, total) => {
				const now = performance.now();
				if (now - told < OFTEN && done < total) return;
				told = now;
				onProgress(done, total);
			},
			...(fetch ? { fetch } : {}),
			...how
		});
	}
}
