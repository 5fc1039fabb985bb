// A worker as the pool has it, until it is ended or dies.
import { deferred } from './deferred';
import type { WorkerHandle, WorkerHost } from './frame-client';
import type { FromWorker } from './protocol';

/** Milliseconds in which a worker must say that it has begun a run, or is as new again, or it is taken for dead. One that is still warming up takes a while. */
export const BEGIN = 45_000;

/** Told of each step of a start, of a failure with its reason, and with neither that it is ready. */
type OnBoot = (member: Member, failure: string | null, step: 'start' | 'packages' | null) => void;

export class Member {
	readonly handle: WorkerHandle;
	/** True from `ready` to the next request that is not yet restored. */
	isPristine = false;
	isDead = false;
	/** Resolves when its library is there; rejects where it will not be. */
	readonly whole: Promise<unknown>;
	/** True once others have different packages: it is then ended after its run. */
	isOutdated = false;
	onMessage: (message: FromWorker) => void = () => {};
	onDeath: (message: string) => void = () => {};

	constructor(host: WorkerHost, onBoot: OnBoot) {
		const whole = deferred<null>();
		this.whole = whole.promise;
		this.whole.catch(() => {});
		this.handle = host.spawn({
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
		this.handle.terminate();
	}

	/** Waits until it is as new again; false where it cannot be. */
	restored(): Promise<boolean> {
		const { promise, resolve } = deferred<boolean>();
		const finish = (isGood: boolean) => {
			clearTimeout(timer);
			this.onMessage = () => {};
			this.onDeath = () => {};
			this.isPristine = isGood;
			resolve(isGood);
		};
		const timer = setTimeout(() => finish(false), BEGIN);
		this.onDeath = () => finish(false);
		this.onMessage = (message) => {
			if (message.type === 'pristine') finish(true);
			if (message.type === 'spoilt') finish(false);
		};
		return promise;
	}
}
