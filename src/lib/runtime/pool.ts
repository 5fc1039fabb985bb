// The workers and who gets one: one for the cells that share an interpreter, one that is put back as new after each hermetic run, and a
// spare that stands by, so that a stop or a crash costs milliseconds. One run at a time, in the order asked.
import {
	SHARED_CALLS,
	assertNever,
	type CallName,
	type Calls,
	type FromWorker,
	type Request,
	type RunEvent
} from './protocol';
import { deferred } from './deferred';
import type { Line, Nursery } from './frame-client';
import type { Ended, RunOptions } from './runtime';
import { SHOWN_AFTER } from './shown-after';

/** Milliseconds in which a stop must reach the program, which may be inside C, before its worker is ended with it. */
const HEARING = 500;
/** Milliseconds of these in which what has arrived meanwhile is read. */
const LAST_WORD = 50;
/** Milliseconds that a program which has heard it has to clean up, as after one Ctrl-C. */
const GRACE = 1000;
/** How often it is interrupted again after that, and for how many milliseconds each time, before its worker is ended with it. */
const AGAIN = 2;
const AGAIN_WAIT = 150;
/** Milliseconds in which a worker must say that it has begun, or it is taken for dead. One that is still warming up takes a while. */
const BEGIN = 45_000;
/** Milliseconds between two signs of life of a worker that starts, before it is taken for dead. A slow phone needs some 20 s a step. */
const BOOT = 90_000;
const CRASHED =
	'the code brought the interpreter down (it recursed too deep inside Python itself, or ended the process).';

/** How a run on a worker came to its end; `too-early` where the code has asked for more than was there, see FromWorker. */
type WorkerEnded<R> = Ended<R> | { kind: 'too-early' };
type End<N extends CallName> = WorkerEnded<Calls[N]['output']>;

interface Job {
	id: number;
	request: Request;
	options: RunOptions;
	isShared: boolean;
	resolve: (ended: WorkerEnded<Calls[CallName]['output']>) => void;
}

/** Why a run is being ended before its time. */
type Cause = 'stopped' | 'out-of-time';

class Member {
	readonly line: Line;
	/** True from `ready` to the next request that is not yet restored. */
	isPristine = false;
	isDead = false;
	/** Resolves when its library is there; rejects where it will not be. */
	readonly whole: Promise<unknown>;
	/** True once others have different packages: it is then ended after its run. */
	isOutdated = false;
	onMessage: (message: FromWorker) => void = () => {};
	onDeath: (message: string) => void = () => {};

	constructor(
		nursery: Nursery,
		onBoot: (member: Member, failure: string | null, step: 'start' | 'packages' | null) => void
	) {
		const whole = deferred<null>();
		this.whole = whole.promise;
		this.whole.catch(() => {});
		this.line = nursery.spawn({
			said: (message) => {
				if (this.isDead) return;
				if (message.type === 'whole') return whole.resolve(null);
				if (message.type === 'boot-failed') whole.reject(new Error(message.message));
				if (message.type === 'booting') return onBoot(this, null, message.step);
				if (message.type === 'boot-failed') return onBoot(this, message.message, null);
				if (message.type === 'ready') {
					this.isPristine = true;
					return onBoot(this, null, null);
				}
				this.onMessage(message);
			},
			died: (message) => {
				if (this.isDead) return;
				this.isDead = true;
				whole.reject(new Error(message || 'the worker has ended'));
				onBoot(this, message || 'the worker could not be started', null);
				this.onDeath(message);
			}
		});
	}

	end(): void {
		if (this.isDead) return;
		this.isDead = true;
		this.line.terminate();
	}
}

export interface PoolOptions {
	nursery: Nursery;
	/** False on devices with little memory: no spare stands by. */
	keepsSpare: boolean;
	/** Resolves when nobody would miss the time that a spare worker takes to start. */
	rest: () => Promise<unknown>;
	/** Told when runs have been under way for `SHOWN_AFTER`, and when they are over. */
	onBusy: (isBusy: boolean) => void;
	onStep: (step: 'start' | 'packages') => void;
}

export class Pool {
	#options: PoolOptions;
	#jobs: Job[] = [];
	#running: Job | null = null;
	#endRunning: ((cause: Cause) => void) | null = null;
	/** The worker of the running job, and the way to end both at once. */
	#busy: { member: Member; abandon: () => void } | null = null;
	#shared: Member | null = null;
	/** Alive, booting or ready, and not in use. */
	#idle: Member[] = [];
	#busySoon: ReturnType<typeof setTimeout> | undefined;
	#isSaidBusy = false;
	#waiting: { resolve: (member: Member) => void; reject: (error: Error) => void }[] = [];

	constructor(options: PoolOptions) {
		this.#options = options;
	}

	/** Starts a worker; resolves when it is ready. Rejects with the reason where it does not start. */
	async warm(): Promise<void> {
		this.#standBy(await this.#next());
	}

	/** Resolves when the library has reached every worker that is there. Rejects with the reason where it does not. */
	async whole(): Promise<void> {
		const members = [...this.#idle, ...(this.#shared ? [this.#shared] : [])];
		await Promise.all(members.filter(({ isDead }) => !isDead).map(({ whole }) => whole));
	}

	/** Gives up every worker, and starts the next ones afresh. A cell that runs ends as stopped, a hermetic run may finish. */
	renew(): void {
		if (this.#busy) this.#busy.member.isOutdated = true;
		for (const member of this.#idle) member.end();
		this.#idle = [];
		this.restart();
		// Whoever waited for one of those waits for a new one.
		if (this.#waiting.length && !this.#idle.length) this.#spawn();
	}

	call<N extends CallName>(
		id: number,
		request: Extract<Request, { call: N }>,
		options: RunOptions
	): { ended: Promise<End<N>>; stop: () => void } {
		let settle: Job['resolve'] = () => {};
		const ended = new Promise<End<N>>((resolve) => {
			// The reply to a call carries that call's output: the worker's handlers have the same types.
			settle = resolve;
		});
		const job: Job = { id, request, options, isShared: SHARED_CALLS.includes(request.call), resolve: settle };
		this.#jobs.push(job);
		void this.#pump();
		return { ended, stop: () => this.#stop(job) };
	}

	/** Gives up the shared interpreter. A cell that runs in it ends as stopped. */
	restart(): void {
		if (this.#busy && this.#busy.member === this.#shared) this.#busy.abandon();
		this.#shared?.end();
		this.#shared = null;
		void this.#keepSpare();
	}

	#stop(job: Job): void {
		if (this.#running === job) return this.#endRunning?.('stopped');
		const at = this.#jobs.indexOf(job);
		if (at === -1) return;
		this.#jobs.splice(at, 1);
		job.resolve({ kind: 'stopped' });
	}

	async #pump(): Promise<void> {
		if (this.#running) return;
		if (this.#jobs.length > 0) this.#busySoon = setTimeout(() => this.#sayBusy(true), SHOWN_AFTER);
		for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
			this.#running = job;
			const isStopped = { cause: null as Cause | null };
			this.#endRunning = (cause) => (isStopped.cause = cause);
			let member: Member;
			try {
				member = await this.#memberFor(job);
			} catch (error) {
				this.#running = null;
				const message = error instanceof Error ? error.message : String(error);
				job.resolve({
					kind: 'fault',
					fault: { code: 'start-failed', message: `Python did not start: ${message}` }
				});
				continue;
			}
			const ended = isStopped.cause ? ({ kind: 'stopped' } as const) : await this.#run(job, member);
			if (isStopped.cause) await this.#giveBack(job, member, true);
			this.#running = null;
			this.#endRunning = null;
			job.resolve(ended);
		}
		clearTimeout(this.#busySoon);
		if (this.#isSaidBusy) this.#sayBusy(false);
	}

	#sayBusy(isBusy: boolean): void {
		this.#isSaidBusy = isBusy;
		this.#options.onBusy(isBusy);
	}

	async #memberFor(job: Job): Promise<Member> {
		if (!job.isShared) return this.#take();
		if (!this.#shared || this.#shared.isDead) this.#shared = await this.#take();
		return this.#shared;
	}

	/** Runs a job on a worker and gives the worker back. */
	#run(job: Job, member: Member): Promise<WorkerEnded<Calls[CallName]['output']>> {
		const { promise, resolve } = deferred<WorkerEnded<Calls[CallName]['output']>>();
		let cause: Cause | null = null;
		let clock: ReturnType<typeof setTimeout> | undefined;
		let grace: ReturnType<typeof setTimeout> | undefined;
		const begin = setTimeout(() => finish({ kind: 'crashed', message: CRASHED }, false), BEGIN);

		const finish = (ended: WorkerEnded<Calls[CallName]['output']>, isUsable: boolean) => {
			clearTimeout(clock);
			clearTimeout(grace);
			clearTimeout(begin);
			member.onMessage = () => {};
			member.onDeath = () => {};
			this.#endRunning = null;
			this.#busy = null;
			void this.#giveBack(job, member, isUsable).then(() => resolve(ended));
		};
		const cut = (lost: boolean): Ended<never> =>
			cause === 'out-of-time'
				? { kind: 'out-of-time', seconds: job.options.seconds, lost: lost && job.isShared }
				: { kind: 'stopped', lost: lost && job.isShared };
		const end = (why: Cause) => {
			if (cause) return;
			cause = why;
			if (!this.#options.nursery.interrupts) return finish(cut(true), false);
			member.line.interrupt(job.id);
			// In two steps: a page that was busy with what was printed finds that this is due, and that it was heard, at the same time.
			grace = setTimeout(() => (grace = setTimeout(abandon, LAST_WORD)), HEARING - LAST_WORD);
		};
		const abandon = () => finish(cut(true), false);
		let left = AGAIN;
		const again = () => {
			if (left-- === 0) return abandon();
			member.line.interrupt(job.id);
			grace = setTimeout(again, AGAIN_WAIT);
		};
		let isHeard = false;
		const heard = () => {
			// Those that follow the first have their times already; one that comes without a stop is none of ours.
			if (isHeard || cause === null) return;
			isHeard = true;
			clearTimeout(grace);
			grace = setTimeout(again, GRACE);
		};
		this.#endRunning = end;
		this.#busy = {
			member,
			abandon: () => {
				cause ??= 'stopped';
				abandon();
			}
		};

		member.onDeath = () => finish(cause ? cut(true) : { kind: 'crashed', message: CRASHED }, false);
		const tell = (events: readonly RunEvent[]) => events.forEach((event) => job.options.onEvent?.(event));
		member.onMessage = (message) => {
			if (!('run' in message) || message.run !== job.id) return;
			switch (message.type) {
				case 'again':
					clearTimeout(clock);
					return job.options.onAgain?.();
				case 'started':
					clearTimeout(begin);
					clearTimeout(clock);
					clock = setTimeout(() => end('out-of-time'), job.options.seconds * 1000);
					return;
				case 'events':
					return tell(message.events);
				case 'stopping':
					return heard();
				case 'done':
					tell(message.events);
					return finish(cause ? cut(false) : { kind: 'done', report: message.output }, true);
				case 'interrupted':
					cause ??= 'stopped';
					return finish(cut(false), true);
				case 'too-early':
					return finish(cause ? cut(true) : { kind: 'too-early' }, false);
				case 'crash':
					return finish(cause ? cut(true) : { kind: 'crashed', message: message.message || CRASHED }, false);
				default:
					return assertNever(message);
			}
		};
		member.isPristine = false;
		member.line.post(job.request);
		return promise;
	}

	/** A worker that was not shared says `pristine` when it is as new; until then nothing else runs on it. */
	async #giveBack(job: Job, member: Member, isUsable: boolean): Promise<void> {
		if (!isUsable || member.isDead || member.isOutdated) {
			member.end();
			if (this.#shared === member) this.#shared = null;
		} else if (!job.isShared) {
			if (member.isPristine || (await restored(member))) this.#standBy(member);
			else member.end();
		}
		void this.#keepSpare();
	}

	/** A ready worker for a job. Another is sent for to stand by. */
	async #take(): Promise<Member> {
		const member = await this.#next();
		void this.#keepSpare();
		return member;
	}

	/** A ready worker, the one that has stood by if there is one. */
	async #next(): Promise<Member> {
		this.#idle = this.#idle.filter((member) => !member.isDead);
		const ready = this.#idle.find((member) => member.isPristine);
		if (ready) {
			this.#idle.splice(this.#idle.indexOf(ready), 1);
			return ready;
		}
		const { promise, resolve, reject } = deferred<Member>();
		this.#waiting.push({ resolve, reject });
		if (!this.#idle.length) this.#spawn();
		const member = await promise;
		this.#idle = this.#idle.filter((other) => other !== member);
		return member;
	}

	/** A ready worker goes to whoever waits for one, or stands by. */
	#standBy(member: Member): void {
		const next = this.#waiting.shift();
		if (next) next.resolve(member);
		else this.#idle.unshift(member);
	}

	async #keepSpare(): Promise<void> {
		if (!this.#options.keepsSpare) return;
		await this.#options.rest();
		this.#idle = this.#idle.filter((member) => !member.isDead);
		if (!this.#idle.length) this.#spawn();
	}

	#spawn(): void {
		let limit: ReturnType<typeof setTimeout> | undefined;
		const watch = () => {
			clearTimeout(limit);
			limit = setTimeout(() => fail(`it gave no sign of life for ${BOOT / 1000} seconds`), BOOT);
		};
		const booted = (member: Member, failure: string | null, step: 'start' | 'packages' | null) => {
			if (step) {
				watch();
				return this.#options.onStep(step);
			}
			clearTimeout(limit);
			const next = this.#waiting.shift();
			if (failure === null) return next?.resolve(member);
			member.end();
			this.#idle = this.#idle.filter((other) => other !== member);
			next?.reject(new Error(failure));
		};
		const member = new Member(this.#options.nursery, booted);
		const fail = (why: string) => booted(member, why, null);
		watch();
		this.#idle.push(member);
	}
}

/** Waits until a worker is as new again; false where it cannot be. */
function restored(member: Member): Promise<boolean> {
	const { promise, resolve } = deferred<boolean>();
	const finish = (isGood: boolean) => {
		clearTimeout(timer);
		member.onMessage = () => {};
		member.onDeath = () => {};
		member.isPristine = isGood;
		resolve(isGood);
	};
	const timer = setTimeout(() => finish(false), BEGIN);
	member.onDeath = () => finish(false);
	member.onMessage = (message) => {
		if (message.type === 'pristine') finish(true);
		if (message.type === 'spoilt') finish(false);
	};
	return promise;
}
