// A runtime for tests: no Python, answers by rule, and runs that wait until the test lets them end.
import type { CallName, Calls, CellReport, RunEvent, TestResult, TestsReport } from '#lib/runtime/protocol';
import type { Ended, Run, RunOptions, Runtime } from '#lib/runtime/runtime';
import type { CellSpec, ExerciseSpec, Requirements, SourceFile } from '#lib/content/types';

type Answer<N extends CallName> = (
	input: Calls[N]['input'],
	say: (event: RunEvent) => void
) => Ended<Calls[N]['output']> | Calls[N]['output'] | 'wait';

export interface FakeAnswers {
	runCell?: Answer<'runCell'>;
	whole?: Answer<'whole'>;
	runProgram?: Answer<'runProgram'>;
	runTests?: Answer<'runTests'>;
	mutate?: Answer<'mutate'>;
	changes?: Answer<'changes'>;
}

export interface FakeCall {
	name: CallName;
	input: Calls[CallName]['input'];
	seconds: number;
}

export class FakeRuntime implements Pick<Runtime, 'call' | 'restart'> {
	readonly calls: FakeCall[] = [];
	restarts = 0;
	/** What a stop does to the shared interpreter. */
	losesOnStop = false;
	#answers: FakeAnswers;
	#waiting: (() => void)[] = [];

	constructor(answers: FakeAnswers = {}) {
		this.#answers = answers;
	}

	call<N extends CallName>(name: N, input: Calls[N]['input'], options: RunOptions): Run<Calls[N]['output']> {
		this.calls.push({ name, input, seconds: options.seconds });
		const answer = this.#answers[name] as Answer<N> | undefined;
		let end: (ended: Ended<Calls[N]['output']>) => void = () => {};
		const ended = new Promise<Ended<Calls[N]['output']>>((resolve) => (end = resolve));
		const given = answer?.(input, (event) => options.onEvent?.(event)) ?? 'wait';
		if (given === 'wait') this.#waiting.push(() => end({ kind: 'stopped' }));
		else end(isEnded(given) ? given : { kind: 'done', report: given });
		return { ended, stop: () => end({ kind: 'stopped', ...(this.losesOnStop ? { lost: true } : {}) }) };
	}

	/** From now on calls of this name go on until they are stopped. */
	hold(name: CallName): void {
		this.#answers = { ...this.#answers, [name]: () => 'wait' };
	}

	restart(): Promise<void> {
		this.restarts += 1;
		return Promise.resolve();
	}

	/** Inputs of the calls of one name, in order. */
	inputs<N extends CallName>(name: N): Calls[N]['input'][] {
		const isOf = (call: FakeCall): call is FakeCall & { input: Calls[N]['input'] } => call.name === name;
		return this.calls.filter(isOf).map((call) => call.input);
	}
}

function isEnded<R>(given: Ended<R> | R): given is Ended<R> {
	return typeof given === 'object' && given !== null && 'kind' in given;
}

export const cellReport = (over: Partial<CellReport> = {}): CellReport => ({
	ended: 'ok',
	value: null,
	exception: null,
	cut: [],
	observed: {},
	seconds: 0.01,
	...over
});

export const raised = (type: string, message = ''): CellReport =>
	cellReport({
		ended: 'raised',
		exception: { type, message, friendly: '', frames: [], at: null, full: '' }
	});

export const testResult = (id: string, over: Partial<TestResult> = {}): TestResult => ({
	id,
	name: id.split('::').slice(1).join('::'),
	file: id.split('::')[0] ?? '',
	line: 1,
	outcome: 'passed',
	seconds: 0,
	phase: null,
	exception: null,
	assertion: null,
	reason: '',
	stdout: '',
	stderr: '',
	log: '',
	doc: '',
	...over
});

/** The exit code is what pytest would give, unless it is given. */
export const testsReport = (tests: TestResult[], over: Partial<TestsReport> = {}): TestsReport => ({
	exitCode:
		tests.length === 0 ? 5 : tests.some((t) => t.outcome === 'failed' || t.outcome === 'error') ? 1 : 0,
	tests,
	broken: [],
	refusal: null,
	warnings: [],
	lost: [],
	unrun: [],
	observed: {},
	replaced: [],
	machine: [],
	left: [],
	terminal: '',
	seconds: 0.1,
	...over
});

export const sourceFile = (name: string, text: string, readOnly = false): SourceFile => ({
	name,
	text,
	html: '',
	readOnly
});

export const cellSpec = (id: string, over: Partial<CellSpec> = {}): CellSpec => ({
	id,
	kind: 'python',
	files: [sourceFile(`${id}.py`, `print("${id}")`)],
	raises: null,
	stdin: [],
	seconds: 10,
	args: null,
	shows: [],
	clock: 'real',
	view: 'lines',
	measure: [],
	seeds: 20,
	firstSeed: 1,
	machine: null,
	seed: null,
	...over
});

export const requirements = (over: Partial<Requirements> = {}): Requirements => ({
	lines: null,
	branches: null,
	conditions: false,
	minTests: 0,
	maxTests: null,
	orders: 0,
	alone: false,
	leavesNoFiles: false,
	measure: [],
	...over
});

export const exerciseSpec = (over: Partial<ExerciseSpec> = {}): ExerciseSpec => ({
	slug: 'lesson',
	name: 'exercise',
	title: 'An exercise',
	level: 1,
	minutes: 5,
	packages: ['tests'],
	run: 'tests',
	shows: [],
	clock: 'real',
	entry: 'code.py',
	task: '',
	hints: [],
	start: [sourceFile('code.py', 'def double(x): ...\n')],
	solution: { 'code.py': 'def double(x): return 2 * x\n' },
	checks: {},
	types: null,
	judgesTests: false,
	keep: [],
	mutants: [],
	require: requirements(),
	stdin: [],
	seconds: 10,
	machine: null,
	mistakes: [],
	...over
});
