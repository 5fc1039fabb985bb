// One thing that runs, and what it shows while it does: state, output, tests as they come in. A cell has one, an exercise has one.
import {
	assertNever,
	type Calls,
	type Files,
	type Observed,
	type RunEvent,
	type TestResult
} from '#lib/runtime/protocol';
import type { Ended, Run, Runtime } from '#lib/runtime/runtime';
import { EachFrame } from './each-frame';
import { Transcript } from './transcript.svelte';

export type ProgramEnded = Ended<Calls['runCell']['output']>;
export type TestsEnded = Ended<Calls['runTests']['output']>;

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

export class LiveRun {
	state: RunState = $state.raw({ kind: 'idle' });
	readonly transcript = new Transcript();
	/** Ids of the tests that pytest found, as soon as it has. */
	collected: readonly string[] = $state.raw([]);
	/** Results so far, in the order in which they came. */
	results: readonly TestResult[] = $state.raw([]);
	/** What the reader can edit, by name, as it was when the run began; null where nothing has run. */
	files: Files | null = $state.raw(null);

	/** The report of the last run before this one that came to its end, to see what has changed. */
	before: { readonly observed: Observed } | null = $state.raw(null);

	#run: { stop(): void } | null = null;
	/** Results that have come and are not shown yet: thousands may come in a moment. */
	#waiting: TestResult[] = [];
	#frames = new EachFrame(() => this.#show());
	#last: { readonly observed: Observed } | null = null;
	#beforeQueue: RunState | null = null;

	get isBusy(): boolean {
		return this.state.kind === 'queued' || this.state.kind === 'running';
	}

	queue(): void {
		if (this.isBusy) return;
		this.#beforeQueue = this.state;
		this.state = { kind: 'queued' };
	}

	/** Back to what it was before it was queued. */
	unqueue(): void {
		if (this.state.kind === 'queued') this.state = this.#beforeQueue ?? { kind: 'idle' };
	}

	async program<N extends 'runCell' | 'runProgram'>(
		runtime: Pick<Runtime, 'call'>,
		call: N,
		input: Calls[N]['input'],
		seconds: number,
		editable: Files = input.files
	): Promise<ProgramEnded> {
		this.#begin('program', editable);
		const ended = await this.#go(
			runtime.call(call, input, { seconds, onEvent: (event) => this.#take(event) })
		);
		this.#keep(ended);
		this.state = { kind: 'done', what: 'program', ended };
		return ended;
	}

	async tests(
		runtime: Pick<Runtime, 'call'>,
		input: Calls['runTests']['input'],
		seconds: number,
		editable: Files = input.files
	): Promise<TestsEnded> {
		this.#begin('tests', editable);
		const ended = await this.#go(
			runtime.call('runTests', input, { seconds, onEvent: (event) => this.#take(event) })
		);
		if (ended.kind === 'done') this.results = ended.report.tests;
		this.#keep(ended);
		this.state = { kind: 'done', what: 'tests', ended };
		return ended;
	}

	async investigate(work: Investigation, files: Files, editable: Files = files): Promise<InvestigationEnd> {
		this.#begin('investigation', editable);
		this.#run = work;
		const ended = await work.run(files);
		this.#run = null;
		this.state = { kind: 'done', what: 'investigation', ended };
		return ended;
	}

	stop(): void {
		this.#run?.stop();
	}

	#begin(what: What, files: Files) {
		this.#empty();
		this.files = files;
		this.state = { kind: 'running', what, since: Date.now() };
	}

	#empty() {
		this.transcript.clear();
		this.collected = [];
		this.results = [];
		this.#waiting = [];
	}

	#show(): boolean {
		if (this.#waiting.length > 0) this.results = [...this.results, ...this.#waiting];
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
		this.#show();
		this.transcript.settle();
		return ended;
	}

	#take(event: RunEvent) {
		switch (event.type) {
			case 'output':
				return this.transcript.add(event.stream, event.text);
			case 'capped':
				return this.transcript.cap(event.limit, event.omitted);
			case 'collected':
				this.collected = event.tests;
				return;
			case 'test':
				this.#waiting.push(event.result);
				return this.#frames.ask();
			default:
				return assertNever(event);
		}
	}
}

/** True where the run took the shared interpreter, and what the cells had defined, with it. */
export function hasLost(ended: ProgramEnded): boolean {
	switch (ended.kind) {
		case 'stopped':
		case 'out-of-time':
			return ended.lost ?? false;
		case 'crashed':
			return true;
		case 'done':
		case 'fault':
			return false;
		default:
			return assertNever(ended);
	}
}

/** A sentence for a run that has no report; null where it has one. */
export function wordsOfEnd(ended: Ended<unknown>): string | null {
	switch (ended.kind) {
		case 'done':
			return null;
		case 'stopped':
			return 'Stopped.';
		case 'out-of-time':
			return `Stopped: it was still running after ${ended.seconds} ${ended.seconds === 1 ? 'second' : 'seconds'}, which is its time limit.`;
		case 'crashed':
			return `Python went down: ${ended.message} A fresh one has taken its place; your text is untouched.`;
		case 'fault':
			return ended.fault.message;
		default:
			return assertNever(ended);
	}
}
