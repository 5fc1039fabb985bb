// One slip of the pen makes a parser complain several times, and each checker that reads the file complains again. It is told once.

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
