// What is read out for a day, and the sentences under the chart.
import { describe, expect, test } from 'vitest';
import {
	eventful,
	firstIncident,
	ordinal,
	percent,
	summary,
	thresholdChange,
	wordsOfDay,
	wordsOfSignal
} from './facts';
import { historyOf, quiet } from './fixture';

const incidents = [{ from: 3, to: 5, says: 'short pages' }];
const history = historyOf(
	[
		quiet(1),
		quiet(2, { rate: 0.061, page: 'heeded' }),
		quiet(3, { threshold: 0.08, lost: 1, rate: 0.055 }),
		quiet(4, { threshold: 0.08, rate: 0.09, page: 'unheeded', lost: 1200 }),
		quiet(5, { threshold: 0.07, notes: ['the proxy is taken away'] }),
		quiet(6, { threshold: 0.07 })
	],
	{ incidents }
);

describe('a day', () => {
	test('that is quiet says its rate and its threshold', () => {
		expect(wordsOfDay(history, 0)).toBe('Day 1: 2 % of the requests failed, the pager rings above 5 %.');
	});

	test('says all that happened on it', () => {
		expect(wordsOfDay(history, 3)).toBe(
			'Day 4: 9 % of the requests failed, the pager rings above 8 %. It rang, and was acknowledged. ' +
				'Day 2 of the incident: short pages. 1,200 rows lost.'
		);
		expect(wordsOfDay(history, 2)).toContain(
			'The threshold has been raised from 5 % to 8 %. Day 1 of the incident'
		);
		expect(wordsOfDay(history, 2)).toContain('1 row lost.');
		expect(wordsOfDay(history, 4)).toContain('lowered from 8 % to 7 %');
		expect(wordsOfDay(history, 4)).toContain('The proxy is taken away.');
	});

	test('without a threshold says nothing of one', () => {
		const without = historyOf([quiet(1, { threshold: null })]);
		expect(wordsOfDay(without, 0)).toBe('Day 1: 2 % of the requests failed.');
		expect(thresholdChange(without, 0)).toBeNull();
	});

	test('that is not there says nothing', () => {
		expect(wordsOfDay(history, 99)).toBe('');
	});
});

test('the days worth going to are those on which something turned', () => {
	expect(eventful(history)).toEqual([1, 2, 3, 4]);
	expect(eventful(historyOf([quiet(1), quiet(2)]))).toEqual([]);
});

describe('the summary', () => {
	test('of an incident that nobody looked into', () => {
		expect(summary(history).join(' ')).toBe(
			'The pager rang on 2 days, and its threshold was raised once. ' +
				'The incident began on day 3 and still went on on day 5: nobody looked. 1 page in it was acknowledged and left. ' +
				'The threshold of the first day would have rung on day 3, and on 1 day before the incident. ' +
				'1,201 rows were lost for good.'
		);
	});

	test('of one that somebody looked into', () => {
		const heeded = historyOf([quiet(1), quiet(2), quiet(3, { page: 'heeded', rate: 0.1 })], {
			incidents: [{ from: 2, to: 3, says: 'short pages' }]
		});
		expect(summary(heeded).join(' ')).toContain(
			'the first page that somebody looked into came on day 3, its 2nd.'
		);
		expect(summary(heeded).join(' ')).toContain('No row was lost.');
		expect(summary(heeded).join(' ')).not.toContain('threshold of the first day');
	});

	test('without an incident speaks of none', () => {
		expect(firstIncident(historyOf([quiet(1)]))).toBeNull();
		expect(summary(historyOf([quiet(1)]))).toEqual([
			'The pager rang on 0 days, and its threshold was raised 0 times.',
			'No row was lost.'
		]);
	});
});

test.each([
	[{ name: 'rows', day: 58, falseAlarms: 0 }, 'day 58, after no false alarm'],
	[{ name: 'rows', day: 58, falseAlarms: 1 }, 'day 58, after 1 false alarm'],
	[{ name: 'rows', day: null, falseAlarms: 2 }, 'never, and 2 false alarms before the incident']
])('a signal says when it told: %o', (signal, words) => {
	expect(wordsOfSignal(signal)).toBe(words);
});

test.each([
	[0, '0 %'],
	[0.05, '5 %'],
	[0.0525, '5.3 %'],
	[1, '100 %']
])('%f is %s', (share, words) => {
	expect(percent(share)).toBe(words);
});

test.each([
	[1, '1st'],
	[2, '2nd'],
	[3, '3rd'],
	[4, '4th'],
	[11, '11th'],
	[12, '12th'],
	[21, '21st'],
	[33, '33rd'],
	[111, '111th']
])('%i is %s', (n, words) => {
	expect(ordinal(n)).toBe(words);
});
