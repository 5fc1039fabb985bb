// Python in the reader's browser: downloads it, starts it in the sandboxed frame, and passes calls to its workers. Nothing here knows what
// a call does.
import { pythonAssets } from './assets';
import { deferred } from './deferred';
import { bundlesFor, download, RuntimeFault } from './download';
import { FrameClient } from './frame-client';
import { keptInCache } from './kept';
import { Pool } from './pool';
import type { CallName, Calls, PackageGroup, Request } from './protocol';
import type { Ended, Fault, LoadingStep, Run, RunOptions, Runtime, RuntimeState } from './runtime';

/** Milliseconds without any progress after which starting is given up. */
const PATIENCE = 60_000;

export class BrowserRuntime implements Runtime {
	state: RuntimeState = { phase: 'off' };
	#base: () => URL;
	#listeners = new Set<(state: RuntimeState) => void>();
	/** pytest is part of the classroom, so this group always comes along. */
	#groups = new Set<PackageGroup>(['tests']);
	#loaded: ReadonlySet<PackageGroup> = new Set();
	#starting: Promise<Pool> | null = null;
	#frame: FrameClient | null = null;
	#pool: Pool | null = null;
	#runs = 0;

	/** `base` answers the address of the site's root with a slash at its end; it is asked when Python is first needed. */
	constructor(base: () => URL) {
		this.#base = base;
	}

	subscribe(listener: (state: RuntimeState) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	need(groups: readonly PackageGroup[]): void {
		for (const group of groups) this.#groups.add(group);
	}

	/** Resolves when Python is ready, or has failed: `state` tells which. */
	async start(): Promise<void> {
		await this.#ready().catch(() => {});
	}

	call<N extends CallName>(name: N, input: Calls[N]['input'], options: RunOptions): Run<Calls[N]['output']> {
		const id = ++this.#runs;
		let run: Run<Calls[N]['output']> | null = null;
		let isStopped = false;
		const { promise: stoppedEarly, resolve: stopEarly } = deferred<Ended<never>>();
		// Name and input belong together by this function's own type, which the union of all requests cannot say.
		const request = { call: name, run: id, input } as Extract<Request, { call: N }>;
		const began = async (): Promise<Ended<Calls[N]['output']>> => {
			let pool: Pool;
			try {
				pool = await this.#ready();
			} catch (error) {
				return { kind: 'fault', fault: faultOf(error) };
			}
			if (isStopped) return { kind: 'stopped' };
			run = pool.call(id, request, options);
			return run.ended;
		};
		return {
			ended: Promise.race([began(), stoppedEarly]),
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

	#ready(): Promise<Pool> {
		const isWhole = [...this.#groups].every((group) => this.#loaded.has(group));
		if (this.#starting && isWhole) return this.#starting;
		const wanted = new Set(this.#groups);
		this.#loaded = wanted;
		this.#starting = this.#load(wanted).catch((error: unknown) => {
			this.#starting = null;
			this.#loaded = new Set();
			this.#say({ phase: 'failed', fault: faultOf(error) });
			throw error;
		});
		return this.#starting;
	}

	async #load(groups: ReadonlySet<PackageGroup>): Promise<Pool> {
		const watch = new Watch();
		// What still comes in after a failure must not hide it.
		let isOver = false;
		const step = (name: LoadingStep['name'], says: string, done = 0, total = 0) => {
			if (isOver) return;
			watch.progress();
			this.#say({ phase: 'loading', step: { name, says, done, total } });
		};
		const base = this.#base();
		step('download', 'Downloading Python');
		const work = async (): Promise<Pool> => {
			const bundles = bundlesFor(groups);
			const { assets } = pythonAssets;
			const onProgress = (done: number, total: number) => step('download', 'Downloading Python', done, total);
			const opening = this.#frame ?? FrameClient.open(new URL('runner.html', base).href, document);
			const parts = [assets['pyodide.mjs'], assets['pyodide.asm.mjs'], assets['stdlib.zip'], ...bundles];
			const fetching = download([assets['pyodide.asm.wasm'], ...parts], { base, onProgress });
			fetching.catch(() => {});
			const frame = await opening;
			const [wasm, pyodide, glue, stdlib, ...zips] = await fetching;
			if (!wasm || !pyodide || !glue || !stdlib) throw new Error('a file of Python is missing');
			const isFirst = this.#frame === null;
			this.#frame = frame;
			step('compile', 'Preparing Python');
			if (isFirst) frame.compile(wasm);
			const text = new TextDecoder();
			frame.equip({ pyodide: text.decode(pyodide), glue: text.decode(glue), stdlib, bundles: zips });
			await frame.compiled;
			step('start', 'Starting Python');
			this.#pool?.renew();
			const pool = (this.#pool ??= new Pool({
				nursery: frame,
				keepsSpare: !('deviceMemory' in navigator && Number(navigator.deviceMemory) <= 2),
				onBusy: (isBusy) => this.#say({ phase: isBusy ? 'busy' : 'ready' }),
				onStep: (name) => {
					if (this.state.phase === 'loading')
						step(name, name === 'start' ? 'Starting Python' : 'Loading packages');
				}
			}));
			try {
				await pool.warm();
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				throw new RuntimeFault({
					code: 'start-failed',
					message: `Python did not start (${message}). Try again.`
				});
			}
			this.#say({ phase: 'ready' });
			const named = Object.values(assets).flatMap((asset) => asset?.path ?? []);
			void keptInCache(base).keepOnly('python', named);
			return pool;
		};
		try {
			return await Promise.race([work(), watch.expired]);
		} finally {
			isOver = true;
			watch.end();
		}
	}

	#say(state: RuntimeState): void {
		// A call that starts while Python is loading must not hide a step.
		if (this.#starting !== null && state.phase === 'loading' && this.state.phase === 'busy') return;
		this.state = state;
		for (const listener of this.#listeners) listener(state);
	}
}

/** Gives up when nothing has moved for a while: Pyodide hangs without a word where it is not allowed to start. */
class Watch {
	readonly expired: Promise<never>;
	#reject!: (error: Error) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor() {
		this.expired = new Promise((_, reject) => (this.#reject = reject));
		this.expired.catch(() => {});
	}

	progress(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(
			() =>
				this.#reject(
					new RuntimeFault({
						code: 'start-timeout',
						message: 'Starting Python has not moved on for a minute. Try again, or reload the page.'
					})
				),
			PATIENCE
		);
	}

	end(): void {
		clearTimeout(this.#timer);
	}
}

function faultOf(error: unknown): Fault {
	if (error instanceof RuntimeFault) return error.fault;
	return {
		code: 'start-failed',
		message: `Python did not start (${error instanceof Error ? error.message : String(error)}).`
	};
}
