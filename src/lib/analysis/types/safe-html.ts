// The checker's explanations are Markdown, and Markdown may hold any HTML, also what a reader has pasted into a docstring. What comes
// out here is text in a few plain elements, with no attribute but the classes of highlighted code. Fetched with the checker's client alone.
import DOMPurify from 'dompurify';

const ALLOWED_TAGS = [
	...['p', 'br', 'hr', 'pre', 'code', 'span', 'em', 'strong', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4'],
	...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'blockquote', 'del', '#text']
];
/** Elements whose text is no text for people; that of others that are not allowed stays. */
const FORBID_CONTENTS = ['script', 'style', 'template', 'iframe', 'object', 'svg', 'math'];

let made: ReturnType<typeof DOMPurify> | null = null;

/** Made when it is first needed: the content tests ask the same client where there is no window. */
function purifier(): ReturnType<typeof DOMPurify> {
	if (made) return made;
	made = DOMPurify(window);
	made.addHook('uponSanitizeAttribute', (_, attribute) => {
		attribute.keepAttr = attribute.attrName === 'class' && /^tok-[\w -]+$/.test(attribute.attrValue);
	});
	return made;
}

export function safeHtml(html: string): string {
	return purifier().sanitize(html, {
		ALLOWED_TAGS,
		FORBID_CONTENTS,
		ALLOWED_ATTR: ['class'],
		ALLOW_ARIA_ATTR: false,
		ALLOW_DATA_ATTR: false
	});
}

/** An element of this class that holds just what `safeHtml` lets through. */
export function safeElement(html: string, className: string): HTMLElement {
	const element = document.createElement('div');
	element.className = className;
	element.innerHTML = safeHtml(html);
	return element;
}
