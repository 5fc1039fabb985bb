// The type checker that readers use, in threads of Node: the same script, the same stubs, the same client.
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { typeAssets } from '../../src/lib/analysis/types/assets';
import { TypesClient } from '../../src/lib/analysis/types/client';
import { startServer, type SpawnWorker } from '../../src/lib/analysis/types/server';
import { TypeChecker } from '../../src/lib/analysis/types/type-checker.svelte';
import type { Asset } from '../../src/lib/runtime/assets';
import { groupNames } from '../../src/lib/runtime/package-groups';

const root = path.resolve(import.meta.dirname, '../..');

const onDisk = (asset: Asset | null) => {
	const file = asset && path.join(root, 'static', asset.path);
	if (!file || !existsSync(file))
		throw new Error('the type checker has not been built: run `npm run python`');
	return file;
};

/** Not started before it is asked. `close` ends its threads. */
export function nodeChecker(): TypeChecker {
	const script = onDisk(typeAssets['checker.js']);
	const stubs = () =>
		Object.assign(
			{},
			...[typeAssets['stdlib.json'], ...groupNames.flatMap((name) => typeAssets[`${name}.json`] ?? [])].map(
				(asset) => JSON.parse(readFileSync(onDisk(asset), 'utf8'))
			)
		);
	const spawn: SpawnWorker = (name, onMessage, onDeath) => {
		const worker = new Worker(path.join(root, 'tests/lessons/checker-thread.js'), {
			workerData: { name, script }
		});
		worker.on('message', onMessage);
		worker.on('error', (error) => onDeath(error.message));
		return {
			post: (message, transfer = []) => worker.postMessage(message, transfer as never),
			terminate: () => void worker.terminate()
		};
	};
	return new TypeChecker(async ({ onDeath }) => {
		const server = startServer(spawn, onDeath);
		return { client: await TypesClient.connect(server.transport, stubs()), close: server.close };
	});
}
