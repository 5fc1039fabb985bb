// Where days and shares stand, whatever the reader's own history holds.
import { describe, expect, test } from 'vitest';
import { nearestDay, rateLine, scalesOf, thresholdLine } from './chart';
import { historyOf, quiet } from './fixture';

const plot = { left: 40, right: 940, top: 20, bottom: 220 };
const ninety = historyOf(Array.from({ length: 90 }, (_, i) => quiet(i + 1)));

describe('the scales', () => {
	test('put the first and last day just inside the plot', () => {
		const { x } = scalesOf(ninety, plot);
		expect(x(1)).toBe(45);
		expect(x(90)).toBe(935);
	});

	test('leave room above the highest of rate and threshold', () => {
		for (const high of [0.004, 0.05, 0.13, 0.51, 1]) {
			const { y, shares } = scalesOf(historyOf([quiet(1, { rate: high, threshold: null })]), plot);
			expect(y(high)).toBeGreaterThanOrEqual(plot.top);
			expect(y(0)).toBe(plot.bottom);
			expect(shares.length).toBeGreaterThanOrEqual(2);
			expect(shares.length).toBeLessThanOrEqual(7);
		}
	});

	test('name days that do not run into one another, also on a phone', () => {
		for (const right of [300, 940]) {
			const { days, x } = scalesOf(ninety, { ...plot, right });
			const gaps = days.slice(1).map((day, i) => x(day) - x(days[i] ?? 0));
			expect(Math.min(...gaps)).toBeGreaterThanOrEqual(44);
		}
	});

	test('hold one day alone', () => {
		const { x, days } = scalesOf(historyOf([quiet(5)]), plot);
		expect(x(5)).toBe(490);
		expect(days).toEqual([5]);
	});
});

test('the threshold is drawn as steps, with a gap where there is none', () => {
	const history = historyOf([
		quiet(1),
		quiet(2, { threshold: 0.08 }),
		quiet(3, { threshold: null }),
		quiet(4)
	]);
	const path = thresholdLine(history, scalesOf(history, plot));
	expect(path.match(/M/g)).toHaveLength(2);
	expect(path.match(/V/g)).toHaveLength(1);
});

test('the rate is one line through every day', () => {
	const path = rateLine(ninety, scalesOf(ninety, plot));
	expect(path.match(/[ML]/g)).toHaveLength(90);
});

test('a place across belongs to the nearest day, also beyond the ends', () => {
	const scales = scalesOf(ninety, plot);
	expect(nearestDay(ninety, scales, scales.x(30) + 3)).toBe(29);
	expect(nearestDay(ninety, scales, -100)).toBe(0);
	expect(nearestDay(ninety, scales, 5000)).toBe(89);
});
