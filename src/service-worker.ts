/// <reference lib="webworker" />
// What lets a reader go on without a network after their first visit: the pages and the site's own files, kept by the browser. Pages come
// from the network where there is one, so that nobody reads an old one; Python's files are kept by the page itself (runtime/kept.ts).
import { base, build, files, prerendered, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const NAME = `shakeout-site-${version}`;
/** Files with a hash in their name, which never change. Large ones that few lessons need are kept when they are first asked for. */
const fixed = new Set(build);
const small = build.filter((file) => !/\.wasm$|worker/.test(file));
/** Folders whose files the page keeps by itself. */
const OWN_KEEPING = ['python', 'types'];
/** Each page with its data, and the other files; Python's and the compressed copies beside files are not asked for by these names. */
const pages = [...prerendered, ...files.filter((file) => !/\/(python|types)\/|\.(br|gz)$/.test(file))];

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) =>
	event.waitUntil(forgetOthers().then(() => self.clients.claim()))
);
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (OWN_KEEPING.some((folder) => url.pathname.startsWith(`${base}/${folder}/`))) return;
	event.respondWith(fixed.has(url.pathname) ? fromCache(request) : fromNetwork(request));
});

async function keepAll(): Promise<void> {
	const cache = await caches.open(NAME);
	await cache.addAll([...small, ...pages]);
}

async function forgetOthers(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith('shakeout-site-') && name !== NAME);
	await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromCache(request: Request): Promise<Response> {
	const kept = await caches.match(request);
	if (kept) return kept;
	const response = await fetch(request);
	if (response.ok) await (await caches.open(NAME)).put(request, response.clone()).catch(() => {});
	return response;
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
