// From a cell, an exercise or a line of arguments to what a run is given, in one place. What a run does with it is the runtime's affair.
import type { CellSpec, ExerciseSpec } from '#lib/content/types';
import {
	assertNever,
	type Calls,
	type ClockName,
	type Files,
	type Machine,
	type ProbeName,
	type TestsInput
} from '#lib/runtime/protocol';
import { shellWords } from './shell-words';

/** What a run takes of a workspace, as it stands when the run begins. */
export interface Taken {
	files: Files;
	/** Lines that `input()` reads. */
	stdin: readonly string[];
	/** Arguments for pytest as a shell would take them; null where there are none to give. */
	args: string | null;
	machine: Machine | null;
	clock: ClockName;
}

/** One call, with its time limit in seconds. */
interface Plan<N extends keyof Calls> {
	call: N;
	input: Calls[N]['input'];
	seconds: number;
}
export type ProgramPlan = Plan<'runCell'> | Plan<'runProgram'>;
export type TestsPlan = Plan<'runTests'>;

export type RunPlan =
	| ProgramPlan
	| TestsPlan
	/** Many runs of the tests in these files, for a picture of their own. */
	| { call: 'investigate'; files: Files }
	/** The arguments cannot be read; why, in the words of Python's shlex. */
	| { call: null; trouble: string };

/** pytest on these files as it is where nothing else is asked: every test in file order, unmeasured, nothing to read, a fresh machine. */
export const testsInput = (files: Files, asked: Partial<Omit<TestsInput, 'files'>> = {}): TestsInput => ({
	files,
	args: [],
	seed: null,
	select: null,
	probes: [],
	measure: [],
	strict: false,
	stdin: [],
	...asked
});

/** `seed`: what `input()` reads before all lines, where the cell takes one. */
export function planOfCell(
	spec: CellSpec,
	taken: Taken,
	seed: number | null
): Exclude<RunPlan, Plan<'runProgram'>> {
	const { kind, id, seconds, shows, measure } = spec;
	const { files, stdin, machine } = taken;
	// A clock of its own where the reader can choose it; elsewhere a cell may time what an earlier one began.
	const clock = spec.clock === 'virtual' ? { clock: taken.clock } : {};
	switch (kind) {
		case 'python': {
			const filename = spec.files[0]?.name ?? '';
			const { [filename]: code = '', ...others } = files;
			const lines = seed === null ? stdin : [String(seed), ...stdin];
			const input = { id, filename, code, files: others, stdin: lines, probes: shows, ...clock };
			return { call: 'runCell', input, seconds };
		}
		case 'tests':
		case 'coverage': {
			const { words, trouble } = shellWords(taken.args ?? '');
			if (words === null) return { call: null, trouble };
			// The classroom asks pytest to be quiet; whoever gives it arguments sees it as it is without them.
			const args = taken.args === null ? [] : ['-v', ...words];
			const input = { ...measured(kind, shows, measure), args, stdin, machine, ...clock };
			return { call: 'runTests', input: testsInput(files, input), seconds };
		}
		case 'shake':
		case 'mutants':
			return { call: 'investigate', files };
		default:
			return assertNever(kind);
	}
}

export function planOfExercise(
	spec: ExerciseSpec,
	{ files, stdin, machine, clock }: Taken
): Exclude<RunPlan, Plan<'runCell'> | { call: null }> {
	const { run, entry, seconds, shows, require } = spec;
	switch (run) {
		case 'program':
			return { call: 'runProgram', input: { entry, files, stdin, probes: shows, clock }, seconds };
		case 'tests':
		case 'coverage': {
			const input = { ...measured(run, shows, require.measure), stdin, machine, clock };
			return { call: 'runTests', input: testsInput(files, input), seconds };
		}
		case 'shake':
			return { call: 'investigate', files };
		default:
			return assertNever(run);
	}
}

function measured(kind: 'tests' | 'coverage', shows: readonly ProbeName[], measure: readonly string[]) {
	return kind === 'coverage'
		? { probes: ['coverage', 'conditions', ...shows] satisfies ProbeName[], measure }
		: { probes: shows, measure: [] };
}
