// How a number stands in a sentence: the same everywhere, and with its noun in the right form.

/** "4,941" */
export const count = (n: number): string => n.toLocaleString('en-GB');

/** "1 test", "4,941 tests"; `many` where the plural is more than an s. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
	`${count(n)} ${n === 1 ? one : many}`;

/** "a, b and c", with commas up to the last. */
export const listed = (parts: readonly string[]): string =>
	[parts.slice(0, -1).join(', '), parts.at(-1) ?? ''].filter(Boolean).join(' and ');
