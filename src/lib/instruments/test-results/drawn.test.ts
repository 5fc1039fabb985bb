// A list of thousands of tests: bounded, with what went wrong in it, and nothing out of reach.
import { expect, test } from 'vitest';
import type { TestResult } from '#lib/runtime/protocol';
import { drawnOf, STEP, type Drawn } from './drawn';
import type { Item } from './facts';

const result = (id: number, outcome: TestResult['outcome'] = 'passed'): Item => ({
	kind: 'result',
	key: `t.py::test_${id}`,
	file: 't.py',
	result: {
		...{
			id: `t.py::test_${id}`,
			name: `test_${id}`,
			file: 't.py',
			line: 1,
			outcome,
			seconds: 0,
			phase: null
		},
		...{ exception: null, assertion: null, reason: '', stdout: '', stderr: '', log: '', doc: '' }
	}
});
const tests = (count: number, bad: readonly number[] = []) =>
	Array.from({ length: count }, (_, id) => result(id, bad.includes(id) ? 'failed' : 'passed'));
const places = (drawn: readonly Drawn[]) => drawn.flatMap((one) => (one.kind === 'item' ? [one.index] : []));
const gaps = (drawn: readonly Drawn[]) =>
	drawn.flatMap((one) => (one.kind === 'gap' ? [[one.from, one.count]] : []));

test('a list of a usual length is drawn whole', () => {
	expect(places(drawnOf(tests(STEP), []))).toHaveLength(STEP);
	expect(gaps(drawnOf(tests(STEP), []))).toEqual([]);
});

test('of five thousand the first are drawn, and what went wrong where it stands', () => {
	const drawn = drawnOf(tests(5000, [3, 1000, 4999]), []);
	expect(places(drawn).slice(-3)).toEqual([STEP - 1, 1000, 4999]);
	expect(gaps(drawn)).toEqual([
		[STEP, 1000 - STEP],
		[1001, 3998]
	]);
});

test('five thousand that went wrong are no more than twice as many', () => {
	const all = Array.from({ length: 5000 }, (_, id) => id);
	expect(places(drawnOf(tests(5000, all), []))).toHaveLength(2 * STEP);
});

test('more are drawn where they were asked for, until nothing is left out', () => {
	const items = tests(1000, [600]);
	const asked: number[] = [];
	for (let gap = gaps(drawnOf(items, asked))[0]; gap; gap = gaps(drawnOf(items, asked))[0]) {
		asked.push(gap[0] ?? 0);
		expect(asked.length).toBeLessThan(6);
	}
	expect(places(drawnOf(items, asked))).toEqual(items.map((_, at) => at));
});
