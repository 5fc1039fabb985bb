import { expect, test } from 'vitest';
import { COMPILED_IN, readCompiledIn } from './compiled-in';
import { startPyodide } from './node-pyodide';

/** Milliseconds after which starting Python has hung; it takes half a minute where a machine has much else to do. */
const HUNG = 120_000;

test('the versions are those that the interpreter tells', { timeout: HUNG }, async () => {
	const python = await startPyodide();
	const told: unknown = JSON.parse(
		String(
			python.runPython(`
import decimal, json, pyexpat, sqlite3, sys, zlib
from compression import zstd
json.dumps({
    "Emscripten": ".".join(map(str, sys._emscripten_info.emscripten_version)),
    "Expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "libmpdec": decimal.__libmpdec_version__,
    "SQLite": sqlite3.sqlite_version,
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
    "Zstandard": zstd.zstd_version,
})`)
		)
	);
	const listed = COMPILED_IN.filter(({ version }) => version !== null);
	expect(Object.fromEntries(listed.map(({ name, version }) => [name, version]))).toEqual(told);
});

test('each has its words', async () => {
	for (const { version, texts } of await readCompiledIn('314')) {
		expect(version).toMatch(/\d/);
		expect(texts[0]?.text.length).toBeGreaterThan(80);
	}
});
