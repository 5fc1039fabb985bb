// Python in the reader's browser: downloads it, starts it in the sandboxed frame, and passes calls to its workers. Nothing here knows what
// a call does.
import { pythonAssets, type Asset } from './assets';
import { deferred } from './deferred';
import { Beginning } from './beginning';
import { bundlesFor, faultOf, RuntimeFault } from './download';
import { keptInCache } from './kept';
import { needsLibrary } from './needs-library';
import type { PackageGroup } from './package-groups';
import { Patience } from './patience';
import { Pool } from './pool';
import type { CallName, Calls, Request } from './protocol';
import { leaveTo, quiet, stir } from './quiet';
import { savesData } from './save-data';
import type { Ended, LoadingStep, Run, RunOptions, Runtime, RuntimeState } from './runtime';

/** Milliseconds without a run or a key after which the library is fetched although nobody has asked for it. */
const FIRST_RUN = 1_500;
/** Milliseconds in which nothing is run or typed, after which what was downloaded is kept. */
const TO_KEEP = 300;
/** Milliseconds that a run has the machine to itself before a spare worker is started. */
const HEAD_START = 1_000;

export class BrowserRuntime implements Runtime {
	state: RuntimeState = { phase: 'off' };
	#base: () => URL;
	#listeners = new Set<(state: RuntimeState) => void>();
	/** pytest is part of the classroom, so this group always comes along. */
	#groups = new Set<PackageGroup>(['tests']);
	#start: Start | null = null;
	#beginning: Beginning | null;
	/** The pool with its first worker, on its way or there: one for all that is begun in a frame. */
	#first: Promise<Pool> | null = null;
	/** Whether the frame has a library, which workers that are there may have taken. */
	#isFurnished = false;
	#isWhole = false;
	#needsLibrary = false;
	/** Whether Python starts without its image, for which it needs the library. */
	#startsAnew = false;
	#isBusy = false;
	#pool: Pool | null = null;
	#runs = 0;

	/**
	 * `base` answers the address of the site's root with a slash at its end; it is asked when Python is first needed. `early` is what a
	 * script of the page has begun before, if one has.
	 */
	constructor(base: () => URL, early: Beginning | null = null) {
		this.#base = base;
		this.#beginning = early;
	}

	subscribe(listener: (state: RuntimeState) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	need(groups: readonly PackageGroup[], library = false): void {
		this.#needsLibrary = library;
		for (const group of groups) this.#groups.add(group);
	}

	/** Resolves when Python is ready, or has failed: `state` tells which. */
	async start(): Promise<void> {
		const start = this.#started();
		try {
			// A run that goes ahead of the library has the line, and the machine, to itself.
			if (!this.#needsLibrary) {
				await start.pool;
				await quiet(FIRST_RUN);
			}
			await start.whole();
		} catch {
			// The state tells.
		}
	}

	call<N extends CallName>(name: N, input: Calls[N]['input'], options: RunOptions): Run<Calls[N]['output']> {
		const id = ++this.#runs;
		let run: { stop: () => void } | null = null;
		let isStopped = false;
		const { promise: stoppedEarly, resolve: stopEarly } = deferred<Ended<never>>();
		// Name and input belong together by this function's own type, which the union of all requests cannot say.
		const request = { call: name, run: id, input } as Extract<Request, { call: N }>;
		const began = async (): Promise<Ended<Calls[N]['output']>> => {
			try {
				const start = this.#started();
				// A run goes ahead of the library, if it can do without.
				let isAhead = start.mayGoAhead && !this.#isWhole && !needsLibrary(request);
				for (;;) {
					const pool = await (isAhead ? start.pool : start.whole());
					if (isStopped) return { kind: 'stopped' };
					const onAgain = () => {
						options.onAgain?.();
						start.whole().catch(() => {});
					};
					const under = pool.call(id, request, { ...options, onAgain });
					run = under;
					const ended = await under.ended;
					// Who runs something will run more.
					if (!this.#isWhole) void this.start();
					if (ended.kind !== 'too-early') return ended;
					run = null;
					isAhead = false;
					options.onAgain?.();
				}
			} catch (error) {
				return { kind: 'fault', fault: faultOf(error) };
			}
		};
		const ended = Promise.race([began(), stoppedEarly]);
		void leaveTo(ended);
		return {
			ended,
			stop: () => {
				isStopped = true;
				if (run) run.stop();
				else stopEarly({ kind: 'stopped' });
			}
		};
	}

	async restart(): Promise<void> {
		this.#pool?.restart();
	}

	/** What is needed is on its way, or there; after a failure it begins anew. */
	#started(): Start {
		const isWhole = [...this.#groups].every((group) => this.#start?.groups.has(group));
		if (this.#start && isWhole) return this.#start;
		const start = this.#begin(new Set(this.#groups));
		this.#start = start;
		return start;
	}

	#begin(groups: ReadonlySet<PackageGroup>): Start {
		const patience = new Patience();
		// What still comes in after a failure must not hide it.
		let isOver = false;
		const step: Step = (name, done = 0, total = 0) => {
			if (isOver) return;
			patience.progress();
			this.#say({ phase: 'loading', step: { name, says: SAYS[name], done, total } });
		};
		let steps = 0;
		const guarded = async (work: Promise<Pool>, onFailure = () => {}): Promise<Pool> => {
			steps += 1;
			try {
				return await Promise.race([work, patience.expired]);
			} catch (error) {
				isOver = true;
				onFailure();
				if (this.#start === start) {
					this.#start = null;
					this.#say({ phase: 'failed', fault: faultOf(error) });
				}
				throw error;
			} finally {
				steps -= 1;
				if (steps === 0) patience.end();
				else patience.progress();
			}
		};
		this.#isWhole = false;
		step('download');
		const beginning = (this.#beginning ??= this.#beginHere());
		/** Answers whether there are workers with other packages. */
		const furnish = async (): Promise<boolean> => {
			// Until then it is Python itself that is on its way.
			await beginning.frame;
			beginning.onProgress = (done, total) => step('packages', done, total);
			step('packages');
			// It has imported pytest's plugins without other packages, which some of them look for then. Who saves data does without it, too.
			const isForThese = groups.size === 1 && !savesData(navigator);
			await beginning.furnish(bundlesFor(groups), isForThese ? pythonAssets.assets['warm.bin'] : null);
			const isAnew = this.#isFurnished;
			this.#isFurnished = true;
			return isAnew;
		};
		const complete = async (): Promise<Pool> => {
			const [isAnew, pool] = await Promise.all([furnish(), first]);
			if (isAnew) {
				pool.renew();
				await pool.warm();
			}
			await pool.whole();
			isOver = true;
			this.#isWhole = true;
			this.#say({ phase: 'ready' });
			void this.#keep(beginning, true);
			return pool;
		};
		// Where it does not come all is begun anew, from the frame on; where only the library does not, it stays.
		const first = guarded((this.#first ??= this.#firstWorker(beginning, step)), () => this.#forget());
		first.catch(() => {});
		let whole: Promise<Pool> | null = null;
		const start: Start = {
			groups,
			pool: first,
			mayGoAhead: !this.#isFurnished && !this.#startsAnew,
			whole: () => (whole ??= guarded(complete()))
		};
		if (this.#startsAnew) start.whole().catch(() => {});
		return start;
	}

	#forget(): void {
		if (this.#pool) return;
		this.#beginning = null;
		this.#first = null;
		this.#isFurnished = false;
		this.#startsAnew = false;
	}

	/** A pool whose first worker is ready, though perhaps without the library. */
	async #firstWorker(beginning: Beginning, step: Step): Promise<Pool> {
		beginning.onProgress = (done, total) => step('download', done, total);
		const frame = await beginning.frame;
		step('compile');
		await beginning.compiled;
		step('start');
		const pool = new Pool({
			host: { interrupts: frame.interrupts, spawn: (listener) => beginning.spawn(frame, listener) },
			keepsSpare: !('deviceMemory' in navigator && Number(navigator.deviceMemory) <= 2),
			// Where Stop has to end a worker, there should be another soon, whatever the reader does.
			rest: () => (frame.interrupts ? quiet(HEAD_START) : passed(HEAD_START)),
			onBusy: (isBusy) => {
				this.#isBusy = isBusy;
				if (isBusy) this.#say({ phase: 'busy' });
				else if (this.#isWhole) this.#say({ phase: 'ready' });
				else
					this.#say({ phase: 'loading', step: { name: 'packages', says: SAYS.packages, done: 0, total: 0 } });
			},
			onStep: (name) => {
				if (name === 'packages') {
					this.#startsAnew = true;
					this.#start?.whole().catch(() => {});
				}
				if (this.state.phase === 'loading') step(name);
			}
		});
		try {
			await pool.warm();
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			throw new RuntimeFault({
				code: 'start-failed',
				message: `Python did not start (${message}). Try again.`
			});
		}
		this.#pool = pool;
		stir();
		void this.#keep(beginning, false);
		return pool;
	}

	#beginHere(): Beginning {
		return new Beginning({ base: this.#base(), document, assets: pythonAssets.assets });
	}

	/** Keeps what was downloaded for the next visit, once nobody misses the time; `isAll`: and lets go of what the site has no more. */
	async #keep(beginning: Beginning, isAll: boolean): Promise<void> {
		await quiet(TO_KEEP);
		await beginning.keep();
		if (!isAll) return;
		const named = Object.values<Asset | null | undefined>({ ...pythonAssets.assets }).flatMap(
			(asset) => asset?.path ?? []
		);
		await keptInCache(this.#base()).keepOnly('python', named);
	}

	#say(state: RuntimeState): void {
		// A call that starts while Python is loading must not hide a step.
		if (state.phase === 'loading' && this.#isBusy) return;
		this.state = state;
		for (const listener of this.#listeners) listener(state);
	}
}

/** Tells of a step of the start, and how far it has come, in bytes. */
type Step = (name: LoadingStep['name'], done?: number, total?: number) => void;

/** What the page says of each step. */
const SAYS: Record<LoadingStep['name'], string> = {
	download: 'Downloading Python',
	compile: 'Preparing Python',
	start: 'Starting Python',
	packages: 'Loading packages'
};

/** Python on its way, with these groups of packages. */
interface Start {
	groups: ReadonlySet<PackageGroup>;
	/** Resolves when a worker is ready that may do without the library. */
	pool: Promise<Pool>;
	/** Whether a run may still go ahead of the library. */
	mayGoAhead: boolean;
	/** Has the library come, where it has not been asked for, and resolves when it is there. */
	whole(): Promise<Pool>;
}

const passed = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
