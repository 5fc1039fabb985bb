// What factory_boy built in a run. Made by src/python/classroom/probes/factories.py.
import { linePlace } from '#lib/runtime/place';
import {
	among,
	list,
	nullable,
	number,
	object,
	text,
	truth,
	type Infer,
	type ObjectOf,
	type Schema
} from '#lib/runtime/schema';

/** What a field's value came from. `given` by the caller; `constant` in the factory. */
const fieldOrigin = among(
	'given',
	'constant',
	'sequence',
	'lazy-function',
	'lazy-attribute',
	'self-attribute',
	'iterator',
	'container',
	'sub-factory',
	'faker',
	'fuzzy',
	'model',
	'other'
);
export type FieldOrigin = Infer<typeof fieldOrigin>;

const factoryField = object({
	name: text,
	by: fieldOrigin,
	/** Faker's provider, the attribute copied, or the class of another declaration. */
	detail: text,
	/** The trait that chose this declaration. */
	trait: nullable(text),
	/** As Python writes it, or what kind of object it is; null for what the model has not filled in yet, or tells only if it is asked. */
	value: nullable(text),
	/** In `Params`: used by others, and not given to the model. */
	isParameter: truth,
	/** Whether the value is one of the objects in `made`. */
	isChild: truth
});
export type FactoryField = Infer<typeof factoryField>;

const statementCount = object({
	statement: text,
	count: number
});
export type StatementCount = Infer<typeof statementCount>;

/** One object that a factory built, with those that it needed. */
const factoryKeys = {
	factory: text,
	model: text,
	strategy: among('build', 'create', 'stub'),
	/** The field of the object above that it went to; null for a call of the reader's own, and for what is made afterwards. */
	field: nullable(text),
	/** The number that `Sequence` got; null where it failed before that. */
	sequence: nullable(number),
	/** Traits that were switched on. */
	traits: list(text),
	fields: list(factoryField),
	/** Objects that it needed and that are left out. */
	more: number,
	/** The last seed set in this run before a call of the reader's own, as Python writes it; `a state` where a whole state was put back. */
	seed: nullable(text),
	/** Node id of its test, or empty. */
	test: text,
	/** The reader's line that called. */
	at: nullable(linePlace),
	/** Class of the exception that ended it. */
	raised: nullable(text),
	/** The SQL of this object alone. */
	sql: list(statementCount)
};
export type FactoryObject = ObjectOf<typeof factoryKeys> & { made: FactoryObject[] };
const factoryObject: Schema<FactoryObject> = (value, at) =>
	object({ ...factoryKeys, made: list(factoryObject) })(value, at);

/** What factory_boy built in a run. */
export const report = object({
	/** Version of factory_boy; null where it is not there or was not used. */
	version: nullable(text),
	/** Calls that the reader's code made, in order; at most 40, with 300 objects in all. */
	calls: list(factoryObject),
	/** How many further calls there were. */
	more: number,
	/** SQL from the first call on that no factory was under way for, such as a later flush or commit. */
	outside: list(statementCount)
});
export type FactoriesReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		factories: FactoriesReport;
	}
}
