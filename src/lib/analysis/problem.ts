// What the linter says of a text, and what page and worker say to each other about it. Both import this module and it imports nothing.

/** Lines and columns count from 1, columns in UTF-16 units, as Ruff gives them. */
export interface Spot {
	line: number;
	column: number;
}

export interface Edit {
	from: Spot;
	to: Spot;
	text: string;
}

/** A change that Ruff proposes. It does not tell whether the change is safe, so it is offered and never taken unasked. */
export interface Fix {
	says: string;
	edits: Edit[];
}

export interface Problem {
	/** `G004`; null where the text is no Python. */
	code: string | null;
	message: string;
	from: Spot;
	to: Spot;
	fix: Fix | null;
}

export type ToLinter =
	| { type: 'start'; rules: readonly string[] }
	| { type: 'check'; ask: number; text: string }
	| { type: 'format'; ask: number; text: string };

/** `broken` means that the linter has to be started afresh. */
export type FromLinter =
	| { type: 'ready'; version: string }
	| { type: 'checked'; ask: number; problems: Problem[] }
	| { type: 'formatted'; ask: number; text: string }
	| { type: 'unformatted'; ask: number }
	| { type: 'broken'; message: string };

/** Where Ruff documents a rule. */
export const documentationOf = (code: string) => `https://docs.astral.sh/ruff/rules/#${code}`;

/** A stretch of a text, in UTF-16 units from 0, and what is to stand there. */
export interface Change {
	from: number;
	to: number;
	insert: string;
}

/** The edits of a fix as changes of the text that it was made for, in order. */
export function changesOf({ edits }: Fix, text: string): Change[] {
	const starts = lineStarts(text);
	return edits
		.map(({ from, to, text: insert }) => ({
			from: offsetOf(from, starts, text.length),
			to: offsetOf(to, starts, text.length),
			insert
		}))
		.sort((a, b) => a.from - b.from);
}

/** The stretch of a text that a problem is about. */
export function stretchOf(
	{ from, to }: Pick<Problem, 'from' | 'to'>,
	text: string
): { from: number; to: number } {
	const starts = lineStarts(text);
	const start = offsetOf(from, starts, text.length);
	return { from: start, to: Math.max(start, offsetOf(to, starts, text.length)) };
}

function lineStarts(text: string): number[] {
	return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function offsetOf({ line, column }: Spot, starts: readonly number[], length: number): number {
	return Math.min((starts[line - 1] ?? length) + column - 1, length);
}
