// How much of what a terminal holds is drawn: the beginning and the end, so that a page never has more of it than it can lay out at once.
import { count } from '#lib/sentence/counted';
import type { Run } from './run';
import type { Screen } from './screen';

export interface Room {
	characters: number;
	/** Runs of one look, each of which is an element. */
	runs: number;
}

export interface Window {
	head: Run[];
	/** What stands between the two; null where that is nothing. */
	hidden: { characters: number; lines: number } | null;
	tail: Run[];
}

/** Of the end. The beginning has as much room as its reader asks for. */
export const TAIL: Room = { characters: 8_000, runs: 200 };

/** More accents than this on one letter are counted, not drawn: laying them out takes time that grows with their square. */
const ACCENTS = 32;
const PILED = new RegExp(`(\\p{M}{${ACCENTS}})(\\p{M}+)`, 'gu');

/** What is drawn of a screen, with so much room for its beginning. */
export function windowOf(screen: Screen, room: Room): Window {
	const { settled } = screen;
	const live = screen.live();
	const head = take([...firstOf(settled, room.runs + 1), ...live], room, (text, most) =>
		upToLine(text.slice(0, most))
	);
	const backwards = [...settled.slice(-TAIL.runs - 1), ...live].reverse();
	const tail = take(backwards, TAIL, (text, most) => fromLine(text.slice(-most))).reverse();
	const total = screen.settledSize + sum(live, size);
	const shown = sum(head, size) + sum(tail, size);
	// Where the two meet there is nothing between them to leave out.
	if (shown >= total) return { head: [...settled, ...live].map(drawable), hidden: null, tail: [] };
	const lines = screen.settledLines + sum(live, linesIn) - sum(head, linesIn) - sum(tail, linesIn);
	return { head: head.map(drawable), hidden: { characters: total - shown, lines }, tail: tail.map(drawable) };
}

function firstOf(runs: readonly Run[], most: number): readonly Run[] {
	return runs.length > most ? runs.slice(0, most) : runs;
}

function take(runs: Iterable<Run>, room: Room, cut: (text: string, most: number) => string): Run[] {
	const taken: Run[] = [];
	let left = room.characters;
	for (const { text, look } of runs) {
		if (taken.length >= room.runs) break;
		const part = text.length > left ? cut(text, left) : text;
		if (part) taken.push({ text: part, look });
		if (part.length < text.length) break;
		left -= part.length;
	}
	return taken;
}

/** Cut behind the last end of a line, where there is one, and never through a surrogate pair. */
function upToLine(text: string): string {
	return text.slice(0, text.lastIndexOf('\n') + 1) || text.replace(/[\ud800-\udbff]$/, '');
}

function fromLine(text: string): string {
	const end = text.indexOf('\n') + 1;
	return end > 0 && end < text.length ? text.slice(end) : text.replace(/^[\udc00-\udfff]/, '');
}

function drawable({ text, look }: Run): Run {
	return {
		text: text.replace(
			PILED,
			(_, some: string, more: string) => `${some}[${count([...more].length)} more accents on this letter]`
		),
		look
	};
}

const size = ({ text }: Run) => text.length;

function linesIn({ text }: Run): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
	return count;
}

function sum(runs: readonly Run[], what: (run: Run) => number): number {
	return runs.reduce((before, run) => before + what(run), 0);
}
