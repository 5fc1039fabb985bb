import { describe, expect, it, vi } from 'vitest';
import { keptInCache, type Kept } from './kept';

const base = new URL('https://example.org/shakeout/');
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;

/** A browser's cache storage as far as it is used, that can be made to refuse. */
function storage() {
	const held = new Map<string, Response>();
	const state = { refuses: false, asked: 0 };
	const check = () => {
		if (state.refuses) throw new DOMException('no room', 'QuotaExceededError');
	};
	const cache = {
		match: async (url: string) => held.get(url)?.clone(),
		put: async (url: string, response: Response) => {
			check();
			held.set(url, response);
		},
		keys: async () => [...held.keys()].map((url) => new Request(url)),
		delete: async ({ url }: Request) => held.delete(url)
	};
	const open = async () => {
		check();
		return cache;
	};
	const match = async (url: string) => {
		state.asked += 1;
		check();
		return held.get(url)?.clone();
	};
	return { held, state, caches: { open, match } as unknown as CacheStorage };
}

const read = async (kept: Kept, path: string, size: number) =>
	(await kept.read(path, size))?.arrayBuffer() ?? null;

describe('files kept in the cache', () => {
	it('are read back whole', async () => {
		const { caches, held } = storage();
		const kept = keptInCache(base, caches);
		await kept.keep('python/a.1234.zip', bytesOf('abc'));
		expect([...held.keys()]).toEqual(['https://example.org/shakeout/python/a.1234.zip']);
		expect(await read(kept, 'python/a.1234.zip', 3)).toEqual(bytesOf('abc'));
	});

	it('are not there before, nor where they are of another size', async () => {
		const kept = keptInCache(base, storage().caches);
		expect(await read(kept, 'python/a.1234.zip', 3)).toBeNull();
		await kept.keep('python/a.1234.zip', bytesOf('ab'));
		expect(await read(kept, 'python/a.1234.zip', 3)).toBeNull();
	});

	it('are copied before their bytes go elsewhere', async () => {
		const { caches } = storage();
		const kept = keptInCache(base, caches);
		const bytes = bytesOf('abc');
		const keeping = kept.keep('python/a.1234.zip', bytes);
		structuredClone(bytes, { transfer: [bytes] });
		await keeping;
		expect(await read(kept, 'python/a.1234.zip', 3)).toEqual(bytesOf('abc'));
	});

	it('are let go of when the site names others in their folder', async () => {
		const { caches, held } = storage();
		const kept = keptInCache(base, caches);
		await kept.keep('python/a.1234.zip', bytesOf('a'));
		await kept.keep('python/b.1234.zip', bytesOf('b'));
		await kept.keep('types/a.1234.json', bytesOf('t'));
		await kept.keepOnly('python', ['python/b.1234.zip', 'python/c.1234.zip']);
		expect([...held.keys()]).toEqual([
			'https://example.org/shakeout/python/b.1234.zip',
			'https://example.org/shakeout/types/a.1234.json'
		]);
	});

	it('may be refused, and nobody is the worse for it', async () => {
		const { caches, state } = storage();
		state.refuses = true;
		const kept = keptInCache(base, caches);
		await kept.keep('python/a.1234.zip', bytesOf('a'));
		await kept.keepOnly('python', []);
		expect(await read(kept, 'python/a.1234.zip', 1)).toBeNull();
	});

	it('are none where there is no cache', async () => {
		const kept = keptInCache(base, undefined);
		await kept.keep('python/a.1234.zip', bytesOf('a'));
		expect(await read(kept, 'python/a.1234.zip', 1)).toBeNull();
	});

	it('are not asked for before any was kept', async () => {
		const held = new Map<string, string>();
		vi.stubGlobal('localStorage', {
			getItem: (key: string) => held.get(key) ?? null,
			setItem: (key: string, value: string) => void held.set(key, value)
		});
		const { caches, state } = storage();
		const kept = keptInCache(base, caches);
		expect(await kept.read('python/a.1234.zip', 3)).toBeNull();
		expect(state.asked).toBe(0);
		state.refuses = true;
		await kept.keep('python/a.1234.zip', bytesOf('abc'));
		expect(held.size).toBe(0);
		state.refuses = false;
		await kept.keep('python/a.1234.zip', bytesOf('abc'));
		expect((await kept.read('python/a.1234.zip', 3))?.size).toBe(3);
		vi.unstubAllGlobals();
	});

	it('are asked for where nobody can say whether any was', async () => {
		vi.stubGlobal('localStorage', undefined);
		const { caches } = storage();
		const kept = keptInCache(base, caches);
		await kept.keep('python/a.1234.zip', bytesOf('abc'));
		expect((await kept.read('python/a.1234.zip', 3))?.size).toBe(3);
		vi.unstubAllGlobals();
	});
});
