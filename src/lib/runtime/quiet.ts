// When the reader lets the machine be. What nobody waits for is fetched and started then, so that it takes no time from what they do.

/** Milliseconds for which the machine is left to something that is waited for. An endless loop must not keep the linter away for good. */
const LONGEST = 20_000;

/** Milliseconds of performance.now() at which something was typed, pressed or run last. */
let lastStir = 0;
/** What is waited for just now, by when that began. */
const waitedFor = new Set<{ since: number }>();
let isListening = false;

/** To be called for whatever else the machine should be left to. */
export function stir(): void {
	lastStir = performance.now();
}

/** While somebody waits for this, such as for the answer of a run, it is not quiet. Never rejects. */
export async function leaveTo(work: Promise<unknown>): Promise<void> {
	const wait = { since: performance.now() };
	waitedFor.add(wait);
	try {
		await work;
	} catch {
		// Whoever waits for it is told.
	}
	waitedFor.delete(wait);
	stir();
}

/** Resolves when nothing has been typed, pressed or waited for for so many milliseconds. */
export async function quiet(milliseconds: number): Promise<void> {
	if (!isListening) {
		isListening = true;
		stir();
		for (const kind of ['input', 'keydown', 'pointerdown'])
			document.addEventListener(kind, stir, { capture: true, passive: true });
	}
	for (;;) {
		const now = performance.now();
		const isWaitedFor = [...waitedFor].some(({ since }) => now - since < LONGEST);
		const left = isWaitedFor ? milliseconds : lastStir + milliseconds - now;
		if (left <= 0) return;
		await new Promise((resolve) => setTimeout(resolve, left));
	}
}
