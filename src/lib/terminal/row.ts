// One line of a terminal. It is a few runs of text for as long as text only comes to its end; once the cursor has gone back, it is taken
// apart into columns.
import type { Look, Run } from './run';

interface Cell {
	character: string;
	look: Look;
}

/** A character with what is put onto it and takes no column: accents, joiners, variation selectors. */
const COLUMN = /[^\p{M}\p{Cf}][\p{M}\p{Cf}]*|[\p{M}\p{Cf}]+/gsu;

export class Row {
	#runs: Run[] = [];
	#cells: Cell[] | null = null;

	/** What it holds, neighbours of one look joined. */
	get runs(): readonly Run[] {
		if (this.#cells === null) return this.#runs;
		const runs: Run[] = [];
		for (const { character, look } of this.#cells) {
			const last = runs.at(-1);
			if (last?.look === look) last.text += character;
			else runs.push({ text: character, look });
		}
		return runs;
	}

	/** Columns that it takes. */
	get width(): number {
		return this.#columns().length;
	}

	append(text: string, look: Look): void {
		if (this.#cells !== null) {
			for (const [character] of text.matchAll(COLUMN)) this.#cells.push({ character, look });
			return;
		}
		const last = this.#runs.at(-1);
		if (last?.look === look) last.text += text;
		else this.#runs.push({ text, look });
	}

	/** Writes over what is there, from a column on; answers the column after it. */
	write(column: number, text: string, look: Look): number {
		const cells = this.#columns();
		while (cells.length < column) cells.push({ character: ' ', look });
		let at = column;
		for (const [character] of text.matchAll(COLUMN)) cells[at++] = { character, look };
		return at;
	}

	/** Empties the columns from one to another, the latter not included. */
	erase(from: number, to: number, look: Look): void {
		const cells = this.#columns();
		if (to >= cells.length) cells.length = Math.min(cells.length, from);
		else for (let at = from; at < to; at++) cells[at] = { character: ' ', look };
	}

	#columns(): Cell[] {
		this.#cells ??= this.#runs.flatMap(({ text, look }) =>
			Array.from(text.matchAll(COLUMN), ([character]) => ({ character, look }))
		);
		this.#runs = [];
		return this.#cells;
	}
}
