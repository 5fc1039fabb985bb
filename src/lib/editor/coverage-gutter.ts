// Beside the number of each statement: solid where it ran, double where one way on was never taken, dotted where it never ran.
import { RangeSet, type Range, type Text } from '@codemirror/state';
import { GutterMarker, gutterLineClass } from '@codemirror/view';
import { lineStates, type LineState } from '#lib/instruments/coverage/facts';
import { markedRanges, type Marks } from './marks';

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

export const coverageGutter = markedRanges<GutterMarker>(build, (field) => gutterLineClass.from(field));

function build({ coverage, view }: Marks, doc: Text): RangeSet<GutterMarker> {
	if (!coverage || !view) return RangeSet.empty;
	const ranges: Range<GutterMarker>[] = [];
	for (const [line, state] of lineStates(coverage, view)) {
		if (line >= 1 && line <= doc.lines) ranges.push(new LineMark(state).range(doc.line(line).from));
	}
	return RangeSet.of(ranges, true);
}
