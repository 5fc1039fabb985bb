// What a type checker has to say about a line, and how a page says it. Plain data: the grader, the lists and the pictures share it.

/** Lines count from 1; columns are UTF-16 units from 0, as in the editor. */
export interface Problem {
	/** Path in the project. */
	file: string;
	line: number;
	column: number;
	endLine: number;
	endColumn: number;
	/** `error`: a caller is refused. `note`: what reveal_type shows. `faded`: code that is never reached or never used. */
	kind: 'error' | 'warning' | 'note' | 'faded';
	/** The checker's own words; further lines are the reasons, each indented below what it explains. */
	message: string;
	/** The rule that it comes from, `reportArgumentType`; null where it has none. */
	rule: string | null;
}

/** Whatever can judge the types of a whole project. Pages have the real one, tests hand in a fake. */
export interface Analyser {
	/** Checks a project by itself: nothing but these files, the standard library and the bundled packages. Never rejects. */
	check(files: Readonly<Record<string, string>>, options?: CheckOptions): Promise<Checked>;
}

export interface CheckOptions {
	signal?: AbortSignal | undefined;
}

export type Checked =
	| { kind: 'done'; problems: Problem[] }
	| { kind: 'stopped' }
	/** It could not be loaded, or has gone down. Says what happened and what to do. */
	| { kind: 'fault'; message: string };

/** `textDocument/diagnostic` as the server answers it, as far as it is read. */
export interface ServerDiagnostic {
	range: { start: ServerPosition; end: ServerPosition };
	message: string;
	/** 1 error, 2 warning, 3 information, 4 hint. */
	severity?: number;
	code?: string | number;
	/** 1 unnecessary, 2 deprecated. */
	tags?: number[];
}
interface ServerPosition {
	line: number;
	character: number;
}

const KINDS = ['error', 'warning', 'note'] as const;

/** In the order of the file. Hints that only tidy up are left out: an unused parameter is nobody's business in a Protocol. */
export function problemsOf(file: string, diagnostics: readonly ServerDiagnostic[]): Problem[] {
	return diagnostics
		.filter((one) => one.severity !== 4 || one.code === 'reportUnreachable')
		.map(({ range: { start, end }, severity, code, message }) => ({
			file,
			line: start.line + 1,
			column: start.character,
			endLine: end.line + 1,
			endColumn: end.character,
			kind: KINDS[(severity ?? 1) - 1] ?? ('faded' as const),
			// The checker indents by no-break spaces.
			message: message.replaceAll('\u00a0', ' '),
			rule: typeof code === 'string' ? code : null
		}))
		.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** `2 errors, 1 note`; null where there is nothing to say. */
export function countOf(problems: readonly Problem[]): string | null {
	const names: [Problem['kind'], string][] = [
		['error', 'error'],
		['warning', 'warning'],
		['note', 'note']
	];
	const parts = names.flatMap(([kind, name]) => {
		const { length } = problems.filter((problem) => problem.kind === kind);
		return length ? [`${length} ${name}${length === 1 ? '' : 's'}`] : [];
	});
	return parts.length ? parts.join(', ') : null;
}
