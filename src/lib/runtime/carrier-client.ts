// The page's end of the carrier: in a worker, and in the page itself where no worker starts (an old browser, a policy of the host's).
import { Carrier, type Carries, type Freight, type OnProgress } from './carrier';
import { deferred, type Deferred } from './deferred';
import { RuntimeFault } from './download';
import { assertNever } from './protocol';
import type { Fault } from './runtime';

export type ToCarrier =
	/** Comes with the port to the frame. */
	| { type: 'begin'; base: string }
	| { type: 'bring'; ask: number; freight: Freight }
	| { type: 'keep'; ask: number };

export type FromCarrier =
	| { type: 'progress'; done: number; total: number }
	| { type: 'done'; ask: number }
	/** `fault` is null where it failed by a mistake of ours. */
	| { type: 'failed'; ask: number; fault: Fault | null; message: string };

export interface CarrierOptions {
	/** Address of the site's base, with a slash at its end. */
	base: URL;
	/** Text of the worker; null where it is not at hand. */
	script: string | null;
	/** Takes the frame's end of each port over which cargo comes. */
	admit: (port: MessagePort) => void;
	onProgress: OnProgress;
}

/** A carrier in a worker if it can be, else here. */
export function carrierFor(options: CarrierOptions): Carries {
	const here = () => {
		const { port1, port2 } = new MessageChannel();
		options.admit(port2);
		return new Carrier(options.base, port1, options.onProgress);
	};
	if (options.script === null) return here();
	try {
		return new CarrierClient(options.script, options, here);
	} catch {
		return here();
	}
}

class CarrierClient implements Carries {
	#worker: Worker;
	#asks = 0;
	#waiting = new Map<number, Deferred<void>>();
	/** In our place, once the worker has turned out not to start. */
	#instead: Carries | null = null;
	#here: () => Carries;
	/** Rejects where the worker does not run. */
	#dead = deferred<never>();

	constructor(script: string, { base, admit, onProgress }: CarrierOptions, here: () => Carries) {
		this.#here = here;
		this.#dead.promise.catch(() => {});
		const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
		this.#worker = new Worker(address);
		const { port1, port2 } = new MessageChannel();
		admit(port2);
		this.#worker.postMessage({ type: 'begin', base: base.href } satisfies ToCarrier, [port1]);
		this.#worker.onmessage = ({ data }: MessageEvent<FromCarrier>) => {
			URL.revokeObjectURL(address);
			this.#hear(data, onProgress);
		};
		this.#worker.onerror = (event) => {
			event.preventDefault();
			this.#worker.terminate();
			this.#dead.reject(new Error(event.message || 'the worker did not start'));
		};
	}

	async bring(freight: Freight): Promise<void> {
		if (!this.#instead) {
			try {
				return await this.#ask((ask) => ({ type: 'bring', ask, freight }));
			} catch (error) {
				if (error instanceof RuntimeFault) throw error;
				this.#instead ??= this.#here();
			}
		}
		return this.#instead.bring(freight);
	}

	async keep(): Promise<void> {
		if (this.#instead) return this.#instead.keep();
		// What cannot be kept is fetched again.
		await this.#ask((ask) => ({ type: 'keep', ask })).catch(() => {});
	}

	#ask(message: (ask: number) => ToCarrier): Promise<void> {
		const ask = ++this.#asks;
		const answer = deferred<void>();
		this.#waiting.set(ask, answer);
		this.#worker.postMessage(message(ask));
		return Promise.race([answer.promise, this.#dead.promise]);
	}

	#hear(message: FromCarrier, onProgress: OnProgress): void {
		switch (message.type) {
			case 'progress':
				return onProgress(message.done, message.total);
			case 'done':
				this.#waiting.get(message.ask)?.resolve();
				this.#waiting.delete(message.ask);
				return;
			case 'failed': {
				const { ask, fault } = message;
				this.#waiting.get(ask)?.reject(fault ? new RuntimeFault(fault) : new Error(message.message));
				this.#waiting.delete(ask);
				return;
			}
			default:
				return assertNever(message);
		}
	}
}
