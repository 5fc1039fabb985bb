// The files of one cell or exercise as the type checker sees them while they are edited: its problems, and whether they are up to date.
// A checker that does not judge is told of the files and asked for nothing.
import type { TypesClient } from './client';
import type { Problem } from './problems';
import type { TypeChecker } from './type-checker.svelte';

/** Milliseconds without typing after which the checker is asked. */
const QUIET = 150;

export class TypedProject {
	readonly name: string;
	/** Of the files as they last were; null before the first answer. */
	problems: readonly Problem[] | null = $state.raw(null);
	/** The files that these problems are of. */
	judged: Readonly<Record<string, string>> = $state.raw({});
	/** True from an edit to the answer about it. */
	isChecking: boolean = $state(false);
	/** Where the editor gets its hovers from; null while the checker is not there. */
	client: TypesClient | null = $state.raw(null);
	#checker: TypeChecker;
	#files: Readonly<Record<string, string>> = {};
	#timer: ReturnType<typeof setTimeout> | undefined;
	#round = 0;

	/** `name`: a word with hyphens, of its own on the page. */
	constructor(checker: TypeChecker, name: string) {
		this.#checker = checker;
		this.name = name;
	}

	/** Tells of the files as they are now. Nothing is asked before `open`. */
	update(files: Readonly<Record<string, string>>): void {
		const isSame = Object.entries(files).every(([name, text]) => this.#files[name] === text);
		this.#files = files;
		if (this.client === null || isSame) return;
		this.isChecking = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#ask(), QUIET);
	}

	/** Loads the checker where need be, and checks. Never rejects. */
	async open(): Promise<void> {
		this.isChecking = true;
		this.client = await this.#checker.start();
		await this.#ask();
	}

	/** The checker has gone: nothing that it said is shown any more. */
	forget(): void {
		this.#round += 1;
		clearTimeout(this.#timer);
		this.client = null;
		this.problems = null;
		this.isChecking = false;
	}

	async #ask(): Promise<void> {
		const round = ++this.#round;
		const { client } = this;
		if (client === null) {
			this.isChecking = false;
			return;
		}
		const files = this.#files;
		client.put(this.name, files);
		if (!this.#checker.judges) {
			this.isChecking = false;
			return;
		}
		try {
			const problems = await client.problems(this.name);
			if (round !== this.#round) return;
			this.problems = problems;
			this.judged = files;
			this.isChecking = false;
		} catch (error) {
			if (round !== this.#round) return;
			this.forget();
			this.#checker.fail(error);
		}
	}
}
