/// <reference lib="webworker" />
// What lets a reader go on without a network after their first visit: the pages and the site's own files, kept by the browser. Pages come
// from the network where there is one, so that nobody reads an old one; Python's files are kept by the page itself (runtime/kept.ts).
import { base, build, files, prerendered, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const NAME = `shakeout-site-${version}`;
/** Files with a hash in their name, which never change. */
const fixed = new Set(build);
/** Each page with its data, and the other files; Python's and the compressed copies beside files are not asked for by these names. */
const pages = [...prerendered, ...files.filter((file) => !/\/python\/|\.(br|gz)$/.test(file))];

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) =>
	event.waitUntil(forgetOthers().then(() => self.clients.claim()))
);
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (url.pathname.startsWith(`${base}/python/`)) return;
	event.respondWith(fixed.has(url.pathname) ? fromCache(request) : fromNetwork(request));
});

async function keepAll(): Promise<void> {
	const cache = await caches.open(NAME);
	await cache.addAll([...fixed, ...pages]);
}

async function forgetOthers(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith('shakeout-site-') && name !== NAME);
	await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromCache(request: Request): Promise<Response> {
	return (await caches.match(request)) ?? fetch(request);
}

async function fromNetwork(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const kept = await caches.match(request, { ignoreSearch: true });
		if (kept) return kept;
		throw error;
	}
}
