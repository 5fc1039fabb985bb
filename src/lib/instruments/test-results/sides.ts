// The two sides of a failed comparison, named as a reader thinks of them and spread over lines so that they can be compared. Pure.
import type { AssertionReport } from '#lib/runtime/protocol';

export interface Side {
	/** "got", "expected", or the place in the comparison. */
	name: string;
	text: string;
}

export interface Sides {
	first: Side;
	second: Side;
	/** True where one side is what was expected: then a line that differs is wrong, not merely other. */
	isExpectation: boolean;
}

/** Null where pytest did not give both sides. Expected comes first, as it is known first. */
export function sidesOf(assertion: AssertionReport): Sides | null {
	const { left, right, operator } = assertion;
	if (left === null || right === null) return null;
	if (operator !== '==' && operator !== 'is') {
		return {
			first: { name: 'left', text: left },
			second: { name: 'right', text: right },
			isExpectation: false
		};
	}
	const [spreadLeft, spreadRight] = spreadBoth(left, right);
	const written = splitComparison(assertion.source, operator);
	const isYoda = written !== null && isLiteral(written.left) && !isLiteral(written.right);
	return {
		first: { name: 'expected', text: isYoda ? spreadLeft : spreadRight },
		second: { name: 'got', text: isYoda ? spreadRight : spreadLeft },
		isExpectation: true
	};
}

/** What pytest says of where the values came from, outermost first: `2 = len(['a', 'b'])`. */
export function originsOf({ lines }: Pick<AssertionReport, 'lines'>): string[] {
	return lines.flatMap(({ mark, text }) => {
		const origin = mark === ' ' ? /^\+ +(?:where|and) +(.+)$/.exec(text)?.[1] : undefined;
		return origin === undefined ? [] : [origin];
	});
}

/** The source on both sides of the operator where it stands outside of brackets and strings. */
export function splitComparison(source: string, operator: string): { left: string; right: string } | null {
	const text = source.replace(/^\s*assert\b\s*/, '');
	const wanted = operator === 'is' ? ' is ' : operator;
	for (const index of outside(text)) {
		if (text.startsWith(wanted, index)) {
			return { left: text.slice(0, index).trim(), right: text.slice(index + wanted.length).trim() };
		}
	}
	return null;
}

function isLiteral(source: string): boolean {
	return /^(?:[-+]?\d|["'[{]|[rbRB]["']|True\b|False\b|None\b)/.test(source);
}

/** Both spread where either is long, so that their lines can be laid beside each other. */
function spreadBoth(left: string, right: string): [string, string] {
	const isLong = Math.max(left.length, right.length) > 48;
	return isLong ? [spread(left), spread(right)] : [left, right];
}

/** The representation of a list, tuple, set or dict with one item a line; anything else as it is. */
export function spread(repr: string): string {
	const opening = /^(\w*\(?)?[[{(]/.exec(repr)?.[0];
	if (!opening || repr.includes('\n') || !/[)\]}]$/.test(repr)) return repr;
	const closing =
		opening.length > 1 && !opening.endsWith('(') && /[[{]$/.test(opening) && opening.includes('(') ? 2 : 1;
	const inner = repr.slice(opening.length, repr.length - closing);
	const commas = outside(inner).filter((index) => inner[index] === ',');
	if (commas.length === 0) return repr;
	const items: string[] = [];
	let last = 0;
	for (const comma of commas) {
		items.push(inner.slice(last, comma + 1).trim());
		last = comma + 1;
	}
	const rest = inner.slice(last).trim();
	if (rest !== '') items.push(rest);
	return [opening, ...items.map((item) => `  ${item}`), repr.slice(repr.length - closing)].join('\n');
}

/** Indexes of the characters that stand outside of brackets and strings. */
function outside(text: string): number[] {
	const found: number[] = [];
	let depth = 0;
	let quote = '';
	for (let index = 0; index < text.length; index++) {
		const character = text[index] ?? '';
		if (quote !== '') {
			if (character === '\\') index++;
			else if (character === quote) quote = '';
		} else if (character === '"' || character === "'") quote = character;
		else if ('([{'.includes(character)) depth++;
		else if (')]}'.includes(character)) depth--;
		else if (depth === 0) found.push(index);
	}
	return found;
}
