// Work that comes faster than a page can draw: done at once, and then no oftener than once for each frame.

/** Asks for a turn before the page is drawn next. */
type NextFrame = (turn: () => void) => void;

/** A page in the background draws nothing; its work goes on all the same. */
const nextFrame: NextFrame = (turn) => {
	if (typeof requestAnimationFrame === 'function' && document.visibilityState === 'visible')
		requestAnimationFrame(turn);
	else setTimeout(turn, 16);
};

export class EachFrame {
	readonly #work: () => boolean;
	readonly #next: NextFrame;
	#isWaiting = false;
	#isAsked = false;

	/** `work` answers whether there is more of it to do. */
	constructor(work: () => boolean, next: NextFrame = nextFrame) {
		this.#work = work;
		this.#next = next;
	}

	/** Has the work done: now, or in the next frame where it has been done in this one. */
	ask(): void {
		if (this.#isWaiting) this.#isAsked = true;
		else this.#turn();
	}

	/** Has it done now, whatever has been done in this frame. */
	now(): void {
		if (this.#isWaiting) this.#isAsked = this.#work();
		else this.#turn();
	}

	#turn(): void {
		this.#isAsked = this.#work();
		this.#isWaiting = true;
		this.#next(() => {
			this.#isWaiting = false;
			if (this.#isAsked) this.#turn();
		});
	}
}
