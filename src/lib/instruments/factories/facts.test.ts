import { describe, expect, it } from 'vitest';
import type { FactoryField, FactoryObject } from './report';
import { cost, objects, origin, seedWords, summary, verbs } from './facts';

const made = (more: Partial<FactoryObject> = {}): FactoryObject => ({
	factory: 'OrderFactory',
	model: 'Order',
	strategy: 'create',
	field: null,
	sequence: 3,
	traits: [],
	fields: [],
	made: [],
	more: 0,
	seed: null,
	test: '',
	at: null,
	raised: null,
	sql: [],
	...more
});
const insert = { statement: 'INSERT INTO t VALUES (?)', count: 1 };
const order = made({ sql: [insert], made: [made({ sql: [insert, { statement: 'select 1', count: 2 }] })] });

describe('a factory tree, counted', () => {
	it('takes sub-factories with it, and what is left out', () => {
		expect(objects(order)).toBe(2);
		expect(objects(made({ more: 5 }))).toBe(6);
		expect(cost(order)).toEqual([
			{ ...insert, count: 2 },
			{ statement: 'select 1', count: 2 }
		]);
		expect(verbs(cost(order))).toBe('2 INSERT, 2 SELECT');
	});

	it.each([
		[[], 0, [], 'No factory was called.'],
		[[made()], 0, [], '1 call of a factory makes 1 object, and no SQL.'],
		[
			[order, made()],
			7,
			[{ statement: 'COMMIT', count: 1 }],
			'2 calls of a factory make 3 objects, for 2 INSERT, 2 SELECT. Outside of any factory: 1 COMMIT. 7 further calls left out of the picture.'
		]
	])('is said in a sentence', (calls, more, outside, words) => {
		expect(summary({ version: '3', calls, more, outside })).toBe(words);
	});
});

describe('where a value came from', () => {
	const field = (by: FactoryField['by'], more: Partial<FactoryField> = {}): FactoryField => ({
		name: 'name',
		by,
		detail: '',
		trait: null,
		value: '',
		isParameter: false,
		isChild: false,
		...more
	});

	it.each([
		[field('sequence'), 'Sequence, number 3'],
		[field('faker', { detail: 'name' }), 'Faker name, seed 7'],
		[field('constant', { trait: 'late' }), 'trait late: the same each time'],
		[field('given', { isParameter: true }), 'given by the caller, a parameter'],
		[field('model', { value: null }), 'left to the model'],
		[field('other', { detail: 'Transformer' }), 'Transformer']
	])('%o', (one, words) => expect(origin(one, made(), '7')).toBe(words));

	it('names the seed, or says that there is none', () => {
		expect([null, 'a state', "'x'"].map(seedWords)).toEqual([
			'no seed set in this run',
			'from a state that was put back',
			"seed 'x'"
		]);
	});
});
