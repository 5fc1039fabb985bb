import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteHandler, type SiteOptions } from './static-site';

const outside = mkdtempSync(path.join(tmpdir(), 'site-'));
const root = path.join(outside, 'build');

beforeAll(() => {
	writeFileSync(path.join(outside, 'secret.txt'), 'secret');
	mkdirSync(path.join(outside, 'build-other'));
	writeFileSync(path.join(outside, 'build-other', 'secret.txt'), 'secret');
	const files: Record<string, string> = {
		'index.html': '<p>contents</p>',
		'404.html': '<p>not here</p>',
		'lessons/one.html': '<p>one</p>',
		'python/stdlib.1a2b3c4d5e.zip': 'zip',
		'_app/immutable/a.js': 'let a;',
		'a b.txt': 'space'
	};
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(root, name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
	writeFileSync(path.join(root, 'index.html.gz'), gzipSync('<p>contents</p>'));
	writeFileSync(path.join(root, 'python/stdlib.1a2b3c4d5e.zip.gz'), gzipSync('zip'));
});
afterAll(() => rmSync(outside, { recursive: true }));

const PAGES: Record<string, string> = {
	'index.html': '<p>contents</p>',
	'404.html': '<p>not here</p>',
	'lessons/one.html': '<p>one</p>',
	'a b.txt': 'space'
};

describe('which file answers an address', () => {
	const options: SiteOptions = { root, base: '', isolated: true };
	test.each([
		['/', 'index.html', 200],
		['/?x=1', 'index.html', 200],
		['/lessons/one', 'lessons/one.html', 200],
		['/lessons/one.html', 'lessons/one.html', 200],
		['/a%20b.txt', 'a b.txt', 200],
		['/nothing', '404.html', 404],
		['/lessons', '404.html', 404],
		['/../secret.txt', '404.html', 404],
		['/%2e%2e/secret.txt', '404.html', 404],
		['/..%2fsecret.txt', '404.html', 404],
		['/../build-other/secret.txt', '404.html', 404],
		['//etc/passwd', '404.html', 404],
		['/index.html/more', '404.html', 404],
		[`/${'x'.repeat(5000)}`, '404.html', 404],
		['/%00', '404.html', 404],
		['/%zz', '404.html', 404]
	])('%s -> %s %i', async (url, name, status) => {
		expect(await asked(options, url)).toMatchObject({ status, text: PAGES[name] });
	});

	test.each([
		['/lessons/one/?v=2', '/lessons/one?v=2'],
		['/lessons/one//', '/lessons/one'],
		['//elsewhere.example/', '/elsewhere.example'],
		['/\\elsewhere.example/', '/elsewhere.example']
	])('a slash too many redirects, on this host and with its query: %s', async (url, location) => {
		expect(await asked(options, url)).toMatchObject({ status: 308, location });
	});
});

describe('under a base path', () => {
	const options: SiteOptions = { root, base: '/shakeout', isolated: true };
	test.each([
		['/', '/shakeout/'],
		['/shakeout', '/shakeout/'],
		['/shakeout/lessons/one/', '/shakeout/lessons/one'],
		['/shakeout//elsewhere.example/', '/shakeout/elsewhere.example']
	])('%s redirects to %s', async (url, location) => {
		expect(await asked(options, url)).toMatchObject({ status: 308, location });
	});

	test.each([
		['/shakeout/', 'index.html', 200],
		['/shakeout/lessons/one', 'lessons/one.html', 200],
		['/lessons/one', '404.html', 404],
		['/shakeoutlessons/one', '404.html', 404]
	])('%s -> %s %i', async (url, name, status) => {
		expect(await asked(options, url)).toMatchObject({ status, text: PAGES[name] });
	});
});

describe('what is sent', () => {
	test('isolation headers, unless the host cannot send them', async () => {
		await served({ root, base: '', isolated: true }, async (site) => {
			const { headers } = await fetch(site);
			expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
			expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
			expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		});
		await served({ root, base: '', isolated: false }, async (site) => {
			const { headers } = await fetch(site);
			expect([...headers.keys()].filter((name) => name.startsWith('cross-origin'))).toEqual([]);
		});
	});

	test('the compressed copy to those who take it, the plain file to others', async () => {
		await served({ root, base: '', isolated: true }, async (site) => {
			const taken = await fetch(site, { headers: { 'Accept-Encoding': 'br;q=0, gzip' } });
			expect(taken.headers.get('content-encoding')).toBe('gzip');
			expect(taken.headers.get('content-type')).toBe('text/html; charset=utf-8');
			expect(await taken.text()).toBe('<p>contents</p>');
			const refused = await fetch(site, { headers: { 'Accept-Encoding': 'gzip;q=0' } });
			expect(refused.headers.get('content-encoding')).toBeNull();
		});
	});

	test('a page of any address as a page, a copy asked for by its own name as it lies there', async () => {
		await served({ root, base: '', isolated: true }, async (site) => {
			const page = await fetch(`${site}lessons/one`);
			expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
			const copy = await fetch(`${site}python/stdlib.1a2b3c4d5e.zip.gz`);
			expect(copy.headers.get('content-encoding')).toBeNull();
			expect(gunzipSync(await copy.bytes()).toString()).toBe('zip');
		});
	});

	test('no compressed copy where the host has none', async () => {
		await served({ root, base: '', isolated: true, plain: true }, async (site) => {
			expect((await fetch(site)).headers.get('content-encoding')).toBeNull();
		});
	});

	test('hashed files for ever, pages asked anew each time and answered 304', async () => {
		await served({ root, base: '', isolated: true }, async (site) => {
			const bundle = await fetch(`${site}python/stdlib.1a2b3c4d5e.zip`);
			expect(bundle.headers.get('cache-control')).toContain('immutable');
			expect((await fetch(`${site}_app/immutable/a.js`)).headers.get('cache-control')).toContain('immutable');
			const page = await fetch(`${site}lessons/one`);
			expect(page.headers.get('cache-control')).toBe('no-cache');
			const etag = page.headers.get('etag') ?? '';
			const again = await fetch(`${site}lessons/one`, { headers: { 'If-None-Match': etag } });
			expect(again.status).toBe(304);
		});
	});

	test('only to GET and HEAD', async () => {
		await served({ root, base: '', isolated: true }, async (site) => {
			expect((await fetch(site, { method: 'POST' })).status).toBe(405);
			const head = await fetch(site, { method: 'HEAD' });
			expect([head.status, await head.text()]).toEqual([200, '']);
		});
	});
});

interface Asked {
	status: number | undefined;
	location: string | undefined;
	text: string;
}

/** What an address is answered with, sent as it is written: `fetch` would tidy it up first. */
async function asked(options: SiteOptions, url: string): Promise<Asked> {
	let answer: Asked | undefined;
	await served(options, async (site) => {
		answer = await new Promise<Asked>((resolve, reject) => {
			get({ port: new URL(site).port, path: url }, (response) => {
				let text = '';
				response.setEncoding('utf8').on('data', (part: string) => (text += part));
				response.on('end', () =>
					resolve({ status: response.statusCode, location: response.headers.location, text })
				);
			}).on('error', reject);
		});
	});
	if (!answer) throw new Error(`${url} was not answered`);
	return answer;
}

async function served(options: SiteOptions, use: (site: string) => Promise<void>): Promise<void> {
	const server: Server = createServer(siteHandler(options));
	await new Promise<void>((resolve) => server.listen(0, () => resolve()));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the server has no port');
	try {
		await use(`http://localhost:${address.port}/`);
	} finally {
		server.closeAllConnections();
		await new Promise<void>((resolve) => server.close(() => resolve()));
	}
}
