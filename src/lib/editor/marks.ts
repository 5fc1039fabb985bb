// What a run left to be marked in the code, and what has become of the code since. Each kind of mark has an extension of its own; all of
// them, and the links that lead to a line of the run, go from the text that was run to the text as it stands by one and the same way.
import { presentableDiff } from '@codemirror/merge';
import {
	ChangeSet,
	StateEffect,
	StateField,
	Text,
	type ChangeDesc,
	type EditorState
} from '@codemirror/state';
import { EditorView, type DecorationSet } from '@codemirror/view';
import type { CoverageView } from '#lib/content/types';
import type { Place } from '#lib/runtime/protocol';
import type { Decision } from '#lib/instruments/conditions/report';
import type { FileCoverage } from '#lib/instruments/coverage/report';

export interface Marks {
	/** Where an error was raised, and what it says. */
	error: Place | null;
	/** What the line of the error tells on hover. */
	message?: string;
	coverage: FileCoverage | null;
	decisions: readonly Decision[] | null;
	/** Which of the three is drawn; null draws none. */
	view: CoverageView | null;
	/** The text that was run, where it may be older than what stands in the editor. */
	source?: string;
}

export const noMarks: Marks = { error: null, coverage: null, decisions: null, view: null };

export const setMarks = StateEffect.define<Marks>();

interface Measured {
	marks: Marks;
	/** The text that the marks are about. */
	doc: Text;
	/** From that text to the text as it stands. */
	since: ChangeDesc;
	/** True where the text has changed since: marks are then shown as of an earlier text. */
	isStale: boolean;
}

export const measured = StateField.define<Measured>({
	create: (state) => ({ marks: noMarks, doc: state.doc, since: nothing(state.doc), isStale: false }),
	update(value, transaction) {
		const { newDoc, changes } = transaction;
		let { marks, doc, since } = value;
		if (transaction.docChanged) since = since.composeDesc(changes);
		for (const effect of transaction.effects) {
			if (!effect.is(setMarks)) continue;
			// A change of view alone is no new run: what was stale stays so.
			if (!isSameRun(marks, effect.value)) {
				const ran = runText(effect.value, newDoc);
				if (!ran.eq(doc)) since = changesBetween(ran, newDoc);
				doc = ran;
			}
			marks = effect.value;
		}
		if (marks === value.marks && !transaction.docChanged) return value;
		const isStale = !newDoc.eq(doc);
		return { marks, doc, since: isStale ? since : nothing(doc), isStale };
	},
	provide: (field) =>
		EditorView.editorAttributes.from(field, ({ marks, isStale }) => ({
			class: `cm-view-${marks.view ?? 'none'}${isStale ? ' cm-marks-stale' : ''}`
		}))
});

const nothing = (doc: Text): ChangeDesc => ChangeSet.empty(doc.length).desc;

/** A guess at what was changed, where nobody has seen it happen. */
function changesBetween(before: Text, after: Text): ChangeDesc {
	const text = after.toString();
	const changes = presentableDiff(before.toString(), text).map(({ fromA, toA, fromB, toB }) => ({
		from: fromA,
		to: toA,
		insert: text.slice(fromB, toB)
	}));
	return ChangeSet.of(changes, before.length).desc;
}

function isSameRun(one: Marks, two: Marks): boolean {
	return (
		one.error === two.error &&
		one.coverage === two.coverage &&
		one.decisions === two.decisions &&
		one.source === two.source
	);
}

/** True where a run left what the run before it left: there is nothing to draw anew. */
export function sameMarks(one: Marks, two: Marks): boolean {
	return isSameRun(one, two) && one.view === two.view && (one.message ?? '') === (two.message ?? '');
}

function runText(marks: Marks, doc: Text): Text {
	return marks.source === undefined ? doc : textOf(marks.source);
}

const textOf = (text: string): Text => Text.of(text.split(/\r\n?|\n/));

/** Where a line of an earlier text is now. */
export interface LineNow {
	line: number;
	/** True where nothing of the line is left: this is where it was. */
	isGone: boolean;
}

/**
 * Finds a line, counted from 1, of an earlier text in the text as it stands. What became of the text that was run has been followed, edit
 * by edit; of any other text the two are compared.
 */
export function lineNow(state: EditorState, line: number, of: string): LineNow {
	const before = textOf(of);
	const ran = state.field(measured);
	const since = before.eq(ran.doc) ? ran.since : changesBetween(before, state.doc);
	const its = before.line(Math.min(Math.max(line, 1), before.lines));
	const first = firstLetter(its);
	const from = since.mapPos(first, 1);
	const isGone = first < its.to && since.mapPos(its.to, -1) <= from;
	// What was put in its place begins where it began.
	const now = state.doc.lineAt(isGone ? since.mapPos(first, -1) : from).number;
	return { line: isGone ? nearestStatement(state.doc, now) : now, isGone };
}

/** This line, or the next below that holds code, or else the next above. */
function nearestStatement(doc: Text, line: number): number {
	const isCode = (number: number) => /^\s*[^\s#]/.test(doc.line(number).text);
	for (let below = line; below <= doc.lines; below++) if (isCode(below)) return below;
	for (let above = line; above >= 1; above--) if (isCode(above)) return above;
	return line;
}

/**
 * A field of decorations that `build` makes from the marks of a run and the text that was run. They move with edits, and are
 * made afresh when the text is once more what was run.
 */
export function markedRanges(build: (marks: Marks, doc: Text) => DecorationSet): StateField<DecorationSet> {
	const fresh = (state: EditorState) => {
		const { marks, doc, since } = state.field(measured);
		return build(marks, doc).map(since);
	};
	return StateField.define<DecorationSet>({
		create: fresh,
		update(ranges, transaction) {
			if (transaction.effects.some((effect) => effect.is(setMarks))) return fresh(transaction.state);
			if (!transaction.docChanged) return ranges;
			const { isStale } = transaction.state.field(measured);
			return isStale ? ranges.map(transaction.changes) : fresh(transaction.state);
		},
		provide: (field) => EditorView.decorations.from(field)
	});
}

/** The positions of a place, kept inside the text; without columns, the whole line from its first letter. Null where there is no such line. */
export function placeRange(place: Omit<Place, 'file'>, doc: Text): { from: number; to: number } | null {
	if (place.line < 1 || place.line > doc.lines) return null;
	const line = doc.line(place.line);
	const last =
		place.endLine !== null && place.endLine >= place.line && place.endLine <= doc.lines
			? doc.line(place.endLine)
			: line;
	const from = place.column === null ? firstLetter(line) : Math.min(line.from + place.column, line.to);
	const to = place.endColumn === null ? last.to : Math.min(last.from + place.endColumn, last.to);
	return from < to ? { from, to } : { from: Math.min(from, line.to), to: line.to };
}

/** Where the code of a line begins. What belongs to a statement is kept here: new lines and indentation are put in before it. */
export function firstLetter(line: { from: number; text: string }): number {
	return line.from + line.text.length - line.text.trimStart().length;
}
