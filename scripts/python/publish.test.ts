import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Cache } from './cache';
import { publish, removeOthers } from './publish';

const content = new TextEncoder().encode('print("hello")\n'.repeat(50));
let folder: string;
let cache: Cache;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'shakeout-publish-'));
	cache = new Cache(join(folder, 'cache'));
});
afterEach(() => rm(folder, { recursive: true }));

it('serves a file under a name with its hash, with brotli and gzip of it beside', async () => {
	const served = join(folder, 'python');
	const { asset, files } = await publish('stdlib.zip', content, served, cache);
	expect(asset.path).toBe(`python/stdlib.${asset.sha256.slice(0, 10)}.zip`);
	expect(asset.bytes).toBe(content.length);
	const [plain = '', brotli = '', gzip = ''] = files;
	expect([brotli, gzip]).toEqual([`${plain}.br`, `${plain}.gz`]);
	const bytes = await Promise.all(files.map((file) => readFile(join(served, file))));
	expect(asset.transfer).toBe(bytes[1]?.length);
	expect(brotliDecompressSync(bytes[1] ?? '')).toEqual(Buffer.from(content));
	expect(gunzipSync(bytes[2] ?? '')).toEqual(Buffer.from(content));
});

it('keeps the whole ending apart from the hash, so that the type of a file is told by its name', async () => {
	const { asset } = await publish('pyodide.asm.wasm', content, join(folder, 'python'), cache);
	expect(asset.path).toMatch(/^python\/pyodide\.asm\.[0-9a-f]{10}\.wasm$/);
});

it('puts right a served file that was damaged', async () => {
	const { files } = await publish('a.zip', content, folder, cache);
	await writeFile(join(folder, files[0] ?? ''), 'damaged');
	await publish('a.zip', content, folder, cache);
	expect(await readFile(join(folder, files[0] ?? ''))).toEqual(Buffer.from(content));
});

it('compresses quickly where it is asked to and no better copy is there, and never takes such a copy for the best', async () => {
	const text = new TextEncoder().encode(
		Array.from({ length: 2_000 }, (_, n) => `x${n} = f(${(n * n) % 97})\n`).join('')
	);
	const bytesOf = async (isQuick: boolean) => {
		const { asset, files } = await publish('a.zip', text, folder, cache, isQuick);
		const brotli = await readFile(join(folder, files[1] ?? ''));
		expect(brotliDecompressSync(brotli)).toEqual(Buffer.from(text));
		expect(asset.transfer).toBe(brotli.length);
		return brotli.length;
	};
	const quick = await bytesOf(true);
	const best = await bytesOf(false);
	expect(best).toBeLessThan(quick);
	expect(await bytesOf(true)).toBe(best);
});

it('removes what an earlier build left', async () => {
	const served = join(folder, 'python');
	await publish('a.zip', new TextEncoder().encode('before'), served, cache);
	const { files } = await publish('a.zip', content, served, cache);
	await removeOthers(served, files);
	expect((await readdir(served)).sort()).toEqual([...files].sort());
});

it('makes an entry of the cache once, and forgets those not asked for', async () => {
	const bytes = Buffer.from('made');
	await cache.get('key', async () => bytes);
	expect(await cache.get('key', async () => expect.unreachable('made twice'))).toEqual(bytes);
	const next = new Cache(join(folder, 'cache'));
	await next.get('other', async () => bytes);
	await next.forgetOthers();
	expect(await readdir(join(folder, 'cache'))).toEqual(['other']);
});
