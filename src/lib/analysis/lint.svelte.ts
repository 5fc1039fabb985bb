// What the linter says of the file that is open in one workbench. Answers about an older text are dropped.
import { createSubscriber } from 'svelte/reactivity';
import type { Linter, LinterState } from './linter';
import type { Problem } from './problem';

/** Milliseconds without a keystroke after which the text is looked at. */
const PAUSE = 200;

export class Lint {
	#linter: Linter;
	#follow: () => void;
	#looked: { name: string; text: string; problems: Problem[] } | null = $state.raw(null);
	#isOn = $state(false);
	#wanted: { name: string; text: string } | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What came of the last formatting, and the text of which that is true. */
	#notice: { says: string; text: string } | null = $state.raw(null);

	constructor(linter: Linter) {
		this.#linter = linter;
		this.#follow = createSubscriber((update) => linter.subscribe(update));
	}

	get rules(): readonly string[] {
		return this.#linter.rules;
	}

	get state(): LinterState {
		this.#follow();
		return this.#linter.state;
	}

	/** True once this workbench has asked for the linter, by its button or by an edit. */
	get isOn(): boolean {
		return this.#isOn;
	}

	/** Starts the linter where it is not running, also after a failure. */
	turnOn(): void {
		this.#isOn = true;
		this.#linter.start();
		if (this.#wanted) void this.#look(this.#wanted);
	}

	/** The first edit starts the linter; after a failure only the reader does. */
	edited(): void {
		if (!this.#isOn && this.#linter.state.phase !== 'failed') this.turnOn();
	}

	/** This text is open now. */
	show(name: string, text: string): void {
		const isOther = this.#wanted?.name !== name;
		this.#wanted = { name, text };
		if (!this.#isOn) return;
		clearTimeout(this.#timer);
		const wanted = this.#wanted;
		if (isOther) void this.#look(wanted);
		else this.#timer = setTimeout(() => void this.#look(wanted), PAUSE);
	}

	/** The problems of just this text; null where they are not known (yet). */
	problemsOf(name: string, text: string): Problem[] | null {
		const looked = this.#looked;
		return looked?.name === name && looked.text === text ? looked.problems : null;
	}

	/** The problems of the newest text of this file that has been looked at. */
	lastOf(name: string): Problem[] | null {
		return this.#looked?.name === name ? this.#looked.problems : null;
	}

	/** The text that those problems are of. */
	textOf(name: string): string | null {
		return this.#looked?.name === name ? this.#looked.text : null;
	}

	/** What came of the last formatting, while the text is still that one; empty where there is nothing to say. */
	noticeOf(text: string): string {
		return this.#notice?.text === text ? this.#notice.says : '';
	}

	/** The text laid out by Ruff; null where there is none, and the notice then says why. */
	async format(text: string): Promise<string | null> {
		this.turnOn();
		this.#notice = null;
		const answer = await this.#linter.format(text);
		if (answer?.kind === 'formatted') {
			this.#notice = { says: answer.text === text ? 'Nothing to format.' : 'Formatted.', text: answer.text };
			return answer.text;
		}
		if (answer?.kind === 'unreadable') {
			this.#notice = { says: 'Not formatted: the syntax has to be right first.', text };
		}
		return null;
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	async #look(wanted: { name: string; text: string }): Promise<void> {
		const problems = await this.#linter.check(wanted.text);
		if (problems !== null && this.#wanted === wanted) this.#looked = { ...wanted, problems };
	}
}
