// What a run left to be marked in the code, and whether the code is still what was run. Each kind of mark has an extension of its own.
import { StateEffect, StateField, Text, type EditorState } from '@codemirror/state';
import { EditorView, type DecorationSet } from '@codemirror/view';
import type { CoverageView } from '#lib/content/types';
import type { Decision, FileCoverage, Place } from '#lib/runtime/protocol';

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
	/** True where the text has changed since: marks are then shown as of an earlier text. */
	isStale: boolean;
}

export const measured = StateField.define<Measured>({
	create: (state) => ({ marks: noMarks, doc: state.doc, isStale: false }),
	update(value, transaction) {
		let { marks, doc } = value;
		for (const effect of transaction.effects) {
			if (!effect.is(setMarks)) continue;
			// A change of view alone is no new run: what was stale stays so.
			if (!isSameRun(marks, effect.value)) doc = runText(effect.value, transaction.newDoc);
			marks = effect.value;
		}
		if (marks === value.marks && !transaction.docChanged) return value;
		return { marks, doc, isStale: !transaction.newDoc.eq(doc) };
	},
	provide: (field) =>
		EditorView.editorAttributes.from(field, ({ marks, isStale }) => ({
			class: `cm-view-${marks.view ?? 'none'}${isStale ? ' cm-marks-stale' : ''}`
		}))
});

function isSameRun(one: Marks, two: Marks): boolean {
	return (
		one.error === two.error &&
		one.coverage === two.coverage &&
		one.decisions === two.decisions &&
		one.source === two.source
	);
}

function runText(marks: Marks, doc: Text): Text {
	return marks.source === undefined ? doc : Text.of(marks.source.split(/\r\n?|\n/));
}

/**
 * A field of decorations that `build` makes from the marks of a run and the text that was run. They move with edits, and are
 * made afresh when the text is once more what was run.
 */
export function markedRanges(build: (marks: Marks, doc: Text) => DecorationSet): StateField<DecorationSet> {
	const fresh = (state: EditorState) => build(state.field(measured).marks, state.doc);
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
