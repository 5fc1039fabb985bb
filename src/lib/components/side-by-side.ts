// Two texts in two columns: what corresponds stands on one row, what has no counterpart stands beside nothing.
import { lineDiff, type DiffRow } from './line-diff';

export interface SideRow {
	kind: 'same' | 'changed';
	/** Line of the first text, null where the second has a line that the first has not. */
	left: string | null;
	right: string | null;
}

export function sideBySide(before: string, after: string): SideRow[] {
	const rows: SideRow[] = [];
	let gone: string[] = [];
	let added: string[] = [];
	const flush = () => {
		for (let i = 0; i < Math.max(gone.length, added.length); i++) {
			rows.push({ kind: 'changed', left: gone[i] ?? null, right: added[i] ?? null });
		}
		gone = [];
		added = [];
	};
	const take = ({ kind, text }: DiffRow) => {
		if (kind === 'gone') gone.push(text);
		else if (kind === 'new') added.push(text);
		else {
			flush();
			rows.push({ kind: 'same', left: text, right: text });
		}
	};
	lineDiff(before, after).forEach(take);
	flush();
	return rows;
}
