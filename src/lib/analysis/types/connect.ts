// Loads the type checker from the site and starts its workers, in a browser.
import { resolve } from '$app/paths';
import { download } from '#lib/runtime/download';
import { keptInCache } from '#lib/runtime/kept';
import { bytesOf } from '#lib/runtime/load';
import type { PackageGroup } from '#lib/runtime/package-groups';
import { typeAssets } from './assets';
import { startServer, type SpawnWorker } from './server';
import { TypeChecker, type Connect } from './type-checker.svelte';

/** The checker of a page that uses these groups of packages: their types come along. */
export const checkerInBrowser = (
	groups: readonly PackageGroup[],
	{ judges }: { judges: boolean }
): TypeChecker => new TypeChecker(connect(groups), { judges });

const connect =
	(groups: readonly PackageGroup[]): Connect =>
	async ({ onStep, onDeath }) => {
		const root = new URL(resolve('/'), location.href);
		const assets = [
			typeAssets['checker.js'],
			typeAssets['stdlib.json'],
			...groups.flatMap((group) => typeAssets[`${group}.json`] ?? [])
		];
		const [code, [script, ...stubs]] = await Promise.all([
			import('./client'),
			download(assets, {
				base: root,
				onProgress: (done, total) => onStep('Downloading the type checker', done, total)
			}).then((loads) => Promise.all(loads.map(bytesOf)))
		]);
		const named = Object.values<{ path: string } | null | undefined>({ ...typeAssets }).flatMap(
			(asset) => asset?.path ?? []
		);
		void keptInCache(root).keepOnly('types', named);
		if (!script) throw new Error('The type checker is missing from this site.');
		onStep('Starting the type checker', 0, 0);
		const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
		const server = startServer(spawnFrom(url), onDeath);
		const close = () => {
			server.close();
			URL.revokeObjectURL(url);
		};
		try {
			const files = stubs.map(textsIn).reduce((all, part) => ({ ...all, ...part }), {});
			return { client: await code.TypesClient.connect(server.transport, files), close };
		} catch (error) {
			close();
			const why = error instanceof Error ? error.message : String(error);
			throw new Error(`The type checker did not start (${why}). Try again.`, { cause: error });
		}
	};

/** Path to text, as scripts/types.ts wrote them. */
function textsIn(part: ArrayBuffer): Record<string, string> {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-return -- our own file, held against its sha256 by the download
	return JSON.parse(new TextDecoder().decode(part));
}

const spawnFrom =
	(url: string): SpawnWorker =>
	(name, onMessage, onDeath) => {
		const worker = new Worker(url, { name });
		worker.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data);
		worker.onerror = (event) => {
			event.preventDefault();
			onDeath(event.message || 'its worker ended');
		};
		return {
			post: (message, transfer = []) => worker.postMessage(message, transfer),
			terminate: () => worker.terminate()
		};
	};
