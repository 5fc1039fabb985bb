// One thing that runs, and what it shows while it does: state, output, tests as they come in. A cell has one, an exercise has one.
import {
	assertNever,
	type CellReport,
	type Files,
	type Observed,
	type RunEvent,
	type TestResult,
	type TestsReport
} from '#lib/runtime/protocol';
import type { Ended, Run, Runtime } from '#lib/runtime/runtime';
import { SHOWN_AFTER } from '#lib/runtime/shown-after';
import { EachFrame } from './each-frame';
import type { ProgramPlan, RunPlan, TestsPlan } from './run-plan';
import { Transcript } from './transcript.svelte';

export type ProgramEnded = Ended<CellReport>;
export type TestsEnded = Ended<TestsReport>;

/** A model that runs the tests many times for a picture of its own: a shake, a round of mutants. */
export interface Investigation {
	/** Runs until it is done or stopped. Never rejects. */
	run(files: Files): Promise<InvestigationEnd>;
	/** Idempotent; ends the run, whatever goes on. */
	stop(): void;
}
export type InvestigationEnd = 'done' | 'stopped' | 'fault';

export type RunState =
	| { kind: 'idle' }
	| { kind: 'queued' }
	| { kind: 'running'; what: What; since: number }
	| { kind: 'done'; what: 'program'; ended: ProgramEnded }
	| { kind: 'done'; what: 'tests'; ended: TestsEnded }
	| { kind: 'done'; what: 'investigation'; ended: InvestigationEnd };
type What = 'program' | 'tests' | 'investigation';

/** A run that came to its end by itself: what it was of, and its report. */
export type Finished = { what: 'program'; report: CellReport } | { what: 'tests'; report: TestsReport };

/** What the page begins to show of a run once it shows the run. */
export interface Shown {
	/** What the reader can edit, by name, as it was when the run began. */
	files: Files;
	/** Sets what else goes with it. */
	also?: () => void;
}

export class LiveRun {
	/** As it is shown: what has begun a moment ago is not yet. */
	state: RunState = $state.raw({ kind: 'idle' });
	/** Counts the runs that have been shown, so that one whose output is that of the run before is drawn, and read out, all the same. */
	number: number = $state(0);
	readonly transcript = new Transcript();
	/** Ids of the tests that pytest found, as soon as it has. */
	collected: readonly string[] = $state.raw([]);
	/** Results so far, in the order in which they came. */
	results: readonly TestResult[] = $state.raw([]);
	/** What the reader can edit, by name, as it was when the run began; null where nothing has run. */
	files: Files | null = $state.raw(null);

	/** The report of the last run before this one that came to its end, to see what has changed. */
	before: { readonly observed: Observed } | null = $state.raw(null);

	/** How it stands, whatever is shown of it yet. */
	#stands: RunState = { kind: 'idle' };
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Of a run that has begun and is not shown yet; else null. */
	#begun: Shown | null = null;
	#run: { stop(): void } | null = null;
	#found: readonly string[] = [];
	/** Results that have come and are not shown yet: thousands may come in a moment. */
	#waiting: TestResult[] = [];
	#frames = new EachFrame(() => this.#showResults());
	#last: { readonly observed: Observed } | null = null;
	#beforeQueue: RunState | null = null;

	/** What is shown of a program or of tests that came to their end by themselves; null where nothing like that is shown. */
	get finished(): Finished | null {
		const { state } = this;
		if (state.kind !== 'done' || state.what === 'investigation' || state.ended.kind !== 'done') return null;
		return state.what === 'tests'
			? { what: 'tests', report: state.ended.report }
			: { what: 'program', report: state.ended.report };
	}

	/** True where what is shown is a run of these files that did not come to its end by itself. */
	isCutShortOn(files: Files): boolean {
		const { state, finished } = this;
		if (state.kind !== 'done' || state.what === 'investigation' || finished !== null) return false;
		return Object.entries(files).every(([name, text]) => this.files?.[name] === text);
	}

	/** True where the page shows that it runs or waits. */
	get isBusy(): boolean {
		return isUnderWay(this.state);
	}

	/** True where it runs or waits, whether or not the page shows it yet. Nothing that is drawn goes by it. */
	get isUnderWay(): boolean {
		return isUnderWay(this.#stands);
	}

	queue(): void {
		if (this.isUnderWay) return;
		this.#beforeQueue = this.#stands;
		this.#stand({ kind: 'queued' });
	}

	/** Back to what it was before it was queued. */
	unqueue(): void {
		if (this.#stands.kind === 'queued') this.#show(this.#beforeQueue ?? { kind: 'idle' });
	}

	/** Makes the run of a plan. What asks for many runs is `investigation`'s work. */
	async run(
		plan: Exclude<RunPlan, { call: null }>,
		runtime: Pick<Runtime, 'call'>,
		investigation: Investigation | null,
		shown: Shown
	): Promise<void> {
		switch (plan.call) {
			case 'runCell':
			case 'runProgram':
				return void (await this.program(runtime, plan, shown));
			case 'runTests':
				return void (await this.tests(runtime, plan, shown));
			case 'investigate':
				return void (investigation && (await this.investigate(investigation, plan.files, shown)));
			default:
				return assertNever(plan);
		}
	}

	async program(runtime: Pick<Runtime, 'call'>, plan: ProgramPlan, shown: Shown): Promise<ProgramEnded> {
		this.#begin('program', shown);
		const options = {
			seconds: plan.seconds,
			onEvent: (event: RunEvent) => this.#take(event),
			onAgain: () => this.#startAgain()
		};
		const ended = await this.#go(runtime.call(plan.call, plan.input, options));
		this.#keep(ended);
		this.#show({ kind: 'done', what: 'program', ended });
		this.transcript.settle();
		return ended;
	}

	async tests(
		runtime: Pick<Runtime, 'call'>,
		{ call, input, seconds }: TestsPlan,
		shown: Shown
	): Promise<TestsEnded> {
		this.#begin('tests', shown);
		const ended = await this.#go(
			runtime.call(call, input, { seconds, onEvent: (event) => this.#take(event) })
		);
		this.#keep(ended);
		this.#show({ kind: 'done', what: 'tests', ended });
		this.#showResults();
		if (ended.kind === 'done') this.results = ended.report.tests;
		this.transcript.settle();
		return ended;
	}

	async investigate(work: Investigation, files: Files, shown: Shown): Promise<InvestigationEnd> {
		this.#begin('investigation', shown);
		this.#run = work;
		const ended = await work.run(files);
		this.#run = null;
		this.#show({ kind: 'done', what: 'investigation', ended });
		return ended;
	}

	stop(): void {
		this.#run?.stop();
	}

	#begin(what: What, shown: Shown) {
		this.#begun = shown;
		this.transcript.begin();
		this.#found = [];
		this.#waiting = [];
		const state = { kind: 'running', what, since: Date.now() } as const;
		// It draws a picture of its own from its first moment on.
		if (what === 'investigation') this.#show(state);
		else this.#stand(state);
	}

	/** What it has printed so far was of a run that does not count. */
	#startAgain() {
		this.transcript.begin();
		if (!this.#begun) this.transcript.show();
	}

	/** From now on it stands so; the page shows it soon, unless it has changed by then. */
	#stand(state: RunState) {
		this.#stands = state;
		this.#timer ??= setTimeout(() => this.#show(this.#stands), SHOWN_AFTER);
	}

	#show(state: RunState) {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#stands = state;
		this.state = state;
		const begun = this.#begun;
		if (!begun) return;
		this.#begun = null;
		this.number += 1;
		this.files = begun.files;
		this.collected = this.#found;
		this.results = [];
		begun.also?.();
		this.transcript.show();
		this.#showResults();
	}

	#showResults(): boolean {
		if (this.#begun || this.#waiting.length === 0) return false;
		this.results = [...this.results, ...this.#waiting];
		this.#waiting = [];
		return false;
	}

	#keep(ended: ProgramEnded | TestsEnded) {
		if (ended.kind !== 'done') return;
		this.before = this.#last;
		this.#last = ended.report;
	}

	async #go<R>(run: Run<R>): Promise<Ended<R>> {
		this.#run = run;
		const ended = await run.ended;
		this.#run = null;
		return ended;
	}

	#take(event: RunEvent) {
		switch (event.type) {
			case 'output':
				return this.transcript.add(event.stream, event.text);
			case 'capped':
				return this.transcript.cap(event.limit, event.omitted);
			case 'collected':
				this.#found = event.tests;
				if (!this.#begun) this.collected = event.tests;
				return;
			case 'test':
				this.#waiting.push(event.result);
				if (!this.#begun) this.#frames.ask();
				return;
			default:
				return assertNever(event);
		}
	}
}

function isUnderWay({ kind }: RunState): boolean {
	return kind === 'queued' || kind === 'running';
}
