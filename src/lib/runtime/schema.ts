// Schemas of plain data: each says what is wrong with a value, and TypeScript infers from it what a right one is, so that a shape is
// written once. The page takes the types alone; the worker holds what Python sends against the schemas. Ours and not zod's, as this
// stands in the worker's script, which is in the head of every page: docs/decisions.md.

/** Says what is wrong with a value found at `at`; nothing where it is a T. */
export interface Schema<T> {
	(value: unknown, at: string): string[];
	/** Never there: it carries the type. */
	readonly of?: T;
}

/** What a schema is a schema of. */
export type Infer<S> = S extends Schema<infer T> ? T : never;

type Shape = Readonly<Record<string, Schema<unknown>>>;
/** What `object` makes of its keys, for a shape that names itself. */
export type ObjectOf<S extends Shape> = { -readonly [K in keyof S]: Infer<S[K]> };

export const wrong = (value: unknown, at: string, wanted: string) => [
	`${at}: ${briefly(value)} is no ${wanted}`
];
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Schema<string> = (value, at) =>
	typeof value === 'string' ? [] : wrong(value, at, 'text');
export const number: Schema<number> = (value, at) =>
	typeof value === 'number' ? [] : wrong(value, at, 'number');
export const truth: Schema<boolean> = (value, at) =>
	typeof value === 'boolean' ? [] : wrong(value, at, 'boolean');

/** One of some texts. */
export function among<const T extends string>(...names: T[]): Schema<T> {
	return (value, at) => (names.some((name) => name === value) ? [] : wrong(value, at, names.join('/')));
}

export function nullable<T>(schema: Schema<T>): Schema<T | null> {
	return (value, at) => (value === null ? [] : schema(value, at));
}

export function list<T>(schema: Schema<T>): Schema<T[]> {
	return (value, at) =>
		Array.isArray(value)
			? value.flatMap((item, index) => schema(item, `${at}[${index}]`))
			: wrong(value, at, 'list');
}

export function pair<A, B>(first: Schema<A>, second: Schema<B>): Schema<[A, B]> {
	return (value, at) =>
		Array.isArray(value) && value.length === 2
			? [...first(value[0], at), ...second(value[1], at)]
			: wrong(value, at, 'pair');
}

export function record<T>(schema: Schema<T>): Schema<Record<string, T>> {
	return (value, at) =>
		isRecord(value)
			? Object.entries(value).flatMap(([key, item]) => schema(item, `${at}.${key}`))
			: wrong(value, at, 'record');
}

/** An object with just these keys. */
export function object<S extends Shape>(shape: S): Schema<ObjectOf<S>> {
	return (value, at) => {
		if (!isRecord(value)) return wrong(value, at, 'object');
		const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
		return [
			...unknown.map((key) => `${at}.${key} is declared nowhere`),
			...Object.entries(shape).flatMap(([key, schema]) =>
				Object.hasOwn(value, key) ? schema(value[key], `${at}.${key}`) : [`${at}.${key} is missing`]
			)
		];
	};
}

/** One of several kinds of object, told apart by the value of one key. */
export function oneOf<S extends Shape>(key: string, kinds: S): Schema<Infer<S[keyof S]>> {
	return (value, at) => {
		const kind = isRecord(value) ? String(value[key]) : '';
		const schema = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
		return schema ? schema(value, at) : wrong(value, at, Object.keys(kinds).join('/'));
	};
}

function briefly(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
