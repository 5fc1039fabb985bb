// The prose of a lesson is compiled together with its components, so a few marks mean something that their author did not. Each is
// refused here, before the compiler sees it, with its line and what to write in its place.
import { LessonError, meant, type Spot } from './lesson-error';
import { headingIds } from './names';
import { parsePredictTag } from './predict-tag';
import type { Source } from './source';
import type { PredictionSpec } from './types';

export interface Heading {
	line: number;
	level: number;
	title: string;
	/** Its id on the page, unique there. */
	id: string;
}

export interface Prose {
	headings: Heading[];
	predictions: (PredictionSpec & { line: number })[];
	links: { line: number; url: string }[];
}

// What Markdown cannot say and an author may want: a key, a line that folds, an abbreviation.
const HTML_TAGS = new Set(
	'a abbr b br cite code dd del details dfn div dl dt em figcaption figure hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td th thead tr u ul var wbr'.split(
		' '
	)
);
const COMPONENTS = ['Predict'];

/** Reads the prose of a lesson. Throws a LessonError for the first thing that the page would get wrong. */
export function readProse(source: Source): Prose {
	const text = proseOf(source);
	const scan = new Scan(source, text);
	scan.run();
	const words = scan.words.join('');
	refuseIndents(source, words);
	refuseFootnotes(source, words);
	return {
		headings: headingsOf(source, words),
		predictions: scan.predictions,
		links: linksOf(source, words)
	};
}

/** The body with blank lines where its fences are, so that lines keep their numbers. */
function proseOf(source: Source): string {
	const lines = source.body.split('\n').map(() => '');
	for (const { line, text } of source.prose) lines[line - source.bodyLine] = text;
	return lines.join('\n');
}

class Scan {
	readonly predictions: Prose['predictions'] = [];
	/** The text with code and tags blanked out, character by character. */
	readonly words: string[];
	#scripts = 0;
	#imports = new Set<string>();

	constructor(
		private readonly source: Source,
		private readonly text: string
	) {
		this.words = text.split('');
	}

	run(): void {
		let at = 0;
		while (at < this.text.length) at = this.#step(at);
	}

	#step(at: number): number {
		const { text } = this;
		const mark = text.charAt(at);
		if (mark === '\\') return at + 2;
		if (mark === '`') return this.#skipCode(at);
		if (mark === '<') return this.#tag(at);
		if (mark === '{' || mark === '}') throw this.#brace(at, mark);
		return at + 1;
	}

	#skipCode(at: number): number {
		const marks = /^`+/.exec(this.text.slice(at))?.[0] ?? '`';
		const rest = this.text.slice(at + marks.length);
		const paragraph = rest.split(/\n\s*\n/)[0] ?? rest;
		const end = new RegExp(`(?<!\`)${marks}(?!\`)`).exec(paragraph);
		if (!end) return at + marks.length;
		return this.#blank(at, at + marks.length + end.index + marks.length);
	}

	#tag(at: number): number {
		const rest = this.text.slice(at);
		if (rest.startsWith('<!--'))
			return this.#blankTo(at, '-->', 'this comment has no end', 'close it with -->');
		const name = /^<\/?([A-Za-z][\w.:-]*)/.exec(rest)?.[1];
		if (name === undefined) {
			throw this.#error(at, 'a `<` that begins no tag', 'put it in backticks, `a < b`, or write &lt;');
		}
		if (name === 'script') return this.#script(at);
		if (name === 'style') {
			throw this.#error(
				at,
				'a <style> in a lesson',
				"take it out; what all lessons share is the site's to draw"
			);
		}
		if (/^(https?|mailto):/.test(name)) {
			throw this.#error(at, 'an address in angle brackets', 'write [words](https://example.org)');
		}
		if (name === 'Cell') {
			throw this.#error(at, 'a <Cell> written by hand', 'write a fence: ```python cell=one-test');
		}
		const isComponent = /^[A-Z]/.test(name);
		if (isComponent ? !COMPONENTS.includes(name) && !this.#imports.has(name) : !HTML_TAGS.has(name)) {
			throw this.#error(
				at,
				`<${name}> is no tag that a lesson can use`,
				isComponent ? meant(name, COMPONENTS) : 'if it is code, put it in backticks'
			);
		}
		const end = this.#endOfTag(at);
		if (name === 'Predict' && !rest.startsWith('</')) {
			const line = this.#lineOf(at);
			this.predictions.push({ ...parsePredictTag(this.text.slice(at, end), this.#spot(at)), line });
		}
		return this.#blank(at, end);
	}

	#script(at: number): number {
		if (++this.#scripts > 1) {
			throw this.#error(at, 'a second <script>', 'move its lines into the first; a lesson has at most one');
		}
		const attribute = /^<script\s+(?!lang\b)([\w-]+)/.exec(this.text.slice(at))?.[1];
		if (attribute !== undefined) {
			const remedy = 'import what it needs; a lesson loads nothing from elsewhere';
			throw this.#error(at, `a <script> with ${attribute}=`, remedy);
		}
		const end = this.#blankTo(at, '</script>', 'this <script> has no end', 'close it with </script>');
		for (const [, name] of this.text.slice(at, end).matchAll(/import\s+([A-Z]\w*)\s+from/g)) {
			if (name) this.#imports.add(name);
		}
		return end;
	}

	#brace(at: number, mark: string): LessonError {
		const line = this.text.slice(this.text.lastIndexOf('\n', at) + 1).split('\n')[0] ?? '';
		if (/\$[^$]*[{}][^$]*\$/.test(line)) {
			return this.#error(
				at,
				'a formula between dollars; the page would read its braces as code',
				'write it in words, in backticks, or with <sub> and <sup>'
			);
		}
		return this.#error(at, `a bare ${mark} in prose`, `put it in backticks, \`${mark}\`, or write \\${mark}`);
	}

	/** Just after the `>` of a tag, past quotes and braces. */
	#endOfTag(at: number): number {
		let quote = '';
		let depth = 0;
		for (let index = at; index < this.text.length; index++) {
			const mark = this.text.charAt(index);
			if (quote) quote = mark === quote ? '' : quote;
			else if (mark === '"' || (depth > 0 && mark === "'")) quote = mark;
			else if (mark === '{') depth++;
			else if (mark === '}') depth--;
			else if (mark === '>' && depth === 0) return index + 1;
		}
		throw this.#error(at, 'this tag has no end', 'close it with >, and its quotes and braces before that');
	}

	#blankTo(at: number, ending: string, what: string, remedy: string): number {
		const index = this.text.indexOf(ending, at);
		if (index === -1) throw this.#error(at, what, remedy);
		return this.#blank(at, index + ending.length);
	}

	#blank(from: number, to: number): number {
		for (let index = from; index < to; index++) if (this.words[index] !== '\n') this.words[index] = '\u00a0';
		return to;
	}

	#lineOf(at: number): number {
		return this.source.bodyLine + this.text.slice(0, at).split('\n').length - 1;
	}

	#spot(at: number): Spot {
		return { file: this.source.file, line: this.#lineOf(at) };
	}

	#error(at: number, what: string, remedy: string): LessonError {
		return new LessonError(this.#spot(at), what, remedy);
	}
}

/** Markdown would make code of it, and mdsvex makes nothing of it. In a list, depth counts from the item's text. */
function refuseIndents(source: Source, words: string): void {
	let depth = 0;
	let isAfterBlank = true;
	for (const [index, line] of words.split('\n').entries()) {
		const item = /^(\s*)([-*+]|\d{1,9}[.)])(\s+)\S/.exec(line);
		const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
		const isBlank = !line.replaceAll('\u00a0', 'x').trim();
		if (!isBlank && isAfterBlank && indent === 0 && !item) depth = 0;
		if (!isBlank && isAfterBlank && indent >= depth + 4) {
			throw new LessonError(
				{ file: source.file, line: source.bodyLine + index },
				'text indented by four spaces',
				'take the spaces out; for code write a fence'
			);
		}
		if (item) depth = item[0].length - 1;
		isAfterBlank = isBlank;
	}
}

/** mdsvex makes nothing of them. */
function refuseFootnotes(source: Source, words: string): void {
	const index = words.split('\n').findIndex((line) => /\[\^[^\]\s]+\]/.test(line));
	if (index === -1) return;
	const at = { file: source.file, line: source.bodyLine + index };
	throw new LessonError(at, 'a footnote', 'write it into the text, or into a sentence of its own');
}

function headingsOf(source: Source, words: string): Heading[] {
	const idOf = headingIds();
	const headings: Heading[] = [];
	const lines = source.body.split('\n');
	for (const [index, line] of words.split('\n').entries()) {
		const at = { file: source.file, line: source.bodyLine + index };
		if (/^(=+|-+)\s*$/.test(line) && /\S/.test(words.split('\n')[index - 1] ?? '')) {
			throw new LessonError(at, 'a heading underlined', 'write ## before it');
		}
		const marks = /^ {0,3}(#{1,6})(?=\s|$)/.exec(line)?.[1];
		if (marks === undefined) continue;
		if (marks.length === 1) {
			throw new LessonError(
				at,
				'a heading of the first level',
				'the title is in the front matter; begin at ##'
			);
		}
		const title = plainTitle((lines[index] ?? '').replace(/^\s*#+\s*/, '').replace(/\s+#+\s*$/, ''));
		headings.push({ line: at.line, level: marks.length, title, id: idOf(title) });
	}
	return headings;
}

/** A heading without the marks of Markdown. */
function plainTitle(text: string): string {
	return text
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/[`*]|\\(?=[^\w\s])/g, '')
		.replace(/(?<!\w)_|_(?!\w)/g, '')
		.trim();
}

function linksOf(source: Source, words: string): Prose['links'] {
	return words.split('\n').flatMap((line, index) =>
		[...line.matchAll(/\]\(\s*([^)\s]+)/g)].map((match) => ({
			line: source.bodyLine + index,
			url: match[1] ?? ''
		}))
	);
}
