// One slip of the pen makes a parser complain several times, and each checker that reads the file complains again. It is told once: by
// what explains it best, which is look-alikes before the linter before the type checker, and at its first line.
import type { Problem } from './problem';
import type { Problem as TypeProblem } from './types/problems';

/**
 * Leaves out what follows from a syntax error before it: complaints about the same line or the one right below. `lineOf` gives the line of
 * a syntax error, and null for a problem of any other kind, which always stays. In the order of the file.
 */
export function syntaxOnce<P>(problems: readonly P[], lineOf: (problem: P) => number | null): P[] {
	let last = -Infinity;
	return problems.filter((problem) => {
		const line = lineOf(problem);
		if (line === null) return true;
		const follows = line <= last + 1;
		last = line;
		return !follows;
	});
}

/** What the linter found in a file, or null where it has not looked, with the look-alikes in it in place of the errors that they make. */
export function lintOnce(
	found: readonly Problem[] | null,
	lookAlike: Problem | null
): readonly Problem[] | null {
	if (lookAlike) return [lookAlike, ...(found ?? []).filter(({ code }) => code !== null)];
	return found && syntaxOnce(found, ({ code, from }) => (code === null ? from.line : null));
}

/** What the type checker found in several files. `told`: the file whose syntax errors stand elsewhere already; null where there is none. */
export function typesOnce(found: readonly TypeProblem[], told: string | null): TypeProblem[] {
	const isSyntax = ({ kind, rule }: TypeProblem) => kind === 'error' && rule === null;
	const untold = found.filter((one) => !(one.file === told && isSyntax(one)));
	return [...new Set(untold.map(({ file }) => file))].flatMap((name) =>
		syntaxOnce(
			untold.filter(({ file }) => file === name),
			(one) => (isSyntax(one) ? one.line : null)
		)
	);
}
