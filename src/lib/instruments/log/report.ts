// What became of the calls of loggers. Made by src/python/classroom/probes/logtold.py of what log.py saw.
import { among, list, nullable, number, object, text, truth, type Infer } from '#lib/runtime/schema';

/**
 * `handled`: at least one handler took it. `handlers`: it came to handlers, and each dropped it. `nobody`: no handler on its way, and it is below
 * what the last resort takes. `level`, `disabled`, `off`, `filter`: dropped by the logger. `raised`: an exception left the call.
 * `own`: a logger of the reader's own class did something else with it.
 */
const logFate = among('handled', 'handlers', 'nobody', 'level', 'disabled', 'off', 'filter', 'raised', 'own');
export type LogFate = Infer<typeof logFate>;

const logHandling = object({
	/** The logger that the handler is on; empty for the last resort. */
	logger: text,
	handler: text,
	level: text,
	/** `own`: taken by a `handle` of the handler's own. `ignored`: a NullHandler. `failed`: it could not be formatted or written.
	 * `unreached`: an exception had left the call before. */
	fate: among('emitted', 'level', 'filter', 'failed', 'ignored', 'own', 'unreached'),
	/** The filter, or the error. */
	by: text
});
export type LogHandling = Infer<typeof logHandling>;

const logCall = object({
	logger: text,
	level: text,
	/** The level as a number, which orders them. */
	severity: number,
	/** The message as it was given, before any formatting. */
	template: text,
	args: list(text),
	/** As a handler formatted it; null where nobody has. */
	message: nullable(text),
	/** What `extra` or a filter added, `order=7`. */
	extra: list(text),
	/** Class of the exception that the record carries. */
	exception: nullable(text),
	/** What went wrong while it was formatted or handed on. */
	error: nullable(text),
	/** Where the reader's code called; null where it was not theirs. */
	file: nullable(text),
	line: nullable(number),
	fate: logFate,
	/** The logger whose level it was, or the filter that dropped it. */
	by: text,
	/** The level that it was under, where a level dropped it. */
	threshold: nullable(text),
	handlers: list(logHandling),
	/** The logger that does not propagate, and how many handlers above it therefore never saw the record. */
	stopped: nullable(text),
	beyond: number
});
export type LogCall = Infer<typeof logCall>;

/** A function of the reader's that the arguments of a logging call made run. */
const logCost = object({
	function: text,
	/** Calls before the logger was asked, and of those the ones whose record was never made. */
	eager: number,
	eagerSeconds: number,
	wasted: number,
	wastedSeconds: number,
	/** Calls while a handler formatted the record. */
	deferred: number,
	deferredSeconds: number
});
export type LogCost = Infer<typeof logCost>;

/** A line that calls a logger. */
const logSite = object({
	file: text,
	line: number,
	/** How its template is written. */
	written: among('constant', 'f-string', 'format', 'percent', 'joined', 'other'),
	calls: number,
	/** Calls of which a record was made: their logger let them through. */
	made: number,
	/** Distinct templates among those records. */
	templates: number,
	costs: list(logCost)
});
export type LogSite = Infer<typeof logSite>;

const logGroup = object({
	logger: text,
	level: text,
	template: text,
	file: nullable(text),
	line: nullable(number),
	count: number
});
export type LogGroup = Infer<typeof logGroup>;

const logGuard = object({
	file: text,
	line: number,
	logger: text,
	level: text,
	/** How often the answer was yes, and no. */
	yes: number,
	no: number
});
export type LogGuard = Infer<typeof logGuard>;

const loggerState = object({
	name: text,
	parent: nullable(text),
	/** Its own level, `NOTSET` where it has none. */
	level: text,
	effective: text,
	/** The logger that the effective level comes from. */
	from: text,
	propagates: truth,
	off: truth,
	filters: list(text),
	handlers: list(
		object({
			handler: text,
			level: text,
			filters: list(text)
		})
	)
});
export type LoggerState = Infer<typeof loggerState>;

/** What became of the calls of loggers. Levels are names, `INFO`, or numbers where a level has none. */
export const report = object({
	/** How many calls there were; `calls` tells the first of them one by one. */
	total: number,
	calls: list(logCall),
	sites: list(logSite),
	sitesLeft: number,
	/** Records that were made, put together as an error tracker does: by logger, level, template and line. Largest first. */
	groups: list(logGroup),
	groupsLeft: number,
	/** `isEnabledFor`, asked by the reader's own code. */
	guards: list(logGuard),
	/** The root and the loggers that the run touched, as they were at its end; parents before children. */
	loggers: list(loggerState),
	loggersLeft: number,
	/** Level up to which `logging.disable` silences everything, at the end. */
	disabled: nullable(text)
});
export type LogReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		log: LogReport;
	}
}
