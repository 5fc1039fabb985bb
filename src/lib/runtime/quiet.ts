// When the reader lets the machine be. What nobody waits for is fetched and started then, so that it takes no time from what they do.

/** Milliseconds of performance.now() at which something was typed, pressed or run last. */
let lastStir = 0;
let isListening = false;

/** To be called for whatever else the machine should be left to, such as a run that begins or ends. */
export function stir(): void {
	lastStir = performance.now();
}

/** Resolves when nothing has been typed, pressed or run for so many milliseconds. */
export async function quiet(milliseconds: number): Promise<void> {
	if (!isListening) {
		isListening = true;
		stir();
		for (const kind of ['input', 'keydown', 'pointerdown'])
			document.addEventListener(kind, stir, { capture: true, passive: true });
	}
	for (;;) {
		const left = lastStir + milliseconds - performance.now();
		if (left <= 0) return;
		await new Promise((resolve) => setTimeout(resolve, left));
	}
}
