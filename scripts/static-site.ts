// How a static host serves the built site, as a request handler: addresses without .html, a base path, compressed copies, caching, and
// the headers of cross-origin isolation, both of which can be left out to play a host that cannot send them. serve.ts gives it a port.
import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { contentType } from './content-types';

export interface SiteOptions {
	/** Folder of the built site. */
	root: string;
	/** Path under which the site is served: empty, or `/shakeout`. */
	base: string;
	/** Send COOP, COEP and CORP, so that pages are cross-origin isolated. */
	isolated: boolean;
	/** Send files as they lie there, whatever compressed copies are beside them. */
	plain?: boolean;
}

interface Found {
	file: string;
	/** Path below the root, for the caching rule. */
	name: string;
	status: 200 | 404;
}

type Answer = Found | { redirect: string } | null;

const ENCODINGS = [
	{ token: 'br', suffix: '.br' },
	{ token: 'gzip', suffix: '.gz' }
] as const;

/** Files whose name holds a hash of their content never change: SvelteKit's own, the Python bundles and the type checker. */
const NEVER_CHANGES = /^(?:_app\/immutable\/|(?:python|types)\/.+\.[0-9a-f]{8,}\.)/;

/** Answers GET and HEAD; anything else gets 405. Never reads outside `root`. */
export function siteHandler(
	options: SiteOptions
): (request: IncomingMessage, response: ServerResponse) => void {
	return (request, response) => {
		if (options.isolated) {
			response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
			response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
			response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
		}
		response.setHeader('X-Content-Type-Options', 'nosniff');
		response.setHeader('Referrer-Policy', 'no-referrer');
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { Allow: 'GET, HEAD' }).end();
			return;
		}
		const answer = find(request.url ?? '/', options);
		if (answer === null) {
			response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
		} else if ('redirect' in answer) {
			response.writeHead(308, { Location: answer.redirect }).end();
		} else {
			send(request, response, answer, options.plain);
		}
	};
}

/** Which file answers an address; null where there is none and no 404 page either. */
export function find(url: string, { root, base }: SiteOptions): Answer {
	const [rawPath = '/', query] = url.split('?', 2);
	const pathname = decoded(rawPath);
	const missing = fileAt(root, '404.html', 404);
	if (pathname === null) return missing;
	if (base !== '' && (pathname === base || pathname === '/')) return { redirect: `${base}/` };
	if (!pathname.startsWith(`${base}/`)) return missing;

	const name = pathname.slice(base.length + 1);
	if (name === '' || name.endsWith('/')) {
		const index = fileAt(root, `${name}index.html`, 200);
		if (index !== null) return index;
		const bare = name.slice(0, -1);
		if (bare === '' || fileAt(root, `${bare}.html`, 200) === null) return missing;
		return { redirect: `${base}/${encodeURI(bare)}${query === undefined ? '' : `?${query}`}` };
	}
	return fileAt(root, name, 200) ?? fileAt(root, `${name}.html`, 200) ?? missing;
}

function decoded(rawPath: string): string | null {
	try {
		const pathname = decodeURIComponent(rawPath);
		return pathname.includes('\0') || pathname.includes('\\') ? null : pathname;
	} catch {
		return null;
	}
}

function fileAt(root: string, name: string, status: 200 | 404): Found | null {
	const file = path.resolve(root, name);
	if (!file.startsWith(path.resolve(root) + path.sep)) return null;
	return isFile(file) ? { file, name, status } : null;
}

function isFile(file: string): boolean {
	try {
		return statSync(file).isFile();
	} catch {
		// Nothing there, a file where a folder would have to be, a name too long: no file of ours.
		return false;
	}
}

function send(
	request: IncomingMessage,
	response: ServerResponse,
	{ file, name, status }: Found,
	plain = false
): void {
	const accepts = acceptedEncodings(plain ? undefined : request.headers['accept-encoding']);
	const encoding = ENCODINGS.find(({ token, suffix }) => accepts.has(token) && isFile(file + suffix));
	const sent = encoding === undefined ? file : file + encoding.suffix;
	const { size, mtimeMs } = statSync(sent);
	const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}${encoding?.token ?? ''}"`;

	response.setHeader('Content-Type', contentType(file));
	response.setHeader('Vary', 'Accept-Encoding');
	response.setHeader('ETag', etag);
	response.setHeader(
		'Cache-Control',
		NEVER_CHANGES.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache'
	);
	if (status === 200 && request.headers['if-none-match'] === etag) {
		response.writeHead(304).end();
		return;
	}
	if (encoding !== undefined) response.setHeader('Content-Encoding', encoding.token);
	response.writeHead(status, { 'Content-Length': size });
	if (request.method === 'HEAD') {
		response.end();
		return;
	}
	createReadStream(sent)
		.on('error', () => response.destroy())
		.pipe(response);
}

/** Encodings that the client takes: those named, without the ones refused by `q=0`. */
function acceptedEncodings(header: string | string[] | undefined): Set<string> {
	const accepted = new Set<string>();
	for (const part of String(header ?? '').split(',')) {
		const [token = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
		if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) accepted.add(token);
	}
	return accepted;
}
