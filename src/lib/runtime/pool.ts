// The workers and who gets one: one for the cells that share an interpreter, one that is put back as new after each hermetic run, and a
// spare that stands by, so that a stop or a crash costs milliseconds. Runs begin in the order asked, one at a time or in several lanes.
import { deferred } from './deferred';
import type { WorkerHost } from './frame-client';
import { Member } from './member';
import { SHARED_CALLS, type CallName, type Calls, type Request } from './protocol';
import type { RunOptions } from './runtime';
import { SHOWN_AFTER } from './shown-after';
import { Turn, type AnyEnd, type Job, type WorkerEnded } from './turn';

/** Milliseconds between two signs of life of a worker that starts, before it is taken for dead. A slow phone needs some 20 s a step. */
const BOOT = 90_000;

type End<N extends CallName> = WorkerEnded<Calls[N]['output']>;

export interface PoolOptions {
	host: WorkerHost;
	/** False on devices with little memory: no spare stands by. */
	keepsSpare: boolean;
	/**
	 * How many runs may be under way at a time, on a worker each; 1 where it is left out. For whoever has so many cores. Of those that share an
	 * interpreter there is never more than one, and those asked for after it wait with it.
	 */
	lanes?: number;
	/** Resolves when nobody would miss the time that a spare worker takes to start. */
	rest: () => Promise<unknown>;
	/** Told when runs have been under way for `SHOWN_AFTER`, and when they are over. */
	onBusy: (isBusy: boolean) => void;
	onStep: (step: 'start' | 'packages') => void;
}

/** Somebody who waits for a worker: a run, or whoever wants one to stand by. */
interface Waiting {
	isRun: boolean;
	resolve: (member: Member) => void;
	reject: (error: Error) => void;
}

export class Pool {
	#options: PoolOptions;
	#jobs: Job[] = [];
	/** Runs under way, in the order in which they began. */
	#turns = new Set<Turn>();
	#shared: Member | null = null;
	/** Alive, booting or ready, and not in use. */
	#idle: Member[] = [];
	#busySoon: ReturnType<typeof setTimeout> | undefined;
	/** True from the first of some runs to the end of the last. */
	#isOn = false;
	#isSaidBusy = false;
	#waiting: Waiting[] = [];

	constructor(options: PoolOptions) {
		this.#options = options;
	}

	/** Starts a worker; resolves when it is ready. Rejects with the reason where it does not start. */
	async warm(): Promise<void> {
		this.#standBy(await this.#next(false));
	}

	/** Resolves when the library has reached every worker that is there. Rejects with the reason where it does not. */
	async whole(): Promise<void> {
		const members = [...this.#idle, ...(this.#shared ? [this.#shared] : [])];
		await Promise.all(members.filter(({ isDead }) => !isDead).map(({ whole }) => whole));
	}

	/** Gives up every worker, and starts the next ones afresh. A cell that runs ends as stopped, a hermetic run may finish. */
	renew(): void {
		for (const { member } of this.#turns) if (member) member.isOutdated = true;
		for (const member of this.#idle) member.end();
		this.#idle = [];
		this.restart();
		// Whoever waited for one of those waits for a new one.
		if (this.#waiting.length) this.#spawnMissing();
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
		this.#pump();
		return { ended, stop: () => this.#stop(job) };
	}

	/** Gives up the shared interpreter. A cell that runs in it ends as stopped. */
	restart(): void {
		for (const turn of this.#turns) if (turn.member && turn.member === this.#shared) turn.abandon();
		this.#shared?.end();
		this.#shared = null;
		void this.#keepSpare();
	}

	#stop(job: Job): void {
		for (const turn of this.#turns) if (turn.job === job) return turn.end('stopped');
		const at = this.#jobs.indexOf(job);
		if (at === -1) return;
		this.#jobs.splice(at, 1);
		job.resolve({ kind: 'stopped' });
	}

	/** Begins what may begin. */
	#pump(): void {
		if (this.#jobs.length > 0 && !this.#isOn) {
			this.#isOn = true;
			this.#busySoon = setTimeout(() => this.#sayBusy(true), SHOWN_AFTER);
		}
		for (let job = this.#nextJob(); job; job = this.#nextJob()) {
			const turn = new Turn(job, this.#options.host.interrupts);
			this.#turns.add(turn);
			void this.#take(turn);
		}
		if (this.#turns.size > 0) return;
		this.#isOn = false;
		clearTimeout(this.#busySoon);
		if (this.#isSaidBusy) this.#sayBusy(false);
	}

	/** Takes the first that waits out of the queue, where it may begin. */
	#nextJob(): Job | undefined {
		const [job] = this.#jobs;
		const { lanes = 1 } = this.#options;
		if (!job || this.#turns.size >= lanes) return undefined;
		const isTaken = job.isShared && [...this.#turns].some((turn) => turn.job.isShared);
		return isTaken ? undefined : this.#jobs.shift();
	}

	async #take(turn: Turn): Promise<void> {
		const ended = await this.#endOf(turn);
		this.#turns.delete(turn);
		turn.job.resolve(ended);
		this.#pump();
	}

	async #endOf(turn: Turn): Promise<AnyEnd> {
		const { job } = turn;
		let member: Member;
		try {
			member = await this.#memberFor(job);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			return {
				kind: 'fault',
				fault: { code: 'start-failed', message: `Python did not start: ${message}` }
			};
		}
		turn.member = member;
		if (!turn.isStopped) return turn.run(member, (isUsable) => this.#giveBack(job, member, isUsable));
		await this.#giveBack(job, member, true);
		return { kind: 'stopped' };
	}

	#sayBusy(isBusy: boolean): void {
		this.#isSaidBusy = isBusy;
		this.#options.onBusy(isBusy);
	}

	async #memberFor(job: Job): Promise<Member> {
		if (!job.isShared) return this.#ready();
		if (!this.#shared || this.#shared.isDead) this.#shared = await this.#ready();
		return this.#shared;
	}

	/** A worker that was not shared says `pristine` when it is as new; until then nothing else runs on it. */
	async #giveBack(job: Job, member: Member, isUsable: boolean): Promise<void> {
		if (!isUsable || member.isDead || member.isOutdated) {
			member.end();
			if (this.#shared === member) this.#shared = null;
		} else if (!job.isShared) {
			const isAsNew = member.isPristine || (await member.restored());
			if (isAsNew && !member.isOutdated) this.#standBy(member);
			else member.end();
		}
		void this.#keepSpare();
	}

	/** A ready worker for a job. Another is sent for to stand by. */
	async #ready(): Promise<Member> {
		const member = await this.#next(true);
		void this.#keepSpare();
		return member;
	}

	/** A ready worker, the one that has stood by if there is one. */
	async #next(isRun: boolean): Promise<Member> {
		this.#idle = this.#idle.filter((member) => !member.isDead);
		const ready = this.#idle.find((member) => member.isPristine);
		if (ready) {
			this.#idle.splice(this.#idle.indexOf(ready), 1);
			return ready;
		}
		const { promise, resolve, reject } = deferred<Member>();
		this.#waiting.push({ isRun, resolve, reject });
		this.#spawnMissing();
		return promise;
	}

	/** A ready worker goes to whoever waits for one, or stands by. */
	#standBy(member: Member): void {
		if (!this.#hand(member)) this.#idle.unshift(member);
	}

	/** False where nobody waits. */
	#hand(member: Member): boolean {
		const next = this.#waiting.shift();
		if (!next) return false;
		this.#idle = this.#idle.filter((other) => other !== member);
		next.resolve(member);
		return true;
	}

	async #keepSpare(): Promise<void> {
		if (!this.#options.keepsSpare) return;
		await this.#options.rest();
		this.#idle = this.#idle.filter((member) => !member.isDead);
		if (!this.#idle.length) this.#spawn();
	}

	/** Has one on its way for each run that waits. Whoever else waits gets what a run gives back. */
	#spawnMissing(): void {
		const needed = Math.max(1, this.#waiting.filter(({ isRun }) => isRun).length);
		while (this.#idle.length < needed) this.#spawn();
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
			if (failure === null) return void this.#hand(member);
			member.end();
			this.#idle = this.#idle.filter((other) => other !== member);
			this.#waiting.shift()?.reject(new Error(failure));
		};
		const member = new Member(this.#options.host, booted);
		const fail = (why: string) => booted(member, why, null);
		watch();
		this.#idle.push(member);
	}
}
