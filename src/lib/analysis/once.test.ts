import { expect, test } from 'vitest';
import { lintOnce, syntaxOnce, typesOnce } from './once';
import type { Problem } from './problem';
import type { Problem as TypeProblem } from './types/problems';

const told = (...problems: [line: number, rule: string | null][]) =>
	syntaxOnce(problems, ([line, rule]) => (rule === null ? line : null)).map(([line]) => line);

test.each([
	['several on one line', told([3, null], [3, null], [3, null]), [3]],
	['those on the lines right below', told([3, null], [4, null], [5, null]), [3]],
	['but another slip further down', told([3, null], [9, null], [9, null]), [3, 9]],
	['and whatever else is wrong', told([3, null], [3, 'a'], [3, null], [4, 'b']), [3, 3, 4]]
])('a syntax error is told once: %s', (_what, lines, expected) => expect(lines).toEqual(expected));

const problem = (code: string | null, line: number, message = ''): Problem => ({
	code,
	message,
	from: { line, column: 1 },
	to: { line, column: 2 },
	fix: null
});

test('look-alikes stand in place of the syntax errors that they make, before what else the linter found', () => {
	const lookAlike = problem(null, 2, '2 curly quotes');
	const found = [problem(null, 2), problem('G004', 5), problem(null, 9)];
	expect(lintOnce(found, lookAlike)).toEqual([lookAlike, found[1]]);
	expect(lintOnce(null, lookAlike)).toEqual([lookAlike]);
	expect(lintOnce(found, null)).toEqual(found);
	expect(lintOnce(null, null)).toBeNull();
});

const typed = (file: string, line: number, rule: string | null): TypeProblem => ({
	file,
	line,
	rule,
	column: 0,
	endLine: line,
	endColumn: 1,
	kind: 'error',
	message: ''
});

test('of each file the type checker tells a syntax error once, and not at all where it stands elsewhere', () => {
	const found = [
		typed('a.py', 1, null),
		typed('a.py', 1, null),
		typed('b.py', 1, null),
		typed('a.py', 7, 'r')
	];
	expect(typesOnce(found, null)).toEqual([found[0], found[3], found[2]]);
	expect(typesOnce(found, 'a.py')).toEqual([found[2], found[3]]);
});
