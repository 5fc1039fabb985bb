// Python's worker in Node: the interpreter that readers use, fed from the bundles on disk. Started by runtime.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadPyodide } from 'pyodide';
import type { FromWorker, ToWorker } from '../protocol';
import type { Schema } from '../schema';
import { knowProbes } from '../../worker/reports';
import { restoring } from '../../worker/restore';
import { serve } from '../../worker/serve';

const { boot, bundles, stdlib, warm, signal } = workerData as {
	boot: string | null;
	bundles: string[];
	warm: string | null;
	stdlib: string;
	signal: SharedArrayBuffer | null;
};
const port = parentPort;
if (!port) throw new Error('this is a worker');

const bytes = (file: string): ArrayBuffer => Uint8Array.from(readFileSync(file)).buffer;
const glue = path.join(path.dirname(createRequire(import.meta.url).resolve('pyodide')), 'pyodide.asm.mjs');

const instruments = path.resolve(import.meta.dirname, '../../instruments');
const schemas = new Map<string, Schema<unknown>>();
for (const name of readdirSync(instruments)) {
	const file = path.join(instruments, name, 'report.ts');
	if (!existsSync(file)) continue;
	const { report } = (await import(file)) as { report: Schema<unknown> };
	schemas.set(name, report);
}
knowProbes(schemas);

void serve(
	{
		post: (message: FromWorker) => port.postMessage(message),
		listen: (listener) => port.on('message', (message: ToWorker) => listener(message)),
		soon: (work) => setImmediate(work)
	},
	{
		boot: boot === null ? null : Promise.resolve(bytes(boot)),
		library: Promise.resolve({
			stdlib: bytes(stdlib),
			bundles: bundles.map(bytes),
			warm: warm === null ? null : bytes(warm)
		}),
		signal: signal && new Int32Array(signal),
		load: async (options, from) => {
			const { default: createPyodideModule } = (await import(glue)) as {
				default: Parameters<typeof restoring>[2];
			};
			const how = 'image' in from ? restoring(from.image, from.held, createPyodideModule) : {};
			return loadPyodide({ ...options, stdLibURL: stdlib, fullStdLib: false, ...how } as Parameters<
				typeof loadPyodide
			>[0]);
		}
	}
);
