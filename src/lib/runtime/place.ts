// A place in a reader's file, as reports name it.
import { nullable, number, object, text, type Infer } from './schema';

export const lineKeys = {
	file: text,
	/** From 1. */
	line: number
};

/** For what is at a place and has more to tell. */
export const placeKeys = {
	...lineKeys,
	/** In UTF-16 units, from 0. */
	column: nullable(number),
	endLine: nullable(number),
	endColumn: nullable(number)
};

export const linePlace = object(lineKeys);
export const place = object(placeKeys);

/** Lines count from 1; columns are UTF-16 units from 0. */
export type Place = Infer<typeof place>;
