// Answers the page's calls, one after the other, with an interpreter. What carries the messages is the caller's affair.
import { SHARED_CALLS, type FromWorker, type Request, type ToWorker } from '../runtime/protocol';
import { crashWords } from './crash';
import { startInterpreter, TooEarly, type Ingredients, type Interpreter } from './interpreter';
import { Outbox } from './outbox';
import { Signals } from './signal';

export interface Wire {
	/** `given` goes over to the page, and is not copied. */
	post: (message: FromWorker, given?: ArrayBuffer[]) => void;
	/** From now on each message of the page goes to the listener. */
	listen: (listener: (message: ToWorker) => void) => void;
	/** Does something in a moment, messages that have come by then first. */
	soon: (work: () => void) => void;
}

/** How often a small run is made while nobody asks for one: after so many runs of a cell, or of tests, the engine has made them quick. */
const REHEARSALS = 3;
const REHEARSALS_OF_TESTS = 1;

/** What an interpreter is started with, besides what this module gives it. */
type Parts = Pick<Ingredients, 'load' | 'boot' | 'library'>;

/**
 * Starts an interpreter and serves calls until the worker is ended. Says `ready` or `boot-failed`, and `whole` once the library is there;
 * never rejects.
 */
export function serve(
	wire: Wire,
	{ signal, ...parts }: Parts & { signal: Int32Array | null }
): Promise<void> {
	return serveStarted(wire, signal, parts.library, (heard) => startInterpreter({ ...parts, ...heard }));
}

/** The same with whatever starts the interpreter. A stop is asked for in `signal`, which is null where memory cannot be shared. */
export async function serveStarted(
	wire: Wire,
	signal: Int32Array | null,
	library: Ingredients['library'],
	start: (heard: Omit<Ingredients, keyof Parts>) => Promise<Interpreter>
): Promise<void> {
	let run = 0;
	const signals = new Signals(signal);
	const outbox = new Outbox(
		(events) => wire.post({ type: 'events', run, events }),
		() => performance.now()
	);
	signals.onLook = () => outbox.look();
	let interpreter: Interpreter;
	try {
		interpreter = await start({
			signals,
			onStopping: () => wire.post({ type: 'stopping', run }),
			onStep: (step) => wire.post({ type: 'booting', step }),
			// What is printed while nothing runs belongs to no cell.
			onEvent: (event) => run !== 0 && outbox.add(event),
			beforeWait: () => outbox.flush()
		});
	} catch (error) {
		return wire.post({ type: 'boot-failed', message: wordsOf(error) });
	}

	// Cells can run as soon as Python is ready. The rest of the warming up is done while nobody asks for anything, or before the first
	// run that needs it; never after a cell has run, whose interpreter runs nothing else.
	let isCold = true;
	let hasRun = false;
	const warm = () => {
		if (!isCold) return;
		isCold = false;
		interpreter.warm();
	};

	/** A run that waits for the library. */
	let waiting: Request | null = null;
	const answer = (request: Request) => {
		const isShared = SHARED_CALLS.includes(request.call);
		const end = () => {
			signals.begin(0);
			return outbox.end();
		};
		const sayRest = () => {
			const events = end();
			if (events.length > 0) wire.post({ type: 'events', run, events });
		};
		hasRun = true;
		try {
			if (isShared) isCold = false;
			else warm();
			run = request.run;
			outbox.begin();
			wire.post({ type: 'started', run });
			signals.begin(run);
			const output = interpreter.call(request.call, request.input);
			if (output === null) {
				sayRest();
				wire.post({ type: 'interrupted', run });
			} else {
				const given = 'bytes' in output ? [output.bytes] : [];
				wire.post({ type: 'done', run, events: end(), output }, given);
			}
		} catch (error) {
			sayRest();
			if (!(error instanceof TooEarly)) wire.post({ type: 'crash', run, message: crashWords(error) });
			else if (interpreter.retreat()) {
				wire.post({ type: 'again', run });
				waiting = request;
			} else wire.post({ type: 'too-early', run });
			return;
		} finally {
			run = 0;
		}
		if (isShared) interpreter.settle();
		else restore();
		// What the cells have made must not be lost if the next one asks for too much.
		if (!interpreter.isWhole) interpreter.mark();
	};
	const restore = () => {
		const why = interpreter.restore();
		wire.post(why === null ? { type: 'pristine' } : { type: 'spoilt', why });
	};

	wire.listen((message) => (message.call === 'restore' ? restore() : answer(message)));
	wire.post({ type: 'ready' });
	// While nobody waits. Who has run something has rehearsed.
	const rehearse = (times: number, mayGoOn: () => boolean) => {
		if (times === 0 || hasRun || !mayGoOn()) return;
		interpreter.rehearse();
		wire.soon(() => rehearse(times - 1, mayGoOn));
	};
	const whole = () => {
		wire.post({ type: 'whole' });
		wire.soon(() => {
			if (!isCold) return;
			warm();
			wire.soon(() => rehearse(REHEARSALS_OF_TESTS, () => true));
		});
	};
	if (interpreter.isWhole) return whole();
	wire.soon(() => rehearse(REHEARSALS, () => !interpreter.isWhole));
	try {
		interpreter.complete(await library);
	} catch (error) {
		return wire.post({ type: 'boot-failed', message: wordsOf(error) });
	}
	whole();
	if (waiting) answer(waiting);
}

const wordsOf = (error: unknown) =>
	error instanceof Error ? `${error.name} ${error.message}`.trim() : String(error);
