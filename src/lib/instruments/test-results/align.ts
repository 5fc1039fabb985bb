// Two texts beside each other: which lines belong together, and which words in them differ. Pure.
import { diffArrays } from 'diff';

export interface Span {
	text: string;
	/** True where this is what the other side does not have. */
	differs: boolean;
}

export interface Row {
	left: Span[] | null;
	right: Span[] | null;
	same: boolean;
}

type Pair = readonly [number, number];

/** Lines or words that one side has alone, at most: the work grows with the square of them. Beyond it the two are wholly different. */
const MOST_CHANGES = 1_000;

/** Lines in pairs; a line that only one side has stands beside null. */
export function alignLines(left: string, right: string): Row[] {
	const lefts = left.split('\n');
	const rights = right.split('\n');
	const rows: Row[] = [];
	let l = 0;
	let r = 0;
	const end: Pair = [lefts.length, rights.length];
	for (const [nextL, nextR] of [...common(lefts, rights), end]) {
		rows.push(...changed(lefts.slice(l, nextL), rights.slice(r, nextR)));
		const line = lefts[nextL];
		if (line !== undefined) rows.push({ left: [plain(line)], right: [plain(line)], same: true });
		l = nextL + 1;
		r = nextR + 1;
	}
	return rows;
}

function changed(lefts: readonly string[], rights: readonly string[]): Row[] {
	return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) => {
		const left = lefts[index];
		const right = rights[index];
		if (left === undefined)
			return { left: null, right: right === undefined ? null : [marked(right)], same: false };
		if (right === undefined) return { left: [marked(left)], right: null, same: false };
		return { ...emphasise(left, right), same: false };
	});
}

/** The words of two lines that differ; two lines with hardly anything in common are marked whole. */
export function emphasise(left: string, right: string): { left: Span[]; right: Span[] } {
	const lefts = words(left);
	const rights = words(right);
	const pairs = common(lefts, rights);
	const shared = pairs.reduce((sum, [index]) => sum + (lefts[index]?.trim().length ?? 0), 0);
	if (shared * 3 < Math.max(left.length, right.length))
		return { left: [marked(left)], right: [marked(right)] };
	return {
		left: spans(lefts, new Set(pairs.map(([index]) => index))),
		right: spans(rights, new Set(pairs.map(([, index]) => index)))
	};
}

function words(text: string): string[] {
	return text.match(/[\p{L}\p{N}_.]+|\s+|[^\p{L}\p{N}_.\s]/gu) ?? [];
}

function spans(tokens: readonly string[], kept: ReadonlySet<number>): Span[] {
	const found: Span[] = [];
	tokens.forEach((text, index) => {
		const differs = !kept.has(index);
		const last = found.at(-1);
		if (last && last.differs === differs) last.text += text;
		else found.push({ text, differs });
	});
	return found;
}

function plain(text: string): Span {
	return { text, differs: false };
}

function marked(text: string): Span {
	return { text, differs: true };
}

/** Index pairs of what both have, in order. */
function common(lefts: string[], rights: string[]): Pair[] {
	const pairs: Pair[] = [];
	let l = 0;
	let r = 0;
	for (const { value, added, removed } of diffArrays(lefts, rights, { maxEditLength: MOST_CHANGES }) ?? []) {
		if (!added && !removed) value.forEach((_, index) => pairs.push([l + index, r + index]));
		if (!added) l += value.length;
		if (!removed) r += value.length;
	}
	return pairs;
}
