// Whether markup that a program made can be drawn without holding the page up. A browser lays out and paints what it is given, however
// long that takes: ten elements that each show the one before ten times are ten thousand million. So it is counted first.

/** What is needed of an element; an Element of the DOM has it. */
export interface MarkupElement {
	readonly localName: string;
	readonly children: Iterable<MarkupElement>;
	readonly textContent: string | null;
	getAttributeNames(): string[];
	getAttribute(name: string): string | null;
}

/** Elements, and how deep they may be within one another. */
const ELEMENTS = 10_000;
const DEPTH = 150;
/** References that lead on to one another. */
const CHAIN = 20;
/** What is drawn in all, each reference counted as what it leads to. */
const DRAWN = 50_000;
/** Pixels of one image. */
const PIXELS = 16_000_000;

/** What an element costs to draw, in plain ones: each of these goes over every pixel of an area. */
function weightOf({ localName }: MarkupElement): number {
	if (localName.startsWith('fe')) return 100;
	return ['mask', 'pattern', 'filter', 'clippath', 'image', 'foreignobject'].includes(localName.toLowerCase())
		? 20
		: 1;
}

/** Why it is not drawn, as the end of a sentence; null where it can be. */
export function refusalOf(root: MarkupElement): string | null {
	const elements: MarkupElement[] = [];
	const waiting: { element: MarkupElement; depth: number }[] = [{ element: root, depth: 1 }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		elements.push(next.element);
		if (next.depth > DEPTH) return `its elements stand more than ${DEPTH} deep within one another`;
		if (elements.length > ELEMENTS) return `it has more than ${ELEMENTS.toLocaleString('en-GB')} elements`;
		for (const element of next.element.children) waiting.push({ element, depth: next.depth + 1 });
	}
	return embeddedIn(elements) ?? tooManyDrawn(root, elements);
}

function embeddedIn(elements: readonly MarkupElement[]): string | null {
	for (const element of elements) {
		if (['iframe', 'frame', 'object', 'embed'].includes(element.localName)) {
			return `it has a page within it (<${element.localName}>)`;
		}
		for (const [, type = '', data = ''] of textOf(element).matchAll(
			/data:image\/([\w.+-]+)[^,]*,([^"')\s]*)/gi
		)) {
			const pixels = pixelsOf(type.toLowerCase(), data);
			if (pixels === null) return `it has an image within it that is no PNG, JPEG or GIF (${type})`;
			if (pixels > PIXELS) return `an image within it has ${pixels.toLocaleString('en-GB')} pixels`;
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

	const costOf = (element: MarkupElement, chain: number): number => {
		const known = costs.get(element);
		if (known !== undefined) return known;
		// What leads back to itself is not drawn by any browser.
		if (under.has(element)) return 0;
		if (chain > CHAIN) isTooLong = true;
		if (isTooLong) return 0;
		under.add(element);
		let cost = weightOf(element);
		for (const child of element.children) cost += costOf(child, chain);
		if (element.localName !== 'style') for (const one of led(element)) cost += costOf(one, chain + 1);
		under.delete(element);
		costs.set(element, cost);
		return cost;
	};
	const cost = costOf(root, 0) + byStyle.reduce((sum, one) => sum + costOf(one, 1) * elements.length, 0);
	if (isTooLong) return `its references lead on to one another more than ${CHAIN} times`;
	return cost > DRAWN
		? `with its references, filters and patterns drawn out it comes to more than ${DRAWN.toLocaleString('en-GB')} elements`
		: null;
}

/** Ids that an element points to, by `href` or by `url()`. */
function idsIn(element: MarkupElement): string[] {
	const hrefs = ['href', 'xlink:href'].flatMap((name) => element.getAttribute(name) ?? []);
	const found = hrefs.filter((href) => href.trim().startsWith('#')).map((href) => href.trim().slice(1));
	for (const [, id = ''] of textOf(element).matchAll(/url\(\s*["']?#([^"')]+)["']?\s*\)/g))
		found.push(id.trim());
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
