import { describe, expect, it } from 'vitest';
import type { DatabaseReport, TableReport, TableRow } from './report';
import {
	changes,
	columnWords,
	firstDatabase,
	firstTable,
	gapAfter,
	gapBefore,
	leadOf,
	notes,
	pageOf,
	summary,
	tableSentence
} from './facts';

const row = (key: string, more: Partial<TableRow> = {}): TableRow => ({
	key,
	at: Number(key),
	state: 'same',
	values: [],
	was: [],
	references: [],
	...more
});
const table = (name: string, more: Partial<TableReport> = {}): TableReport => ({
	name,
	state: 'same',
	columns: [],
	foreignKeys: [],
	total: 0,
	added: 0,
	changed: 0,
	removed: 0,
	rows: [],
	...more
});
const database = (more: Partial<DatabaseReport> = {}): DatabaseReport => ({
	name: 'shop.db',
	inMemory: false,
	isOpen: true,
	isUncommitted: false,
	at: null,
	trouble: null,
	tables: [],
	moreTables: 0,
	...more
});

describe('what happened, in words', () => {
	it.each([
		[{ added: 0, changed: 0, removed: 0 }, 'nothing changed'],
		[{ added: 2, changed: 0, removed: 1 }, '2 added, 1 removed'],
		[{ added: 0, changed: 3000, removed: 0 }, '3,000 changed']
	])('%o is %s', (counts, words) => expect(changes(counts)).toBe(words));

	it.each([
		[table('note', { state: 'added', total: 1, added: 1 }), 'This run made note, which has 1 row.'],
		[table('note', { state: 'removed', removed: 3 }), 'This run dropped note and its 3 rows.'],
		[table('note', { total: 2 }), 'note has 2 rows; this run changed none.'],
		[table('note', { total: 2, added: 1 }), 'note has 2 rows; in this run 1 added.']
	])('of a table', (one, words) => expect(tableSentence(one)).toBe(words));

	it('sums all databases', () => {
		const two = [
			database({ tables: [table('a', { added: 1 })] }),
			database({ tables: [table('b', { added: 2, removed: 1 })] })
		];
		expect(summary({ databases: two, more: 0 })).toBe('2 tables: rows 3 added, 1 removed');
		expect(summary({ databases: [], more: 0 })).toBe('no database was open');
	});

	it.each<[string, Partial<DatabaseReport>, RegExp]>([
		['trouble', { trouble: 'file is not a database' }, /cannot be shown: file is not a database\./],
		['no tables', {}, /has no tables/],
		['an open transaction', { isUncommitted: true, tables: [table('a')] }, /not committed, so no other/],
		[
			'one that was lost',
			{ isUncommitted: true, isOpen: false, tables: [table('a')] },
			/was never committed/
		],
		['tables left out', { moreTables: 2, tables: [table('a')] }, /2 further tables left out/]
	])('tells of %s', (_what, more, words) => expect(notes(database(more)).join(' ')).toMatch(words));
});

describe('pages', () => {
	const rows = Array.from({ length: 25 }, (_, index) => row(String(index + 1)));

	it('holds twelve rows and stays among those there are', () => {
		expect(pageOf(rows, 0).rows).toHaveLength(12);
		expect(pageOf(rows, 9)).toMatchObject({ number: 2, count: 3 });
		expect(pageOf(rows, 9).rows.map(({ key }) => key)).toEqual(['25']);
		expect(pageOf([], 0)).toEqual({ rows: [], number: 0, count: 1 });
	});

	it('counts the rows that are not held, removed ones apart', () => {
		const held = [row('1'), row('- 2', { at: null, state: 'removed' }), row('5'), row('6')];
		expect(held.map((_, index) => gapBefore(held, index))).toEqual([0, 0, 3, 0]);
		expect(gapAfter(table('a', { total: 9, rows: held }))).toBe(3);
		expect(gapAfter(table('a', { total: 4 }))).toBe(4);
	});
});

describe('a foreign key', () => {
	const customers = table('customer', { rows: [row('1')], added: 1 });
	const sales = table('sale', {
		columns: [
			{
				name: 'Customer_id',
				type: 'INTEGER',
				notNull: true,
				primaryKey: false,
				default: '1',
				isNew: true
			}
		],
		foreignKeys: [{ columns: ['customer_id'], table: 'Customer', to: [] }]
	});
	const shop = database({ tables: [sales, customers] });
	const lead = (to: 'row' | 'null' | 'nothing', key: string | null) =>
		leadOf(shop, sales, row('9', { references: [{ to, key }] }), 'customer_id');

	it('leads to a row, one that is not held, or nothing', () => {
		expect(lead('row', '1')).toEqual({ kind: 'row', table: 'customer', key: '1', isHeld: true });
		expect(lead('row', '7')).toMatchObject({ kind: 'row', isHeld: false });
		expect(lead('nothing', null)).toEqual({ kind: 'nothing', table: 'Customer' });
		expect(lead('null', null)).toBeNull();
		expect(leadOf(shop, sales, row('9', { references: [{ to: 'row', key: '1' }] }), 'total')).toBeNull();
		expect(leadOf(shop, sales, row('- 9', { state: 'removed' }), 'customer_id')).toBeNull();
	});

	it('stands among the words of its column', () => {
		const [column] = sales.columns;
		expect(column && columnWords(sales, column)).toEqual([
			'INTEGER',
			'not null',
			'default 1',
			'→ Customer',
			'new in this run'
		]);
	});

	it('opens the first database that something happened to', () => {
		const quiet = database({ tables: [sales] });
		expect(firstDatabase({ databases: [quiet, shop, quiet], more: 0 })).toBe(1);
		expect(firstDatabase({ databases: [quiet, quiet], more: 0 })).toBe(1);
	});

	it('opens the first table that something happened to', () => {
		expect(firstTable(shop)?.name).toBe('customer');
		expect(firstTable(database({ tables: [sales] }))?.name).toBe('sale');
		expect(firstTable(database())).toBeNull();
	});
});
