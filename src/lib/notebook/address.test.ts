import { describe, expect, test } from 'vitest';
import { readAddress, replayAddress } from './address';

const page = { shakes: ['shake-tasks'], has: (id: string) => ['take-away', 'cell-shake-tasks'].includes(id) };
const read = (address: string, on = page as Parameters<typeof readAddress>[1]) =>
	readAddress(new URL(address, 'https://example.org/lessons/x'), on);

describe('the address of a page', () => {
	test.each([
		['nothing but the page', '', null],
		['a place on it', '#take-away', null],
		['the top of it', '#', null],
		['a seed', '?cell=shake-tasks&seed=7#cell-shake-tasks', { cell: 'shake-tasks', seed: 7 }],
		['the seed 0', '?cell=shake-tasks&seed=0', { cell: 'shake-tasks', seed: 0 }]
	])('asks for %s', (_what, address, replay) => {
		expect(read(address)).toEqual({ replay, trouble: null });
	});

	test('of an exercise needs no cell', () => {
		expect(read('?seed=3', { shakes: [null], has: () => false }).replay).toEqual({ cell: null, seed: 3 });
	});

	test.each([
		['a place that is not there', '#take-awa', 'leads to “take-awa”, which is not on this page'],
		['half an escape', '#%E0%A4%A', 'leads to “%E0%A4%A”'],
		[
			'a cell that is not there',
			'?cell=shake&seed=7',
			'an order of the cell “shake”, which cannot be shaken'
		],
		['a seed of nothing', '?seed=7', 'an order of no cell'],
		['a seed that is no number', '?cell=shake-tasks&seed=seven', 'the order of seed “seven”'],
		['a seed below 0', '?cell=shake-tasks&seed=-1', 'the order of seed “-1”'],
		['a seed with a fraction', '?cell=shake-tasks&seed=1.5', 'the order of seed “1.5”'],
		['a seed cut off', '?cell=shake-tasks&seed=', 'the order of seed “”'],
		['a seed without end', `?cell=shake-tasks&seed=${'9'.repeat(40)}`, 'a whole number']
	])('is told where it asks for %s', (_what, address, says) => {
		const { replay, trouble } = read(address);
		expect(replay).toBeNull();
		expect(trouble).toContain(says);
		expect(trouble).toContain('The page is all here.');
	});

	test('that is made for a shake is read as it was meant', () => {
		const replay = { cell: 'shake-tasks', seed: 12 };
		expect(read(replayAddress(replay))).toEqual({ replay, trouble: null });
	});

	test.each([
		['of a lesson', { cell: 'shake-tasks', seed: 1234 }, page],
		['of an exercise', { cell: null, seed: 1234 }, { shakes: [null], has: () => false }]
	])('cut short anywhere, %s, asks for no other order and says so', (_what, replay, on) => {
		const whole = replayAddress(replay);
		for (let length = 2; length < whole.length; length++) {
			const cut = whole.slice(0, length);
			const asked = read(cut, on);
			expect([cut, asked.replay]).toEqual([cut, cut.includes('seed=1234') ? replay : null]);
			// Cut between the seed and the place, nothing of what was asked for is missing.
			if (!/seed=1234#?$/.test(cut)) expect([cut, asked.trouble]).toEqual([cut, expect.any(String)]);
		}
	});

	test.each(['?see', '?seed', '?cell=shake-tasks&se', '?c'])('that ends in %s may have been cut', (cut) => {
		expect(read(cut).trouble).toContain('It may have been cut off on its way');
	});

	test.each(['?utm_source=mail', '?fbclid=1', '?utm', '?'])(
		'with %s of somebody else is whole',
		(address) => {
			expect(read(address).trouble).toBeNull();
		}
	);
});
