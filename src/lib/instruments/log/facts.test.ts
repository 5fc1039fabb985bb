import { describe, expect, test } from 'vitest';
import type { LogCall, LogHandling, LogReport, LogSite, LoggerState } from './report';
import { costRows, fateWords, groupings, standing, stoppedWords, summary, treeRows } from './facts';

const call = (given: Partial<LogCall> = {}): LogCall => ({
	logger: 'shop.till',
	level: 'DEBUG',
	severity: 10,
	template: 'sold %s',
	args: ['3'],
	message: null,
	extra: [],
	exception: null,
	error: null,
	file: 'till.py',
	line: 4,
	fate: 'handled',
	by: '',
	threshold: null,
	handlers: [],
	stopped: null,
	beyond: 0,
	...given
});
const hand = (fate: LogHandling['fate'], by = ''): LogHandling => ({
	logger: 'root',
	handler: 'StreamHandler',
	level: 'ERROR',
	fate,
	by
});
const site = (given: Partial<LogSite> = {}): LogSite => ({
	file: 'till.py',
	line: 4,
	written: 'constant',
	calls: 2,
	made: 2,
	templates: 1,
	costs: [],
	...given
});
const cost = (function_: string, wasted: number, wastedSeconds: number) => ({
	function: function_,
	eager: 4,
	eagerSeconds: 0.5,
	wasted,
	wastedSeconds,
	deferred: 0,
	deferredSeconds: 0
});
const report = (given: Partial<LogReport> = {}): LogReport => ({
	total: 0,
	calls: [],
	sites: [],
	sitesLeft: 0,
	groups: [],
	groupsLeft: 0,
	guards: [],
	loggers: [],
	loggersLeft: 0,
	disabled: null,
	...given
});

describe('where a record ended', () => {
	test.each<[Partial<LogCall>, string]>([
		[{ handlers: [hand('emitted')] }, 'written by StreamHandler on root'],
		[
			{ handlers: [hand('level'), hand('emitted')] },
			'written by StreamHandler on root; StreamHandler on root takes ERROR and above'
		],
		[
			{ handlers: [{ ...hand('emitted'), logger: 'shop' }, hand('emitted')] },
			'written twice, by StreamHandler on shop and StreamHandler on root: propagation took it on from shop to root'
		],
		[
			{
				handlers: [
					{ ...hand('emitted'), logger: 'shop' },
					{ ...hand('level'), logger: 'shop' },
					{ ...hand('own'), logger: 'shop', handler: 'Keeper' },
					hand('emitted'),
					{ ...hand('emitted'), handler: 'FileHandler' }
				]
			},
			'written 3 times, by StreamHandler on shop, StreamHandler on root and FileHandler on root: propagation took it on from shop to root; taken by Keeper on shop; StreamHandler on shop takes ERROR and above'
		],
		[
			{ handlers: [hand('emitted'), { ...hand('emitted'), handler: 'FileHandler' }] },
			'written by StreamHandler on root; written by FileHandler on root'
		],
		[
			{ fate: 'handlers', handlers: [hand('level')] },
			'its one handler dropped it: StreamHandler on root takes ERROR and above'
		],
		[
			{ fate: 'handlers', handlers: [hand('filter', 'Quiet'), hand('ignored')] },
			'every handler dropped it: StreamHandler on root has a filter, Quiet, that dropped it; StreamHandler on root does nothing, by design'
		],
		[{ fate: 'level', by: 'shop.till', threshold: 'INFO' }, 'dropped by its logger, whose level is INFO'],
		[
			{ fate: 'level', by: 'root', threshold: 'WARNING' },
			'dropped by its logger: its level comes from root, WARNING'
		],
		[{ fate: 'disabled', threshold: 'ERROR' }, 'dropped: logging.disable(ERROR) silences every logger'],
		[{ fate: 'filter', by: 'Quiet' }, 'dropped by a filter of its logger, Quiet'],
		[{ fate: 'nobody' }, 'no handler on its way, and no lastResort'],
		[
			{
				fate: 'nobody',
				handlers: [{ ...hand('level'), logger: '', handler: 'lastResort', level: 'WARNING' }]
			},
			'no handler on its way, and lastResort takes nothing below WARNING'
		],
		[{ fate: 'raised', error: 'ValueError: no' }, 'an exception left the call: ValueError: no']
	])('%j', (given, words) => expect(fateWords(call(given))).toBe(words));

	test.each<[Partial<LogCall>, string]>([
		[{}, 'kept'],
		[{ fate: 'level' }, 'dropped'],
		[{ fate: 'handlers', handlers: [hand('failed')] }, 'broken'],
		[{ error: 'TypeError: no' }, 'broken']
	])('%j stands as %s', (given, its) => expect(standing(call(given))).toBe(its));

	test('propagation that ended, and who missed it', () => {
		expect(stoppedWords(call())).toBeNull();
		expect(stoppedWords(call({ stopped: 'shop', beyond: 2 }))).toBe(
			'propagation stops at shop: 2 handlers above it never saw this'
		);
		expect(stoppedWords(call({ stopped: 'shop' }))).toContain('no handler stands above it');
	});
});

describe('the sentence under the panel', () => {
	test.each<[Partial<LogReport>, string]>([
		[{}, 'No logging method was called in this run.'],
		[{ total: 2, sites: [site()] }, '2 logging calls; a record was made of each.'],
		[
			{ total: 4, sites: [site({ calls: 4, made: 1, costs: [cost('dump', 3, 0.25)] })] },
			'4 logging calls; no record was made of 3 of them. Their arguments called your functions 3 times for nothing, 0.25 s in all.'
		]
	])('%j', (given, says) => expect(summary(report(given))).toBe(says));
});

test('costs come with the dearest waste first', () => {
	const rows = costRows(
		report({
			sites: [
				site({ line: 1, costs: [cost('cheap', 1, 0.1)] }),
				site({ line: 2, costs: [cost('dear', 1, 0.2)] })
			]
		})
	);
	expect(rows.map((row) => `${row.line} ${row.function}`)).toEqual(['2 dear', '1 cheap']);
});

test('a template groups what an f-string scatters', () => {
	const found = groupings(
		report({
			sites: [
				site({ made: 20 }),
				site({ made: 20, templates: 20, written: 'f-string' }),
				site({ made: 0, templates: 0 }),
				site({ made: 1 }),
				site({ made: 20, templates: 7, written: 'f-string' })
			]
		})
	);
	expect(found.map(({ issues, says }) => `${issues}: ${says}`)).toEqual([
		'1 issue: 20 records under one heading, with a count',
		'20 issues: 20 records, and no two of them are the same to a tracker',
		'7 issues: 20 records under 7 headings'
	]);
});

test('loggers stand under their parents, with the level that counts', () => {
	const logger = (name: string, parent: string | null, given: Partial<LoggerState> = {}): LoggerState => ({
		name,
		parent,
		level: 'NOTSET',
		effective: 'WARNING',
		from: 'root',
		propagates: true,
		off: false,
		filters: [],
		handlers: [],
		...given
	});
	const rows = treeRows([
		logger('root', null, {
			level: 'WARNING',
			handlers: [{ handler: 'StreamHandler', level: 'ERROR', filters: ['Quiet'] }]
		}),
		logger('bank', 'root'),
		logger('shop', 'root', { propagates: false }),
		logger('shop.till', 'shop')
	]);
	expect(rows.map(({ logger: { name }, depth }) => `${depth} ${name}`)).toEqual([
		'0 root',
		'1 bank',
		'1 shop',
		'2 shop.till'
	]);
	expect(rows[0]?.says).toBe('level WARNING · handlers: StreamHandler (ERROR and above), filtered by Quiet');
	expect(rows[2]?.says).toBe('no level of its own; WARNING from root · no handler · does not propagate');
});
