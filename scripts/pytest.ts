// Runs tests/python by pytest inside Pyodide, where our Python runs for readers too: `npm run test:python -- -k coverage`.
// `--counts=FILE` also writes down how many tests passed and failed. pytest and coverage.py come from the bundles that the site serves, src/python/classroom as it stands on disk. package.json gives it a
// larger stack (in kB): nothing here guards WebAssembly's as lib/worker/interpreter.ts does for readers, and our own tests recurse on purpose.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonManifest } from '../src/lib/runtime/assets';
import { wheelGroups } from '../src/lib/runtime/package-groups';
import { makeBlock } from '../src/lib/worker/block';
import { Signals } from '../src/lib/worker/signal';
import { SITE_PACKAGES } from './python/bundle';
import { readScript, startPyodide } from './python/node-pyodide';
import { manifestFile, projectFolder } from './python/places';

const MOUNTED = ['src/python', 'tests'];
const COPIED = ['pyproject.toml'];
/** pytest's exit code where it found no test: a suite that has gone missing must not pass for green. */
const NO_TESTS = 5;

/** Before the file that is to hold the counts, as JSON by pytest's categories. */
const COUNTS = '--counts=';

async function runPytest(args: readonly string[], countsFile: string | undefined): Promise<number> {
	if (!existsSync(manifestFile))
		throw new Error('there are no Python bundles yet - run `npm run python` first');
	const { assets, missing }: PythonManifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
	const served = (path: string) => join(projectFolder, 'static', path);
	const bundles = wheelGroups.flatMap((group) => assets[`${group}.zip`] ?? []);
	if (!assets['tests.zip'] || missing.some((one) => one.package === 'pytest')) {
		throw new Error('pytest could not be had when the bundles were made - see what `npm run python` says');
	}

	const python = await startPyodide({
		stdlib: served(assets['stdlib.zip'].path),
		env: { HOME: '/home/reader', PYTHONDONTWRITEBYTECODE: '1', PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1' },
		stdout: (text) => process.stdout.write(text),
		stderr: (text) => process.stderr.write(text)
	});
	for (const { path } of bundles) {
		python.unpackArchive(new Uint8Array(readFileSync(served(path))), 'zip', { extractDir: SITE_PACKAGES });
	}
	for (const folder of MOUNTED) {
		python.FS.mkdirTree(`/project/${folder}`);
		python.FS.mount(
			python.FS.filesystems.NODEFS,
			{ root: join(projectFolder, folder) },
			`/project/${folder}`
		);
	}
	for (const file of COPIED) python.FS.writeFile(`/project/${file}`, readFileSync(join(projectFolder, file)));
	python.FS.mkdirTree('/home/reader');

	python.runPython(await readScript('run_pytest.py'));
	const run: (args: unknown, block: unknown) => { toJs(): [number, string] } =
		python.globals.get('run_pytest');
	const block = makeBlock(new Signals(null), () => {});
	const colour = process.stdout.isTTY ? 'yes' : 'no';
	const [code, counts] = run(python.toPy([`--color=${colour}`, ...args]), block).toJs();
	if (countsFile) writeFileSync(countsFile, counts);
	return code;
}

try {
	const [, , ...args] = process.argv;
	const countsFile = args.find((arg) => arg.startsWith(COUNTS))?.slice(COUNTS.length);
	const code = await runPytest(
		args.filter((arg) => !arg.startsWith(COUNTS)),
		countsFile
	);
	if (code === NO_TESTS) console.error('No test ran, which counts as a failure.');
	process.exit(code);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
