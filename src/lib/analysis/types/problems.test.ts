import { expect, test } from 'vitest';
import { countOf, problemsOf, type ServerDiagnostic } from './problems';

const at = (line: number, severity: number, over: Partial<ServerDiagnostic> = {}): ServerDiagnostic => ({
	range: { start: { line, character: 4 }, end: { line, character: 9 } },
	message: 'no',
	severity,
	...over
});

test('lines count from 1, in order, with the rule, in the checker’s words', () => {
	const [first, second] = problemsOf('a.py', [
		at(4, 3),
		at(0, 1, { code: 'reportArgumentType', message: 'no\n\u00a0\u00a0because' })
	]);
	expect(first).toEqual({
		file: 'a.py',
		line: 1,
		column: 4,
		endLine: 1,
		endColumn: 9,
		kind: 'error',
		message: 'no\n  because',
		rule: 'reportArgumentType'
	});
	expect(second).toMatchObject({ line: 5, kind: 'note', rule: null });
});

test('a hint is left out, but for code that is never reached', () => {
	const problems = problemsOf('a.py', [
		at(0, 4, { code: 'reportUnusedParameter', tags: [1] }),
		at(1, 4, { code: 'reportUnreachable', tags: [1] })
	]);
	expect(problems.map(({ line, kind }) => [line, kind])).toEqual([[2, 'faded']]);
});

test('counts in words', () => {
	expect(countOf([])).toBeNull();
	expect(
		countOf(problemsOf('a.py', [at(0, 1), at(1, 1), at(2, 3), at(3, 4, { code: 'reportUnreachable' })]))
	).toBe('2 errors, 1 note');
});
