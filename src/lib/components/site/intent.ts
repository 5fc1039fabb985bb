// When to fetch Python: not before the page is there, and not later than the first sign that someone will run something.
import { savesData } from '#lib/runtime/save-data';

const SIGNS = ['pointerdown', 'focusin', 'keydown'] as const;
/** What is run on the site: the first touch of any of these is a sign. */
const RUNNABLE = '.cell, .exercise';

/**
 * Calls `start` at the first touch of something that runs, and otherwise when the browser has nothing better to do, unless the reader
 * has asked it to save data. Returns the way to call it off. May call more than once; starting Python is idempotent.
 */
export function onIntent(page: Window, start: () => void): () => void {
	const sign = (event: Event): void => {
		if (event.target instanceof Element && event.target.closest(RUNNABLE)) start();
	};
	for (const name of SIGNS) page.document.addEventListener(name, sign, { passive: true });
	const stopWaiting = savesData(page.navigator) ? () => {} : whenIdle(page, start);
	return () => {
		for (const name of SIGNS) page.document.removeEventListener(name, sign);
		stopWaiting();
	};
}

function whenIdle(page: Window, start: () => void): () => void {
	if (!('requestIdleCallback' in page)) {
		const timer = setTimeout(start, 300);
		return () => clearTimeout(timer);
	}
	const idle = page.requestIdleCallback(start, { timeout: 1500 });
	return () => page.cancelIdleCallback(idle);
}
