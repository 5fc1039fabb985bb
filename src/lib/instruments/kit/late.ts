// Code that comes when it is first needed: a lesson page is alive without its figures, and each comes with the first run that has it, or
// in a quiet moment before.
import { createSubscriber } from 'svelte/reactivity';

/** A component, as a view can follow its coming. One for the whole page: what has come once is there at once from then on. */
export class Late<C> {
	#import: () => Promise<{ default: C }>;
	#component: C | null = null;
	#isMissing = false;
	#loading: Promise<void> | null = null;
	#tell = () => {};
	#follow = createSubscriber((update) => {
		this.#tell = update;
		return () => (this.#tell = () => {});
	});

	constructor(component: () => Promise<{ default: C }>) {
		this.#import = component;
	}

	/** Null until it has come. */
	get component(): C | null {
		this.#follow();
		return this.#component;
	}

	/** True where it was asked for last and did not come. */
	get isMissing(): boolean {
		this.#follow();
		return this.#isMissing;
	}

	/** Asks for it, once; again where it did not come. Never rejects. */
	load(): Promise<void> {
		this.#loading ??= this.#load();
		return this.#loading;
	}

	async #load(): Promise<void> {
		try {
			const { default: component } = await this.#import();
			this.#component = component;
			this.#isMissing = false;
		} catch {
			this.#isMissing = true;
			this.#loading = null;
		}
		this.#tell();
	}
}
