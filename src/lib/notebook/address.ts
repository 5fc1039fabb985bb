// What the address of a page asks for besides the page: a place on it, and the seed of a shake to run again. An address that was cut
// off or mistyped on its way gets a sentence, and the page is shown as it would be without.

/** A shake to run again. `cell` is null where the page has just one thing that could be meant. */
export interface Replay {
	cell: string | null;
	seed: number;
}

export interface Asked {
	replay: Replay | null;
	/** One sentence for the reader where something in the address means nothing here; null where all does. */
	trouble: string | null;
}

export interface Page {
	/** Ids of what can be shaken; `null` stands for the exercise of an exercise's page. */
	shakes: readonly (string | null)[];
	/** Whether the page has an element with this id. */
	has: (id: string) => boolean;
}

/** The address at which a shake of this seed can be run again, from the page that it is on. */
export function replayAddress({ cell, seed }: Replay): string {
	return cell === null ? `?seed=${seed}` : `?cell=${cell}&seed=${seed}#cell-${cell}`;
}

/** Reads the address of a page. Never throws, whatever stands in it. */
export function readAddress({ search, hash }: Pick<URL, 'search' | 'hash'>, page: Page): Asked {
	const asked = new URLSearchParams(search);
	const seed = asked.get('seed');
	const cell = asked.get('cell');
	const place = decoded(hash.slice(1));
	if (seed !== null) {
		if (!page.shakes.includes(cell)) {
			const what = cell === null ? 'no cell' : `the cell “${cell}”`;
			return lost(
				`This link asks for an order of ${what}, ${cell === null ? 'and there is none to shake here' : 'which cannot be shaken here'}.`
			);
		}
		if (!isSeed(seed)) {
			return lost(`This link asks for the order of seed “${seed}”, and a seed is a whole number from 0 up.`);
		}
		return { replay: { cell, seed: Number(seed) }, trouble: null };
	}
	if (place && !page.has(place)) return lost(`This link leads to “${place}”, which is not on this page.`);
	return { replay: null, trouble: null };
}

const isSeed = (text: string) => /^\d{1,15}$/.test(text);

const lost = (sentence: string): Asked => ({
	replay: null,
	trouble: `${sentence} It may have been cut off on its way, or be older than the page. The page is all here.`
});

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
