// Completion and hovers on pages whose lesson is not about types: off until the reader asks for them, then on for every page until they
// say otherwise. Kept in localStorage, like the theme.

const KEY = 'shakeout:completion';

export class CompletionChoice {
	isOn: boolean = $state(false);

	/** Comes back to what was chosen before. To be called in the browser. */
	restore(): void {
		try {
			this.isOn = localStorage.getItem(KEY) === 'on';
		} catch {
			// Storage is blocked: nothing was kept.
		}
	}

	choose(isOn: boolean): void {
		this.isOn = isOn;
		try {
			if (isOn) localStorage.setItem(KEY, 'on');
			else localStorage.removeItem(KEY);
		} catch {
			// The choice lasts until the page is left.
		}
	}
}
