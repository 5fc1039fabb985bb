// The checker's explanations are Markdown, and Markdown may hold any HTML, also what a reader has pasted into a docstring. What comes
// out here is text in a few plain elements, with no attribute but the classes of highlighted code.
const ALLOWED = new Set([
	...['P', 'BR', 'HR', 'PRE', 'CODE', 'SPAN', 'EM', 'STRONG', 'UL', 'OL', 'LI', 'H1', 'H2', 'H3', 'H4'],
	...['TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'BLOCKQUOTE', 'DEL']
]);
/** Elements whose text is no text for people. */
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'SVG', 'MATH']);

export function safeHtml(html: string): string {
	// Parsed into a document without a window: nothing in it runs or loads.
	const parsed = new DOMParser().parseFromString(html, 'text/html');
	const out = document.implementation.createHTMLDocument('');
	copy(parsed.body, out.body, out);
	return out.body.innerHTML;
}

/** An element of this class that holds just what `safeHtml` lets through. */
export function safeElement(html: string, className: string): HTMLElement {
	const element = document.createElement('div');
	element.className = className;
	element.innerHTML = safeHtml(html);
	return element;
}

function copy(from: Node, into: Node, out: Document): void {
	for (const node of from.childNodes) {
		if (node.nodeType === Node.TEXT_NODE) into.appendChild(out.createTextNode(node.textContent ?? ''));
		if (!(node.nodeType === Node.ELEMENT_NODE && 'tagName' in node)) continue;
		const name = String(node.tagName).toUpperCase();
		if (DROPPED.has(name)) continue;
		if (!ALLOWED.has(name)) {
			copy(node, into, out);
			continue;
		}
		const kept = into.appendChild(out.createElement(name));
		const classes = node instanceof Element ? node.className : '';
		if (/^tok-[\w -]+$/.test(classes)) kept.className = classes;
		copy(node, kept, out);
	}
}
