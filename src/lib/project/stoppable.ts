// Calls of the runtime within work of many runs, which a signal stops as a whole: a check, a shake, a hunt, a round of mutants.
import type { CallName, Calls } from '#lib/runtime/protocol';
import type { Ended, RunOptions, Runtime } from '#lib/runtime/runtime';

/** Thrown where such work was stopped: it ends where it stands, and what was found by then is all that there is. */
export class Stopped extends Error {
	constructor() {
		super('stopped');
	}
}

/** How a call ended that was not stopped. */
export type Through<N extends CallName> = Exclude<Ended<Calls[N]['output']>, { kind: 'stopped' }>;

/** Makes a call and waits for its end. Rejects with `Stopped` where the signal is aborted before or meanwhile, or the run was stopped by another. */
export async function through<N extends CallName>(
	runtime: Pick<Runtime, 'call'>,
	name: N,
	input: Calls[N]['input'],
	{ signal, ...options }: RunOptions & { signal: AbortSignal | undefined }
): Promise<Through<N>> {
	if (signal?.aborted) throw new Stopped();
	const run = runtime.call(name, input, options);
	signal?.addEventListener('abort', run.stop);
	const ended = await run.ended;
	signal?.removeEventListener('abort', run.stop);
	if (signal?.aborted || ended.kind === 'stopped') throw new Stopped();
	return ended;
}
