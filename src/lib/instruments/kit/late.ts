// Code that comes when it is first needed: a lesson page is alive without its figures, and each comes with the first run that has it, or
// in a quiet moment before.
import { createSubscriber } from 'svelte/reactivity';

/** A component, as a view can follow its coming. One for the whole page: what has come once is there at once from then on. */
export class Late<C> {
	#import: () => Promise<{ default: C }>;
	/** The script that did not come, where the browser has named it. */
	#failed: string | null = null;
	#tries = 0;
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

	/** HTML, "fetch a single module script": that a script did not come is remembered, and told for good, by its address. So it gets another. */
	#importAgain(script: string): Promise<{ default: C }> {
		this.#tries += 1;
		return import(/* @vite-ignore */ `${script}?again=${this.#tries}`) as Promise<{ default: C }>;
	}

	async #load(): Promise<void> {
		try {
			const { default: component } = await (this.#failed ? this.#importAgain(this.#failed) : this.#import());
			this.#component = component;
			this.#isMissing = false;
		} catch (error) {
			// As Chromium and Firefox say it; WebKit asks again by itself.
			this.#failed ??= /https?:\/\/\S+\.js\b/.exec(String(error))?.[0] ?? null;
			this.#isMissing = true;
			this.#loading = null;
		}
		this.#tell();
	}
}
