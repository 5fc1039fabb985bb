// Compiles Python to bytecode by Pyodide itself: importing compiled modules is seven times as fast as importing sources.
import { existsSync } from 'node:fs';
import { canonicalise } from './marshal';
import { readScript, startPyodide } from './node-pyodide';
import type { ZipFiles } from './zip';

/** Bytes of a .pyc file before its marshalled code. */
const PYC_HEADER = 16;

export interface Compiler {
	/**
	 * Replaces each `x.py` by `x.pyc`, where the zip importer and the sourceless importer look for it. A file that is not valid
	 * Python stays as it is. `folder` ends in `/` and is what tracebacks show before a file's path.
	 */
	compile(files: ZipFiles, folder: string): ZipFiles;
}

type CompileSource = (
	source: Uint8Array,
	path: string
) => { toJs(): Uint8Array; destroy(): void } | undefined;

/** Starts Pyodide, from a compiled standard library where there is one at that path. */
export async function startCompiler(stdlib: string): Promise<Compiler> {
	const python = await startPyodide({
		...(existsSync(stdlib) ? { stdlib } : {}),
		env: { PYTHONHASHSEED: '0', HOME: '/home/pyodide' }
	});
	python.runPython(await readScript('compile.py'));
	const compileSource: CompileSource = python.globals.get('compile_source');
	return {
		compile(files, folder) {
			const compiled: ZipFiles = new Map();
			for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
				const pyc = path.endsWith('.py') ? compileOne(compileSource, content, folder + path) : null;
				if (pyc) compiled.set(`${path}c`, pyc);
				else compiled.set(path, content);
			}
			return compiled;
		}
	};
}

function compileOne(compileSource: CompileSource, source: Uint8Array, path: string): Uint8Array | null {
	const result = compileSource(new Uint8Array(source), path);
	if (result === undefined) return null;
	const pyc = result.toJs().slice();
	result.destroy();
	canonicalise(pyc, PYC_HEADER);
	return pyc;
}
