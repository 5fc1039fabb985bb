// What every page may tell the layout around it.
import type { PackageGroup } from '#lib/runtime/package-groups';

declare global {
	interface Window {
		/** To be called when the page is alive; answers what was pressed and typed before, oldest first: app.html. */
		comeAlive: () => { at: Element; event: Event }[];
	}
	namespace App {
		interface Error {
			message: string;
			/** What an author has to mend, as `file:line: what - what to do`. Only while a lesson is being written. */
			author?: string;
		}
		interface Locals {
			/** Source modules that the page imports a moment after its scripts: it names them in its head, so that they come with those. */
			modules?: string[];
		}
		interface PageData {
			/** Python packages that the page needs; a page that runs no Python leaves it out, and Python is not loaded there. */
			packages?: PackageGroup[];
			/** Whether what is likely to be run first needs Python's library: it then comes before anybody runs anything. */
			needsLibrary?: boolean;
			/** Where the page is, below the contents: the last is the page itself. */
			place?: { title: string; path: string }[];
		}
	}
}
