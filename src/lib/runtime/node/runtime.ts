// Python in Node: the pool and the interpreter that readers use, in worker threads. For whatever runs or judges a project without a browser.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { pythonAssets, type Asset } from '../assets';
import type { WorkerHandle, Listener, WorkerHost } from '../frame-client';
import type { PackageGroup } from '../package-groups';
import { Pool } from '../pool';
import { SIGNAL_BYTES, type CallName, type Calls, type FromWorker, type Request } from '../protocol';
import type { Ended, Run, RunOptions, Runtime } from '../runtime';
import { signalRun } from '../../worker/signal';

const root = path.resolve(import.meta.dirname, '../../../..');

interface Host {
	/** Whether a program can be interrupted, as on a host that isolates its pages. */
	interrupts?: boolean;
	/** Whether a worker stands by. */
	keepsSpare?: boolean;
	/** How many hermetic runs may go side by side, as far as there are cores for them. */
	lanes?: number;
}

/** Python with the packages of these groups. `close` ends its workers. */
export function nodeRuntime(
	groups: readonly PackageGroup[] = ['tests'],
	{ interrupts = false, keepsSpare = false, lanes = 1 }: Host = {}
): Pick<Runtime, 'call' | 'restart'> & { close(): Promise<void> } {
	const onDisk = (asset: Asset | null | undefined) => {
		const file = asset && path.join(root, 'static', asset.path);
		if (!file || !existsSync(file)) throw new Error('Python has not been built: run `npm run python`');
		return file;
	};
	const { assets } = pythonAssets;
	const data = {
		boot: onDisk(assets['boot.bin']),
		stdlib: onDisk(assets['stdlib.zip']),
		warm: groups.join() === 'tests' ? onDisk(assets['warm.bin']) : null,
		bundles: [assets['classroom.zip'], ...groups.map((group) => assets[`${group}.zip`])].map(onDisk)
	};
	const workers = new Set<Worker>();
	const host: WorkerHost = {
		interrupts,
		spawn(listener: Listener): WorkerHandle {
			const shared = interrupts ? new SharedArrayBuffer(SIGNAL_BYTES) : null;
			const signal = shared && new Int32Array(shared);
			const worker = new Worker(path.join(import.meta.dirname, 'worker.js'), {
				workerData: { ...data, signal: shared }
			});
			workers.add(worker);
			worker.on('message', (message: FromWorker) => listener.said(message));
			worker.on('error', (error) => listener.died(error.message));
			worker.on('exit', () => listener.died('the worker has ended'));
			return {
				post: (message) => worker.postMessage(message),
				interrupt: (run) => signal && signalRun(signal, run),
				terminate: () => {
					workers.delete(worker);
					void worker.terminate();
				}
			};
		}
	};
	const pool = new Pool({
		host,
		keepsSpare,
		lanes: Math.min(lanes, availableParallelism()),
		rest: async () => {},
		onBusy: () => {},
		onStep: () => {}
	});
	let runs = 0;
	return {
		call<N extends CallName>(
			name: N,
			input: Calls[N]['input'],
			options: RunOptions
		): Run<Calls[N]['output']> {
			const run = ++runs;
			const { ended, stop } = pool.call(
				run,
				{ call: name, run, input } as Extract<Request, { call: N }>,
				options
			);
			return { stop, ended: ended.then(counted) };
		},
		restart: async () => pool.restart(),
		async close() {
			await Promise.all([...workers].map((worker) => worker.terminate()));
		}
	};
}

/** Here the library is always there. */
function counted<R>(ended: Ended<R> | { kind: 'too-early' }): Ended<R> {
	if (ended.kind === 'too-early') throw new Error('a run went ahead of the library');
	return ended;
}
