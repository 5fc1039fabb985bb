// Which tests of a long list are drawn: the first, and what went wrong wherever it stands. A page with an element for each of thousands
// does not answer while they are made; the others are counted where they stand, and come when they are asked for.
import { isBad, type Item } from './facts';

/** Tests that are drawn at first, those that went wrong beyond them, and those that come with each "Show more". */
export const STEP = 200;

/** An item with its place in the whole list, or so many in a row that are not drawn. */
export type Drawn =
	| { kind: 'item'; key: string; index: number; item: Item }
	| { kind: 'gap'; key: string; from: number; count: number };

/** `asked`: where further rows of `STEP` items have been asked for, as places in the list. */
export function drawnOf(items: readonly Item[], asked: readonly number[]): Drawn[] {
	const isDrawn = new Uint8Array(items.length).fill(1, 0, STEP);
	for (const from of asked) isDrawn.fill(1, from, from + STEP);
	let left = STEP;
	for (let at = STEP; at < items.length && left > 0; at++) {
		const item = items[at];
		if (isDrawn[at] || !item || !wentWrong(item)) continue;
		isDrawn[at] = 1;
		left -= 1;
	}
	const drawn: Drawn[] = [];
	items.forEach((item, index) => {
		const last = drawn.at(-1);
		if (isDrawn[index]) drawn.push({ kind: 'item', key: item.key, index, item });
		else if (last?.kind === 'gap') last.count += 1;
		else drawn.push({ kind: 'gap', key: `gap ${index}`, from: index, count: 1 });
	});
	return drawn;
}

function wentWrong(item: Item): boolean {
	return item.kind === 'broken' || (item.kind === 'result' && isBad(item.result.outcome));
}
