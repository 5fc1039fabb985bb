// Everything that must hold before a change lands, in one run: types, lint, unit tests, Python tests and all content in real Pyodide, the
// built site in a browser. Ends with one line, `N passed, N failed`. `npm test` and `npm run verify` are both this.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwright, pytest, vitest, type Counts, type Runner } from './verify-counts';

interface Step {
	name: string;
	command: string[];
	/** Of a command that runs tests, so that a run without any is a failure; other steps count as one. */
	runner?: Runner;
	env?: Record<string, string>;
}

const step = (name: string, ...command: string[]): Step => ({ name, command });
/** `which` are further arguments: all of the script's tests without any. */
const tests = (name: string, script: string, runner: Runner, ...which: string[]): Step => ({
	name,
	command: ['npm', 'run', '--silent', script, '--', ...which],
	runner
});
/** It takes two processors by itself. */
const CONTENT = 'tests/lessons/content.test.ts';

/**
 * One after the other; the lanes of a stage go side by side, for a machine with two processors, each with its steps in order. Lanes of a stage
 * are of about the same length, and a stage of one lane keeps both processors busy.
 */
const stages: Step[][][] = [
	[
		[step('Python bundles', 'npm', 'run', '--silent', 'python')],
		[
			// Its tsconfig is what the linter goes by.
			step('SvelteKit', 'npx', 'svelte-kit', 'sync'),
			step('eslint', 'npx', 'eslint', '.'),
			step('prettier', 'npx', 'prettier', '--check', '--log-level', 'warn', '.'),
			step('ruff', 'npx', 'tsx', 'scripts/ruff.ts'),
			step('browser', 'npx', 'tsx', 'scripts/browser.ts')
		]
	],
	[
		[tests('Python tests', 'test:python', pytest)],
		[
			step('types', 'npm', 'run', '--silent', 'check'),
			step('Python types', 'npm', 'run', '--silent', 'check:python'),
			tests('unit tests', 'test:unit', vitest),
			step('build', 'npm', 'run', '--silent', 'site'),
			tests('lessons in Node', 'test:lessons', vitest, '--exclude', CONTENT)
		]
	],
	[[tests('lessons', 'test:lessons', vitest, CONTENT)]],
	[
		[tests('journeys', 'test:e2e', playwright, '--project=isolated', '--project=not isolated')],
		[
			tests('component tests', 'test:components', vitest),
			{
				...tests('pages', 'test:e2e', playwright, '--project=pages', '--output=test-results/pages'),
				env: { E2E_PORT: '4395' }
			}
		]
	]
];

const total: Counts = { passed: 0, failed: 0 };
/** What scripts/bundles.ts goes by. */
process.env.COMPRESS = 'quick';
const reports = await mkdtemp(join(tmpdir(), 'shakeout-verify-'));
for (const lanes of stages) {
	await Promise.all(
		lanes.map(async (steps) => {
			for (const one of steps) await take(one);
		})
	);
}
await rm(reports, { recursive: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

async function take({ name, command, runner, env = {} }: Step): Promise<void> {
	const start = Date.now();
	const report = join(reports, `${name}.json`);
	const { code, output } = runner
		? await run([...command, ...runner.args(report)], { ...runner.env(report), ...env })
		: await run(command, env);
	const counts = runner ? await countsIn(report, runner) : { passed: code === 0 ? 1 : 0, failed: 0 };
	if (code !== 0 || counts.passed + counts.failed === 0) counts.failed = Math.max(counts.failed, 1);
	total.passed += counts.passed;
	total.failed += counts.failed;
	const seconds = Math.round((Date.now() - start) / 1000);
	console.log(
		`${counts.failed ? 'FAILED' : 'ok'}  ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`
	);
	if (counts.failed) console.log(output);
}

/** None where a runner ended before it could write its report. */
async function countsIn(report: string, { read }: Runner): Promise<Counts> {
	try {
		return read(await readFile(report, 'utf8'));
	} catch {
		return { passed: 0, failed: 0 };
	}
}

function run(
	[program = '', ...args]: string[],
	env: Record<string, string> = {}
): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env }
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (output += text));
		child.on('error', (error) => resolve({ code: 1, output: String(error) }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}
