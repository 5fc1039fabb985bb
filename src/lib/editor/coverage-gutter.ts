// Beside the number of each statement: solid where it ran, double where one way on was never taken, dotted where it never ran,
// hollow where it is excluded.
import { RangeSet, StateField, type EditorState } from '@codemirror/state';
import { GutterMarker, gutterLineClass } from '@codemirror/view';
import { lineStates, type LineState } from '#lib/instruments/coverage/facts';
import { firstLetter, measured, setMarks } from './marks';

class LineMark extends GutterMarker {
	override elementClass: string;
	constructor(readonly state: LineState) {
		super();
		this.elementClass = `line-${state}`;
	}
	override eq(other: LineMark): boolean {
		return other.state === this.state;
	}
}

const marksOf: Record<LineState, LineMark> = {
	run: new LineMark('run'),
	part: new LineMark('part'),
	miss: new LineMark('miss'),
	out: new LineMark('out')
};

/** States by position. Each keeps its place in the text, so that a line's mark stays with what was measured when something is put before it. */
export const coverageGutter = StateField.define<ReadonlyMap<number, LineState>>({
	create: statesOf,
	update(states, transaction) {
		if (transaction.effects.some((effect) => effect.is(setMarks))) return statesOf(transaction.state);
		if (!transaction.docChanged || states.size === 0) return states;
		if (!transaction.state.field(measured).isStale) return statesOf(transaction.state);
		return new Map([...states].map(([pos, state]) => [transaction.changes.mapPos(pos, 1), state]));
	},
	provide: (field) =>
		gutterLineClass.compute([field, 'doc'], (state) =>
			RangeSet.of(
				[...state.field(field)].map(([pos, its]) => marksOf[its].range(state.doc.lineAt(pos).from)),
				true
			)
		)
});

function statesOf(state: EditorState): ReadonlyMap<number, LineState> {
	const { marks, doc, since } = state.field(measured);
	const { coverage, view } = marks;
	const states = new Map<number, LineState>();
	if (!coverage || !view) return states;
	for (const [line, its] of lineStates(coverage, view)) {
		if (line >= 1 && line <= doc.lines) states.set(since.mapPos(firstLetter(doc.line(line)), 1), its);
	}
	return states;
}
