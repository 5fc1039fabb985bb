import { expect, test } from 'vitest';
import { measuredWords, timeWords } from './time';

test.each([
	[0, '0 s'],
	[0.0000004, '0.4 µs'],
	[0.0000123, '12 µs'],
	[0.00004, '40 µs'],
	[0.0000996, '0.1 ms'],
	[0.0001, '0.1 ms'],
	[0.001, '1 ms'],
	[0.00123, '1.2 ms'],
	[0.0124, '12 ms'],
	[0.02, '20 ms'],
	[0.0456, '46 ms'],
	[0.0996, '0.1 s'],
	[0.1 + 0.2, '0.3 s'],
	[0.25, '0.25 s'],
	[0.9, '0.9 s'],
	[0.9994, '1 s'],
	[1, '1 s'],
	[1.239, '1.24 s'],
	[10.25, '10.25 s'],
	[61.04, '61.04 s'],
	[3600, '3,600 s'],
	[-0.02, '-20 ms'],
	[-0.5, '-0.5 s']
])('%f seconds', (seconds, says) => {
	expect(timeWords(seconds)).toBe(says);
});

test.each([
	[0, 'under 0.1 ms'],
	[0.0000004, 'under 0.1 ms'],
	[0.000005, '5 µs'],
	[0.02, '20 ms']
])('%f seconds by a clock', (seconds, says) => {
	expect(measuredWords(seconds)).toBe(says);
});
