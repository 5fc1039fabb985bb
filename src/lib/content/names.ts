// How things of the content are named: the rules that addresses, storage keys and Python's imports put on them.

/** Slugs of lessons, names of exercises, ids of cells: parts of addresses and keys of what readers typed. */
export const isKebabCase = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

/** `One test` as an id: `one-test`. */
export function slugOf(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/['’`]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
}

/** Ids for headings, each once on its page, in the order in which they are asked for. */
export function headingIds(): (title: string) => string {
	const taken = new Map<string, number>();
	return (title) => {
		const base = slugOf(title) || 'part';
		const times = taken.get(base) ?? 0;
		taken.set(base, times + 1);
		return times === 0 ? base : `${base}-${times + 1}`;
	};
}
