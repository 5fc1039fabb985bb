// Each condition underlined by how it came out: solid where it has decided alone, double where it was true and false but nothing shows
// it deciding, dashed where only one answer was seen, dotted where it was never asked.
import type { Text } from '@codemirror/state';
import { Decoration, type DecorationSet } from '@codemirror/view';
import { standing, standingWords, type Standing } from '#lib/instruments/conditions/facts';
import { markedRanges, placeRange, type Marks } from './marks';

export const operandMarks = markedRanges(build);

/** From what is least known: where several conditions share a range, as the links of a chained comparison do, it shows the first of these. */
const leastFirst: readonly Standing[] = ['never', 'false', 'true', 'both', 'unknown', 'alone'];

function build({ decisions, view }: Marks, doc: Text): DecorationSet {
	if (!decisions || view !== 'conditions') return Decoration.none;
	const found = new Map<string, { from: number; to: number; all: Standing[]; words: string[] }>();
	for (const decision of decisions) {
		decision.conditions.forEach((condition, index) => {
			const range = placeRange(condition, doc);
			if (!range || range.from === range.to) return;
			const its = standing(decision, index);
			const words = `${condition.source} ${standingWords(its)}`;
			const key = `${range.from}-${range.to}`;
			const known = found.get(key);
			if (known) {
				known.all.push(its);
				known.words.push(words);
			} else found.set(key, { ...range, all: [its], words: [words] });
		});
	}
	return Decoration.set(
		[...found.values()].map(({ from, to, all, words }) => {
			const shown = leastFirst.find((its) => all.includes(its)) ?? 'unknown';
			return Decoration.mark({
				class: `cm-operand cm-operand-${shown}`,
				attributes: { title: words.join('\n') }
			}).range(from, to);
		}),
		true
	);
}
