// The stopwatch, put into each page before its own scripts run: it must not wait for messages from outside the page.
// @ts-check

/** Milliseconds since the page was asked for, when Python was ready; 0 until then. */
let readyAt = 0;
/** The same for the text last waited for. */
let shownAt = 0;
// The document's element is not there yet, so the document is watched.
new MutationObserver((_, observer) => {
	if (document.documentElement.dataset.python !== 'ready') return;
	readyAt = performance.now();
	observer.disconnect();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-python'] });

/**
 * Milliseconds from the first of some clicks on a cell's button until the cell shows `text`. With two clicks the first is a Stop, and
 * the second comes as soon as the button says Run again.
 * @param {{ cell: string, text: string, clicks: number }} what
 */
async function timeUntilShown({ cell, text, clicks }) {
	const region = document.querySelector(`#cell-${cell}`);
	const button = region?.querySelector('button.go');
	if (!region || !(button instanceof HTMLButtonElement)) throw new Error(`no cell "${cell}" with a button`);
	/** @param {() => boolean} holds */
	const until = (holds) =>
		new Promise((resolve) => {
			if (holds()) return resolve(null);
			const observer = new MutationObserver(() => {
				if (!holds()) return;
				observer.disconnect();
				resolve(null);
			});
			observer.observe(region, { childList: true, characterData: true, subtree: true });
		});
	const shows = () =>
		[...region.querySelectorAll('[role=log], figure')].some((part) => part.textContent.includes(text));
	const isIdle = () => button.textContent.includes('Run');
	const start = performance.now();
	for (let click = 1; click < clicks; click++) {
		button.click();
		await until(isIdle);
	}
	button.click();
	// A new run empties what the one before has shown.
	await until(() => !shows());
	await until(shows);
	shownAt = performance.now();
	return shownAt - start;
}

/** Resolves when a cell's run has ended. @param {string} cell */
async function untilIdle(cell) {
	const button = document.querySelector(`#cell-${cell} button.go`);
	while (button && !button.textContent.includes('Run')) await new Promise(requestAnimationFrame);
}

Object.assign(window, {
	bench: { readyAt: () => readyAt, shownAt: () => shownAt, timeUntilShown, untilIdle }
});
