// The one place where what Python sends is taken for what it is declared to be, after it has been looked at: a reader's code may have
// patched whatever makes it.
import type { CallName, Calls, RunEvent, Whole } from '../runtime/protocol';
import { event, outputs } from './reports';
import type { Schema } from '../runtime/schema';

/** What Python sent is not what the protocol says. The message says where. */
export class Malformed extends Error {
	override name = 'Malformed';
}

/** The answer to a call. Throws Malformed. */
export function decodeOutput<N extends CallName>(call: N, json: unknown): Calls[N]['output'] {
	if (call === 'whole') return fileOf(json);
	return decoded(outputs[call as Exclude<N, 'whole'>], json, 'the report') as Calls[N]['output'];
}

/** A file is text, and empty where there is none. */
function fileOf(text: unknown): Whole {
	if (typeof text !== 'string') throw new Malformed('the file is no text');
	return text ? { kind: 'file', bytes: new TextEncoder().encode(text).buffer } : { kind: 'gone' };
}

/** An event of a run. Throws Malformed. */
export function decodeEvent(json: unknown): RunEvent {
	return decoded(event, json, 'an event') as RunEvent;
}

function decoded(schema: Schema<unknown>, json: unknown, what: string): unknown {
	if (typeof json !== 'string') throw new Malformed(`${what} is no text`);
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new Malformed(`${what} is no JSON`);
	}
	const [problem] = schema(value, what);
	if (problem !== undefined) throw new Malformed(problem);
	return value;
}
