import { describe, expect, it } from 'vitest';
import type { Finding, OrderRun } from '#lib/suites/shake-data';
import {
	orderCommand,
	saysClean,
	saysFinding,
	saysOrders,
	saysReplay,
	saysSure,
	shortestOrder
} from './words';

const found = { victim: 't.py::test_v', seed: 4, runs: [] };

describe('findings in words', () => {
	it.each<[string, Finding, string]>([
		[
			'one polluter',
			{ ...found, kind: 'polluted', polluters: ['t.py::test_p'], cleaners: [] },
			'`test_v` passes alone and fails after `test_p`.'
		],
		[
			'two polluters and a cleaner',
			{ ...found, kind: 'polluted', polluters: ['t.py::test_p', 'u.py::test_q'], cleaners: ['t.py::test_c'] },
			'`test_v` passes alone and fails after `test_p` and `test_q` together; without any one of them it passes. Where `test_c` runs between them it passes: a cleaner that hides the leak.'
		],
		[
			'brittle',
			{ ...found, kind: 'brittle', setters: ['t.py::test_s'] },
			'`test_v` is brittle: it fails alone and passes only after `test_s` has set things up for it.'
		],
		[
			'import',
			{ ...found, kind: 'import', files: ['test_z.py'] },
			'`test_v` fails with nothing before it, as soon as `test_z.py` is imported; without that it passes.'
		],
		[
			'flaky',
			{ ...found, kind: 'flaky', before: 3, passed: 1, failed: 4 },
			'`test_v` is flaky: run 5 times in one and the same order, with 3 tests before it, it passed once and failed 4 times. Order is not what decides it.'
		],
		[
			'flaky by itself',
			{ ...found, kind: 'flaky', before: 0, passed: 2, failed: 1 },
			'`test_v` is flaky: run 3 times with nothing before it, it passed twice and failed once. Order is not what decides it.'
		]
	])('%s', (_, finding, says) => expect(saysFinding(finding)).toBe(says));

	it('gives the shortest order that shows it', () => {
		expect(shortestOrder({ ...found, kind: 'polluted', polluters: ['t.py::p'], cleaners: [] })).toEqual([
			't.py::p',
			't.py::test_v'
		]);
		expect(shortestOrder({ ...found, kind: 'flaky', before: 0, passed: 1, failed: 2 })).toBeNull();
	});
});

describe('commands to paste', () => {
	it('quotes what a shell would take apart', () => {
		expect(orderCommand(['t.py::test_a[x y]', 't.py::test_b'])).toBe(
			"pytest -p no:randomly 't.py::test_a[x y]' t.py::test_b"
		);
	});
});

describe('how sure a clean shake is', () => {
	it.each([
		[1, 'once in 2,', 'once in 1.5.'],
		[20, 'once in 1,048,576', 'once in 3,325']
	])('after %i orders', (n, one, two) => {
		expect(saysClean(n)).toContain(one);
		expect(saysClean(n)).toContain(two);
	});
});

it('counts orders, and says how the files stand', () => {
	const run = (ok: boolean) => ({ seed: 1, order: [], outcomes: {}, ok, trouble: null, lost: [] });
	expect(saysOrders(run(true), [run(false), run(true)])).toBe(
		'The suite passes in the order of its files and fails in 1 of 2 shuffled orders.'
	);
});

describe('how sure a finding is', () => {
	const runs = (n: number, failed: boolean, why: string, order: string[]) =>
		Array.from({ length: n }, () => ({ failed, why, order }));
	const polluted = (n: number): Finding => ({
		...found,
		kind: 'polluted',
		polluters: ['t.py::test_p'],
		cleaners: [],
		runs: [
			...runs(n, true, 'the same order again', ['t.py::test_p', 't.py::test_v']),
			...runs(n, false, 'alone', ['t.py::test_v'])
		]
	});

	it('tells by how often both came out the same', () => {
		expect(saysSure(polluted(5))).toMatch(
			/failed 5 times out of 5 .* at most once in 1,024\..*PYTHONHASHSEED/
		);
	});

	it('claims nothing from one run of each', () => expect(saysSure(polluted(1))).toBe(''));
});

describe('an order run again', () => {
	const run = (outcome: OrderRun['outcomes'][string]): OrderRun => ({
		seed: 5,
		order: ['t.py::test_p', 't.py::test_v'],
		outcomes: { 't.py::test_p': 'passed', 't.py::test_v': outcome },
		ok: outcome === 'passed',
		trouble: null,
		lost: []
	});
	it.each<[OrderRun | null, OrderRun | undefined, string]>([
		[null, run('failed'), 'Running the order of seed 5 again.'],
		[run('failed'), run('failed'), 'The order of seed 5, run again: `test_v` failed, as in the shake.'],
		[run('passed'), undefined, 'The order of seed 5, run again: all 2 tests came out well.'],
		[
			run('passed'),
			run('failed'),
			'The order of seed 5, run again: all 2 tests came out well; in the shake `test_v` failed. A test that comes out differently in one order is flaky.'
		]
	])('%#', (now, shaken, says) => expect(saysReplay({ seed: 5, run: now }, shaken)).toBe(says));
});
