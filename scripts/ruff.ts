// Lints and formats our Python by ruff: `tsx scripts/ruff.ts`, with `--fix` to put right what can be put right. ruff is no npm package,
// so pip puts one pinned version of it into .shakeout/tools the first time. Where that cannot be done, CI fails and a person is told.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findPip, runCommand } from './python/pip';
import { projectFolder, toolsFolder } from './python/places';

const VERSION = '0.17.6';
const CHECKED = ['src/python', 'tests/python', 'scripts', 'src/lessons'];

/** Path of ruff's program. Rejects with an Error that says why it cannot be had. */
async function installRuff(): Promise<string> {
	const folder = join(toolsFolder, `ruff-${VERSION}`);
	const program = join(folder, 'bin', process.platform === 'win32' ? 'ruff.exe' : 'ruff');
	if (existsSync(program)) return program;
	const python = await findPip();
	if (python === null) throw new Error('there is no pip here to install it with');
	console.error(`ruff: getting ruff ${VERSION} with pip`);
	const { ok, said } = await runCommand(python, [
		...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '--no-deps'],
		...['--only-binary=:all:', '--upgrade', '--target', folder, `ruff==${VERSION}`]
	]);
	if (!ok || !existsSync(program)) throw new Error(`pip could not install it:\n${said ?? ''}`);
	return program;
}

function ruff(program: string, args: readonly string[], paths: readonly string[]): boolean {
	return spawnSync(program, [...args, ...paths], { cwd: projectFolder, stdio: 'inherit' }).status === 0;
}

const shouldFix = process.argv.includes('--fix');
const paths = CHECKED.filter((path) => existsSync(join(projectFolder, path)));
try {
	const program = await installRuff();
	const isClean = ruff(program, shouldFix ? ['check', '--fix'] : ['check'], paths);
	const isFormatted = ruff(program, shouldFix ? ['format'] : ['format', '--check'], paths);
	process.exitCode = isClean && isFormatted ? 0 : 1;
} catch (error) {
	console.error(
		`ruff ${VERSION} is not here, so the Python was not linted: ${error instanceof Error ? error.message : String(error)}`
	);
	process.exitCode = process.env.CI ? 1 : 0;
}
