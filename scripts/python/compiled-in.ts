// The libraries that are compiled into Pyodide's WebAssembly, for the licences page. Nothing in the npm package lists them; a test asks
// the interpreter for the versions that it knows of.
import { readFile } from 'node:fs/promises';
import type { Licence } from '../../src/lib/runtime/licences';

interface Library {
	name: string;
	/** Null where the interpreter does not tell. */
	version: string | null;
	/** SPDX identifier. */
	licence: string;
	/** File in licences/. */
	file: string;
}

export const COMPILED_IN: readonly Library[] = [
	{ name: 'bzip2', version: null, licence: 'bzip2-1.0.6', file: 'bzip2.txt' },
	{ name: 'Emscripten', version: '5.0.3', licence: 'MIT', file: 'emscripten.txt' },
	{ name: 'Expat', version: '2.7.3', licence: 'MIT', file: 'expat.txt' },
	{ name: 'HACL*', version: null, licence: 'MIT', file: 'hacl.txt' },
	{ name: 'libffi', version: null, licence: 'MIT', file: 'libffi.txt' },
	{ name: 'libmpdec', version: '2.5.1', licence: 'BSD-2-Clause', file: 'libmpdec.txt' },
	{ name: 'musl', version: null, licence: 'MIT', file: 'musl.txt' },
	{ name: 'SQLite', version: '3.39.0', licence: 'blessing', file: 'sqlite.txt' },
	{ name: 'XZ Utils (liblzma)', version: null, licence: 'LicenseRef-public-domain', file: 'xz.txt' },
	{ name: 'zlib', version: '1.3.1', licence: 'Zlib', file: 'zlib.txt' },
	{ name: 'Zstandard', version: '1.5.7', licence: 'BSD-3-Clause', file: 'zstd.txt' }
];

/** As the licences page shows them; `pyodide` stands for the version where the interpreter does not tell. */
export function readCompiledIn(pyodide: string): Promise<Licence[]> {
	return Promise.all(
		COMPILED_IN.map(async ({ name, version, licence, file }) => ({
			name,
			version: version ?? `as in Pyodide ${pyodide}`,
			licence,
			part: 'python' as const,
			texts: [{ file, text: await readFile(new URL(`licences/${file}`, import.meta.url), 'utf8') }]
		}))
	);
}
