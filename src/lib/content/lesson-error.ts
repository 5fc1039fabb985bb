// An author's error, in the one form that they all have: `file:line: what - what to do`. It fails the build.

/** Where in the content something is wrong. `file` is as the author knows it, from the project's root; lines count from 1. */
export interface Spot {
	file: string;
	/** Null where the file or folder as a whole is meant. */
	line: number | null;
}

export class LessonError extends Error {
	override readonly name = 'LessonError';
	readonly file: string;
	readonly line: number | null;
	/** What is wrong. */
	readonly what: string;
	/** What to do about it. */
	readonly remedy: string;

	constructor(at: Spot, what: string, remedy: string) {
		super(`${at.file}${at.line === null ? '' : `:${at.line}`}: ${what} - ${remedy}`);
		this.file = at.file;
		this.line = at.line;
		this.what = what;
		this.remedy = remedy;
	}
}

/** The word of `known` that `word` was most likely meant to be; null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
	const ranked = known
		.map((candidate) => ({
			candidate,
			distance: distanceBetween(word.toLowerCase(), candidate.toLowerCase())
		}))
		.sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	return best && best.distance <= Math.max(1, Math.floor(word.length / 2)) ? best.candidate : null;
}

/** `did you mean "minutes"?` where a known word is near, else the list of what is known. */
export function meant(word: string, known: readonly string[]): string {
	const near = nearest(word, known);
	return near === null ? `known are ${known.join(', ')}` : `did you mean "${near}"?`;
}

/** Levenshtein's distance. */
function distanceBetween(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
