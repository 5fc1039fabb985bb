// Has the browser keep the site's pages for a time without a network (src/service-worker.ts). It fetches every page, so it waits until
// what the reader has come for is there.
import { asset } from '$app/paths';
import { dev } from '$app/environment';

let isAsked = false;

/** Does so once, however often it is called, and never rejects: where the browser keeps nothing, pages come from the network as ever. */
export async function keepPages(): Promise<void> {
	if (isAsked || dev || !('serviceWorker' in navigator)) return;
	isAsked = true;
	try {
		await navigator.serviceWorker.register(asset('/service-worker.js'));
	} catch {
		// Private windows, blocked storage, a host without https.
	}
}
