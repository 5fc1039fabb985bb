// One run and the worker that it gets: its time limit, and how it is ended before its time. Whatever the worker does, it comes to its end.
import { deferred } from './deferred';
import { BEGIN, type Member } from './member';
import {
	assertNever,
	type CallName,
	type Calls,
	type FromWorker,
	type Request,
	type RunEvent
} from './protocol';
import type { Ended, RunOptions } from './runtime';

/** Milliseconds in which a stop must reach the program, which may be inside C, before its worker is ended with it. */
const HEARING = 500;
/** Milliseconds of these in which what has arrived meanwhile is read. */
const LAST_WORD = 50;
/** Milliseconds that a program which has heard it has to clean up, as after one Ctrl-C. */
const GRACE = 1000;
/** How often it is interrupted again after that, and for how many milliseconds each time, before its worker is ended with it. */
const AGAIN = 2;
const AGAIN_WAIT = 150;
const CRASHED =
	'the code brought the interpreter down (it recursed too deep inside Python itself, or ended the process).';

/** How a run on a worker came to its end; `too-early` where the code has asked for more than was there, see FromWorker. */
export type WorkerEnded<R> = Ended<R> | { kind: 'too-early' };
export type AnyEnd = WorkerEnded<Calls[CallName]['output']>;

export interface Job {
	id: number;
	request: Request;
	options: RunOptions;
	isShared: boolean;
	resolve: (ended: AnyEnd) => void;
}

/** Why a run is being ended before its time. */
type Cause = 'stopped' | 'out-of-time';

export class Turn {
	readonly job: Job;
	/** Null until it has one. It has it until the worker is given back. */
	member: Member | null = null;
	#interrupts: boolean;
	#cause: Cause | null = null;
	#isUnderWay = false;
	#finish: (ended: AnyEnd, isUsable: boolean) => void = () => {};
	#limit: ReturnType<typeof setTimeout> | undefined;
	#grace: ReturnType<typeof setTimeout> | undefined;
	#begin: ReturnType<typeof setTimeout> | undefined;
	#isHeard = false;
	#left = AGAIN;

	/** `interrupts`: whether a program can be interrupted; elsewhere it is ended with its worker. */
	constructor(job: Job, interrupts: boolean) {
		this.job = job;
		this.#interrupts = interrupts;
	}

	/** True where it was stopped, be it before it had a worker. */
	get isStopped(): boolean {
		return this.#cause !== null;
	}

	/** Runs it on a worker, which `giveBack` then takes, told whether it can be used again. */
	run(member: Member, giveBack: (isUsable: boolean) => Promise<void>): Promise<AnyEnd> {
		const { promise, resolve } = deferred<AnyEnd>();
		this.#isUnderWay = true;
		this.#begin = setTimeout(() => this.#finish({ kind: 'crashed', message: CRASHED }, false), BEGIN);
		this.#finish = (ended, isUsable) => {
			for (const timer of [this.#limit, this.#grace, this.#begin]) clearTimeout(timer);
			member.onMessage = () => {};
			member.onDeath = () => {};
			this.#isUnderWay = false;
			void giveBack(isUsable).then(() => resolve(ended));
		};
		member.onDeath = () => this.#crash(CRASHED);
		member.onMessage = (message) => this.#hear(message);
		member.isPristine = false;
		member.handle.post(this.job.request);
		return promise;
	}

	/** Ends it: at once where it has not begun, or has to be ended with its worker. */
	end(why: Cause): void {
		if (this.#cause) return;
		if (!this.#isUnderWay) {
			if (this.member === null) this.#cause = why;
			return;
		}
		this.#cause = why;
		if (!this.#interrupts) return this.#abandon();
		this.member?.handle.interrupt(this.job.id);
		// In two steps: a page that was busy with what was printed finds that this is due, and that it was heard, at the same time.
		const lastWord = () => (this.#grace = setTimeout(() => this.#abandon(), LAST_WORD));
		this.#grace = setTimeout(lastWord, HEARING - LAST_WORD);
	}

	/** Ends it together with its worker, at once. */
	abandon(): void {
		if (!this.#isUnderWay) return;
		this.#cause ??= 'stopped';
		this.#abandon();
	}

	#abandon(): void {
		this.#finish(this.#cut(true), false);
	}

	/** What a run comes to that was ended before its time. */
	#cut(lost: boolean): Ended<never> {
		const { isShared, options } = this.job;
		return this.#cause === 'out-of-time'
			? { kind: 'out-of-time', seconds: options.seconds, lost: lost && isShared }
			: { kind: 'stopped', lost: lost && isShared };
	}

	#crash(message: string): void {
		this.#finish(this.#cause ? this.#cut(true) : { kind: 'crashed', message }, false);
	}

	/** The program has seen that it is to stop, and does what it does then. */
	#heard(): void {
		// Those that follow the first have their times already; one that comes without a stop is none of ours.
		if (this.#isHeard || this.#cause === null) return;
		this.#isHeard = true;
		clearTimeout(this.#grace);
		this.#grace = setTimeout(() => this.#again(), GRACE);
	}

	#again(): void {
		if (this.#left-- === 0) return this.#abandon();
		this.member?.handle.interrupt(this.job.id);
		this.#grace = setTimeout(() => this.#again(), AGAIN_WAIT);
	}

	#hear(message: FromWorker): void {
		const { id, options } = this.job;
		if (!('run' in message) || message.run !== id) return;
		switch (message.type) {
			case 'again':
				clearTimeout(this.#limit);
				return options.onAgain?.();
			case 'started':
				clearTimeout(this.#begin);
				clearTimeout(this.#limit);
				this.#limit = setTimeout(() => this.end('out-of-time'), options.seconds * 1000);
				return;
			case 'events':
				return this.#tell(message.events);
			case 'stopping':
				return this.#heard();
			case 'done':
				this.#tell(message.events);
				return this.#finish(this.#cause ? this.#cut(false) : { kind: 'done', report: message.output }, true);
			case 'interrupted':
				this.#cause ??= 'stopped';
				return this.#finish(this.#cut(false), true);
			case 'too-early':
				return this.#finish(this.#cause ? this.#cut(true) : { kind: 'too-early' }, false);
			case 'crash':
				return this.#crash(message.message || CRASHED);
			default:
				return assertNever(message);
		}
	}

	#tell(events: readonly RunEvent[]): void {
		for (const event of events) this.job.options.onEvent?.(event);
	}
}
