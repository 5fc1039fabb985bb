// Runs tests for the grader: strictly, hermetically, one run after another, with progress and a way to stop.
import { counted } from '#lib/sentence/counted';
import type { ExerciseSpec } from '#lib/content/types';
import {
	assertNever,
	type Changes,
	type Files,
	type RunEvent,
	type TestResult,
	type TestsInput,
	type TestsReport
} from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { testsInput } from '#lib/project/run-plan';
import { Stopped, through } from '#lib/project/stoppable';
import type { Progress } from './verdict';
import { wordsOfException } from './failure-words';

/** Thrown where judging cannot go on: Python or the type checker is not to be had. */
export class Halted extends Error {}

export interface Ran {
	/** Results, as far as the run came. */
	tests: TestResult[];
	/** Null where the run did not come to its end. */
	report: TestsReport | null;
	/** Why the results cannot stand for the whole: not collected, tampered with, out of time. Null where all ran. */
	trouble: string | null;
	/** How a run that did not come to its end was cut short. */
	cut: 'out-of-time' | 'crashed' | null;
}

export interface CourtOptions {
	exercise: ExerciseSpec;
	runtime: Pick<Runtime, 'call'>;
	signal: AbortSignal | undefined;
	onProgress: ((progress: Progress) => void) | undefined;
}

/** Modules of an exercise are short; this is for a phone. */
const SECONDS_FOR_CHANGES = 60;

type Choice = Partial<
	Pick<TestsInput, 'args' | 'behind' | 'seed' | 'select' | 'strict' | 'probes' | 'measure'>
>;

export class Court {
	readonly exercise: ExerciseSpec;
	#options: CourtOptions;
	#done = 0;
	#total = 0;

	constructor(options: CourtOptions) {
		this.exercise = options.exercise;
		this.#options = options;
	}

	/** Tells of what begins now. Throws `Stopped`. */
	#begin(says: string): void {
		const { signal, onProgress } = this.#options;
		if (signal?.aborted) throw new Stopped();
		onProgress?.({ done: this.#done, total: Math.max(this.#total, this.#done + 1), says });
	}

	/** Announces runs to come, so that progress has an end to count towards. A negative number takes back what is not needed. */
	plan(runs: number): void {
		this.#total += runs;
	}

	/** Does something else than to run tests, with progress. Rejects with `Stopped`, at once, when the reader stops it. */
	async step<T>(says: string, work: (signal: AbortSignal | undefined) => Promise<T>): Promise<T> {
		const { signal } = this.#options;
		this.#begin(says);
		const done = await new Promise<T>((resolve, reject) => {
			const stop = () => reject(new Stopped());
			signal?.addEventListener('abort', stop);
			work(signal)
				.then(resolve, reject)
				.finally(() => signal?.removeEventListener('abort', stop));
		});
		this.#done += 1;
		return done;
	}

	/** Has changes of this code made. Rejects with `Halted` or `Stopped`. */
	async changes(files: Files): Promise<Changes> {
		const says = 'Changing the code that your tests are about';
		const { runtime } = this.#options;
		const ended = await this.step(says, (signal) =>
			through(runtime, 'changes', { files }, { seconds: SECONDS_FOR_CHANGES, signal })
		);
		if (ended.kind === 'done') return ended.report;
		if (ended.kind === 'fault') throw new Halted(ended.fault.message);
		throw new Halted('The code that your tests are about could not be changed, so nothing is shown.');
	}

	/** Runs the tests of a project. Rejects with `Halted` or `Stopped`. */
	async run(files: Files, says: string, choice: Choice = {}, seconds = this.exercise.seconds): Promise<Ran> {
		const { runtime, signal } = this.#options;
		this.#begin(says);
		const { stdin, clock } = this.exercise;
		const seen: TestResult[] = [];
		const onEvent = (event: RunEvent) => event.type === 'test' && seen.push(event.result);
		const input = testsInput(files, { strict: true, stdin, clock, ...choice });
		const ended = await through(runtime, 'runTests', input, { seconds, onEvent, signal });
		this.#done += 1;
		switch (ended.kind) {
			case 'done':
				return {
					tests: ended.report.tests,
					report: ended.report,
					trouble: troubleIn(ended.report),
					cut: null
				};
			case 'fault':
				throw new Halted(ended.fault.message);
			case 'out-of-time': {
				const limit = counted(ended.seconds, 'second');
				return {
					tests: seen,
					report: null,
					trouble: `It was still running after ${limit}.`,
					cut: 'out-of-time'
				};
			}
			case 'crashed':
				return { tests: seen, report: null, trouble: `Python went down: ${ended.message}`, cut: 'crashed' };
			default:
				return assertNever(ended);
		}
	}
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
function troubleIn(report: TestsReport): string | null {
	if (report.replaced.length) {
		const what = report.replaced.join(', ');
		return `The code has replaced ${what} and not put it back, so no result of this run can be trusted.`;
	}
	if (report.refusal !== null) return `pytest refused to run: ${report.refusal}`;
	const [broken] = report.broken;
	if (broken) return `${broken.file} could not be imported: ${wordsOfException(broken.exception)}`;
	const [lost] = report.lost;
	if (report.tests.length === 0) {
		const [why = lost?.says ?? 'a test is a function whose name begins with test_.'] = report.unrun;
		return `No test ran: ${why}`;
	}
	if (lost) return lost.says;
	if (report.exitCode === 0 || report.exitCode === 1) return null;
	return `pytest did not come to its end (exit code ${report.exitCode}).`;
}

/** True where every test of a run passed, and the run can be trusted. */
export const isClean = (ran: Ran): boolean =>
	ran.trouble === null && ran.report?.exitCode === 0 && ran.tests.every((test) => test.outcome === 'passed');

/** The first thing that is wrong with a run that is not clean. */
export const firstWrong = (ran: Ran): TestResult | undefined =>
	ran.tests.find((test) => test.outcome !== 'passed');
