// The page's end of the sandboxed frame: puts it into the document, hands it Python's files, starts and ends workers in it.
import type { Cargo, FromFrame, FromWorker, RunId, ToFrame, ToWorker } from './protocol';
import { RuntimeFault } from './download';

/** A worker as the pool sees it. */
export interface WorkerHandle {
	post(message: ToWorker): void;
	/** Interrupts the run, once. */
	interrupt(run: RunId): void;
	terminate(): void;
}

export interface Listener {
	said(message: FromWorker): void;
	died(message: string): void;
}

/** What starts workers. A test hands in one that needs no browser. */
export interface WorkerHost {
	/** True where a running program can be interrupted; elsewhere it can only be ended with its worker. */
	readonly interrupts: boolean;
	spawn(listener: Listener): WorkerHandle;
}

/** Milliseconds in which the frame has to say hello. */
const HELLO = 20_000;

export class FrameClient implements WorkerHost {
	readonly interrupts: boolean;
	/** Resolves once the module is compiled. */
	readonly compiled: Promise<void>;
	#port: MessagePort;
	#count = 0;
	#listeners = new Map<number, Listener>();
	#settle!: { resolve: () => void; reject: (error: Error) => void };
	#element: HTMLIFrameElement;
	/** Called where something that was handed in could not be read there. */
	onUnread: (what: Cargo['type']) => void = () => {};

	private constructor(port: MessagePort, element: HTMLIFrameElement, interrupts: boolean) {
		this.#port = port;
		this.interrupts = interrupts;
		this.#element = element;
		this.compiled = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
		this.compiled.catch(() => {});
	}

	/**
	 * Puts the frame into the document. `page` is its page, or the address of it, which is fetched and handed in: a service worker, which
	 * gives us the page where there is no network, has no say in a frame of opaque origin. Rejects with a RuntimeFault where it does not
	 * come up.
	 */
	static async open(page: string | URL, document: Document): Promise<FrameClient> {
		const html = typeof page === 'string' ? page : await textAt(page);
		const src = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
		try {
			return await FrameClient.#open(src, document);
		} finally {
			URL.revokeObjectURL(src);
		}
	}

	static #open(src: string, document: Document): Promise<FrameClient> {
		const view = document.defaultView;
		const frame = document.createElement('iframe');
		frame.setAttribute('sandbox', 'allow-scripts');
		frame.allow = 'cross-origin-isolated';
		frame.title = 'Python';
		frame.tabIndex = -1;
		frame.ariaHidden = 'true';
		frame.style.cssText = 'position:absolute;width:0;height:0;border:0;visibility:hidden';
		return new Promise((resolve, reject) => {
			const fail = (message: string) => {
				view?.removeEventListener('message', hear);
				frame.remove();
				reject(new RuntimeFault({ code: 'frame-blocked', message }));
			};
			const timer = setTimeout(
				() =>
					fail(
						'The frame in which Python runs did not start. A content blocker may be stopping runner.html; allow it and try again.'
					),
				HELLO
			);
			const hear = ({ source, data, ports: [port] }: MessageEvent<FromFrame>) => {
				if (source !== frame.contentWindow || !port || data.type !== 'hello') return;
				view?.removeEventListener('message', hear);
				clearTimeout(timer);
				const client = new FrameClient(port, frame, data.interrupts);
				port.onmessage = ({ data }: MessageEvent<Exclude<FromFrame, { type: 'hello' }>>) =>
					client.#hear(data);
				resolve(client);
			};
			view?.addEventListener('message', hear);
			frame.src = src;
			// In the page's head there is no body yet.
			(document.body ?? document.documentElement).append(frame);
		});
	}

	/** Brings it something. What stands in the list leaves us. */
	hand(cargo: Cargo, spared: ArrayBuffer[]): void {
		this.#say(cargo, spared);
	}

	/** Takes it out of the document, and all that is in it. */
	remove(): void {
		this.#port.close();
		this.#element.remove();
	}

	spawn(listener: Listener): WorkerHandle {
		const worker = ++this.#count;
		const { port1, port2 } = new MessageChannel();
		this.#listeners.set(worker, listener);
		port1.onmessage = ({ data }: MessageEvent<FromWorker>) => listener.said(data);
		this.#say({ type: 'spawn', worker }, [port2]);
		return {
			post: (message) => port1.postMessage(message),
			interrupt: (run) => this.#say({ type: 'interrupt', worker, run }),
			terminate: () => {
				port1.close();
				this.#listeners.delete(worker);
				this.#say({ type: 'terminate', worker });
			}
		};
	}

	#say(message: ToFrame, transfer: Transferable[] = []): void {
		this.#port.postMessage(message, transfer);
	}

	#hear(message: Exclude<FromFrame, { type: 'hello' }>): void {
		switch (message.type) {
			case 'compiled':
				return this.#settle.resolve();
			case 'failed':
				return this.#settle.reject(
					new RuntimeFault({
						code: 'wasm-unsupported',
						message: `This browser could not compile Python (${message.message}). A current Firefox, Chrome, Edge or Safari can.`
					})
				);
			case 'unread':
				return this.onUnread(message.what);
			case 'died':
				return this.#listeners.get(message.worker)?.died(message.message);
		}
	}
}

async function textAt(address: URL): Promise<ArrayBuffer> {
	try {
		const response = await fetch(address);
		if (response.ok) return await response.arrayBuffer();
	} catch {
		// Said below.
	}
	throw new RuntimeFault({
		code: 'frame-blocked',
		message:
			'The frame in which Python runs (runner.html) could not be fetched. Check the connection, and whether a content blocker stops it, and try again.'
	});
}
