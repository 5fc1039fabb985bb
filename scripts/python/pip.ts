// Wheels from the package index, by pip: it knows the reader's mirrors and certificates, and checks the hashes itself.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Requirement } from './requirements';

/** What a command said on both streams, and whether it ended well; `said` is null where it could not be started. */
export interface Ran {
	ok: boolean;
	said: string | null;
}

/** Starts a command and waits for it. Never rejects. */
export type RunCommand = (command: string, args: readonly string[]) => Promise<Ran>;

const TARGET = ['--python-version', '3.14', '--implementation', 'py', '--abi', 'none', '--platform', 'any'];
const RULES = [
	'--no-deps',
	'--only-binary=:all:',
	'--require-hashes',
	'--disable-pip-version-check',
	'--no-input'
];
const PYTHONS = ['python3', 'python'];
/** pip's own default is to try again five times, each after a longer wait, for each package. */
const PATIENCE = ['--retries', '1', '--timeout', '30'];

/** A Python that has pip; null where there is none. */
export async function findPip(run: RunCommand = runCommand): Promise<string | null> {
	for (const python of PYTHONS) {
		if ((await run(python, ['-m', 'pip', '--version'])).ok) return python;
	}
	return null;
}

/**
 * Puts the wheels into the folder. Returns, by package name, why those that are not there could not be had; an empty map is
 * success. One package that cannot be had does not keep the others away.
 */
export async function downloadByPip(
	python: string,
	wanted: readonly Requirement[],
	folder: string,
	run: RunCommand = runCommand
): Promise<Map<string, string>> {
	await mkdir(folder, { recursive: true });
	const list = await mkdtemp(join(tmpdir(), 'shakeout-pip-'));
	const download = async (some: readonly Requirement[], file: string) => {
		const path = join(list, file);
		await writeFile(path, some.map(asLine).join('\n') + '\n');
		return run(python, ['-m', 'pip', 'download', ...RULES, ...TARGET, ...PATIENCE, '-r', path, '-d', folder]);
	};
	const failed = new Map<string, string>();
	try {
		if ((await download(wanted, 'all.txt')).ok) return failed;
		// pip stops at the first that fails, so each is asked for by itself.
		await Promise.all(
			wanted.map(async (one) => {
				const ran = await download([one], `${one.name}.txt`);
				if (!ran.ok) failed.set(one.name, whyOf(ran.said ?? '', one));
			})
		);
		return failed;
	} finally {
		await rm(list, { recursive: true, force: true });
	}
}

function asLine({ name, version, hashes }: Requirement): string {
	return `${name}==${version} ${hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}`;
}

/** pip's many lines in one sentence. */
function whyOf(said: string, { name, version, hashes }: Requirement): string {
	const seen = /Got\s+([0-9a-f]{64})/.exec(said)?.[1];
	if (seen) {
		const file = /^\s*\S.* from \S*?([^/\s]+\.whl)/m.exec(said)?.[1] ?? `${name} ${version}`;
		return `the index has ${file} with sha256 ${seen}, but requirements.txt expects ${hashes.join(' or ')}, so it was refused`;
	}
	if (/No matching distribution/.test(said)) return `pip found no ${name} ${version} at the package index`;
	const last = said.split('\n').filter((line) => line.startsWith('ERROR:'));
	return last.at(-1)?.slice('ERROR:'.length).trim() ?? 'pip failed without saying why';
}

/** Runs a command with this process's environment. */
export const runCommand: RunCommand = (command, args) =>
	new Promise((resolve) => {
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
		let said = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (said += text));
		child.on('error', () => resolve({ ok: false, said: null }));
		child.on('close', (code) => resolve({ ok: code === 0, said }));
	});
