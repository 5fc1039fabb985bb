// Delta debugging: the smallest part of a sequence that still shows something.

import type { Some } from './shake-data';

export const isSome = <T>(items: readonly T[]): items is Some<T> => items.length > 0;

/**
 * The `ddmin` of Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (IEEE TSE 28:2, 2002), figure 3.
 *
 * `holds(items)` must be true. Answers a subsequence, in the same order, for which `holds` is true and stops being true when any
 * single item is taken out. Where one item alone is enough this is a bisection: about 2 log2(n) calls. `holds` is asked once for each
 * subsequence.
 */
export async function minimise<T>(
	items: Some<T>,
	holds: (part: readonly T[]) => Promise<boolean>
): Promise<Some<T>> {
	const known = new Map<string, boolean>();
	const index = new Map(items.map((item, i) => [item, i]));
	const ask = async (part: readonly T[]) => {
		const key = part.map((item) => index.get(item)).join(' ');
		const answer = known.get(key) ?? (await holds(part));
		known.set(key, answer);
		return answer;
	};

	let rest: Some<T> = items;
	let pieces = 2;
	while (rest.length > 1) {
		const parts = split(rest, pieces);
		const part = await first(parts, ask);
		if (part && isSome(part)) {
			rest = part;
			pieces = 2;
			continue;
		}
		const without = parts.map((p) => rest.filter((item) => !p.includes(item)));
		const complement = pieces > 2 ? await first(without, ask) : undefined;
		if (complement && isSome(complement)) {
			rest = complement;
			pieces = Math.max(pieces - 1, 2);
			continue;
		}
		if (pieces >= rest.length) break;
		pieces = Math.min(pieces * 2, rest.length);
	}
	return rest;
}

/** Cuts a sequence into `count` parts of nearly the same length; `count` is at most its length. */
function split<T>(items: readonly T[], count: number): T[][] {
	const parts: T[][] = [];
	for (let i = 0, from = 0; i < count; i++) {
		const to = from + Math.ceil((items.length - from) / (count - i));
		parts.push(items.slice(from, to));
		from = to;
	}
	return parts;
}

async function first<T>(parts: T[][], ask: (part: T[]) => Promise<boolean>): Promise<T[] | undefined> {
	for (const part of parts) if (await ask(part)) return part;
	return undefined;
}
