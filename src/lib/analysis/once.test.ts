import { expect, test } from 'vitest';
import { syntaxOnce } from './once';

const told = (...problems: [line: number, rule: string | null][]) =>
	syntaxOnce(problems, ([line, rule]) => (rule === null ? line : null)).map(([line]) => line);

test.each([
	['several on one line', told([3, null], [3, null], [3, null]), [3]],
	['those on the lines right below', told([3, null], [4, null], [5, null]), [3]],
	['but another slip further down', told([3, null], [9, null], [9, null]), [3, 9]],
	['and whatever else is wrong', told([3, null], [3, 'a'], [3, null], [4, 'b']), [3, 3, 4]]
])('a syntax error is told once: %s', (_what, lines, expected) => expect(lines).toEqual(expected));
