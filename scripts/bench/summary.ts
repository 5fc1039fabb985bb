// What rounds of measuring come to: medians, and ratios taken within each round, so that a slow moment of the machine slows both sides.

/** Milliseconds by name, one object a round. */
export type Round = Readonly<Record<string, number>>;

export interface Row {
	name: string;
	/** Median, least and most, in milliseconds. */
	median: number;
	least: number;
	most: number;
	/** Median over the rounds of this measure divided by the same round's `of`; null for that one itself. */
	ratio: number | null;
}

/** One row a measure, in the order in which the first round has them. Throws where a round lacks one. */
export function summarise(rounds: readonly Round[], of: string): Row[] {
	return Object.keys(rounds[0] ?? {}).map((name) => {
		const values = rounds.map((round) => valueIn(round, name));
		return {
			name,
			median: median(values),
			least: Math.min(...values),
			most: Math.max(...values),
			ratio: name === of ? null : median(rounds.map((round) => valueIn(round, name) / valueIn(round, of)))
		};
	});
}

/** Lines of a table for a terminal. */
export function tableOf(rows: readonly Row[], of: string): string[] {
	const cells = [
		['', 'median', 'range', `of ${of}`],
		...rows.map(({ name, median, least, most, ratio }) => [
			name,
			`${shown(median)} ms`,
			`${shown(least)} to ${shown(most)}`,
			ratio === null ? '1' : ratio.toFixed(ratio < 0.1 ? 3 : 2)
		])
	];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
	return cells.map((row) =>
		row
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
			)
			.join('  ')
			.trimEnd()
	);
}

const shown = (milliseconds: number) => milliseconds.toFixed(milliseconds < 100 ? 1 : 0);

function valueIn(round: Round, name: string): number {
	const value = round[name];
	if (value === undefined) throw new Error(`a round has not measured "${name}"`);
	return value;
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? NaN;
	return sorted.length % 2 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}
