// The type checker of a page: off until it is asked for, then loaded once for all cells and exercises, and given up with the page.
// It judges in lessons that ask for it (`types: true`); elsewhere it completes and explains, where the reader asks for that.
import type { TypesClient } from './client';
import type { Analyser, Checked, CheckOptions } from './problems';

export type CheckerState =
	| { phase: 'off' }
	/** What it does, and bytes, as they are transferred; a total of 0 is not known yet. */
	| { phase: 'loading'; says: string; done: number; total: number }
	| { phase: 'ready' }
	| { phase: 'failed'; message: string };

/** A checker that runs. */
export interface Connection {
	client: TypesClient;
	close: () => void;
}

export interface ConnectEvents {
	onStep: (says: string, done: number, total: number) => void;
	/** It has gone down after it had started. */
	onDeath: (why: string) => void;
}

/** Loads and starts it. Rejects with an Error whose message is for the reader. */
export type Connect = (events: ConnectEvents) => Promise<Connection>;

/** What the checker is doing, with how many megabytes have come. */
export function loadingWords({ says, done, total }: Extract<CheckerState, { phase: 'loading' }>): string {
	const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
	return total ? `${says} (${megabytes(done)} of ${megabytes(total)} MB)` : says;
}

export class TypeChecker implements Analyser {
	/** False where it only completes and explains: problems are not shown, and it is not asked for them. */
	readonly judges: boolean;
	state: CheckerState = $state.raw({ phase: 'off' });
	#connect: Connect;
	#connection: Promise<Connection> | null = null;
	#isClosed = false;
	#checks = 0;

	constructor(connect: Connect, { judges = true }: { judges?: boolean } = {}) {
		this.#connect = connect;
		this.judges = judges;
	}

	/** Begins to load; after a failure it tries again. Answers null where it cannot be had: `state` says why. Never rejects. */
	async start(): Promise<TypesClient | null> {
		if (this.#isClosed) return null;
		this.#connection ??= this.#load();
		return this.#connection.then(
			({ client }) => client,
			() => null
		);
	}

	async check(files: Readonly<Record<string, string>>, { signal }: CheckOptions = {}): Promise<Checked> {
		const client = await this.start();
		if (signal?.aborted) return { kind: 'stopped' };
		if (client === null) return { kind: 'fault', message: this.#fault() };
		const name = `check-${++this.#checks}`;
		client.put(name, files);
		try {
			const problems = await client.problems(name);
			return signal?.aborted ? { kind: 'stopped' } : { kind: 'done', problems };
		} catch (error) {
			return { kind: 'fault', message: this.fail(error) };
		} finally {
			client.remove(name);
		}
	}

	/** A request went wrong: the checker is given up, so that Retry starts a fresh one. Answers the message. */
	fail(error: unknown): string {
		const why = error instanceof Error ? error.message : String(error);
		this.#died(why);
		return this.#fault();
	}

	/** It is not wanted any more; `start` brings it back. */
	stop(): void {
		this.#giveUp();
		this.state = { phase: 'off' };
	}

	/** To be called when the page is left. */
	close(): void {
		this.#isClosed = true;
		this.stop();
	}

	#load(): Promise<Connection> {
		this.state = { phase: 'loading', says: 'Downloading the type checker', done: 0, total: 0 };
		const connection = this.#connect({
			onStep: (says, done, total) => {
				if (this.#connection === connection && this.state.phase === 'loading')
					this.state = { phase: 'loading', says, done, total };
			},
			onDeath: (why) => {
				if (this.#connection === connection) this.#died(why);
			}
		});
		connection.then(
			({ close }) => {
				if (this.#connection !== connection) close();
				else this.state = { phase: 'ready' };
			},
			(error: unknown) => {
				if (this.#connection !== connection) return;
				this.#connection = null;
				this.state = { phase: 'failed', message: error instanceof Error ? error.message : String(error) };
			}
		);
		return connection;
	}

	#died(why: string) {
		this.#giveUp();
		if (!this.#isClosed)
			this.state = { phase: 'failed', message: `The type checker has gone down (${why}). Try again.` };
	}

	#giveUp() {
		const connection = this.#connection;
		this.#connection = null;
		connection?.then(
			({ close }) => close(),
			() => {}
		);
	}

	#fault(): string {
		return this.state.phase === 'failed' ? this.state.message : 'The type checker is not there any more.';
	}
}
