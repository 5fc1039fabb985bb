// Ruff, with its own shapes turned into ours. The WebAssembly must be up before; worker and tests see to that, each in its own way.
import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-web';
import type { Problem } from './problem';

export interface Ruff {
	version: string;
	/** Problems from top to bottom. */
	check(text: string): Problem[];
	/** The text as Ruff would lay it out; null where its syntax is wrong. */
	format(text: string): string | null;
}

/** Ruff for the Python of the lessons, with just these rules. Throws, in Ruff's words, for a rule that it does not know. */
export function openRuff(rules: readonly string[]): Ruff {
	// Not `preview`: with it, codes turn into names.
	const options = { 'target-version': 'py314', lint: { select: rules } };
	const workspace = new Workspace(options, PositionEncoding.Utf16);
	// eslint-disable-next-line @typescript-eslint/no-unsafe-return -- Ruff's own types say `any`.
	const check = (text: string): Diagnostic[] => workspace.check(text);
	return {
		version: Workspace.version(),
		check(text) {
			return check(text).map(problemOf).sort(byPlace);
		},
		format(text) {
			// It throws for wrong syntax, but also where it has broken down; only the former is the reader's affair.
			return check(text).some(isSyntax) ? null : workspace.format(text);
		}
	};
}

const isSyntax = ({ code }: Diagnostic) => code === null || code === 'invalid-syntax';

function problemOf(found: Diagnostic): Problem {
	return {
		code: isSyntax(found) ? null : found.code,
		message: found.message,
		from: spotOf(found.start_location),
		to: spotOf(found.end_location),
		fix: found.fix && {
			says: found.fix.message ?? 'Apply the fix',
			edits: found.fix.edits.map(({ location, end_location, content }) => ({
				from: spotOf(location),
				to: spotOf(end_location),
				text: content ?? ''
			}))
		}
	};
}

const spotOf = ({ row, column }: { row: number; column: number }) => ({ line: row, column });

const byPlace = (a: Problem, b: Problem) => a.from.line - b.from.line || a.from.column - b.from.column;
