import { expect, test } from 'vitest';
import { summarise, tableOf } from './summary';

const rounds = [
	{ bare: 1000, ready: 500 },
	{ bare: 4000, ready: 1000 },
	{ bare: 2000, ready: 1000 }
];

test('ratios are taken within a round, and their median is not the ratio of the medians', () => {
	expect(summarise(rounds, 'bare')).toEqual([
		{ name: 'bare', median: 2000, least: 1000, most: 4000, ratio: null },
		{ name: 'ready', median: 1000, least: 500, most: 1000, ratio: 0.5 }
	]);
});

test('an even number of rounds has its median between two', () => {
	expect(summarise(rounds.slice(0, 2), 'bare')[1]).toMatchObject({ median: 750, ratio: 0.375 });
});

test('a round that has not measured something is no round', () => {
	expect(() => summarise([{ bare: 1, ready: 2 }, { bare: 1 }], 'bare')).toThrow('not measured "ready"');
});

test('the table lines up', () => {
	expect(tableOf(summarise(rounds, 'bare'), 'bare')).toEqual([
		'        median         range  of bare',
		'bare   2000 ms  1000 to 4000        1',
		'ready  1000 ms   500 to 1000     0.50'
	]);
});
