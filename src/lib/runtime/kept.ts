// Large files, Python's and the type checker's, as the browser keeps them from one visit to the next, unpacked: read faster than the HTTP cache gives them, and there
// without a network. Names hold a hash of the content, so what is kept is never out of date; what the site no longer names is let go.

/** Where files are kept. All of it may fail at any time, and then the file is fetched as on a first visit. */
export interface Kept {
	/** Where the file's bytes can be had, which are not read yet; null where it is not kept whole. */
	read(path: string, size: number): Promise<Blob | null>;
	/** Keeps a file. Never rejects. */
	keep(path: string, bytes: ArrayBuffer): Promise<void>;
	/** Lets go of the files in a folder but these. Never rejects. */
	keepOnly(folder: string, paths: readonly string[]): Promise<void>;
}

const NAME = 'shakeout-files';

/** Keeps nothing: where the browser has no cache for us, and in tests. */
export const nothingKept: Kept = {
	read: () => Promise.resolve(null),
	keep: () => Promise.resolve(),
	keepOnly: () => Promise.resolve()
};

/** What is set in local storage once anything has been kept: to be told by the cache that it is empty takes a new browser 200 ms. */
const MARK = 'shakeout:kept';

/** False only where nothing has been kept before. */
const mayBeKept = (): boolean => {
	try {
		return localStorage.getItem(MARK) !== null;
	} catch {
		return true;
	}
};

/** Files kept in the browser's cache storage, by address. `base` is the site's, with a slash at its end. */
export function keptInCache(base: URL, storage: CacheStorage | undefined = globalThis.caches): Kept {
	if (!storage) return nothingKept;
	const open = () => storage.open(NAME);
	const address = (path: string) => new URL(path, base).href;
	return {
		async read(path, size) {
			if (!mayBeKept()) return null;
			try {
				const file = await (await storage.match(address(path), { cacheName: NAME }))?.blob();
				return file?.size === size ? file : null;
			} catch {
				return null;
			}
		},
		async keep(path, bytes) {
			// Copied at once: the bytes are on their way into the frame.
			const body = new Blob([bytes]);
			try {
				await (await open()).put(address(path), new Response(body));
				localStorage.setItem(MARK, '');
			} catch {
				// No room, or no leave: the next visit fetches it again.
			}
		},
		async keepOnly(folder, paths) {
			try {
				const cache = await open();
				const wanted = new Set(paths.map(address));
				const within = address(`${folder}/`);
				const gone = (await cache.keys()).filter(({ url }) => url.startsWith(within) && !wanted.has(url));
				await Promise.all(gone.map((request) => cache.delete(request)));
			} catch {
				// As above.
			}
		}
	};
}
