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

const steps: Step[] = [
	{ name: 'Python bundles', command: ['npm', 'run', '--silent', 'python'], runsTests: false },
	{ name: 'types', command: ['npm', 'run', '--silent', 'check'], runsTests: false },
	{ name: 'eslint', command: ['npx', 'eslint', '.'], runsTests: false },
	{ name: 'prettier', command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'], runsTests: false },
	{ name: 'ruff', command: ['npx', 'tsx', 'scripts/ruff.ts'], runsTests: false },
	{ name: 'unit tests', command: ['npm', 'run', '--silent', 'test:unit'], runsTests: true },
	{ name: 'Python tests', command: ['npm', 'run', '--silent', 'test:python'], runsTests: true },
	{ name: 'lessons', command: ['npm', 'run', '--silent', 'test:lessons'], runsTests: true },
	{ name: 'browser', command: ['npx', 'tsx', 'scripts/browser.ts'], runsTests: false },
	{ name: 'build', command: ['npm', 'run', '--silent', 'build'], runsTests: false },
	{ name: 'browser tests', command: ['npm', 'run', '--silent', 'test:e2e'], runsTests: true }
];

const total: Counts = { passed: 0, failed: 0 };
for (const step of steps) {
	const start = Date.now();
	const { code, output } = await run(step.command);
	const counts = step.runsTests ? countsOf(output) : { passed: 1, failed: 0 };
	if (code !== 0 || counts.passed + counts.failed === 0) {
		counts.failed = Math.max(counts.failed, 1);
		if (!step.runsTests) counts.passed = 0;
	}
	total.passed += counts.passed;
	total.failed += counts.failed;
	const seconds = Math.round((Date.now() - start) / 1000);
	console.log(
		`${counts.failed ? 'FAILED' : 'ok'}  ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`
	);
	if (counts.failed) console.log(output);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

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
