// What every page may tell the layout around it.
import type { PackageGroup } from '#lib/runtime/protocol';

declare global {
	interface Window {
		/** The button that was last pressed before the page was alive, and what notes it: app.html. */
		pressedEarly: HTMLButtonElement | null;
		notePress: (event: MouseEvent) => void;
	}
	namespace App {
		interface PageData {
			/** Python packages that the page needs; a page that runs no Python leaves it out, and Python is not loaded there. */
			packages?: PackageGroup[];
			/** Where the page is, below the contents: the last is the page itself. */
			place?: { title: string; path: string }[];
		}
	}
}
