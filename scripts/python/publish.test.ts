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
