// What the factory tree says: objects and statements counted, and where each field's value came from.
import { counted } from '#lib/sentence/counted';
import { assertNever } from '#lib/runtime/protocol';
import type { FactoriesReport, FactoryField, FactoryObject, StatementCount } from './report';

/** The object and all that it needed, those left out included. */
export function objects(made: FactoryObject): number {
	return made.made.reduce((sum, child) => sum + objects(child), 1 + made.more);
}

/** The SQL of an object and of all that it needed, like statements added up. */
export function cost(made: FactoryObject): StatementCount[] {
	return added([made.sql, ...made.made.map(cost)]);
}

function added(lists: readonly (readonly StatementCount[])[]): StatementCount[] {
	const sums = new Map<string, number>();
	for (const { statement, count } of lists.flat()) sums.set(statement, (sums.get(statement) ?? 0) + count);
	return [...sums].map(([statement, count]) => ({ statement, count }));
}

/** `3 INSERT, 1 COMMIT`, by the first word; empty where there is none. */
export function verbs(statements: readonly StatementCount[]): string {
	const sums = added([
		statements.map(({ statement, count }) => ({
			statement: statement.split(' ', 1)[0]?.toUpperCase() ?? '',
			count
		}))
	]);
	return sums.map(({ statement, count }) => `${count} ${statement}`).join(', ');
}

/** What all calls came to, in a sentence or two. */
export function summary(report: FactoriesReport): string {
	const { calls, more, outside } = report;
	if (calls.length === 0) return 'No factory was called.';
	const built = calls.reduce((sum, call) => sum + objects(call), 0);
	const sql = verbs(added(calls.map(cost)));
	const shown = `${counted(calls.length, 'call')} of a factory ${calls.length === 1 ? 'makes' : 'make'} ${counted(built, 'object')}`;
	const price = sql ? `, for ${sql}.` : ', and no SQL.';
	const later = outside.length > 0 ? ` Outside of any factory: ${verbs(outside)}.` : '';
	const rest = more > 0 ? ` ${counted(more, 'further call')} left out of the picture.` : '';
	return shown + price + later + rest;
}

/** Where a field's value came from, `sequence, number 3`. */
export function origin(field: FactoryField, made: FactoryObject, seed: string | null): string {
	const words = kind(field, made, seed);
	const trait = field.trait === null ? '' : `trait ${field.trait}: `;
	return `${trait}${words}${field.isParameter ? ', a parameter' : ''}`;
}

function kind(field: FactoryField, made: FactoryObject, seed: string | null): string {
	switch (field.by) {
		case 'given':
			return 'given by the caller';
		case 'constant':
			return 'the same each time';
		case 'sequence':
			return `Sequence, number ${made.sequence ?? '?'}`;
		case 'lazy-function':
			return 'LazyFunction';
		case 'lazy-attribute':
			return 'LazyAttribute';
		case 'self-attribute':
			return `SelfAttribute ${field.detail}`;
		case 'iterator':
			return 'Iterator';
		case 'container':
			return 'Dict or List';
		case 'sub-factory':
			return 'SubFactory';
		case 'faker':
			return `Faker ${field.detail}, ${seedWords(seed)}`;
		case 'fuzzy':
			return `${field.detail}, ${seedWords(seed)}`;
		case 'model':
			return 'left to the model';
		case 'other':
			return field.detail;
		default:
			return assertNever(field.by);
	}
}

/** What is known of the random numbers behind a value. */
export function seedWords(seed: string | null): string {
	if (seed === null) return 'no seed set in this run';
	return seed === 'a state' ? 'from a state that was put back' : `seed ${seed}`;
}
