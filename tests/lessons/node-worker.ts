// Python's worker in Node: the interpreter that readers use, fed from the bundles on disk. Started by node-runtime.ts.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { loadPyodide } from 'pyodide';
import type { FromWorker, ToWorker } from '../../src/lib/runtime/protocol';
import { serve } from '../../src/lib/worker/serve';

const { bundles, stdlib, signal } = workerData as {
	bundles: string[];
	stdlib: string;
	signal: SharedArrayBuffer | null;
};
const port = parentPort;
if (!port) throw new Error('this is a worker');

const bytes = (path: string): ArrayBuffer => Uint8Array.from(readFileSync(path)).buffer;

void serve(
	{
		post: (message: FromWorker) => port.postMessage(message),
		listen: (listener) => port.on('message', (message: ToWorker) => listener(message)),
		soon: (work) => setImmediate(work)
	},
	{
		bundles: bundles.map(bytes),
		signal: signal && new Int32Array(signal),
		load: (options) =>
			loadPyodide({ ...options, stdLibURL: stdlib, fullStdLib: false } as Parameters<typeof loadPyodide>[0])
	}
);
