// The type checker's language server: two workers of one script, spoken to in JSON-RPC. What starts a worker is handed in, so that
// tests run the same server in Node.
import type { Transport } from '@codemirror/lsp-client';

/** A worker that runs the checker's script. */
export interface CheckerWorker {
	post(message: unknown, transfer?: MessagePort[]): void;
	terminate(): void;
}

export type SpawnWorker = (
	name: string,
	onMessage: (message: unknown) => void,
	onDeath: (why: string) => void
) => CheckerWorker;

export interface Server {
	transport: Transport;
	close: () => void;
}

/** Folder of all projects in the checker's own file system; each has a folder of its own in it. */
export const ROOT = '/src';
export const ROOT_URI = `file://${ROOT}/`;

/** Asks the page for a second worker, in which it checks while the first answers. */
interface NewWorker {
	type: 'browser/newWorker';
	initialData: unknown;
	port: MessagePort;
}

/** Starts the server. `onDeath` is told once, in words, where one of its workers goes down. */
export function startServer(spawn: SpawnWorker, onDeath: (why: string) => void): Server {
	const handlers = new Set<(message: string) => void>();
	const workers: CheckerWorker[] = [];
	let isClosed = false;
	const died = (why: string) => {
		if (isClosed) return;
		close();
		onDeath(why);
	};
	const close = () => {
		isClosed = true;
		for (const worker of workers.splice(0)) worker.terminate();
	};
	const foreground = spawn(
		'types',
		(message) => {
			if (isNewWorker(message)) {
				const { initialData, port } = message;
				const background = spawn('types-background', () => {}, died);
				workers.push(background);
				background.post({ type: 'browser/boot', mode: 'background', initialData, port }, [port]);
				return;
			}
			const text = JSON.stringify(message);
			for (const handler of handlers) handler(text);
		},
		died
	);
	workers.push(foreground);
	foreground.post({ type: 'browser/boot', mode: 'foreground' });
	return {
		transport: {
			send(text) {
				if (isClosed) throw new Error('the type checker has ended');
				const message: unknown = JSON.parse(text);
				foreground.post(withFolder(message));
			},
			subscribe: (handler) => void handlers.add(handler),
			unsubscribe: (handler) => void handlers.delete(handler)
		},
		close
	};
}

/** The client names a root, which the server ignores: without a folder it reads no configuration and finds no module. */
function withFolder(message: unknown): unknown {
	if (!isRecord(message) || message.method !== 'initialize' || !isRecord(message.params)) return message;
	return {
		...message,
		params: { ...message.params, workspaceFolders: [{ uri: ROOT_URI, name: 'lesson' }] }
	};
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

function isNewWorker(message: unknown): message is NewWorker {
	return isRecord(message) && message.type === 'browser/newWorker';
}
