// What a run comes to, as Python reports it: of a cell or a program, of tests, and the mutants and changes of a module. What probes saw is
// told by each in a shape of its own: src/lib/instruments/<name>/report.ts. Made in src/python/classroom.
import type { Files, Observed } from './observed';
import { place, placeKeys } from './place';
import {
	among,
	isRecord,
	list,
	nullable,
	number,
	object,
	oneOf,
	record,
	text,
	wrong,
	type Infer,
	type Schema
} from './schema';

const files: Schema<Files> = record(text);

/** Whatever the probes saw: the worker looks into it by their own schemas. */
const observed: Schema<Observed> = (value, at) => (isRecord(value) ? [] : wrong(value, at, 'record'));

/** A value as it is shown. Markup is drawn where it cannot run script. */
const rich = oneOf('kind', {
	text: object({ kind: among('text'), text }),
	table: object({
		kind: among('table'),
		columns: list(text),
		rows: list(list(text)),
		/** How many rows there are. */
		total: number,
		/** How many columns there are beyond those told. */
		omittedColumns: number,
		text
	}),
	svg: object({ kind: among('svg'), markup: text, text }),
	html: object({ kind: among('html'), markup: text, text })
});
export type Rich = Infer<typeof rich>;

const frame = object({
	...placeKeys,
	/** Name of the function, `<module>` at the top. */
	name: text,
	source: text
});
export type Frame = Infer<typeof frame>;

const exceptionReport = object({
	/** `ZeroDivisionError`; a class outside builtins has its module before it. */
	type: text,
	message: text,
	/** One friendly sentence that comes first. */
	friendly: text,
	/** The reader's own frames, outermost first. */
	frames: list(frame),
	/** The line to mark in the editor: the innermost of the reader's own, or the place of a syntax error. */
	at: nullable(place),
	/** The whole traceback as Python prints it. */
	full: text
});
export type ExceptionReport = Infer<typeof exceptionReport>;

/** The whole of something that is shown in part. */
const cut = object({
	what: among('value', 'traceback'),
	/** What a file of it holds. */
	form: among('text', 'csv', 'svg', 'html'),
	/** Characters; of a table its rows. */
	size: number,
	/** What to ask for it by; null where it is not kept. */
	kept: nullable(number)
});
export type Cut = Infer<typeof cut>;

export const cellReport = object({
	ended: among('ok', 'raised', 'exited', 'interrupted'),
	/** The value of a last expression, as a notebook shows it. */
	value: nullable(rich),
	exception: nullable(exceptionReport),
	/** What is a part only. */
	cut: list(cut),
	observed,
	seconds: number
});
export type CellReport = Infer<typeof cellReport>;

const outcome = among('passed', 'failed', 'error', 'skipped', 'xfailed', 'xpassed');
export type Outcome = Infer<typeof outcome>;

/** pytest's own explanation of a failed assert, taken apart. */
const assertionReport = object({
	/** The assert statement as written. */
	source: text,
	/** pytest's first line, `assert 4 == 3`. */
	summary: text,
	/** Both sides of a comparison where pytest gave them. */
	left: nullable(text),
	right: nullable(text),
	operator: nullable(text),
	/** pytest's further lines; `-` and `+` lines are a diff. */
	lines: list(
		object({
			mark: among(' ', '-', '+', '?'),
			text
		})
	)
});
export type AssertionReport = Infer<typeof assertionReport>;

export const testResult = object({
	/** Node id, `test_mortgage.py::test_small[1]`. */
	id: text,
	/** The node id after the file, `test_small[1]`. */
	name: text,
	file: text,
	line: number,
	outcome,
	/** Seconds in set-up, call and teardown together. */
	seconds: number,
	/** Where it went wrong; null when nothing did. */
	phase: nullable(among('setup', 'call', 'teardown')),
	exception: nullable(exceptionReport),
	assertion: nullable(assertionReport),
	/** Why it was skipped or expected to fail. */
	reason: text,
	stdout: text,
	stderr: text,
	log: text,
	/** First paragraph of the test's docstring. */
	doc: text
});
export type TestResult = Infer<typeof testResult>;

/** A test, a class of tests or a fixture that is not there for pytest. */
const lostDefinition = object({
	file: text,
	/** `TestCart.test_total` within a class. */
	name: text,
	line: number,
	/** The line that gives its name to another; null where it is another reason. */
	again: nullable(number),
	/** What that means, in a sentence. */
	says: text
});
export type LostDefinition = Infer<typeof lostDefinition>;

export const testsReport = object({
	/** pytest's exit code: 0 all passed, 1 some failed, 2 interrupted, 3 internal error, 4 usage error, 5 no tests collected. */
	exitCode: number,
	/** In the order in which they ran. */
	tests: list(testResult),
	/** Files that could not be collected. */
	broken: list(
		object({
			file: text,
			exception: exceptionReport
		})
	),
	/** pytest's own words where it refused to run (a usage error, a fixture cycle in a conftest). */
	refusal: nullable(text),
	warnings: list(
		object({
			text,
			file: nullable(text),
			line: nullable(number)
		})
	),
	/** What files of tests define and pytest has not run: what they define a second time, and classes that it cannot collect. */
	lost: list(lostDefinition),
	/** Why pytest has run nothing, or not what it might have, in its own words where it has any, a sentence each. */
	unrun: list(text),
	observed,
	/** Parts of pytest, or of Python, that the reader's code has replaced and not put back: `pytest.raises`. */
	replaced: list(text),
	/** What the machine had before the tests: files by path, environment variables as `$NAME`. Empty for a fresh one. */
	machine: list(text),
	/** Files that the run left behind in its project, by path. */
	left: list(text),
	/** What pytest printed, as a terminal would show it; at most a million characters. */
	terminal: text,
	seconds: number
});
export type TestsReport = Infer<typeof testsReport>;

/** A module with one small fault put in. */
export const mutant = object({
	/** `mortgage.py:3:8 < to <=`, unique within the module. */
	id: text,
	file: text,
	line: number,
	column: number,
	/** What kind of fault: `comparison`, `constant`, `arithmetic`, `connective` (`and` for `or`), `operand` (one deleted), `negation`, `return`. */
	operator: text,
	before: text,
	after: text,
	/** The whole module with the fault in. */
	source: text
});
export type Mutant = Infer<typeof mutant>;

/** A change of what the code answers, as coarse as it likes; the same question still gets the same answer each time. */
const change = object({
	/** `answers of total`, for people who look into it. */
	id: text,
	/** Where it is, and the first line of the function around it, decorators included. Null is everywhere, and outside of all functions. */
	file: nullable(text),
	function: nullable(number),
	/** 0: every answer at once, 1: the answers of one function, 2: a statement left out or a decision turned round, 3: a detail. */
	stage: number,
	/** The files that change, whole. */
	files
});
export type Change = Infer<typeof change>;

/** What src/python/classroom/changes.py makes of the code that tests are about. */
export const changes = object({
	/** The same program in other words: whoever compares texts takes it for another. */
	same: files,
	/** The most telling first. */
	changes: list(change)
});
export type Changes = Infer<typeof changes>;
