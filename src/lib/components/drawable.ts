// Whether markup that a program made can be drawn without holding the page up. A browser lays out and paints what it is given, however
// long that takes: ten elements that each show the one before ten times are ten thousand million. So it is counted first.
import { count } from '#lib/sentence/counted';

/** What is needed of an element; an Element of the DOM has it. */
export interface MarkupElement {
	readonly localName: string;
	readonly children: Iterable<MarkupElement>;
	readonly textContent: string | null;
	getAttributeNames(): string[];
	getAttribute(name: string): string | null;
}

/** Elements, and how deep they may be within one another. */
export const ELEMENTS = 5_000;
export const DEPTH = 150;
export const TOO_MANY = `it has more than ${count(ELEMENTS)} elements`;
export const TOO_DEEP = `its elements stand more than ${DEPTH} deep within one another`;
/** References that lead on to one another. */
const CHAIN = 20;
/** What is drawn in all, each reference counted as what it leads to. */
const DRAWN = 50_000;
/** Characters of text, style sheets among them. */
const TEXT = 100_000;
/** Characters of style sheets times elements: each rule is tried on each. */
const STYLING = 50_000_000;
/** Pixels of one image. */
const PIXELS = 16_000_000;

const EFFECTS = ['mask', 'pattern', 'filter', 'clippath', 'image', 'foreignobject'];
const EFFECT = /(filter|mask|shadow)\s*:/i;

/** What an element costs to draw, in plain ones: each of these goes over every pixel of an area. */
function weightOf({ localName }: MarkupElement, styles: string): number {
	if (localName.startsWith('fe')) return 100;
	if (/^(animate|set$)/.test(localName)) return 20;
	return EFFECT.test(styles) || EFFECTS.includes(localName.toLowerCase()) ? 20 : 1;
}

/** Why it is not drawn, as the end of a sentence; null where it can be. */
export function refusalOf(root: MarkupElement): string | null {
	const elements: MarkupElement[] = [];
	const waiting: { element: MarkupElement; depth: number }[] = [{ element: root, depth: 1 }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		elements.push(next.element);
		if (next.depth > DEPTH) return TOO_DEEP;
		if (elements.length > ELEMENTS) return TOO_MANY;
		for (const element of next.element.children) waiting.push({ element, depth: next.depth + 1 });
	}
	return tooMuchText(root) ?? embeddedIn(elements) ?? styledBeyond(elements) ?? tooManyDrawn(root, elements);
}

function tooMuchText(root: MarkupElement): string | null {
	const size = root.textContent?.length ?? 0;
	return size > TEXT ? `it has ${count(size)} characters of text` : null;
}

/** What a style can ask for that takes a browser minutes, or its life: how it is found, and the end of a sentence. */
const COSTLY: readonly (readonly [RegExp, string])[] = [
	// A backslash can write any of its letters otherwise.
	[/:(has|[a-z]{0,2}\\)/i, 'its style sheet asks what elements have in them (:has)'],
	[/(?<![\w-])(-webkit-|-moz-)?column(s|-count|-width)\s*:/i, 'its style lays text out in columns'],
	[
		/\brepeat\(\s*\d{4}|\bgrid[\w-]*\s*:[^;}]{0,200}\d{4}/i,
		'its style makes a grid of thousands of rows or columns'
	]
];

function styledBeyond(elements: readonly MarkupElement[]): string | null {
	const styles = elements.map(styleOf).join('\n');
	const costly = COSTLY.find(([pattern]) => pattern.test(styles));
	if (costly) return costly[1];
	return (styles.length - elements.length) * elements.length > STYLING
		? `its styles, of ${count(styles.length)} characters, are too much for ${count(elements.length)} elements`
		: null;
}

function styleOf(element: MarkupElement): string {
	return (element.localName === 'style' ? element.textContent : element.getAttribute('style')) ?? '';
}

function embeddedIn(elements: readonly MarkupElement[]): string | null {
	for (const element of elements) {
		if (['iframe', 'frame', 'object', 'embed'].includes(element.localName)) {
			return `it has a page within it (<${element.localName}>)`;
		}
		// What is in it is no child of it, and is not counted; yet it may be drawn.
		if (element.localName === 'template') return 'it has a <template> within it';
		const text = textOf(element);
		if (!/data:/i.test(text)) continue;
		for (const [, type = '', data = ''] of text.matchAll(/data:image\/([\w.+-]+)[^,]*,([^"')\s]*)/gi)) {
			const pixels = pixelsOf(type.toLowerCase(), data);
			if (pixels === null) return `it has an image within it that is no PNG, JPEG or GIF (${type})`;
			if (pixels > PIXELS) return `an image within it has ${count(pixels)} pixels`;
		}
	}
	return null;
}

/** Everywhere that an address can stand: the attributes, and for a style sheet its text. */
function textOf(element: MarkupElement): string {
	const values = element.getAttributeNames().map((name) => element.getAttribute(name) ?? '');
	if (element.localName === 'style') values.push(element.textContent ?? '');
	return values.join(' \n');
}

function tooManyDrawn(root: MarkupElement, elements: readonly MarkupElement[]): string | null {
	const byId = new Map<string, MarkupElement>();
	for (const element of elements) {
		const id = element.getAttribute('id');
		if (id !== null && !byId.has(id)) byId.set(id, element);
	}
	const led = (element: MarkupElement) => idsIn(element).flatMap((id) => byId.get(id) ?? []);
	// A style sheet may point each element at what it names.
	const byStyle = elements.filter(({ localName }) => localName === 'style').flatMap(led);
	const costs = new Map<MarkupElement, number>();
	const under = new Set<MarkupElement>();
	let isTooLong = false;
	// What a sheet says may be said of any of them.
	const sheets = elements
		.filter(({ localName }) => localName === 'style')
		.map(styleOf)
		.join();

	const costOf = (element: MarkupElement, chain: number): number => {
		const known = costs.get(element);
		if (known !== undefined) return known;
		// What leads back to itself is not drawn by any browser.
		if (under.has(element)) return 0;
		if (chain > CHAIN) isTooLong = true;
		if (isTooLong) return 0;
		under.add(element);
		let cost = weightOf(element, sheets || styleOf(element));
		for (const child of element.children) cost += costOf(child, chain);
		if (element.localName !== 'style') for (const one of led(element)) cost += costOf(one, chain + 1);
		under.delete(element);
		costs.set(element, cost);
		return cost;
	};
	const cost = costOf(root, 0) + byStyle.reduce((sum, one) => sum + costOf(one, 1) * elements.length, 0);
	if (isTooLong) return `its references lead on to one another more than ${CHAIN} times`;
	return cost > DRAWN
		? `with its references, filters and patterns drawn out it comes to more than ${count(DRAWN)} elements`
		: null;
}

/** Ids that an element points to, by `href` or by `url()`. */
function idsIn(element: MarkupElement): string[] {
	const hrefs = ['href', 'xlink:href'].flatMap((name) => element.getAttribute(name) ?? []);
	const found = hrefs.filter((href) => href.trim().startsWith('#')).map((href) => href.trim().slice(1));
	const text = textOf(element);
	if (!/url/i.test(text)) return found;
	for (const [, id = ''] of text.matchAll(/url\(\s*["']?#([^"')]+)["']?\s*\)/gi)) found.push(id.trim());
	return found;
}

/** Width times height as the image's first bytes tell it; null for a kind that we cannot read. */
function pixelsOf(type: string, data: string): number | null {
	const bytes = bytesOf(data);
	const at = (place: number) => bytes[place] ?? 0;
	const two = (place: number) => at(place) * 256 + at(place + 1);
	if (type === 'png') return (two(16) * 65_536 + two(18)) * (two(20) * 65_536 + two(22));
	if (type === 'gif') return (at(7) * 256 + at(6)) * (at(9) * 256 + at(8));
	if (type !== 'jpeg' && type !== 'jpg') return null;
	for (let place = 2; at(place) === 0xff && place < bytes.length; place += 2 + two(place + 2)) {
		const marker = at(place + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return two(place + 5) * two(place + 7);
	}
	return null;
}

function bytesOf(data: string): Uint8Array {
	try {
		return Uint8Array.from(atob(decodeURIComponent(data)), (one) => one.charCodeAt(0));
	} catch {
		return new Uint8Array();
	}
}
