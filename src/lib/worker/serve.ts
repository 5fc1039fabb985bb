// Answers the page's calls, one after the other, with an interpreter. What carries the messages is the caller's affair.
import {
	RUN_PLACE,
	SHARED_CALLS,
	SIGNAL_PLACE,
	type FromWorker,
	type Request,
	type ToWorker
} from '../runtime/protocol';
import { judgeFailure } from './crash';
import { startInterpreter, type Ingredients, type Interpreter } from './interpreter';
import { Outbox } from './outbox';

export interface Wire {
	post: (message: FromWorker) => void;
	/** From now on each message of the page goes to the listener. */
	listen: (listener: (message: ToWorker) => void) => void;
}

/** Starts an interpreter and serves calls until the worker is ended. Says `ready` or `boot-failed`; never rejects. */
export async function serve(
	wire: Wire,
	parts: Pick<Ingredients, 'load' | 'bundles' | 'signal'>
): Promise<void> {
	let run = 0;
	const outbox = new Outbox(
		(events) => wire.post({ type: 'events', run, events }),
		() => performance.now()
	);
	let interpreter: Interpreter;
	try {
		interpreter = await startInterpreter({
			...parts,
			onStep: (step) => wire.post({ type: 'booting', step }),
			// What is printed while nothing runs belongs to no cell.
			onEvent: (event) => run !== 0 && outbox.add(event),
			beforeWait: () => outbox.flush()
		});
	} catch (error) {
		wire.post({
			type: 'boot-failed',
			message: error instanceof Error ? `${error.name} ${error.message}`.trim() : String(error)
		});
		return;
	}

	const answer = (request: Request) => {
		run = request.run;
		outbox.begin();
		wire.post({ type: 'started', run });
		markRun(parts.signal, run);
		const end = () => {
			markRun(parts.signal, 0);
			outbox.flush();
		};
		try {
			const output = interpreter.call(request.call, request.input);
			end();
			wire.post({ type: 'done', run, output });
		} catch (error) {
			end();
			const failure = judgeFailure(error);
			wire.post(
				failure.kind === 'interrupted'
					? { type: 'interrupted', run }
					: { type: 'crash', run, message: failure.message }
			);
			if (failure.kind === 'crash') return;
		} finally {
			run = 0;
		}
		if (!SHARED_CALLS.includes(request.call)) restore();
	};
	const restore = () => {
		const why = interpreter.restore();
		wire.post(why === null ? { type: 'pristine' } : { type: 'spoilt', why });
	};

	wire.listen((message) => (message.call === 'restore' ? restore() : answer(message)));
	wire.post({ type: 'ready' });
}

/** Tells who signals which run is under way, and forgets a signal that came too late for the one before. */
function markRun(signal: Int32Array | null, run: number): void {
	if (signal === null) return;
	signal[SIGNAL_PLACE] = 0;
	Atomics.store(signal, RUN_PLACE, run);
	if (run === 0) signal[SIGNAL_PLACE] = 0;
}
