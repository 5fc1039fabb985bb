// Reads markup that a program made without being held up by it. A parser may take time that grows with the square of what it is given, or
// worse: 100,000 open elements take Chromium 16 seconds, and bold text that is never ended is begun anew in each block after it. So a page
// of HTML is read in small pieces, and no further than to where it is known that it will not be drawn.

import { DEPTH, ELEMENTS, TOO_DEEP, TOO_MANY } from './drawable';

/** Characters that are read at once: what they can make of 150 open elements is not much. */
const PIECE = 256;

/** The root of what was read, or why it is not drawn, as the end of a sentence. */
type Parsed = { root: Element } | { refusal: string };

/** An SVG file. Nothing in it is loaded or run. */
export function parseSvg(markup: string): Parsed {
	// A parser puts in what an entity stands for before it looks at how much that comes to.
	if (markup.includes('<!ENTITY')) return { refusal: 'it declares entities of its own (<!ENTITY>)' };
	// An element has two of them, at its beginning and at its end.
	if (markup.split('<').length > 4 * ELEMENTS) return { refusal: TOO_MANY };
	const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml');
	return parsed.querySelector('parsererror')
		? { refusal: 'it is not well-formed XML' }
		: { root: parsed.documentElement };
}

/** A page of HTML. Nothing in it is loaded or run. */
export function parseHtml(markup: string): Parsed {
	const page = document.implementation.createHTMLDocument();
	page.open();
	const elements = page.getElementsByTagName('*');
	for (let at = 0; at < markup.length; at += PIECE) {
		// eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else reads a page in pieces
		page.write(markup.slice(at, at + PIECE));
		if (elements.length > ELEMENTS) return { refusal: TOO_MANY };
		if (depthOfLast(page) > DEPTH) return { refusal: TOO_DEEP };
	}
	page.close();
	return { root: page.documentElement };
}

/** How deep the element stands that was begun last: as deep as a parser now is. */
function depthOfLast(page: Document): number {
	let depth = 0;
	let element = page.lastElementChild;
	for (; element; depth++) {
		element = (element instanceof HTMLTemplateElement ? element.content : element).lastElementChild;
	}
	return depth;
}
