// Two texts line by line: what is the same, what stands in one alone.
import { diffArrays } from 'diff';

export interface DiffRow {
	kind: 'same' | 'gone' | 'new';
	text: string;
}

/** Lines gone and new, at most: the work grows with the square of them. Beyond it all of one text is gone and all of the other new. */
const MOST_CHANGES = 2_000;

/** Rows that turn `before` into `after`, in reading order; where lines are changed, those that go stand before those that come. */
export function lineDiff(before: string, after: string): DiffRow[] {
	const gone = linesOf(before);
	const added = linesOf(after);
	const parts = diffArrays(gone, added, { maxEditLength: MOST_CHANGES }) ?? [
		{ value: gone, removed: true, added: false },
		{ value: added, removed: false, added: true }
	];
	return parts.flatMap((part) => {
		const kind = part.removed ? 'gone' : part.added ? 'new' : 'same';
		return part.value.map((text) => ({ kind, text }) as const);
	});
}

function linesOf(text: string): string[] {
	return text.replace(/\n$/, '').split('\n');
}
