// On whose machine a suite runs: the developer's, where things lie about that the project does not have, or a fresh one.
import type { SourceFile } from '#lib/content/types';
import type { Machine } from '#lib/runtime/protocol';

export class MachineChoice {
	/** What leaves there what the developer's machine has; null where there is none to choose, and every run is on a fresh one. */
	readonly script: SourceFile | null;
	/** The reader's choice for the next run. */
	isFresh: boolean = $state(false);
	/** The choice of the last run; null before it. */
	#ranFresh: boolean | null = $state(null);

	constructor(script: SourceFile | null) {
		this.script = script;
	}

	/** True where the last run was on another machine than the next will be. */
	get isOther(): boolean {
		return this.#ranFresh !== null && this.#ranFresh !== this.isFresh;
	}

	/** True where the last run was on a fresh machine although there was another to choose. */
	get wasFresh(): boolean {
		return this.script !== null && this.#ranFresh === true;
	}

	/** The machine of the next run. */
	get next(): Machine | null {
		return this.script && !this.isFresh ? { file: this.script.name, source: this.script.text } : null;
	}

	/** To be told that a run begins on it. */
	begun(): void {
		this.#ranFresh = this.isFresh;
	}
}
