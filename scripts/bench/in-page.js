// The stopwatch, put into each page before its own scripts run. Both ends of a time are taken here, so that nothing which happens outside
// of the page is in it: the time stamp of the click, and the moment at which the output has become what was waited for.
// @ts-check

/** Moment of the last click, on the page's clock, whose 0 is the start of the visit. */
let clickedAt = 0;
addEventListener('click', ({ timeStamp }) => (clickedAt = timeStamp), true);

/** @typedef {{ out: string, run: string, stop: string }} Controls selectors */

/** @param {string} selector */
const there = (selector) => {
	const found = document.querySelector(selector);
	return found instanceof HTMLElement ? found : null;
};

/**
 * Resolves when the output shows this line and did not before: milliseconds from the last click, and from the start of the visit.
 * @param {Controls} controls @param {string} line
 */
function shows({ out }, line) {
	const holds = () => there(out)?.textContent.split('\n').includes(line) ?? false;
	return until(holds).then((at) => ({ sinceClick: at - clickedAt, sinceStart: at }));
}

/**
 * Resolves at the moment when something holds that did not.
 * @param {() => boolean} holds @returns {Promise<number>}
 */
function until(holds) {
	return new Promise((resolve) => {
		let isNew = !holds();
		const observer = new MutationObserver(() => {
			const does = holds();
			isNew ||= !does;
			if (!does || !isNew) return;
			observer.disconnect();
			resolve(performance.now());
		});
		observer.observe(document, { childList: true, characterData: true, subtree: true, attributes: true });
	});
}

/** Presses Run by script. @param {Controls} controls */
function press({ run }) {
	there(run)?.click();
}

/**
 * Stops what runs, presses Run as soon as that can be done, and answers milliseconds from the Stop to this line.
 * @param {Controls} controls @param {string} line
 */
async function stop(controls, line) {
	const shown = shows(controls, line);
	const button = there(controls.stop);
	button?.click();
	const stoppedAt = clickedAt;
	const canRun = () => there(controls.run)?.textContent.includes('Run') ?? false;
	if (!canRun()) await until(canRun);
	press(controls);
	return (await shown).sinceStart - stoppedAt;
}

Object.assign(window, { bench: { shows, press, stop } });
