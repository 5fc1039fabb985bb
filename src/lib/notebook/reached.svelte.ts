// How far a reader has come with an exercise: whether they have begun, whether it passed once, how many hints are open. What is reached stays.
import type { ExerciseSpec } from '#lib/content/types';
import { exerciseKey, type ExerciseState } from '#lib/progress/records';
import type { Kept, Shelf } from '#lib/progress/shelf.svelte';

export class Reached {
	state: ExerciseState = $state('untouched');
	/** How many hints are open. */
	hintsOpen: number = $state(0);
	#key: string;
	#hints: number;
	#shelf: Pick<Shelf, 'keep'>;

	constructor(
		{ slug, name, hints }: Pick<ExerciseSpec, 'slug' | 'name' | 'hints'>,
		shelf: Pick<Shelf, 'keep'>
	) {
		this.#key = exerciseKey(slug, name);
		this.#hints = hints.length;
		this.#shelf = shelf;
	}

	get hasMoreHints(): boolean {
		return this.hintsOpen < this.#hints;
	}

	openHint(): void {
		if (!this.hasMoreHints) return;
		this.hintsOpen += 1;
		this.come('started');
	}

	/** Keeps that the reader has come so far, if they had not come further. */
	come(state: ExerciseState): void {
		if (this.state !== 'passed') this.state = state;
		this.#shelf.keep('exercises', this.#key, { state: this.state, hints: this.hintsOpen, at: Date.now() });
	}

	/** Takes in what was kept, as far as there are so many hints today. */
	restore({ exercises }: Kept): void {
		const record = exercises[this.#key];
		if (!record) return;
		this.hintsOpen = Math.min(Math.max(this.hintsOpen, record.hints), this.#hints);
		if (this.state !== 'passed') this.state = record.state;
	}
}
