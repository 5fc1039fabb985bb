// Checks of plain data against the types that are declared for it. They are typed by those declarations, so that a key added to one
// side alone does not compile.

/** Says what is wrong with a value found at `at`; nothing where it is a T. */
export interface Check<T> {
	(value: unknown, at: string): string[];
	/** Never there: it ties a check to the type that it is for. */
	readonly kind?: (value: T) => T;
}

/** A check of whatever kind. */
export type AnyCheck = (value: unknown, at: string) => string[];

export const wrong = (value: unknown, at: string, wanted: string) => [
	`${at}: ${briefly(value)} is no ${wanted}`
];
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Check<string> = (value, at) => (typeof value === 'string' ? [] : wrong(value, at, 'text'));
export const number: Check<number> = (value, at) =>
	typeof value === 'number' ? [] : wrong(value, at, 'number');
export const truth: Check<boolean> = (value, at) =>
	typeof value === 'boolean' ? [] : wrong(value, at, 'boolean');

/** One of some texts; all of a union must be named. */
export function among<T extends string>(names: Record<T, true>): Check<T> {
	return (value, at) =>
		typeof value === 'string' && Object.hasOwn(names, value)
			? []
			: wrong(value, at, Object.keys(names).join('/'));
}

export function nullable<T>(check: Check<T>): Check<T | null> {
	return (value, at) => (value === null ? [] : check(value, at));
}

export function list<T>(check: Check<T>): Check<T[]> {
	return (value, at) =>
		Array.isArray(value)
			? value.flatMap((item, index) => check(item, `${at}[${index}]`))
			: wrong(value, at, 'list');
}

export function pair<T>(check: Check<T>): Check<[T, T]> {
	return (value, at) =>
		Array.isArray(value) && value.length === 2
			? value.flatMap((item) => check(item, at))
			: wrong(value, at, 'pair');
}

export function couple<A, B>(first: Check<A>, second: Check<B>): Check<[A, B]> {
	return (value, at) =>
		Array.isArray(value) && value.length === 2
			? [...first(value[0], at), ...second(value[1], at)]
			: wrong(value, at, 'couple');
}

export function record<T>(check: Check<T>): Check<Record<string, T>> {
	return (value, at) =>
		isRecord(value)
			? Object.entries(value).flatMap(([key, item]) => check(item, `${at}.${key}`))
			: wrong(value, at, 'record');
}

/** An object with just these keys. */
export function object<T extends object>(checks: { [K in keyof T]-?: Check<T[K]> }): Check<T> {
	const byKey = new Map<string, AnyCheck>(Object.entries(checks));
	return (value, at) => {
		if (!isRecord(value)) return wrong(value, at, 'object');
		const unknown = Object.keys(value).filter((key) => !byKey.has(key));
		return [
			...unknown.map((key) => `${at}.${key} is declared nowhere`),
			...[...byKey].flatMap(([key, check]) =>
				key in value ? check(value[key], `${at}.${key}`) : [`${at}.${key} is missing`]
			)
		];
	};
}

/** One of several kinds of object, told apart by the value of one key. */
export function oneOf<T>(key: string, kinds: Record<string, AnyCheck>): Check<T> {
	return (value, at) => {
		const kind = isRecord(value) ? kinds[String(value[key])] : undefined;
		return kind ? kind(value, at) : wrong(value, at, Object.keys(kinds).join('/'));
	};
}

export const only = <T extends string>(name: T) => among<string>({ [name]: true });

function briefly(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
