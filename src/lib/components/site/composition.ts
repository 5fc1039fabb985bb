// Keys that belong to a word being put together (Japanese, Chinese, Korean, dead keys) mean nothing to the page: Enter ends the word and
// runs nothing. One listener in front of all others, so that no handler has to think of it. The code editor has rules of its own.

/** Safari ends a word with an Enter that only the old number tells apart: https://bugs.webkit.org/show_bug.cgi?id=165004 */
const COMPOSES = 229;

export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- Safari says it nowhere else
	event.isComposing || event.keyCode === COMPOSES;

/** Keeps such keys from every handler of the page. Returns the way to end it. */
export function keepCompositionQuiet(page: Window): () => void {
	const quiet = (event: KeyboardEvent): void => {
		const isInEditor = event.target instanceof Element && event.target.closest('.cm-editor') !== null;
		if (isComposing(event) && !isInEditor) event.stopImmediatePropagation();
	};
	const KEYS = ['keydown', 'keypress', 'keyup'] as const;
	for (const name of KEYS) page.addEventListener(name, quiet, { capture: true });
	return () => {
		for (const name of KEYS) page.removeEventListener(name, quiet, { capture: true });
	};
}
