import { expect, test } from 'vitest';
import type { LinterState } from './linter';
import type { Problem } from './problem';
import { problemsSay } from './words';

const problem: Problem = {
	code: 'G004',
	message: 'm',
	from: { line: 1, column: 1 },
	to: { line: 1, column: 2 },
	fix: null
};
const ready: LinterState = { phase: 'ready', version: '1.2' };

test.each<[LinterState, Problem[] | null, string]>([
	[{ phase: 'off' }, null, ''],
	[{ phase: 'loading' }, null, 'Fetching the linter, about 3 MB.'],
	[{ phase: 'failed', message: 'x' }, null, 'The linter did not load. Editing and running work without it.'],
	[ready, null, 'Ruff 1.2, rules G and LOG: looking.'],
	[ready, [], 'Ruff 1.2, rules G and LOG: no problem.'],
	[ready, [problem], 'Ruff 1.2, rules G and LOG: 1 problem.'],
	[ready, [problem, problem], 'Ruff 1.2, rules G and LOG: 2 problems.']
])('%j with %j', (state, problems, says) => expect(problemsSay(state, problems, ['G', 'LOG'])).toBe(says));

test.each<[string[], string]>([
	[['F811'], 'Ruff 1.2, rule F811: looking.'],
	[['G', 'LOG', 'F811'], 'Ruff 1.2, rules G, LOG and F811: looking.']
])('%j are listed', (rules, says) => expect(problemsSay(ready, null, rules)).toBe(says));
