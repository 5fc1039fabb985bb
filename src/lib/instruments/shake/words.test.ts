import { describe, expect, it } from 'vitest';
import type { Finding } from './data';
import { nameOf, orderCommand, saysClean, saysFinding, saysOrders, shortestOrder } from './words';

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
		]
	])('%s', (_, finding, says) => expect(saysFinding(finding)).toBe(says));

	it('gives the shortest order that shows it', () => {
		expect(shortestOrder({ ...found, kind: 'polluted', polluters: ['t.py::p'], cleaners: [] })).toEqual([
			't.py::p',
			't.py::test_v'
		]);
		expect(shortestOrder({ ...found, kind: 'flaky' })).toBeNull();
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
	const run = (ok: boolean) => ({ seed: 1, order: [], outcomes: {}, ok, trouble: null });
	expect(saysOrders(run(true), [run(false), run(true)])).toBe(
		'The suite passes in the order of its files and fails in 1 of 2 shuffled orders.'
	);
	expect(nameOf('a/t.py::TestX::test_y[1]')).toBe('TestX::test_y[1]');
});
