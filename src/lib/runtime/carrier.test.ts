import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Asset } from './assets';
import { Carrier } from './carrier';
import { nothingKept, type Kept } from './kept';
import { bytesOf } from './load';
import type { Cargo, Load } from './protocol';

const asset = (path: string): Asset => ({ path, bytes: 2, transfer: 1, sha256: '' });
const start = { pyodide: asset('p'), glue: asset('g'), wasm: asset('w'), boot: asset('b') };
const base = new URL('http://site.test/');

/** A site whose files hold the letter of their path and one more byte; each is sent when the test says so. */
function site() {
	const waiting = new Map<string, () => void>();
	const get: typeof fetch = (input) =>
		new Promise<Response>((resolve) => {
			const path = new URL(input instanceof Request ? input.url : input).pathname.slice(1);
			const headers = { 'content-encoding': 'br' };
			waiting.set(path, () => resolve(new Response(Uint8Array.of(path.charCodeAt(0), 0), { headers })));
		});
	const turn = () => new Promise((resolve) => setTimeout(resolve));
	return {
		get,
		asked: () => [...waiting.keys()],
		send: async (path: string) => {
			await turn();
			waiting.get(path)?.();
			await turn();
		},
		turn
	};
}

function carrier(from: { fetch: typeof fetch; kept?: Kept }) {
	const handed: { type: string; spared: number }[] = [];
	const cargoes: Cargo[] = [];
	const made = new Carrier({
		base,
		hand: (cargo, spared) => {
			handed.push({ type: cargo.type, spared: spared.length });
			cargoes.push(cargo);
		},
		onProgress: () => {},
		kept: nothingKept,
		...from
	});
	return { made, handed, cargoes };
}

describe('what an interpreter begins with', () => {
	it('is handed on part by part, the scripts when both are there; the image is asked for after the WebAssembly', async () => {
		const host = site();
		const { made, handed } = carrier({ fetch: host.get });
		const bringing = made.bringStart(start);
		await host.send('g');
		expect(handed).toEqual([]);
		expect(host.asked()).toEqual(['p', 'g', 'w']);
		await host.send('w');
		expect(host.asked()).toEqual(['p', 'g', 'w', 'b']);
		await host.send('b');
		await host.send('p');
		await bringing;
		expect(handed.map(({ type }) => type)).toEqual(['wasm', 'boot', 'scripts']);
	});

	it('is copied where it is to be kept, once for the next visit, and let go of then', async () => {
		const host = site();
		const kept = new Map<string, ArrayBuffer>();
		const keep = async (path: string, bytes: ArrayBuffer) => void kept.set(path, bytes);
		const { made, handed } = carrier({ fetch: host.get, kept: { ...nothingKept, keep } });
		const bringing = made.bringStart(start);
		for (const path of ['p', 'g', 'w', 'b']) await host.send(path);
		await bringing;
		expect(handed.every(({ spared }) => spared === 0)).toBe(true);
		expect(kept.size).toBe(0);
		await made.keep();
		expect([...kept.keys()].sort()).toEqual(['b', 'g', 'p', 'w']);
		kept.clear();
		await made.keep();
		expect(kept.size).toBe(0);
	});

	it('comes from an earlier visit unread, and nothing is fetched', async () => {
		const host = site();
		const read = async (path: string): Promise<Blob> => new Blob([path]);
		const { made, cargoes } = carrier({ fetch: host.get, kept: { ...nothingKept, read } });
		await made.bringStart(start);
		expect(host.asked()).toEqual([]);
		const loads = cargoes.flatMap((cargo): Load[] => ('bytes' in cargo ? [cargo.bytes] : []));
		expect(loads.every((load) => load instanceof Blob)).toBe(true);
		expect(new Uint8Array(await bytesOf(loads[0] ?? new Blob()))).toHaveLength(1);
	});
});

it('hands the library on in one piece, with the image of a warm interpreter apart', async () => {
	const read = async (path: string): Promise<Blob> => new Blob([path]);
	const { made, cargoes } = carrier({ fetch: site().get, kept: { ...nothingKept, read } });
	await made.bringLibrary({ stdlib: asset('s'), bundles: [asset('c'), asset('t')], warm: asset('i') });
	await made.bringLibrary({ stdlib: asset('s'), bundles: [asset('c'), asset('t')], warm: null });
	const [first, second] = cargoes.flatMap((cargo) => (cargo.type === 'library' ? [cargo] : []));
	const text = async (load: Load | null | undefined) => load instanceof Blob && load.text();
	expect(await text(first?.warm)).toBe('i');
	expect(await Promise.all((first?.bundles ?? []).map(text))).toEqual(['c', 't']);
	expect(second?.warm).toBeNull();
	expect(second?.bundles).toHaveLength(2);
});

describe('a host', () => {
	/** What is asked for, where the host compresses so. */
	async function asked(compresses: boolean): Promise<string[]> {
		const requests: string[] = [];
		const get = async (input: URL | RequestInfo, init?: RequestInit) => {
			const path = new URL(input instanceof Request ? input.url : input).pathname.slice(1);
			requests.push(`${init?.method ?? 'GET'} ${path}`);
			if (path.endsWith('.gz')) return new Response(gzipSync(Uint8Array.of(1, 2)));
			return new Response(Uint8Array.of(1, 2), { headers: compresses ? { 'content-encoding': 'br' } : {} });
		};
		const { made } = carrier({ fetch: get });
		await made.bringStart(start);
		requests.length = 0;
		await made.bringLibrary({ stdlib: asset('s.zip'), bundles: [], warm: null });
		return requests;
	}

	it('that has compressed the image is not asked how it sends the library', async () => {
		expect(await asked(true)).toEqual(['GET s.zip']);
	});

	it('that has not is asked for the copy at once', async () => {
		expect(await asked(false)).toEqual(['GET s.zip.gz']);
	});
});
