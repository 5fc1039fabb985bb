// Reads what comes from outside of this page's own code: what closed tabs left behind, and what other tabs say.
import { PUTS, type EarlierText, type TextRecord } from './records';
import type { TextWrite } from './settle';

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isNullOr = (type: 'string', value: unknown) => value === null || typeof value === type;
const isPut = (value: unknown) => value === null || PUTS.some((put) => put === value);
const isStamp = (value: unknown) =>
	isObject(value) && typeof value.writer === 'string' && typeof value.n === 'number';
const isAccount = (value: unknown) =>
	isObject(value) && Object.values(value).every((n) => typeof n === 'number');

const isEarlier = (value: unknown): value is EarlierText =>
	isObject(value) &&
	typeof value.text === 'string' &&
	typeof value.at === 'number' &&
	typeof value.isOpen === 'boolean' &&
	(value.why === 'beside' || (value.why !== null && isPut(value.why))) &&
	(value.by === null || isStamp(value.by));

const isVersion = (value: unknown): value is Record<string, unknown> =>
	isObject(value) &&
	isNullOr('string', value.text) &&
	typeof value.isAdded === 'boolean' &&
	isNullOr('string', value.base) &&
	isPut(value.put) &&
	typeof value.at === 'number' &&
	isStamp(value.by);

export const isTextRecord = (value: unknown): value is TextRecord & Record<string, unknown> =>
	isVersion(value) &&
	isAccount(value.after) &&
	Array.isArray(value.earlier) &&
	value.earlier.every(isEarlier);

export const isTextWrite = (value: unknown): value is TextWrite & Record<string, unknown> =>
	isVersion(value) &&
	isAccount(value.on) &&
	typeof value.isBeside === 'boolean' &&
	Array.isArray(value.replaced) &&
	value.replaced.every(isEarlier) &&
	Array.isArray(value.settled) &&
	value.settled.every((writer) => typeof writer === 'string');
