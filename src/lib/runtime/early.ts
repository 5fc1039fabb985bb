// The script in the head of a page that runs Python: begins before anything else of the page is there. scripts/early.ts makes one text
// of it, src/hooks.server.ts puts it into the page, and the layout hands what it began to the runtime.
import type { PythonAssets } from './assets';
import { Beginning } from './beginning';
import { savesData } from './save-data';

declare global {
	interface Window {
		/** What the early script has begun; null where the reader has asked to save data. */
		beginning?: Beginning | null;
	}
}

/** `root` is the address of the site's root as the page writes it, such as `..`; `runner` the text of runner.html. */
export function beginEarly(root: string, runner: string, assets: PythonAssets): void {
	if (savesData(navigator)) return;
	window.beginning = new Beginning({ base: new URL(`${root}/`, location.href), document, runner, assets });
}
