import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import type { Problem } from '#lib/analysis/types/problems';
import { diagnosticsOf } from './type-problems';

const problem = (over: Partial<Problem>): Problem => ({
	file: 'a.py',
	line: 1,
	column: 0,
	endLine: 1,
	endColumn: 3,
	kind: 'error',
	message: 'no',
	rule: null,
	...over
});
const doc = Text.of(['one', 'two']);

test('lines and columns become offsets, in order', () => {
	const seen = diagnosticsOf(doc, [problem({ line: 2, endLine: 2, kind: 'note', rule: 'r' }), problem({})]);
	expect(seen).toEqual([
		{ from: 0, to: 3, severity: 'error', message: 'no' },
		{ from: 4, to: 7, severity: 'info', message: 'no', source: 'r' }
	]);
});

test.each([
	[problem({ column: 9, endColumn: 12 }), [3, 3]],
	[problem({ line: 7, endLine: 8 }), [7, 7]],
	[problem({ line: 2, column: 1, endLine: 1, endColumn: 0 }), [5, 5]]
])('a place that is not there any more stays inside of the text', (one, expected) => {
	expect(diagnosticsOf(doc, [one]).map(({ from, to }) => [from, to])).toEqual([expected]);
});
