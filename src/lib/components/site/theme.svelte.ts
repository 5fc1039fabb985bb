// Light, dark, or as the system has it: what the reader chose, kept in localStorage because app.html must read it before the first
// paint (IndexedDB answers too late for that).

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'shakeout:theme';
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

/** The theme of the whole page. Make it in the browser, once. */
export class ThemeChoice {
	current: Theme = $state('system');
	#page: HTMLElement;

	constructor(page: HTMLElement) {
		this.#page = page;
		const { theme } = page.dataset;
		if (theme === 'light' || theme === 'dark') this.current = theme;
	}

	/** From system to light to dark and round again. */
	next(): void {
		this.current = NEXT[this.current];
		if (this.current === 'system') delete this.#page.dataset.theme;
		else this.#page.dataset.theme = this.current;
		try {
			if (this.current === 'system') localStorage.removeItem(KEY);
			else localStorage.setItem(KEY, this.current);
		} catch {
			// Storage is blocked: the choice lasts until the page is left.
		}
	}
}
