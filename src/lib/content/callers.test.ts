import { expect, test } from 'vitest';
import { readCallers } from './callers';

const places = { file: 'x/task.md', checks: 'x/checks' };

test('reads who calls, and which lines must be flagged, with the reason', () => {
	const text =
		'"""A plant is\nrecorded."""\nfrom museum import record\n\nrecord(Plant())  # error: it has no name\n';
	expect(readCallers({ 'test_it.py': '', 'callers/plant.py': text }, true, places)).toEqual({
		callers: [
			{
				file: 'callers/plant.py',
				says: 'A plant is recorded.',
				flagged: [{ line: 5, why: 'it has no name' }]
			}
		]
	});
	expect(readCallers({ 'test_it.py': '' }, false, places)).toBeNull();
});

test.each([
	['a caller that nobody checks', { 'callers/a.py': '"""A."""' }, false, /nobody checks this caller/],
	['no caller', { 'test_it.py': '' }, true, /no caller/],
	['no docstring', { 'callers/a.py': 'x = 1' }, true, /no docstring/],
	['no reason', { 'callers/a.py': '"""A."""\nf()  # error\n' }, true, /2: this error has no reason/],
	['no Python', { 'callers/a.txt': '"""A."""' }, true, /no Python/]
])('refuses %s', (_, checks, types, message) => {
	expect(() => readCallers(checks, types, places)).toThrow(message);
});
