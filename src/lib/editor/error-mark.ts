// The line where an error was raised: a sign beside its number, a wash under it, a wavy line under the columns that Python names.
// It goes away as soon as that line is edited, and comes back if the edit is undone.
import { RangeSet, StateField, type EditorState, type Range, type Text } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutterLineClass, type DecorationSet } from '@codemirror/view';
import { measured, placeRange, setMarks, type Marks } from './marks';

class ErrorSign extends GutterMarker {
	override elementClass = 'cm-error-sign';
}

const sign = new ErrorSign();

export const errorMark = StateField.define<DecorationSet>({
	create: fresh,
	update(ranges, transaction) {
		const { marks, isStale } = transaction.state.field(measured);
		if (transaction.effects.some((effect) => effect.is(setMarks))) {
			const before = transaction.startState.field(measured).marks;
			if (before.error !== marks.error) return fresh(transaction.state);
		}
		if (!transaction.docChanged) return ranges;
		if (!isStale) return fresh(transaction.state);
		let isTouched = false;
		ranges.between(0, transaction.startState.doc.length, (from) => {
			const line = transaction.startState.doc.lineAt(from);
			if (transaction.changes.touchesRange(line.from, line.to)) isTouched = true;
		});
		return isTouched ? Decoration.none : ranges.map(transaction.changes);
	},
	provide: (field) => [
		EditorView.decorations.from(field),
		gutterLineClass.compute([field], (state) => {
			const lines = new Set<number>();
			state.field(field).between(0, state.doc.length, (from) => {
				lines.add(state.doc.lineAt(from).from);
			});
			return RangeSet.of(
				[...lines].map((from) => sign.range(from)),
				true
			);
		})
	]
});

function fresh(state: EditorState): DecorationSet {
	const { marks, doc, since } = state.field(measured);
	const at = marks.error?.line ?? 0;
	if (at < 1 || at > doc.lines) return Decoration.none;
	const { from, to } = doc.line(at);
	return since.touchesRange(from, to) ? Decoration.none : decorate(marks, doc).map(since);
}

function decorate({ error, message }: Marks, doc: Text): DecorationSet {
	const range = error && placeRange(error, doc);
	if (!error || !range) return Decoration.none;
	const title = message ?? 'The error was raised here';
	const marks: Range<Decoration>[] = [
		Decoration.line({ class: 'cm-error-line', attributes: { title } }).range(doc.line(error.line).from)
	];
	if (range.from < range.to)
		marks.push(Decoration.mark({ class: 'cm-error-place' }).range(range.from, range.to));
	return Decoration.set(marks, true);
}
