// Replacing a whole text as one small change, so that the cursor, the history and the marks outside of it stay where they are.

export interface TextChange {
	from: number;
	to: number;
	insert: string;
}

/** The one stretch of `before` that must be replaced to give `after`; null where they are the same. Never splits a surrogate pair. */
export function smallestChange(before: string, after: string): TextChange | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
	let end = 0;
	while (
		end < shorter - start &&
		before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
	) {
		end++;
	}
	if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
	return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
	return unit >= 0xdc00 && unit <= 0xdfff;
}
