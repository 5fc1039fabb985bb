import { expect, test } from 'vitest';
import { counted, listed } from './counted';

test.each([
	[0, '0 tests'],
	[1, '1 test'],
	[2, '2 tests'],
	[4941, '4,941 tests']
])('%i', (n, says) => {
	expect(counted(n, 'test')).toBe(says);
});

test('a plural of its own', () => {
	expect([1, 2].map((n) => counted(n, 'query', 'queries'))).toEqual(['1 query', '2 queries']);
});

test.each([
	[[], ''],
	[['a'], 'a'],
	[['a', 'b'], 'a and b'],
	[['a', 'b', 'c'], 'a, b and c']
])('%j', (parts, says) => {
	expect(listed(parts)).toBe(says);
});
