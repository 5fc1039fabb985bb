// Everything that must hold before a change lands, in one run: types, lint, unit tests, Python tests and all content in real Pyodide, the
// built site in a browser. Ends with one line, `N passed, N failed`. `npm test` and `npm run verify` are both this.
import { spawn } from 'node:child_process';
import { countsOf, type Counts } from './verify-counts';

interface Step {
	name: string;
	command: string[];
	/** True where the command runs tests, so that a run without any is a failure; other steps count as one. */
	runsTests: boolean;
}

const step = (name: string, ...command: string[]): Step => ({ name, command, runsTests: false });
const tests = (name: string, script: string): Step => ({
	name,
	command: ['npm', 'run', '--silent', script],
	runsTests: true
});

/** One after the other; the lanes of a stage go side by side, for a machine with two processors, each with its steps in order. */
const stages: Step[][][] = [
	[[step('Python bundles', 'npm', 'run', '--silent', 'python')]],
	[
		[tests('Python tests', 'test:python')],
		[
			step('types', 'npm', 'run', '--silent', 'check'),
			step('eslint', 'npx', 'eslint', '.'),
			step('prettier', 'npx', 'prettier', '--check', '--log-level', 'warn', '.'),
			step('ruff', 'npx', 'tsx', 'scripts/ruff.ts'),
			tests('unit tests', 'test:unit'),
			step('browser', 'npx', 'tsx', 'scripts/browser.ts'),
			step('build', 'npm', 'run', '--silent', 'build')
		]
	],
	[[tests('lessons', 'test:lessons')]],
	[[tests('browser tests', 'test:e2e')]]
];

const total: Counts = { passed: 0, failed: 0 };
for (const lanes of stages) {
	await Promise.all(
		lanes.map(async (steps) => {
			for (const one of steps) await take(one);
		})
	);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

async function take({ name, command, runsTests }: Step): Promise<void> {
	const start = Date.now();
	const { code, output } = await run(command);
	const counts = runsTests ? countsOf(output) : { passed: 1, failed: 0 };
	if (code !== 0 || counts.passed + counts.failed === 0) {
		counts.failed = Math.max(counts.failed, 1);
		if (!runsTests) counts.passed = 0;
	}
	total.passed += counts.passed;
	total.failed += counts.failed;
	const seconds = Math.round((Date.now() - start) / 1000);
	console.log(
		`${counts.failed ? 'FAILED' : 'ok'}  ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`
	);
	if (counts.failed) console.log(output);
}

function run([program = '', ...args]: string[]): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' }
		});
		let output = '';
		const take = (chunk: Buffer) => (output += chunk.toString());
		child.stdout.on('data', take);
		child.stderr.on('data', take);
		child.on('error', (error) => resolve({ code: 1, output: String(error) }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}
