// The prose of a lesson is compiled together with its components, so a few marks mean something that their author did not. Each is
// refused here, before the compiler sees it, with its line and what to write in its place.
import type { Heading as HeadingNode, Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { LessonError, meant, type Spot } from './lesson-error';
import { headingIds } from './names';
import { parsePredictTag } from './predict-tag';
import type { Source } from './source';
import { nodesIn, rangeOf, writtenOf } from './tree';
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
	/** `from` and `to`: where its opening tag is in the text. */
	predictions: (PredictionSpec & { line: number; from: number; to: number })[];
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
	const scan = new Scan(source, withoutCode(source));
	scan.run();
	const prose: Prose = { headings: [], predictions: scan.predictions, links: [] };
	const idOf = headingIds();
	for (const node of nodesIn(source.tree)) {
		const { line } = rangeOf(node);
		if (isFootnote(node, source)) {
			throw new LessonError(
				{ file: source.file, line },
				'a footnote',
				'write it into the text, or into a sentence of its own'
			);
		}
		if (node.type === 'heading') {
			const title = headingOf(node, source);
			prose.headings.push({ line, level: node.depth, title, id: idOf(title) });
		}
		if (isLink(node)) prose.links.push({ line, url: node.url });
	}
	return prose;
}

/** The text with its code blanked out, character by character. */
function withoutCode({ text, tree }: Source): string {
	const words = text.split('');
	for (const node of nodesIn(tree)) {
		if (node.type !== 'code' && node.type !== 'inlineCode') continue;
		const { from, to } = rangeOf(node);
		for (let index = from; index < to; index++) if (words[index] !== '\n') words[index] = '\u00a0';
	}
	return words.join('');
}

const isLink = (node: Nodes) => node.type === 'link' || node.type === 'image' || node.type === 'definition';

/** mdsvex makes nothing of them. */
function isFootnote(node: Nodes, { text }: Source): boolean {
	if (node.type === 'footnoteDefinition' || node.type === 'footnoteReference') return true;
	return node.type === 'text' && /\[\^[^\]\s]+\]/.test(writtenOf(node, text));
}

/** Its title, without the marks of Markdown. */
function headingOf(node: HeadingNode, { file, text }: Source): string {
	const at = { file, line: rangeOf(node).line };
	if (!writtenOf(node, text).startsWith('#')) {
		// Where the line is that makes a heading of the words above it.
		throw new LessonError(
			{ file, line: node.position?.end.line ?? at.line },
			'a heading underlined',
			'write ## before it'
		);
	}
	if (node.depth === 1) {
		throw new LessonError(
			at,
			'a heading of the first level',
			'the title is in the front matter; begin at ##'
		);
	}
	return toString(node);
}

class Scan {
	readonly predictions: Prose['predictions'] = [];
	#scripts = 0;
	#imports = new Set<string>();

	/** `text`: without its code. */
	constructor(
		private readonly source: Source,
		private readonly text: string
	) {}

	run(): void {
		let at = 0;
		while (at < this.text.length) at = this.#step(at);
	}

	#step(at: number): number {
		const { text } = this;
		const mark = text.charAt(at);
		if (mark === '\\') return at + 2;
		if (mark === '<') return this.#tag(at);
		if (mark === '{' || mark === '}') throw this.#brace(at, mark);
		return at + 1;
	}

	#tag(at: number): number {
		const rest = this.text.slice(at);
		if (rest.startsWith('<!--'))
			return this.#endOf(at, '-->', 'this comment has no end', 'close it with -->');
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
			const tag = this.source.text.slice(at, end);
			this.predictions.push({ ...parsePredictTag(tag, this.#spot(at)), line, from: at, to: end });
		}
		return end;
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
		const end = this.#endOf(at, '</script>', 'this <script> has no end', 'close it with </script>');
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

	#endOf(at: number, ending: string, what: string, remedy: string): number {
		const index = this.text.indexOf(ending, at);
		if (index === -1) throw this.#error(at, what, remedy);
		return index + ending.length;
	}

	#lineOf(at: number): number {
		return this.text.slice(0, at).split('\n').length;
	}

	#spot(at: number): Spot {
		return { file: this.source.file, line: this.#lineOf(at) };
	}

	#error(at: number, what: string, remedy: string): LessonError {
		return new LessonError(this.#spot(at), what, remedy);
	}
}
