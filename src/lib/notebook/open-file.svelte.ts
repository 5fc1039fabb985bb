// A file as the reader has it open: its text, what it was, and a way back after it has been reset.
import type { SourceFile } from '#lib/content/types';
import type { TextRecord } from '#lib/progress/records';

export class OpenFile {
	readonly name: string;
	readonly original: string;
	readonly readOnly: boolean;
	#html: string;
	#text: string = $state('');
	#before: string | null = $state(null);
	#onchange: (record: TextRecord) => void;

	constructor(file: SourceFile, onchange: (record: TextRecord) => void = () => {}) {
		this.name = file.name;
		this.original = file.text;
		this.readOnly = file.readOnly;
		this.#html = file.html;
		this.#text = file.text;
		this.#onchange = onchange;
	}

	get text(): string {
		return this.#text;
	}

	/** Highlighted at build time, while the text is still the author's; null once it is the reader's. */
	get html(): string | null {
		return this.isChanged ? null : this.#html;
	}

	/** True where the text is not the author's any more. */
	get isChanged(): boolean {
		return this.#text !== this.original;
	}

	/** True after a reset or a taken solution, until the reader types on. */
	get canUndo(): boolean {
		return this.#before !== null;
	}

	type(text: string): void {
		if (this.readOnly || text === this.#text) return;
		this.#text = text;
		this.#before = null;
		this.#keep();
	}

	/** Puts another text in place of the reader's, which `undo` brings back. */
	replace(text: string): void {
		if (this.readOnly || text === this.#text) return;
		this.#before = this.#text;
		this.#text = text;
		this.#keep();
	}

	reset(): void {
		this.replace(this.original);
	}

	undo(): void {
		if (this.#before === null) return;
		this.#text = this.#before;
		this.#before = null;
		this.#keep();
	}

	/** Takes in what was kept on the device. Does not count as typing. */
	restore(record: TextRecord): void {
		if (this.readOnly) return;
		this.#text = record.text;
		this.#before = record.before;
	}

	#keep() {
		this.#onchange({ text: this.#text, before: this.#before, at: Date.now() });
	}
}

/** The files as the runtime takes them. */
export const textsOf = (files: readonly OpenFile[]): Record<string, string> =>
	Object.fromEntries(files.map((file) => [file.name, file.text]));
