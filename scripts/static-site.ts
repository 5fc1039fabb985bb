// How a static host serves the built site, as a request handler: sirv's, with a base path, a page for what is not there, and the headers of
// cross-origin isolation. Those and compressed copies can be left out to play a host that has none. serve.ts gives it a port.
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
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

/** Files whose name holds a hash of their content never change: SvelteKit's own, the Python bundles and the type checker. */
const NEVER_CHANGES = /^\/(?:_app\/immutable\/|(?:python|types)\/.+\.[0-9a-f]{8,}\.)/;
const COPY = /\.(?:br|gz)$/;

/** Answers GET and HEAD; anything else gets 405. Never reads outside `root`. */
export function siteHandler({
	root,
	base,
	isolated,
	plain = false
}: SiteOptions): (request: IncomingMessage, response: ServerResponse) => void {
	const missing = missingPage(root);
	const serve = sirv(root, {
		// Looks into the folder at each request, so that a site that is built anew is served anew.
		dev: true,
		etag: true,
		brotli: !plain,
		gzip: !plain,
		extensions: ['html'],
		setHeaders: setFileHeaders,
		onNoMatch: (_, response) => missing(response)
	});
	return (request, response) => {
		setSiteHeaders(response, isolated);
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { Allow: 'GET, HEAD' }).end();
			return;
		}
		const [pathname = '/', ...query] = (request.url ?? '/').split('?');
		const moved = movedTo(pathname, base);
		if (moved !== null) {
			response.writeHead(308, { Location: [moved, ...query].join('?') }).end();
			return;
		}
		if (!pathname.startsWith(`${base}/`)) {
			missing(response);
			return;
		}
		request.url = (request.url ?? '/').slice(base.length);
		request.headers['accept-encoding'] = acceptedEncodings(request.headers['accept-encoding']);
		serve(request, response);
	};
}

/** Where an address stands that is written otherwise, always on this host: without the base, or with a slash too many at its end. */
function movedTo(pathname: string, base: string): string | null {
	if (base !== '' && (pathname === base || pathname === '/')) return `${base}/`;
	if (!pathname.startsWith(`${base}/`) || pathname === `${base}/` || !pathname.endsWith('/')) return null;
	return `${base}/${pathname.slice(base.length).replace(/^[/\\]+|\/+$/g, '')}`;
}

function setSiteHeaders(response: ServerResponse, isolated: boolean): void {
	if (isolated) {
		response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
		response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
		response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	}
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Referrer-Policy', 'no-referrer');
}

function setFileHeaders(response: ServerResponse, pathname: string): void {
	const kept = NEVER_CHANGES.test(pathname);
	response.setHeader('Cache-Control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
	// A page is asked for without its ending.
	response.setHeader('Content-Type', contentType(path.extname(pathname) ? pathname : 'page.html'));
	// A copy that is asked for by its own name is sent as it lies there; sirv would name its encoding, and no header is an empty list of them.
	if (COPY.test(pathname)) response.setHeader('Content-Encoding', []);
}

/** Answers 404 with the site's page for that, where it has one. */
function missingPage(root: string): (response: ServerResponse) => void {
	const file = path.join(root, '404.html');
	const page = existsSync(file) ? readFileSync(file) : null;
	const type = page ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
	return (response) =>
		response.writeHead(404, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(page ?? 'Not found\n');
}

/** The header without the encodings that it refuses by `q=0`: sirv looks for names alone. */
function acceptedEncodings(header: string | string[] | undefined): string {
	const named = String(header ?? '').split(',');
	return named.filter((one) => !/;\s*q=0(?:\.0*)?\s*$/i.test(one)).join(',');
}
