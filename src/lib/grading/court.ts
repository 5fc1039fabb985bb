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
import type { Projects } from './projects';

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

/** What is known of a check when a judge is asked how many runs it takes. */
export interface Known {
	exercise: ExerciseSpec;
	projects: Projects;
	/** How many tests the reader's suite has, all of which passed; 0 where they did not, null before they have run. */
	tests: number | null;
}

/** One kind of thing that is judged. */
export interface Judge<Given, Found> {
	/** How many runs it takes, as far as can be told: progress is the sum of what all judges say. Fewer are taken back, further ones add themselves. */
	runs(known: Known): number;
	/** Rejects with `Halted` or `Stopped`. */
	judge(court: Court, given: Given): Promise<Found>;
}
type AnyJudge = Judge<never, unknown>;

export interface CourtOptions {
	exercise: ExerciseSpec;
	projects: Projects;
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
	readonly projects: Projects;
	#options: CourtOptions;
	#done = 0;
	/** Runs to come, the one under way among them, of each judge that has not been heard out. */
	#left: Map<AnyJudge, number>;
	#heard: AnyJudge | null = null;

	/** `judges`: all that may be heard. */
	constructor(options: CourtOptions, judges: readonly AnyJudge[]) {
		this.exercise = options.exercise;
		this.projects = options.projects;
		this.#options = options;
		this.#left = new Map(judges.map((judge) => [judge, 0]));
		this.learn(null);
	}

	/** Has the judges that are still to be heard say anew how many runs they take: so many tests are there, see `Known`. */
	learn(tests: number | null): void {
		const { exercise, projects } = this;
		for (const judge of this.#left.keys()) this.#left.set(judge, judge.runs({ exercise, projects, tests }));
	}

	/** Hears a judge. What it said that it would run and did not is taken back. */
	async hear<Given, Found>(judge: Judge<Given, Found>, given: Given): Promise<Found> {
		if (!this.#left.has(judge)) throw new Error('a judge is heard once, and is one of those that were named');
		this.#heard = judge;
		try {
			return await judge.judge(this, given);
		} finally {
			this.#left.delete(judge);
			this.#heard = null;
		}
	}

	/** Tells of what begins now. Throws `Stopped`. */
	#begin(says: string): void {
		const { signal, onProgress } = this.#options;
		if (signal?.aborted) throw new Stopped();
		const judge = this.#heard;
		if (judge === null) throw new Error('only a judge runs anything');
		if (!this.#left.get(judge)) this.#left.set(judge, 1);
		const left = [...this.#left.values()].reduce((sum, runs) => sum + runs, 0);
		onProgress?.({ done: this.#done, total: this.#done + left, says });
	}

	/** What began has ended. */
	#end(): void {
		this.#done += 1;
		if (this.#heard) this.#left.set(this.#heard, (this.#left.get(this.#heard) ?? 1) - 1);
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
		this.#end();
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
		this.#end();
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
