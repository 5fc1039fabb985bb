// Two texts line by line: what is the same, what stands in one alone. By the longest common subsequence of their lines.

export interface DiffRow {
	kind: 'same' | 'gone' | 'new';
	text: string;
}

/** Rows that turn `before` into `after`, in reading order. Texts of a few hundred lines. */
export function lineDiff(before: string, after: string): DiffRow[] {
	const a = before.replace(/\n$/, '').split('\n');
	const b = after.replace(/\n$/, '').split('\n');
	const width = b.length + 1;
	const lengths = new Uint32Array((a.length + 1) * width);
	const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const rows: DiffRow[] = [];
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			rows.push({ kind: 'same', text: a[i] ?? '' });
			i++;
			j++;
		} else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
			rows.push({ kind: 'gone', text: a[i++] ?? '' });
		} else {
			rows.push({ kind: 'new', text: b[j++] ?? '' });
		}
	}
	return rows;
}
