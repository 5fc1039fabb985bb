// Plays a web worker in a thread of Node, for the type checker's script, which knows no other.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort;
if (!port) throw new Error('this is no thread');
Object.assign(globalThis, {
	self: globalThis,
	name: workerData.name,
	postMessage: port.postMessage.bind(port),
	/**
	 * @param {string} type
	 * @param {(event: { data: unknown }) => void} listener
	 */
	addEventListener: (type, listener) => {
		if (type === 'message') port.on('message', (data) => listener({ data }));
	}
});
Object.defineProperty(globalThis, 'onmessage', {
	/** @param {(event: { data: unknown }) => void} listener */
	set(listener) {
		port.on('message', (data) => listener({ data }));
	}
});
// Indirect, so that it runs in the global scope as a worker's script does.
(0, eval)(readFileSync(workerData.script, 'utf8'));
