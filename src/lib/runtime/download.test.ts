import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Asset, PythonManifest } from './assets';
import { bundlesFor, download, RuntimeFault } from './download';
import { bytesOf } from './load';

const asset = (path: string, bytes = 4): Asset => ({ path, bytes, transfer: bytes / 2, sha256: '' });
const base = new URL('http://site.test/here/');

const addressOf = (input: RequestInfo | URL) => (input instanceof Request ? input.url : input.toString());

/** A site of these files, each a function of the request. */
function site(files: Record<string, (signal: AbortSignal | null) => Response | Promise<Response>>) {
	const get: typeof fetch = async (input, init) => {
		const answer = files[new URL(addressOf(input)).pathname.replace('/here/', '')];
		return answer ? answer(init?.signal ?? null) : new Response(null, { status: 404 });
	};
	return get;
}

const whole =
	(...bytes: number[]) =>
	() =>
		new Response(new Uint8Array(bytes));

/** A file that comes as the test sends it. */
function slow(headers: Record<string, string> = {}) {
	let sender: ReadableStreamDefaultController<Uint8Array> | null = null;
	let isAborted = false;
	let isLeft = false;
	const answer = (signal: AbortSignal | null) => {
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => void (sender = controller),
			cancel: () => void (isLeft = true)
		});
		signal?.addEventListener('abort', () => {
			isAborted = true;
			sender?.error(new DOMException('aborted', 'AbortError'));
		});
		return new Response(body, { headers });
	};
	return {
		answer,
		send: (...bytes: number[]) => sender?.enqueue(new Uint8Array(bytes)),
		isAborted: () => isAborted,
		isLeft: () => isLeft
	};
}

async function faultOf(work: Promise<unknown>) {
	try {
		await work;
	} catch (error) {
		if (error instanceof RuntimeFault) return error.fault;
		throw error;
	}
	throw new Error('it did not fail');
}

/** Lets what is waiting run. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('download', () => {
	it('answers the bytes in the order asked, and counts what is transferred', async () => {
		const seen: [number, number][] = [];
		const files = await download([asset('a'), asset('b', 2)], {
			base,
			fetch: site({ a: whole(1, 2, 3, 4), b: whole(5, 6) }),
			onProgress: (done, total) => seen.push([done, total])
		});
		expect((await Promise.all(files.map(bytesOf))).map((bytes) => [...new Uint8Array(bytes)])).toEqual([
			[1, 2, 3, 4],
			[5, 6]
		]);
		expect(seen.at(-1)).toEqual([3, 3]);
	});

	it.each([
		['is not there', {}, 'bundle-missing', 'python/x.zip (404)'],
		['is too short', { 'python/x.zip': whole(1) }, 'bundle-damaged', '1 bytes where 4'],
		['is too long', { 'python/x.zip': whole(1, 2, 3, 4, 5) }, 'bundle-damaged', '5 bytes where 4'],
		[
			'cannot be reached',
			{ 'python/x.zip': () => Promise.reject(new TypeError('offline')) },
			'download-failed',
			'python/x.zip'
		]
	])('names a file that %s', async (_, files, code, says) => {
		const fault = await faultOf(
			download([asset('python/x.zip')], { base, fetch: site(files), onProgress: () => {} })
		);
		expect(fault.code).toBe(code);
		expect(fault.message).toContain(says);
	});

	it('gives up the other files when one fails, and tells of no more progress', async () => {
		const other = slow({ 'content-encoding': 'br' });
		let told = 0;
		const work = download([asset('slow'), asset('missing')], {
			base,
			fetch: site({ slow: other.answer }),
			onProgress: () => told++
		});
		expect((await faultOf(work)).message).toContain('missing');
		const before = told;
		if (!other.isAborted()) other.send(1, 2);
		await turn();
		expect(told).toBe(before);
		expect(other.isAborted()).toBe(true);
	});
});

describe('a host that does not compress', () => {
	const packed = () => new Response(gzipSync(Uint8Array.of(1, 2, 3, 4)));
	const get = async (files: Parameters<typeof site>[0]) => {
		const [bytes] = await download([asset('x.zip')], { base, fetch: site(files), onProgress: () => {} });
		return [...new Uint8Array(await bytesOf(bytes ?? new ArrayBuffer()))];
	};
	const never = () => {
		throw new Error('this was not to be asked for');
	};

	it('is asked for the copy with gzip, and its whole file is not waited for', async () => {
		const plain = slow();
		expect(await get({ 'x.zip': plain.answer, 'x.zip.gz': packed })).toEqual([1, 2, 3, 4]);
		expect(plain.isLeft()).toBe(true);
	});

	it('gives the file itself where it has no copy', async () => {
		expect(await get({ 'x.zip': whole(1, 2, 3, 4) })).toEqual([1, 2, 3, 4]);
	});

	it('may send the copy as a file that was compressed on the way', async () => {
		const undone = () => new Response(Uint8Array.of(1, 2, 3, 4), { headers: { 'content-encoding': 'gzip' } });
		expect(await get({ 'x.zip': whole(0, 0, 0, 0), 'x.zip.gz': undone })).toEqual([1, 2, 3, 4]);
	});

	it('is not asked where the file came compressed', async () => {
		const sent = () => new Response(Uint8Array.of(1, 2, 3, 4), { headers: { 'content-encoding': 'br' } });
		expect(await get({ 'x.zip': sent, 'x.zip.gz': never })).toEqual([1, 2, 3, 4]);
	});

	it('is asked how it would send a file before it does, where there is time', async () => {
		const asked: string[] = [];
		const heard: typeof fetch = async (input, init) => {
			asked.push(`${init?.method ?? 'GET'} ${new URL(addressOf(input)).pathname}`);
			const isCopy = addressOf(input).endsWith('.gz');
			return isCopy ? packed() : new Response(Uint8Array.of(1, 2, 3, 4), { headers });
		};
		let headers = {};
		const ask = () => download([asset('x.zip')], { base, fetch: heard, onProgress: () => {}, host: 'asks' });
		await ask();
		headers = { 'content-encoding': 'br' };
		await ask();
		expect(asked).toEqual(['HEAD /here/x.zip', 'GET /here/x.zip.gz', 'HEAD /here/x.zip', 'GET /here/x.zip']);
	});

	it('is asked for the copy at once where it is known to send files as they lie there', async () => {
		const sent: [number, boolean][] = [];
		const how = { base, onProgress: () => {}, onSent: (...one: [number, boolean]) => void sent.push(one) };
		const plain = site({ 'x.zip': never, 'x.zip.gz': packed, 'y.zip': whole(1, 2, 3, 4) });
		const files = await download([asset('x.zip'), asset('y.zip')], { ...how, host: 'plain', fetch: plain });
		expect(await Promise.all(files.map(bytesOf))).toHaveLength(2);
		expect(sent).toEqual([[1, false]]);
	});

	it('whose copy is damaged: the download broke off', async () => {
		const torn = () => new Response(gzipSync(Uint8Array.of(1, 2, 3, 4)).subarray(0, 12));
		const fault = await faultOf(get({ 'x.zip': whole(1, 2, 3, 4), 'x.zip.gz': torn }));
		expect(fault.code).toBe('download-failed');
		expect(fault.message).toContain('x.zip');
	});
});

describe('bundles', () => {
	const manifest: PythonManifest = {
		pyodide: '',
		python: '',
		started: [],
		assets: {
			'pyodide.mjs': asset('m'),
			'pyodide.asm.mjs': asset('g'),
			'pyodide.asm.wasm': asset('w'),
			'stdlib.zip': asset('s'),
			'boot.bin': asset('boot'),
			'warm.bin': asset('warm'),
			'classroom.zip': asset('c'),
			'tests.zip': asset('t'),
			'data.zip': null,
			'varnish.zip': null
		},
		missing: [{ group: 'data', package: 'Faker', why: 'no index' }],
		packages: []
	};

	it('are the classroom and the groups asked for', () => {
		expect(bundlesFor(new Set(['tests']), manifest).map(({ path }) => path)).toEqual(['c', 't']);
	});

	it('that the build could not get are named', async () => {
		const fault = await faultOf(Promise.resolve().then(() => bundlesFor(new Set(['data']), manifest)));
		expect(fault.code).toBe('packages-missing');
		expect(fault.message).toContain('Faker');
	});
});
