// What a reader is told of a check that failed: the author's message, and what was seen where pytest compared something.
import { expect, test } from 'vitest';
import type { AssertionReport } from '#lib/runtime/protocol';
import { testResult } from '#lib/project/fake-runtime';
import { wordsOfFailure } from './failure-words';

const failed = (message: string, assertion: Partial<AssertionReport>) =>
	testResult('test_a.py::test_a', {
		outcome: 'failed',
		phase: 'call',
		exception: { type: 'AssertionError', message, friendly: '', frames: [], at: null, full: '' },
		assertion: { source: '', summary: '', left: null, right: null, operator: null, lines: [], ...assertion }
	});

test('a comparison tells both sides, after the author’s message', () => {
	const sides = { source: 'assert f(2) == 4', left: '3', right: '4', operator: '==' };
	expect(wordsOfFailure(failed('assert 3 == 4', sides))).toBe('Seen: 3. Expected: 4.');
	expect(wordsOfFailure(failed('two and two\nassert 3 == 4', sides))).toBe(
		'two and two. Seen: 3. Expected: 4.'
	);
});

test('without a comparison the author’s message says all there is to say', () => {
	const source = 'assert text.endswith("|"), f"this was written: {text!r}"';
	expect(
		wordsOfFailure(failed("this was written: 'a'\nassert False", { source, summary: 'assert False' }))
	).toBe("this was written: 'a'.");
});

test('without a comparison and a message the condition itself is told', () => {
	const source = 'assert text.endswith("|")';
	expect(wordsOfFailure(failed('assert False', { source, summary: 'assert False' }))).toBe(
		'Expected: text.endswith("|"). Seen: False.'
	);
});
