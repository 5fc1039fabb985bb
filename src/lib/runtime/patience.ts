// How long a start may stand still.
import { RuntimeFault } from './download';

/** Milliseconds without any progress after which starting is given up. */
const PATIENCE = 60_000;

/** Gives up when nothing has moved for a while: Pyodide hangs without a word where it is not allowed to start. */
export class Patience {
	readonly expired: Promise<never>;
	#reject!: (error: Error) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor() {
		this.expired = new Promise((_, reject) => (this.#reject = reject));
		this.expired.catch(() => {});
	}

	progress(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(
			() =>
				this.#reject(
					new RuntimeFault({
						code: 'start-timeout',
						message: 'Starting Python has not moved on for a minute. Try again, or reload the page.'
					})
				),
			PATIENCE
		);
	}

	end(): void {
		clearTimeout(this.#timer);
	}
}
