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
export function replayAddress(replay: Replay): string {
	const { cell, seed } = replay;
	// Before the seed: a link is cut off at its end, and “seed=1” must not pass for what is left of “seed=12”.
	const check = `check=${checkOf(cell, String(seed))}`;
	return cell === null ? `?${check}&seed=${seed}` : `?cell=${cell}&${check}&seed=${seed}#cell-${cell}`;
}

/** Three letters or figures that tell whether an address is still the one that was made. FNV-1a over cell and seed, base 36. */
function checkOf(cell: string | null, seed: string): string {
	let hash = 0x811c9dc5;
	for (const character of `${cell ?? ''}/${seed}`) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	}
	return ((hash >>> 0) % 36 ** 3).toString(36).padStart(3, '0');
}

const NAMES = ['cell', 'check', 'seed'];

/** Reads the address of a page. Never throws, whatever stands in it. */
export function readAddress({ search, hash }: Pick<URL, 'search' | 'hash'>, page: Page): Asked {
	const asked = new URLSearchParams(search);
	const seed = asked.get('seed');
	const cell = asked.get('cell');
	const check = asked.get('check');
	const place = decoded(hash.slice(1));
	const stump = stumpOf(search);
	if (stump !== null) return lost(`This link ends in “${stump}”, which means nothing here.`);
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
		// Links of before there was a check have none.
		if (check !== null && check !== checkOf(cell, seed)) {
			return lost(`This link asks for the order of seed “${seed}”, but it is not the link that was made.`);
		}
		return {
			replay: { cell, seed: Number(seed) },
			trouble: place && !page.has(place) ? nowhere(place) : null
		};
	}
	if (check !== null || cell !== null) return lost('This link asks for an order and does not say which.');
	if (place && !page.has(place)) return { replay: null, trouble: nowhere(place) };
	return { replay: null, trouble: null };
}

const isSeed = (text: string) => /^\d{1,15}$/.test(text);

/** The end of a query that was cut off within one of our names: “see” of “seed”. Names that are none of ours are left alone. */
function stumpOf(search: string): string | null {
	const last = /[?&]([a-z]+)$/.exec(search)?.[1] ?? null;
	return last !== null && NAMES.some((name) => name.startsWith(last)) ? last : null;
}

const perhapsCut = (sentence: string): string =>
	`${sentence} It may have been cut off on its way, or be older than the page. The page is all here.`;

const nowhere = (place: string): string =>
	perhapsCut(`This link leads to “${place}”, which is not on this page.`);

const lost = (sentence: string): Asked => ({ replay: null, trouble: perhapsCut(sentence) });

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
