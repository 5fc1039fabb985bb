// Types of the packages that readers import, from the very wheels that are bundled: their own annotated sources, cut to signatures.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Wheel } from '../python/fetch-wheels';
import { startPyodide } from '../python/node-pyodide';
import { readZip } from '../python/zip';
import type { Stubs } from './split';

/** Where the checker looks for them in its own file system. */
export const SITE_PACKAGES = '/site-packages';

const isSource = (path: string) =>
	/\.pyi?$|(^|\/)py\.typed$/.test(path) && !/\.(data|dist-info)\//.test(path);

export async function packOf(wheels: readonly Wheel[], folder: string): Promise<Stubs> {
	const python = await startPyodide();
	python.runPython(await readFile(new URL('signatures.py', import.meta.url), 'utf8'));
	const signatures: (path: string, source: string) => string = python.globals.get('signatures');
	const pack: Stubs = {};
	for (const { file } of wheels) {
		for (const [path, content] of readZip(await readFile(join(folder, file)))) {
			if (!isSource(path)) continue;
			const text = new TextDecoder().decode(content).replaceAll('\r\n', '\n');
			pack[`${SITE_PACKAGES}/${path}`] = path.endsWith('.py') ? signatures(path, text) : text;
		}
	}
	return Object.fromEntries(Object.entries(pack).sort(([a], [b]) => (a < b ? -1 : 1)));
}
