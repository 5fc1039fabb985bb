import { describe, expect, it } from 'vitest';
import type { Some } from './shake-data';
import { minimise } from './delta';

const numbers = (n: number): Some<number> => [0, ...Array.from({ length: n - 1 }, (_, i) => i + 1)];

describe('minimise', () => {
	it.each([
		['one item of many', 100, [37]],
		['the first', 16, [0]],
		['the last', 16, [15]],
		['one of one', 1, [0]],
		['two that must come together', 40, [3, 31]],
		['neighbours', 9, [4, 5]],
		['three', 30, [1, 2, 29]],
		['all of them', 5, [0, 1, 2, 3, 4]]
	])('finds %s', async (_, n, wanted) => {
		const found = await minimise(numbers(n), async (part) => wanted.every((w) => part.includes(w)));
		expect(found).toEqual(wanted);
	});

	it('answers a part from which nothing can be taken out, where several would do', async () => {
		const holds = async (part: readonly number[]) =>
			part.includes(2) || (part.includes(7) && part.includes(8));
		const found = await minimise(numbers(10), holds);
		expect(await holds(found)).toBe(true);
		for (const item of found) expect(await holds(found.filter((x) => x !== item))).toBe(false);
	});

	it('bisects: a single culprit among 128 takes no more than 2 log2 n questions', async () => {
		let asked = 0;
		await minimise(numbers(128), async (part) => (asked++, part.includes(101)));
		expect(asked).toBeLessThanOrEqual(14);
	});

	it('never asks the same question twice', async () => {
		const asked: string[] = [];
		await minimise(
			numbers(12),
			async (part) => (asked.push(part.join()), [1, 6, 11].every((w) => part.includes(w)))
		);
		expect(new Set(asked).size).toBe(asked.length);
	});
});
