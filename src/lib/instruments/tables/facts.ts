// What the table browser says and where it leads: counts in words, pages, and the row that a cell's value names.
import { count, counted } from '#lib/sentence/counted';
import { assertNever } from '#lib/runtime/protocol';
import type {
	DatabaseReport,
	ForeignKey,
	RowReference,
	RowState,
	TableReport,
	TableRow,
	TablesReport
} from './report';

/** Rows that are drawn at a time. */
export const PAGE = 12;

/** `1 row`, `3,000 rows`. */

/** `2 added, 1 removed`; `nothing changed` where that is so. */
export function changes({
	added,
	changed,
	removed
}: Pick<TableReport, 'added' | 'changed' | 'removed'>): string {
	const parts = [
		[added, 'added'],
		[changed, 'changed'],
		[removed, 'removed']
	] as const;
	const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${count(n)} ${word}`);
	return said.join(', ') || 'nothing changed';
}

/** What the run did to all the rows that are known of. */
export function summary({ databases }: TablesReport): string {
	const all = databases.flatMap(({ tables }) => tables);
	if (databases.length === 0) return 'no database was open';
	const sum = (key: 'added' | 'changed' | 'removed') => all.reduce((total, table) => total + table[key], 0);
	const rows = changes({ added: sum('added'), changed: sum('changed'), removed: sum('removed') });
	return `${counted(all.length, 'table')}: ${rows === 'nothing changed' ? rows : `rows ${rows}`}`;
}

/** One sentence on a table: `customer has 3 rows; this run: 2 added.` */
export function tableSentence(table: TableReport): string {
	const did = changes(table);
	switch (table.state) {
		case 'added':
			return `This run made ${table.name}, which has ${counted(table.total, 'row')}.`;
		case 'removed':
			return `This run dropped ${table.name} and its ${counted(table.removed, 'row')}.`;
		case 'same':
			return did === 'nothing changed'
				? `${table.name} has ${counted(table.total, 'row')}; this run changed none.`
				: `${table.name} has ${counted(table.total, 'row')}; in this run ${did}.`;
		default:
			return assertNever(table.state);
	}
}

/** What is to be known of a database besides its tables, a sentence each. */
export function notes(database: DatabaseReport): string[] {
	const said: string[] = [];
	if (database.trouble) said.push(`${database.name} cannot be shown: ${database.trouble}.`);
	else if (database.tables.length === 0) said.push(`${database.name} has no tables.`);
	if (database.isUncommitted) {
		said.push(
			database.isOpen
				? 'A transaction is open: what it changed is shown here and not committed, so no other connection sees it yet.'
				: 'It was closed with a transaction open: what that changed was never committed.'
		);
	}
	if (database.moreTables > 0)
		said.push(`${counted(database.moreTables, 'further table')} left out, for want of room.`);
	return said;
}

/** How a row is marked: a sign, and the word that it stands for. */
export function mark(state: RowState): { sign: string; word: string } {
	switch (state) {
		case 'same':
			return { sign: '', word: '' };
		case 'added':
			return { sign: '+', word: 'added' };
		case 'changed':
			return { sign: '~', word: 'changed' };
		case 'removed':
			return { sign: '−', word: 'removed' };
		default:
			return assertNever(state);
	}
}

/** Index of the database to open first: one that the run did something to, else the one that was opened last. */
export function firstDatabase({ databases }: TablesReport): number {
	const touched = databases.findIndex(({ tables }) =>
		tables.some((table) => changes(table) !== 'nothing changed')
	);
	return touched >= 0 ? touched : databases.length - 1;
}

/** The table to open first: the first that the run did something to. */
export function firstTable(database: DatabaseReport): TableReport | null {
	return database.tables.find((table) => changes(table) !== 'nothing changed') ?? database.tables[0] ?? null;
}

export interface Page {
	rows: readonly TableRow[];
	/** From 0. */
	number: number;
	count: number;
}

/** The page of this number, or the nearest there is. */
export function pageOf(rows: readonly TableRow[], number: number): Page {
	const count = Math.max(1, Math.ceil(rows.length / PAGE));
	const within = Math.min(Math.max(0, number), count - 1);
	return { rows: rows.slice(within * PAGE, (within + 1) * PAGE), number: within, count };
}

/** Rows of the table that stand between this row and the held one before it, and are not held. */
export function gapBefore(rows: readonly TableRow[], index: number): number {
	const at = rows[index]?.at;
	if (at === null || at === undefined) return 0;
	const before = rows.slice(0, index).findLast((row) => row.at !== null)?.at ?? 0;
	return at - before - 1;
}

/** Rows of the table after the last one held. */
export function gapAfter(table: TableReport): number {
	return table.total - (table.rows.findLast((row) => row.at !== null)?.at ?? 0);
}

export type Lead =
	{ kind: 'row'; table: string; key: string; isHeld: boolean } | { kind: 'nothing'; table: string };

/** Where the value in `column` leads by a foreign key; null where it is no part of one or is NULL. */
export function leadOf(
	database: DatabaseReport,
	table: TableReport,
	row: TableRow,
	column: string
): Lead | null {
	for (const [index, key] of table.foreignKeys.entries()) {
		const reference = row.references[index];
		if (reference && key.columns.some((name) => isSameName(name, column))) {
			const lead = leadBy(database, key, reference);
			if (lead) return lead;
		}
	}
	return null;
}

function leadBy(database: DatabaseReport, key: ForeignKey, reference: RowReference): Lead | null {
	const parent = database.tables.find(({ name }) => isSameName(name, key.table));
	if (reference.to === 'null') return null;
	if (reference.to === 'nothing' || reference.key === null || !parent)
		return { kind: 'nothing', table: key.table };
	const isHeld = parent.rows.some((row) => row.key === reference.key);
	return { kind: 'row', table: parent.name, key: reference.key, isHeld };
}

/** Names in SQL do not tell capitals apart. */
const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** What a column must hold and refers to, `INTEGER, primary key, names a row of customer`. */
export function columnWords(table: TableReport, column: TableReport['columns'][number]): string[] {
	const words: string[] = [];
	if (column.type) words.push(column.type);
	if (column.primaryKey) words.push('primary key');
	if (column.notNull && !column.primaryKey) words.push('not null');
	if (column.default !== null) words.push(`default ${column.default}`);
	for (const key of table.foreignKeys)
		if (key.columns.some((name) => isSameName(name, column.name))) words.push(`→ ${key.table}`);
	if (column.isNew) words.push('new in this run');
	return words;
}
