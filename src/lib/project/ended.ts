// What is to be made of the end of a run: whether variables went with it, and what a reader is told where there is no report.
import { assertNever, type Whole } from '#lib/runtime/protocol';
import type { Ended } from '#lib/runtime/runtime';

/** How it went to ask for the whole of something that is shown in part; `none` with the reason, a sentence. */
export type WholeEnd = Whole | { kind: 'none'; says: string };

/** True where the run took the shared interpreter, and what the cells had defined, with it. */
export function hasLost(ended: Ended<unknown>): boolean {
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
