// Where Python stands, as something that a view can follow.
import { createSubscriber } from 'svelte/reactivity';
import type { Runtime, RuntimeState } from '#lib/runtime/runtime';

export class Python {
	#runtime: Pick<Runtime, 'state' | 'subscribe'>;
	#follow: () => void;

	constructor(runtime: Pick<Runtime, 'state' | 'subscribe'>) {
		this.#runtime = runtime;
		this.#follow = createSubscriber((update) => runtime.subscribe(update));
	}

	get state(): RuntimeState {
		this.#follow();
		return this.#runtime.state;
	}

	/** What a run is waiting for while Python is on its way, "Downloading Python"; null once it is there. */
	get waitingFor(): string | null {
		const { state } = this;
		return state.phase === 'loading' ? state.step.says : null;
	}
}
