// The linter as the page sees it: off until somebody starts it, then a worker of its own. Without it everything else works.
import type { FromLinter, Problem, ToLinter } from './problem';

export type LinterState =
	| { phase: 'off' }
	| { phase: 'loading' }
	| { phase: 'ready'; version: string }
	| { phase: 'failed'; message: string };

/** What the client needs of a Worker. */
export interface LinterWorker {
	postMessage(message: ToLinter): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<FromLinter>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

/** `unreadable` means wrong syntax; null that the linter is gone and will not answer. */
export type Formatted = { kind: 'formatted'; text: string } | { kind: 'unreadable' } | null;

type Answer = Extract<FromLinter, { ask: number }>;

export class Linter {
	readonly rules: readonly string[];
	#spawn: () => LinterWorker;
	#worker: LinterWorker | null = null;
	#state: LinterState = { phase: 'off' };
	#asks = 0;
	#waiting = new Map<number, (answer: Answer | null) => void>();
	#listeners = new Set<() => void>();

	constructor(rules: readonly string[], spawn: () => LinterWorker = spawnWorker) {
		this.rules = rules;
		this.#spawn = spawn;
	}

	get state(): LinterState {
		return this.#state;
	}

	/** Calls back at each change of `state`; returns a way to end that. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Fetches Ruff, unless it is there or on its way. After a failure this tries again. */
	start(): void {
		if (this.#worker !== null) return;
		this.#become({ phase: 'loading' });
		let worker: LinterWorker;
		try {
			worker = this.#spawn();
		} catch (error) {
			this.#become({ phase: 'failed', message: String(error) });
			return;
		}
		worker.onmessage = ({ data }) => this.#hear(data);
		worker.onerror = (event) => {
			event.preventDefault?.();
			this.#fail(event.message || 'its script could not be loaded');
		};
		this.#worker = worker;
		worker.postMessage({ type: 'start', rules: [...this.rules] });
	}

	/** The problems of a text; null where the linter is not there to tell. */
	async check(text: string): Promise<Problem[] | null> {
		const answer = await this.#ask((ask) => ({ type: 'check', ask, text }));
		return answer?.type === 'checked' ? answer.problems : null;
	}

	async format(text: string): Promise<Formatted> {
		const answer = await this.#ask((ask) => ({ type: 'format', ask, text }));
		if (answer?.type === 'formatted') return { kind: 'formatted', text: answer.text };
		return answer?.type === 'unformatted' ? { kind: 'unreadable' } : null;
	}

	/** Ends the worker. What was asked is answered with null. */
	close(): void {
		this.#end();
		this.#become({ phase: 'off' });
	}

	#ask(question: (ask: number) => ToLinter): Promise<Answer | null> {
		const worker = this.#worker;
		if (worker === null) return Promise.resolve(null);
		const ask = ++this.#asks;
		return new Promise((resolve) => {
			this.#waiting.set(ask, resolve);
			worker.postMessage(question(ask));
		});
	}

	#hear(message: FromLinter): void {
		if (message.type === 'ready') {
			this.#become({ phase: 'ready', version: message.version });
		} else if (message.type === 'broken') {
			this.#fail(message.message);
		} else {
			this.#waiting.get(message.ask)?.(message);
			this.#waiting.delete(message.ask);
		}
	}

	#fail(message: string): void {
		this.#end();
		this.#become({ phase: 'failed', message });
	}

	#end(): void {
		if (this.#worker !== null) {
			this.#worker.onmessage = this.#worker.onerror = null;
			this.#worker.terminate();
			this.#worker = null;
		}
		for (const resolve of this.#waiting.values()) resolve(null);
		this.#waiting.clear();
	}

	#become(state: LinterState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener();
	}
}

function spawnWorker(): LinterWorker {
	return new Worker(new URL('./ruff-worker.ts', import.meta.url), { type: 'module', name: 'ruff' });
}
