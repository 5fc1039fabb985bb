// How wide the three panes of a workbench are beside each other: shares of its width that come to 100, moved by the dividers between them
// and kept in local storage, as the theme is.

/** Of the task, the code and the result, in percent. */
export type Shares = readonly [task: number, code: number, result: number];
/** Which divider: that after the task, or that after the code. */
export type Divider = 0 | 1;

export const AS_BUILT: Shares = [27, 40, 33];
/** No pane is narrower, in percent. */
export const LEAST = 16;

const KEY = 'shakeout:panes';

/** How far a divider can go: the shares of what stands before it, in percent. */
export function rangeOf(shares: Shares, divider: Divider): { least: number; most: number } {
	const before = divider === 0 ? 0 : shares[0];
	const both = shares[divider] + (divider === 0 ? shares[1] : shares[2]);
	return { least: before + LEAST, most: before + both - LEAST };
}

/** Where a divider stands, in percent of the whole. */
export const placeOf = ([task, code]: Shares, divider: Divider): number =>
	divider === 0 ? task : task + code;

/** The shares once a divider has been put there, or as near as it can go. The third pane stays as it is. */
export function movedTo(shares: Shares, divider: Divider, place: number): Shares {
	const { least, most } = rangeOf(shares, divider);
	const at = Math.min(most, Math.max(least, place));
	const [task, code, result] = shares;
	return divider === 0 ? [at, task + code - at, result] : [task, at - task, 100 - at];
}

/** What was kept; as built where nothing was, or what stands there is none of ours. */
export function keptShares(storage: Pick<Storage, 'getItem'>): Shares {
	try {
		const shares = (storage.getItem(KEY) ?? '').split(' ').map(Number);
		const [task = 0, code = 0, result = 0] = shares;
		const isWhole = shares.length === 3 && Math.abs(task + code + result - 100) < 0.5;
		return isWhole && shares.every((share) => share >= LEAST) ? [task, code, result] : AS_BUILT;
	} catch {
		return AS_BUILT;
	}
}

/** Where storage is blocked, sizes last until the page is left. */
export function keepShares(shares: Shares, storage: Pick<Storage, 'setItem'>): void {
	try {
		storage.setItem(KEY, shares.map((share) => share.toFixed(2)).join(' '));
	} catch {
		// As above.
	}
}
