import { describe, expect, test } from 'vitest';
import { assignLanes, layArcs, type ArcEnds } from './arc-layout';

const arc = (from: number, to: number | null): ArcEnds => ({
	from: from * 26 + 13,
	to: to === null ? null : to * 26 + 13
});

describe('lanes', () => {
	test.each<[string, ArcEnds[], (number | null)[]]>([
		['one arc lies next to the code', [arc(1, 2)], [0]],
		['the longer of two from one line lies outside', [arc(1, 3), arc(1, 2)], [1, 0]],
		['arcs below each other share a lane', [arc(1, 2), arc(3, 4)], [0, 0]],
		['arcs that meet at a line share a lane', [arc(1, 2), arc(2, 3)], [0, 0]],
		['an arc around two lies outside of both', [arc(1, 6), arc(2, 3), arc(4, 5)], [1, 0, 0]],
		['nested three deep', [arc(1, 9), arc(2, 8), arc(3, 4)], [2, 1, 0]],
		['arcs that cross do not share a lane', [arc(1, 4), arc(3, 6)], [0, 1]],
		['upwards as downwards', [arc(4, 1), arc(2, 1)], [1, 0]],
		['the way out of a function needs no lane', [arc(1, null), arc(1, 2)], [null, 0]],
		['none', [], []]
	])('%s', (_, ends, lanes) => {
		expect(assignLanes(ends)).toEqual(lanes);
	});
});

describe('the picture', () => {
	test('two arcs from one line leave it at different heights, the outer above', () => {
		const [inner, outer] = layArcs([arc(1, 2), arc(1, 3)]).arcs.map(({ line }) => startOf(line));
		expect(outer).toBeLessThan(inner ?? 0);
	});

	test('two arcs to one line arrive at different heights, the inner above', () => {
		const [outer, inner] = layArcs([arc(1, 3), arc(2, 3)]).arcs.map(({ head }) => tipOf(head));
		expect(inner).toBeLessThan(outer ?? 0);
	});

	test('a single arc goes from the middle of a line to the middle of a line', () => {
		const [only] = layArcs([arc(0, 2)]).arcs;
		expect(startOf(only?.line ?? '')).toBe(13);
		expect(tipOf(only?.head ?? '')).toBe(65);
	});

	test('many arcs at one line stay within its height', () => {
		const { arcs } = layArcs(Array.from({ length: 12 }, (_, index) => arc(0, index + 1)));
		for (const { line } of arcs) expect(Math.abs(startOf(line) - 13)).toBeLessThanOrEqual(9);
	});

	test('is as wide as its outermost lane, and nothing where there is no branch', () => {
		const one = layArcs([arc(1, 2)]).width;
		expect(layArcs([arc(1, 2), arc(1, 3)]).width).toBeGreaterThan(one);
		expect(layArcs([]).width).toBe(0);
	});

	test('holds only numbers, also for an arc to its own line', () => {
		for (const { line, head } of layArcs([arc(1, 1), arc(1, null), arc(3, 1)]).arcs) {
			expect(line + head).not.toMatch(/NaN|undefined|Infinity/);
		}
	});
});

function startOf(path: string): number {
	return Number(/^M[\d.]+ ([\d.]+)/.exec(path)?.[1]);
}

function tipOf(path: string): number {
	return Number(/L[\d.]+ ([\d.]+)/.exec(path)?.[1]);
}
