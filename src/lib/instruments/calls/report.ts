// What was called in the reader's own files, and what decorators made of their functions. Made by src/python/classroom/probes/calls.py.
import { among, list, nullable, number, object, text, truth, type Infer } from '#lib/runtime/schema';

const call = object({
	/** `timed.<locals>.wrapper`, as in `__qualname__`. */
	name: text,
	kind: among('function', 'coroutine', 'generator', 'async generator'),
	file: text,
	/** Where the function is defined, its decorators included. */
	line: number,
	/** Index of the call that it happened in; null at the outermost. */
	within: nullable(number),
	/** Node id, or empty outside a test. */
	test: text,
	/** The decorated function that this one was put around; null where it is no layer. */
	around: nullable(text),
	/** The function that is being decorated by this call. */
	decorates: nullable(text),
	/** As they would be written in a call: a name, or an empty one for those of `*args`. */
	arguments: list(
		object({
			name: text,
			value: text
		})
	),
	/** Entering and leaving are the steps of a run, counted from 1. */
	entered: number,
	left: nullable(number),
	/** `open`: it had not been left when the run ended. */
	ended: among('returned', 'raised', 'open'),
	/** The result, or the exception that came out of it. */
	outcome: nullable(text),
	/** From entering to leaving, what the watching cost taken off. */
	seconds: nullable(number),
	/** How often it gave way before it was left: an `await` that had to wait, a `yield`. */
	pauses: number,
	/** Calls within it that were not written down. */
	more: number
});
export type Call = Infer<typeof call>;

/** What a callable says of itself; null where it says nothing. */
const identity = object({
	/** `function`, `coroutine function`, `object of class Counted`. */
	what: text,
	name: nullable(text),
	/** First line of its docstring. */
	doc: nullable(text),
	signature: nullable(text),
	annotations: nullable(text),
	module: nullable(text),
	/** What `__wrapped__` leads to. */
	wrapped: nullable(text)
});
export type Identity = Infer<typeof identity>;

/** A function with decorators over it, as it was defined and as it is called. */
const decorated = object({
	name: text,
	file: text,
	/** Line of its `def`. */
	line: number,
	/** As written, without the @, the outermost first. */
	decorators: list(text),
	before: identity,
	/** What its name stands for afterwards; null where a decorator raised. */
	after: nullable(identity),
	/** True where that is the very function that was defined. */
	same: truth
});
export type Decorated = Infer<typeof decorated>;

/** What was called in the reader's own files, and what decorators made of their functions. */
export const report = object({
	/** In the order in which they were entered, so that a call comes after the one that it happened in. */
	calls: list(call),
	/** Calls that were not written down: beyond the first 400, or more than 25 within one another. */
	more: number,
	/** In the order in which they were defined. */
	decorated: list(decorated),
	/** Decorated functions beyond the first 40. */
	moreDecorated: number
});
export type CallsReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		calls: CallsReport;
	}
}
