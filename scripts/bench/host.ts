// The line of the bench: TLS, HTTP/2 and Brotli, as browsers have them, which weighs on both sides alike. The built site stands at the root,
// and under /bare/ the npm package of Pyodide and the wheels of pytest as they come.
import { readFile } from 'node:fs/promises';
import { createHash, X509Certificate } from 'node:crypto';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { generate } from 'selfsigned';
import { contentType, isWorthCompressing } from '../content-types';
import { pyodideFolder, wheelsFolder } from '../python/places';
import { siteHandler } from '../static-site';

export interface Host {
	/** `https://localhost:8443` */
	address: string;
	/** What a browser must be told to take our certificate as one that it knows: only then does it keep files. */
	arguments: string[];
	close: () => void;
}

export async function openHost({ isolated }: { isolated: boolean }): Promise<Host> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		algorithm: 'sha256'
	});
	const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
	const site = siteHandler({ root: path.resolve('build'), base: '', isolated });
	const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
		if (request.url.startsWith('/bare/')) void sendBare(request, response);
		// The two kinds of request and response have in common what a handler of static files uses.
		else site(request as unknown as IncomingMessage, response as unknown as ServerResponse);
	});
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		address: `https://localhost:${port}`,
		arguments: [
			`--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`
		],
		close: () => server.close()
	};
}

const bare = new Map<string, Promise<{ bytes: Buffer; isCompressed: boolean }>>();

const compress = promisify(brotliCompress);

/** The file as a host would send it; compressed once. */
async function read(file: string) {
	const bytes = await readFile(file);
	const isCompressed = isWorthCompressing(file);
	return { bytes: isCompressed ? await compress(bytes) : bytes, isCompressed };
}

async function sendBare(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
	const [, , folder = '', name = ''] = (request.url.split('?')[0] ?? '').split('/');
	const from = { pyodide: pyodideFolder, wheels: wheelsFolder }[folder];
	const file = path.join(from ?? path.join(import.meta.dirname), path.basename(from ? name : folder));
	try {
		const there = bare.get(file) ?? read(file);
		bare.set(file, there);
		const { bytes, isCompressed } = await there;
		response.writeHead(200, {
			'content-type': contentType(file),
			'cache-control': file.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable',
			...(isCompressed ? { 'content-encoding': 'br' } : {}),
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-embedder-policy': 'require-corp'
		});
		response.end(bytes);
	} catch {
		response.writeHead(404).end();
	}
}
