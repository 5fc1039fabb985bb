// What coverage.py's numbers say about a file, in states of lines and in words. Pure; drawn by the editor and by the figure.
import type { Branch, FileCoverage } from './report';
import type { CoverageView } from '#lib/content/types';
import { capital } from '../kit/words';

/** `part`: it ran, and one of the ways it could have gone never was. `out`: it is excluded, so whether it ran is not told. */
export type LineState = 'run' | 'part' | 'miss' | 'out';

/** The state of each statement's first line. The view of lines cannot see branches, so nothing is `part` in it. */
export function lineStates(coverage: FileCoverage, view: CoverageView): Map<number, LineState> {
	const states = new Map<number, LineState>();
	for (const line of coverage.executed) states.set(line, 'run');
	for (const line of coverage.missing) states.set(line, 'miss');
	for (const line of coverage.excluded) states.set(line, 'out');
	if (view === 'lines') return states;
	for (const branch of coverage.branches) {
		if (!branch.taken && states.get(branch.from) === 'run') states.set(branch.from, 'part');
	}
	return states;
}

/** As coverage.py prints it without decimals: 0 and 100 only where they are exact. */
export function percent(value: number | null): string {
	if (value === null) return 'none';
	if (value > 0 && value < 1) return '1 %';
	if (value > 99 && value < 100) return '99 %';
	return `${Math.round(value)} %`;
}

/** A sentence in pieces: text, and line numbers that can be gone to. */
export type Piece = string | { line: number; text: string };

/** What did not happen, one sentence each. */
export const missedLines = (coverage: FileCoverage): Piece[][] =>
	ranges(coverage.missing, coverage.statements).map((range) => [...rangeWords(range), ' never ran.']);

/** What coverage.py was told to leave out, by a comment or by its own rule for `TYPE_CHECKING`, one sentence each. */
export const excludedLines = (coverage: FileCoverage): Piece[][] =>
	ranges(coverage.excluded, coverage.statements).map((range) => [
		...rangeWords(range),
		range.from === range.to
			? ' is excluded: whether it ran does not count.'
			: ' are excluded: whether they ran does not count.'
	]);

function rangeWords({ from, to }: { from: number; to: number }): Piece[] {
	if (from === to) return [{ line: from, text: `Line ${from}` }];
	return [{ line: from, text: `Lines ${from}` }, ' to ', { line: to, text: String(to) }];
}

/**
 * Branches that were not taken, each with coverage.py's own sentence, its line numbers made into places. Those of a line that never
 * ran are told together: there is no other reason for them.
 */
export function missedBranches(coverage: FileCoverage): Piece[][] {
	const missed = coverage.branches.filter((branch) => !branch.taken);
	const never = new Set(coverage.missing);
	const ways = (line: number) => missed.filter(({ from }) => from === line).length;
	return missed.flatMap((branch, index) => {
		if (!never.has(branch.from)) return [linkLines(branchSentence(branch))];
		if (missed.findIndex(({ from }) => from === branch.from) < index) return [];
		const count = ways(branch.from);
		return [
			linkLines(
				`Line ${branch.from} never ran, nor ${count === 1 ? 'its branch' : `any of its ${count} branches`}.`
			)
		];
	});
}

/** coverage.py's sentence, with a capital and a full stop; our own where it has none, or where the branch was taken. */
export function branchSentence(branch: Branch): string {
	if (branch.says) return sentence(branch.says);
	const end = branch.to < 0 ? `the end of what begins at line ${-branch.to}` : `line ${branch.to}`;
	return `Line ${branch.from} ${branch.taken ? 'went' : 'never went'} on to ${end}.`;
}

/** Cuts "line 2 didn't jump to line 4" at its line numbers. */
export function linkLines(text: string): Piece[] {
	const pieces: Piece[] = [];
	let last = 0;
	for (const match of text.matchAll(/\bline (\d+)\b/gi)) {
		if (match.index > last) pieces.push(text.slice(last, match.index));
		pieces.push({ line: Number(match[1]), text: match[0] });
		last = match.index + match[0].length;
	}
	if (last < text.length) pieces.push(text.slice(last));
	return pieces;
}

/** Line numbers as ranges; lines without a statement do not interrupt a range. */
export function ranges(
	lines: readonly number[],
	statements: readonly number[]
): { from: number; to: number }[] {
	const wanted = new Set(lines);
	const order = [...new Set([...statements, ...lines])].sort((a, b) => a - b);
	const found: { from: number; to: number }[] = [];
	let open: { from: number; to: number } | null = null;
	for (const line of order) {
		if (!wanted.has(line)) open = null;
		else if (open) open.to = line;
		else found.push((open = { from: line, to: line }));
	}
	return found;
}

function sentence(text: string): string {
	const sentence = capital(text);
	return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
