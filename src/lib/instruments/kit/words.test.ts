import { expect, test } from 'vitest';
import { capital, leftOut, testName } from './words';

test('a test is named without its file', () => {
	expect(testName('tests/test_cart.py::TestCart::test_total[a::b]')).toBe('TestCart::test_total[a::b]');
	expect(testName('test_cart.py')).toBe('test_cart.py');
});

test.each([
	[1, '1 further file is not listed.'],
	[1200, '1,200 further files are not listed.']
])('%i left out', (n, says) => {
	expect(leftOut(n, 'further file', 'not listed')).toBe(says);
});

test('a sentence begins with a capital, whatever it begins with', () => {
	expect(['', 'a', '1 s'].map(capital)).toEqual(['', 'A', '1 s']);
});
