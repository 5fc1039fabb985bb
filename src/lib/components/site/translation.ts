// A translator in the browser puts a <font> with its own words in place of each text of the page. Svelte goes on writing into the text
// that it made, which is out of the page then: a verdict stays what it was, a button says Stop and Run at once. So each text that was
// taken out is put back beside the translation of it, emptied, and holds its place: when Svelte writes into it, the translation of what
// it said before goes; when Svelte takes it away, the translation goes with it. The translator sees new text and translates that.

interface Wrapped {
	/** What stands in the page for the text. */
	translation: Element;
	/** What the text said. */
	original: string;
}

interface Lost {
	text: Text;
	record: MutationRecord;
}

/** The element that translators use, and this site does not. */
const isTranslation = (node: Node | null): node is Element =>
	node instanceof Element && node.localName === 'font';

/** Keeps what Svelte has made in the page, from now on. Returns the way to end it. */
export function withstandTranslation(root: Node): () => void {
	const guard = new Guard(root);
	return () => guard.end();
}

class Guard {
	readonly #observer = new MutationObserver((records) => this.#mend(records));
	readonly #wrapped = new WeakMap<Text, Wrapped>();
	readonly #textOf = new WeakMap<Element, Text>();

	constructor(root: Node) {
		this.#observer.observe(root, { childList: true, subtree: true });
	}

	end(): void {
		this.#observer.disconnect();
	}

	#mend(records: readonly MutationRecord[]): void {
		const added: MutationRecord[] = [];
		const lost: Lost[] = [];
		const touched = new Set<Text>();
		for (const record of records) {
			const { target } = record;
			if (record.type === 'characterData') {
				if (target instanceof Text) this.#rewritten(target);
				continue;
			}
			if ([...record.addedNodes].some(isTranslation)) added.push(record);
			for (const node of record.removedNodes) {
				if (node instanceof Text) {
					lost.push({ text: node, record });
					touched.add(node);
				} else if (isTranslation(node)) {
					const text = this.#textOf.get(node);
					if (text) touched.add(text);
				}
			}
		}
		for (const text of touched) this.#moved(text);
		if (added.length > 0) for (const one of lost) this.#restore(one, added);
		// What was done here needs no mending.
		this.#observer.takeRecords();
	}

	/** Svelte has written into a text: what stood for it is out of date. */
	#rewritten(text: Text): void {
		const wrapped = this.#wrapped.get(text);
		if (!wrapped) return;
		this.#forget(text, wrapped);
		wrapped.translation.remove();
	}

	#moved(text: Text): void {
		const wrapped = this.#wrapped.get(text);
		if (!wrapped) return;
		const { translation, original } = wrapped;
		if (!text.isConnected) {
			this.#forget(text, wrapped);
			translation.remove();
		} else if (!translation.isConnected) {
			// The reader wants the original back.
			this.#forget(text, wrapped);
			text.data = original;
		} else if (text.nextSibling !== translation) text.after(translation);
	}

	#restore({ text, record }: Lost, added: readonly MutationRecord[]): void {
		if (this.#wrapped.has(text)) return;
		const translation = text.isConnected ? outermost(text) : this.#standsFor(record, added);
		if (!translation) return;
		const original = text.data;
		// Some wrap the text itself. Its place is outside, and what is seen of it stays inside.
		if (translation.contains(text)) text.replaceWith(original);
		translation.before(text);
		text.data = '';
		this.#wrapped.set(text, { translation, original });
		this.#textOf.set(translation, text);
		this.#observer.observe(text, { characterData: true });
	}

	/** The translation that came in where this text went out; null where it was taken out for good. */
	#standsFor(out: MutationRecord, added: readonly MutationRecord[]): Element | null {
		for (const into of added) {
			if (into.target !== out.target) continue;
			for (const node of into.addedNodes) {
				if (!isTranslation(node) || !node.isConnected || this.#textOf.has(node)) continue;
				const isBeside = out.previousSibling === node || out.nextSibling === node;
				const isInPlace =
					into.previousSibling === out.previousSibling && into.nextSibling === out.nextSibling;
				if (into === out || isBeside || isInPlace) return node;
			}
		}
		return null;
	}

	#forget(text: Text, { translation }: Wrapped): void {
		this.#wrapped.delete(text);
		this.#textOf.delete(translation);
	}
}

/** The outermost translation around a text; null where it is in none. */
function outermost(text: Text): Element | null {
	let found: Element | null = null;
	for (let at = text.parentElement; isTranslation(at); at = at.parentElement) found = at;
	return found;
}
