// What Python reports, held against the schemas where it comes in (decode.ts), so that what a page draws from is there, whatever a
// reader's code has done to the classroom.
import type { CallName, Calls, Observed } from '../runtime/protocol';
import { cellReport, changes, mutant, testResult, testsReport } from '../runtime/results';
import { among, isRecord, list, object, oneOf, text, wrong, type Schema } from '../runtime/schema';

let schemas: ReadonlyMap<string, Schema<unknown>> = new Map();

/** Says what each probe reports, by its name. To be called before anything of a probe is looked at. */
export function knowProbes(known: ReadonlyMap<string, Schema<unknown>>): void {
	schemas = known;
}

/** What the probes of a run saw. */
export const observed: Schema<Observed> = (value, at) =>
	isRecord(value)
		? Object.entries(value).flatMap(
				([name, report]) =>
					schemas.get(name)?.(report, `${at}.${name}`) ?? [`${at}: there is no probe ${name}`]
			)
		: wrong(value, at, 'record');

/** A report whose probes are looked into as well. */
function watched<T extends { observed: Observed }>(report: Schema<T>): Schema<T> {
	return (value, at) => [
		...report(value, at),
		...(isRecord(value) && 'observed' in value ? observed(value.observed, `${at}.observed`) : [])
	];
}

/** What a run says while it goes on. `capped` is the worker's own. */
export const event = oneOf('type', {
	output: object({ type: among('output'), stream: among('stdout', 'stderr'), text }),
	collected: object({ type: among('collected'), tests: list(text) }),
	test: object({ type: among('test'), result: testResult })
});

/** What each call answers in JSON. */
export const outputs: { [N in Exclude<CallName, 'whole'>]: Schema<Calls[N]['output']> } = {
	runCell: watched(cellReport),
	runProgram: watched(cellReport),
	runTests: watched(testsReport),
	mutate: list(mutant),
	changes
};
