// A browser's translator in the hand of a test, without the translating: each text of the page is put into <font> elements, now and
// whenever one comes in or changes; what is marked translate="no" is left alone. Says the same words, so that the page can be compared.
import type { Page } from './journey';

/** `replaces`: new text in place of the page's own, as Chrome does it. `wraps`: the page's own text is moved into the element. */
export type Translator = 'replaces' | 'wraps';

export async function translate(page: Page, how: Translator): Promise<void> {
	await page.evaluate((how) => {
		const isProse = (text: Text): boolean => {
			const around = text.parentElement;
			if (!around || text.data.trim() === '' || around.closest('font, script, style, textarea')) return false;
			return around.closest('[translate]')?.getAttribute('translate') !== 'no';
		};
		// eslint-disable-next-line @typescript-eslint/no-deprecated -- translators do
		const font = () => document.createElement('font');
		const put = (text: Text): void => {
			if (!isProse(text)) return;
			const [outer, inner] = [font(), font()];
			outer.append(inner);
			if (how === 'replaces') inner.textContent = text.data;
			text.replaceWith(outer);
			if (how === 'wraps') inner.append(text);
		};
		const textsIn = (node: Node): Text[] => {
			if (node instanceof Text) return [node];
			const found: Text[] = [];
			const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
			while (walker.nextNode()) if (walker.currentNode instanceof Text) found.push(walker.currentNode);
			return found;
		};
		for (const text of textsIn(document.body)) put(text);
		new MutationObserver((records) => {
			for (const { target, addedNodes } of records)
				for (const node of [target, ...addedNodes])
					if (node.isConnected && (node === target ? node instanceof Text : true)) textsIn(node).forEach(put);
		}).observe(document.body, { childList: true, characterData: true, subtree: true });
	}, how);
}
