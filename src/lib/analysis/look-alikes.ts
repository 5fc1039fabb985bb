// Characters that look like Python's own and are others: curly quotes, no-break spaces, long dashes, fullwidth signs. A word processor or
// a web page puts them into code that is copied from there. What stands inside a string or a comment is the reader's affair and is left
// alone; only a quote that was meant to begin or end a string is taken for one.
import type { ExceptionReport, Files } from '#lib/runtime/protocol';
import type { Change, Problem } from './problem';

export interface LookAlike extends Change {
	kind: Kind;
}
type Kind = keyof typeof NAMES;

const NAMES = {
	quote: ['curly quote', 'curly quotes'],
	space: ['no-break space', 'no-break spaces'],
	hidden: ['character that cannot be seen', 'characters that cannot be seen'],
	dash: ['long dash', 'long dashes'],
	sign: ['sign that only looks like Python’s', 'signs that only look like Python’s']
} as const;

const DOUBLE = '“”„‟″＂«»';
const SINGLE = '‘’‚‛′＇';
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
const SIGNS: Readonly<Record<string, string>> = {
	'×': '*',
	'∗': '*',
	'÷': '/',
	'∕': '/',
	'⁄': '/',
	'≤': '<=',
	'≥': '>=',
	'≠': '!=',
	'…': '...',
	'、': ',',
	'。': '.',
	'｡': '.'
};

/** All in a text of Python, in order. */
export function lookAlikes(text: string): LookAlike[] {
	return new Scan(text).run();
}

/** The one problem that a text with look-alikes has: at the first of them, with the fix for all. Null where there are none. */
export function lookAlikeProblem(text: string): Problem | null {
	const found = lookAlikes(text);
	const [first] = found;
	if (!first) return null;
	const spot = (at: number) => {
		const before = text.slice(0, at).split('\n');
		return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
	};
	return {
		code: null,
		message: lookAlikeWords(found),
		from: spot(first.from),
		to: spot(first.to),
		fix: {
			says: found.length === 1 ? 'Put a plain one in its place' : 'Put plain ones in their place',
			edits: found.map(({ from, to, insert }) => ({ from: spot(from), to: spot(to), text: insert }))
		}
	};
}

/** The look-alikes that an exception comes from, in the files that ran: a parser names one after the other. Null where it has none. */
export function lookAlikesBehind(
	{ type, at }: Pick<ExceptionReport, 'type' | 'at'>,
	ran: Files | null
): Problem | null {
	return at && /^(?:Syntax|Indentation)Error$/.test(type) ? lookAlikeProblem(ran?.[at.file] ?? '') : null;
}

/** `2 curly quotes and 1 no-break space came along with this code, ...` */
function lookAlikeWords(found: readonly LookAlike[]): string {
	const counts = new Map<Kind, number>();
	for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	const parts = [...counts].map(([kind, n]) => `${n} ${NAMES[kind][n === 1 ? 0 : 1]}`);
	const last = parts.pop() ?? '';
	const what = parts.length ? `${parts.join(', ')} and ${last}` : last;
	return `${what} came along with this code, as from a word processor or a web page. Python reads ${
		found.length === 1 ? 'it' : 'them'
	} as something else than what ${found.length === 1 ? 'it looks' : 'they look'} like.`;
}

class Scan {
	readonly #found: LookAlike[] = [];
	#at = 0;

	constructor(private readonly text: string) {}

	run(): LookAlike[] {
		while (this.#at < this.text.length) this.#step();
		return this.#found;
	}

	#step(): void {
		const character = this.text.charAt(this.#at);
		if (character === '#') this.#at = this.#endOfLine();
		else if (isQuote(character)) this.#string(character);
		else if (/[\p{L}\p{Nl}_]/u.test(character)) this.#word();
		else this.#token(character);
	}

	/** A name as a whole: Python takes fullwidth letters and figures in it for the plain ones. What cannot be seen is none of it. */
	#word(): void {
		while (/[\p{L}\p{N}\p{M}_]/u.test(this.text.charAt(this.#at))) this.#at += 1;
	}

	#token(character: string): void {
		if (SPACES.test(character)) this.#replace(1, ' ', 'space');
		else if (HIDDEN.test(character)) this.#replace(1, '', 'hidden');
		else if (DASHES.test(character)) this.#replace(1, '-', 'dash');
		else if (SIGNS[character] !== undefined) this.#replace(1, SIGNS[character], 'sign');
		// The fullwidth forms lie in the order of ASCII.
		else if (/[\uff01-\uff5e]/.test(character))
			this.#replace(1, String.fromCharCode(character.charCodeAt(0) - 0xfee0), 'sign');
		else this.#at += 1;
	}

	#string(first: string): void {
		const { text } = this;
		const plain = plainOf(first);
		const start = this.#at;
		// Where Python sees a string, it is Python that says where it ends.
		const isPlain = first === plain;
		const run = lengthOfRun(text, start, plain, isPlain);
		// Two quotes are an empty string; of more, three open a long one.
		if (run === 2) return this.#delimit(2, plain);
		const size = run >= 3 ? 3 : 1;
		const end =
			size === 3
				? (this.#endOfLong(start + 3, plain, isPlain) ?? this.#endOfLong(start + 3, plain, false))
				: this.#endOfShort(start + 1, first);
		this.#delimit(size, plain);
		if (first === '«' && SPACES.test(text.charAt(this.#at))) this.#replace(1, '', 'space');
		if (end === null) {
			this.#at = size === 3 ? text.length : this.#endOfLine();
			return;
		}
		this.#at = end;
		if (text.charAt(end) === '»' && SPACES.test(text.charAt(end - 1))) {
			this.#at -= 1;
			this.#replace(1, '', 'space');
		}
		this.#delimit(size, plain);
	}

	/** Where a string of one line ends: at its own quote, or else at the last in the line that only looks like it. Null where nowhere. */
	#endOfShort(from: number, first: string): number | null {
		const plain = plainOf(first);
		const line = this.text.slice(from, this.#endOfLine(from));
		const isCurly = first !== plain;
		let last: number | null = null;
		for (let at = 0; at < line.length; at++) {
			const character = line.charAt(at);
			if (character === '\\') at += 1;
			else if (character === plain && !isCurly) return from + at;
			else if (isQuote(character) && plainOf(character) === plain) {
				// An apostrophe within a word ends nothing.
				const isWithin = /\p{L}/u.test(line.charAt(at - 1)) && /\p{L}/u.test(line.charAt(at + 1));
				if (plain === "'" && isWithin) continue;
				if (isCurly) return from + at;
				last = from + at;
			}
		}
		return last;
	}

	#endOfLong(from: number, plain: string, isPlain: boolean): number | null {
		for (let at = from; at < this.text.length; at++) {
			if (this.text.charAt(at) === '\\') at += 1;
			else if (lengthOfRun(this.text, at, plain, isPlain) >= 3) return at;
		}
		return null;
	}

	/** Takes `size` quotes here, each of which becomes a plain one. */
	#delimit(size: number, plain: string): void {
		for (let count = 0; count < size; count++) {
			if (this.text.charAt(this.#at) === plain) this.#at += 1;
			else this.#replace(1, plain, 'quote');
		}
	}

	#replace(length: number, insert: string, kind: Kind): void {
		this.#found.push({ from: this.#at, to: this.#at + length, insert, kind });
		this.#at += length;
	}

	#endOfLine(from = this.#at): number {
		const end = this.text.indexOf('\n', from);
		return end === -1 ? this.text.length : end;
	}
}

const isQuote = (character: string): boolean =>
	character !== '' && `"'${DOUBLE}${SINGLE}`.includes(character);

const plainOf = (quote: string): string => (quote === '"' || DOUBLE.includes(quote) ? '"' : "'");

/** How many quotes of one kind stand in a row: plain ones alone, or all that look like them. */
function lengthOfRun(text: string, from: number, plain: string, isPlain: boolean): number {
	const counts = (character: string) =>
		isPlain ? character === plain : isQuote(character) && plainOf(character) === plain;
	let length = 0;
	while (counts(text.charAt(from + length))) length += 1;
	return length;
}
