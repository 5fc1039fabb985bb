// The sqlite databases that a run had open, as it left them and against what they were before it. Made by src/python/classroom/probes/tables.py.
import { linePlace } from '#lib/runtime/place';
import { among, list, nullable, number, object, text, truth, type Infer } from '#lib/runtime/schema';

const tableColumn = object({
	name: text,
	/** As declared; empty where no type was. */
	type: text,
	notNull: truth,
	primaryKey: truth,
	/** The SQL of its default. */
	default: nullable(text),
	/** Whether the table was there before the run, and this column was not. */
	isNew: truth
});
export type TableColumn = Infer<typeof tableColumn>;

/** The columns that name a row of another table; `to` is empty where they name its primary key. */
const foreignKey = object({
	columns: list(text),
	table: text,
	to: list(text)
});
export type ForeignKey = Infer<typeof foreignKey>;

const rowState = among('same', 'added', 'changed', 'removed');
export type RowState = Infer<typeof rowState>;

/** Text is as SQLite writes the value, cut where it is long. */
const tableValue = object({
	kind: among('null', 'integer', 'real', 'text', 'blob'),
	text
});
export type TableValue = Infer<typeof tableValue>;

/** What a foreign key of a row leads to: a row (by its key), NULL, or a row that is not there. */
const rowReference = object({
	to: among('row', 'null', 'nothing'),
	key: nullable(text)
});
export type RowReference = Infer<typeof rowReference>;

const tableRow = object({
	/** Tells it from the other rows of its table. */
	key: text,
	/** Its place among the rows of the table, from 1; null for one that is gone. */
	at: nullable(number),
	state: rowState,
	/** One for each column. */
	values: list(tableValue),
	/** One for each column of a changed row, null where the value is as it was; empty for other rows. */
	was: list(nullable(tableValue)),
	/** One for each foreign key; empty for a row that is gone. */
	references: list(rowReference)
});
export type TableRow = Infer<typeof tableRow>;

const tableReport = object({
	name: text,
	/** `added` where the run made it, `removed` where the run dropped it. */
	state: among('same', 'added', 'removed'),
	columns: list(tableColumn),
	foreignKeys: list(foreignKey),
	/** Rows in the table, and how many of them the run added and changed; rows that it removed. */
	total: number,
	added: number,
	changed: number,
	removed: number,
	/** Not all where there are many: what changed first, then the beginning, then rows that others name. In the table's order. */
	rows: list(tableRow)
});
export type TableReport = Infer<typeof tableReport>;

const databaseReport = object({
	/** Path of its file from the project, `:memory:`, or the name that connections share it by. */
	name: text,
	inMemory: truth,
	/** Whether a connection was still open as the run ended. */
	isOpen: truth,
	/** Whether a connection was in a transaction as the run ended, or as it was closed: what it changed is shown, and not committed. */
	isUncommitted: truth,
	/** The reader's line that opened it. */
	at: nullable(linePlace),
	/** Why it could not be read, in SQLite's words where they are its. */
	trouble: nullable(text),
	/** In the order in which they were made, those that the run has dropped after them; at most 40. */
	tables: list(tableReport),
	moreTables: number
});
export type DatabaseReport = Infer<typeof databaseReport>;

/** The sqlite databases that a run had open, as it left them and against what they were before it. */
export const report = object({
	/** In the order in which they were opened; at most the last six. */
	databases: list(databaseReport),
	/** How many further ones there were. */
	more: number
});
export type TablesReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		tables: TablesReport;
	}
}
