// The lines that input() reads in a run: those that the author prepared, until the reader writes others. Kept like a file.
import { INPUT_NAME } from './file-name';
import type { KeptText } from '#lib/progress/kept-text';
import { OpenFile } from './open-file.svelte';

export class InputLines extends OpenFile {
	constructor(prepared: readonly string[], kept: KeptText | null = null, onedit?: () => void) {
		super({ name: INPUT_NAME, text: prepared.join('\n'), html: '', readOnly: false }, kept, onedit);
	}

	/** As Python is given them: no line ends, and no line after the last line end. */
	get lines(): string[] {
		const lines = this.text.split('\n');
		return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
	}

	/** True where a run could want them: there are some, or one of the files calls input(). */
	areWanted(files: readonly OpenFile[]): boolean {
		return this.text !== '' || this.original !== '' || files.some(({ text }) => /\binput\s*\(/.test(text));
	}
}
