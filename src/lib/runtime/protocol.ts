// What the page and the Python worker say to each other. Both threads import this module and it imports nothing.
// Requests, replies and handlers all derive from `Calls`: a missing handler or a wrong input does not compile.
// The reports are made in src/python/classroom/ and their shape is pinned by tests/fixtures/reports/*.json, which both sides test.

/** A project's files: path relative to its root, `/` between parts, to text. */
export type Files = Readonly<Record<string, string>>;

/** Groups of Python packages that a worker can be given besides the standard library. */
export type PackageGroup = 'tests' | 'data' | 'varnish';

/**
 * What a run's time is. On the virtual clock it passes only while the program waits: ten seconds of waiting are exact and take
 * milliseconds, and computing takes none. src/python/classroom/clock.py.
 */
export type ClockName = 'real' | 'virtual';

export type Stream = 'stdout' | 'stderr';

// ---------------------------------------------------------------------------------------------------- calls

/** Each call that a worker answers. `input` and `output` are plain data. */
export interface Calls {
	/** Runs a cell in the interpreter that the cells of a lesson share. */
	runCell: { input: CellInput; output: CellReport };
	/** Makes a file of something that a cell's report has only a part of. */
	whole: { input: WholeInput; output: Whole };
	/** Runs a program as `python main.py` would, in a clean interpreter with just these files. */
	runProgram: { input: ProgramInput; output: CellReport };
	/** Runs pytest in a clean interpreter with just these files. */
	runTests: { input: TestsInput; output: TestsReport };
	/** Makes the mutants of a module. */
	mutate: { input: MutateInput; output: Mutant[] };
	/** Makes changes of a project's code under which each of its tests should be able to fail. */
	changes: { input: ChangesInput; output: Changes };
}
export type CallName = keyof Calls;

export interface CellInput {
	id: string;
	/** Name under which the code is compiled, as it stands in tracebacks. */
	filename: string;
	code: string;
	/** Other files of the cell, written before the run; modules among them are imported afresh. */
	files: Files;
	/** Lines that `input()` reads, without line ends. */
	stdin: readonly string[];
	probes: readonly ProbeName[];
	/** One that is named begins at 0 with the run; where none is, real time goes on from the run before. */
	clock?: ClockName;
}

export interface WholeInput {
	/** As the Cut has it. */
	kept: number;
}

/** `gone`: the interpreter does not hold it any more, as the cell has run again since, or another interpreter has taken its place. */
export type Whole = { kind: 'file'; bytes: ArrayBuffer } | { kind: 'gone' };

export interface ProgramInput {
	/** Path in `files` of the program that is run as `__main__`. */
	entry: string;
	files: Files;
	stdin: readonly string[];
	probes: readonly ProbeName[];
	/** One that is named begins at 0 with the run; where none is, real time goes on from the run before. */
	clock?: ClockName;
}

export interface TestsInput {
	files: Files;
	/**
	 * Modules that are imported from these texts, while whoever reads their files finds what `files` holds: a change that only a call can
	 * tell. Left out where imports are to take the files.
	 */
	behind?: Files;
	/** Further arguments for pytest, such as `-k small`. */
	args: readonly string[];
	/** Seed for pytest-randomly; null leaves the file order. */
	seed: number | null;
	/** Node ids to run, in this order; all files are collected all the same. Null runs everything. */
	select: readonly string[] | null;
	probes: readonly ProbeName[];
	/** Files that coverage and conditions measure; empty means every .py file that is not a test. */
	measure: readonly string[];
	/** For checks: a test that returns a value, or leaves a coroutine unawaited, fails; replaced parts of pytest are reported. */
	strict: boolean;
	stdin: readonly string[];
	/** What somebody's machine has besides the project; left out for a fresh one, with nothing but the files. */
	machine?: Machine | null;
	/** One that is named begins at 0 with the run; where none is, real time goes on from the run before. */
	clock?: ClockName;
}

/** A Python script that is run once in the project's folder, before the tests, and leaves there what a machine has: a database, a setting. */
export interface Machine {
	/** Its name in tracebacks. It does not lie in the project itself. */
	file: string;
	source: string;
}

export interface MutateInput {
	file: string;
	source: string;
}

export interface ChangesInput {
	/** The code that tests are about, without the tests. */
	files: Files;
}

// -------------------------------------------------------------------------------------------------- reports

export interface CellReport {
	ended: 'ok' | 'raised' | 'exited' | 'interrupted';
	/** The value of a last expression, as a notebook shows it. */
	value: Rich | null;
	exception: ExceptionReport | null;
	/** What is a part only. */
	cut: Cut[];
	observed: Observed;
	seconds: number;
}

/** The whole of something that is shown in part. */
export interface Cut {
	what: 'value' | 'traceback';
	/** What a file of it holds. */
	form: 'text' | 'csv' | 'svg' | 'html';
	/** Characters; of a table its rows. */
	size: number;
	/** What to ask for it by; null where it is not kept. */
	kept: number | null;
}

/** A value as it is shown. Markup is drawn where it cannot run script. */
export type Rich =
	| { kind: 'text'; text: string }
	| {
			kind: 'table';
			columns: string[];
			rows: string[][];
			/** How many rows there are. */
			total: number;
			/** How many columns there are beyond those told. */
			omittedColumns: number;
			text: string;
	  }
	| { kind: 'svg' | 'html'; markup: string; text: string };

/** A place in a reader's file. Lines count from 1; columns are UTF-16 units from 0. */
export interface Place {
	file: string;
	line: number;
	column: number | null;
	endLine: number | null;
	endColumn: number | null;
}

export interface Frame extends Place {
	/** Name of the function, `<module>` at the top. */
	name: string;
	source: string;
}

export interface ExceptionReport {
	/** `ZeroDivisionError`; a class outside builtins has its module before it. */
	type: string;
	message: string;
	/** One friendly sentence that comes first. */
	friendly: string;
	/** The reader's own frames, outermost first. */
	frames: Frame[];
	/** The line to mark in the editor: the innermost of the reader's own, or the place of a syntax error. */
	at: Place | null;
	/** The whole traceback as Python prints it. */
	full: string;
}

export type Outcome = 'passed' | 'failed' | 'error' | 'skipped' | 'xfailed' | 'xpassed';

export interface TestResult {
	/** Node id, `test_mortgage.py::test_small[1]`. */
	id: string;
	/** The node id after the file, `test_small[1]`. */
	name: string;
	file: string;
	line: number;
	outcome: Outcome;
	/** Seconds in set-up, call and teardown together. */
	seconds: number;
	/** Where it went wrong; null when nothing did. */
	phase: 'setup' | 'call' | 'teardown' | null;
	exception: ExceptionReport | null;
	assertion: AssertionReport | null;
	/** Why it was skipped or expected to fail. */
	reason: string;
	stdout: string;
	stderr: string;
	log: string;
	/** First paragraph of the test's docstring. */
	doc: string;
}

/** pytest's own explanation of a failed assert, taken apart. */
export interface AssertionReport {
	/** The assert statement as written. */
	source: string;
	/** pytest's first line, `assert 4 == 3`. */
	summary: string;
	/** Both sides of a comparison where pytest gave them. */
	left: string | null;
	right: string | null;
	operator: string | null;
	/** pytest's further lines; `-` and `+` lines are a diff. */
	lines: { mark: ' ' | '-' | '+' | '?'; text: string }[];
}

export interface TestsReport {
	/** pytest's exit code: 0 all passed, 1 some failed, 2 interrupted, 3 internal error, 4 usage error, 5 no tests collected. */
	exitCode: number;
	/** In the order in which they ran. */
	tests: TestResult[];
	/** Files that could not be collected. */
	broken: { file: string; exception: ExceptionReport }[];
	/** pytest's own words where it refused to run (a usage error, a fixture cycle in a conftest). */
	refusal: string | null;
	warnings: { text: string; file: string | null; line: number | null }[];
	/** What files of tests define and pytest has not run: what they define a second time, and classes that it cannot collect. */
	lost: LostDefinition[];
	/** Why pytest has run nothing, or not what it might have, in its own words where it has any, a sentence each. */
	unrun: string[];
	observed: Observed;
	/** Parts of pytest, or of Python, that the reader's code has replaced and not put back: `pytest.raises`. */
	replaced: string[];
	/** What the machine had before the tests: files by path, environment variables as `$NAME`. Empty for a fresh one. */
	machine: string[];
	/** Files that the run left behind in its project, by path. */
	left: string[];
	/** What pytest printed, as a terminal would show it; at most a million characters. */
	terminal: string;
	seconds: number;
}

/** A test, a class of tests or a fixture that is not there for pytest. */
export interface LostDefinition {
	file: string;
	/** `TestCart.test_total` within a class. */
	name: string;
	line: number;
	/** The line that gives its name to another; null where it is another reason. */
	again: number | null;
	/** What that means, in a sentence. */
	says: string;
}

/**
 * What a run can be watched for, and what each probe then reports. A probe is a module of src/python/classroom/probes;
 * the instrument that draws its report is a folder of src/lib/instruments. docs/adding-an-instrument.md.
 */
export interface Observations {
	coverage: CoverageReport;
	conditions: ConditionsReport;
	calls: CallsReport;
	log: LogReport;
	fixtures: FixturesReport;
	incidents: IncidentsReport;
	files: FilesReport;
	tasks: TasksReport;
	tables: TablesReport;
	factories: FactoriesReport;
	verdicts: VerdictsReport;
	varnish: VarnishReport;
}
export type ProbeName = keyof Observations;
/** What the probes that a run was asked for have seen. */
export type Observed = { readonly [P in ProbeName]?: Observations[P] };

/** What objects with a method `_repr_incidents_` told; classroom/probes/incidents.py says what such a method returns. */
export interface IncidentsReport {
	histories: IncidentHistory[];
	/** How many further ones there were. */
	leftOut: number;
	/** What was wrong with one that could not be read; null where nothing was. */
	problem: string | null;
}

export interface IncidentHistory {
	title: string;
	seed: number | null;
	/** In order, one or more. */
	days: IncidentDay[];
	/** Days from and to which each lasted, both included. */
	incidents: { from: number; to: number; says: string }[];
	/** When each signal could first have told of the incident (null: never), and how often it had cried wolf. */
	signals: { name: string; day: number | null; falseAlarms: number }[];
}

export interface IncidentDay {
	day: number;
	/** Share of the requests that failed, 0 to 1. */
	rate: number;
	/** Share above which the pager rang on that day. */
	threshold: number | null;
	/** `heeded`: it rang, and somebody looked into it. */
	page: 'none' | 'heeded' | 'unheeded';
	/** Rows lost for good. */
	lost: number;
	notes: string[];
}

/** Files that the run made or changed in its project. */
export interface FilesReport {
	files: LeftFile[];
	/** How many further ones there were. */
	leftOut: number;
}

export interface LeftFile {
	path: string;
	bytes: number;
	/** How `content` stands for the file; null where the file is too large to be handed over. */
	encoding: 'utf-8' | 'base64' | null;
	content: string;
}

export interface CoverageReport {
	/** Version of coverage.py that measured. */
	version: string;
	files: Record<string, FileCoverage>;
}

/** What a run did with each line of the reader's files, to be laid beside what a type checker says of them. */
export interface VerdictsReport {
	files: Record<string, FileVerdicts>;
	/** Files that are too long to be told. */
	left: string[];
}

export interface FileVerdicts {
	/** The text as it ran. */
	source: string;
	/** Lines that ran. */
	ran: number[];
	/** Exceptions that were raised on a line or came through it, whether or not somebody caught them. */
	raised: RaisedOn[];
}

export interface RaisedOn {
	line: number;
	type: string;
	message: string;
	/** Numbers of the exceptions: one that comes through several lines has the same on each. */
	errors: number[];
}

export interface FileCoverage {
	statements: number[];
	executed: number[];
	missing: number[];
	excluded: number[];
	branches: Branch[];
	/** coverage.py's own percentages, 0 to 100; null where there is nothing to cover. */
	percentLines: number | null;
	percentBranches: number | null;
	/** Lines and branches together: what `coverage report --branch` prints. */
	percentBoth: number | null;
}

export interface Branch {
	from: number;
	/** Line jumped to; negative means leaving the function or module that starts at that line. */
	to: number;
	taken: boolean;
	/** coverage.py's own sentence for a branch that was not taken. */
	says: string | null;
}

export interface ConditionsReport {
	files: Record<string, Decision[]>;
	/** True where recording stopped at its cap for some decision. */
	capped: boolean;
}

export type DecisionKind = 'if' | 'elif' | 'while' | 'ternary' | 'filter' | 'assert' | 'guard' | 'value';

/** A Boolean expression that decides, with its conditions. Terms: docs/conditions.md. */
export interface Decision {
	kind: DecisionKind;
	source: string;
	line: number;
	endLine: number;
	conditions: Condition[];
	evaluations: Evaluation[];
}

export interface Condition extends Place {
	source: string;
	/** The pair of evaluations (indexes) that shows it deciding alone, by masking MC/DC. */
	alone: [number, number] | null;
	/** The same by unique cause, where nothing else asked may differ. */
	uniqueCause: [number, number] | null;
	/** Why nothing is known of it, where the interpreter does not tell. */
	note: string | null;
}

export type Answer = 'true' | 'false' | 'not-asked' | 'unknown';

/** One distinct way in which a decision came out in one test. */
export interface Evaluation {
	/** Node id, or empty outside a test. */
	test: string;
	answers: Answer[];
	outcome: 'true' | 'false' | 'raised' | 'unknown';
	count: number;
}

/** What was called in the reader's own files, and what decorators made of their functions. */
export interface CallsReport {
	/** In the order in which they were entered, so that a call comes after the one that it happened in. */
	calls: Call[];
	/** Calls that were not written down: beyond the first 400, or more than 25 within one another. */
	more: number;
	/** In the order in which they were defined. */
	decorated: Decorated[];
	/** Decorated functions beyond the first 40. */
	moreDecorated: number;
}

export interface Call {
	/** `timed.<locals>.wrapper`, as in `__qualname__`. */
	name: string;
	kind: 'function' | 'coroutine' | 'generator' | 'async generator';
	file: string;
	/** Where the function is defined, its decorators included. */
	line: number;
	/** Index of the call that it happened in; null at the outermost. */
	within: number | null;
	/** Node id, or empty outside a test. */
	test: string;
	/** The decorated function that this one was put around; null where it is no layer. */
	around: string | null;
	/** The function that is being decorated by this call. */
	decorates: string | null;
	/** As they would be written in a call: a name, or an empty one for those of `*args`. */
	arguments: { name: string; value: string }[];
	/** Entering and leaving are the steps of a run, counted from 1. */
	entered: number;
	left: number | null;
	/** `open`: it had not been left when the run ended. */
	ended: 'returned' | 'raised' | 'open';
	/** The result, or the exception that came out of it. */
	outcome: string | null;
	/** From entering to leaving, what the watching cost taken off. */
	seconds: number | null;
	/** How often it gave way before it was left: an `await` that had to wait, a `yield`. */
	pauses: number;
	/** Calls within it that were not written down. */
	more: number;
}

/** A function with decorators over it, as it was defined and as it is called. */
export interface Decorated {
	name: string;
	file: string;
	/** Line of its `def`. */
	line: number;
	/** As written, without the @, the outermost first. */
	decorators: string[];
	before: Identity;
	/** What its name stands for afterwards; null where a decorator raised. */
	after: Identity | null;
	/** True where that is the very function that was defined. */
	same: boolean;
}

/** What a callable says of itself; null where it says nothing. */
export interface Identity {
	/** `function`, `coroutine function`, `object of class Counted`. */
	what: string;
	name: string | null;
	/** First line of its docstring. */
	doc: string | null;
	signature: string | null;
	annotations: string | null;
	module: string | null;
	/** What `__wrapped__` leads to. */
	wrapped: string | null;
}

/** What became of the calls of loggers. Levels are names, `INFO`, or numbers where a level has none. */
export interface LogReport {
	/** How many calls there were; `calls` tells the first of them one by one. */
	total: number;
	calls: LogCall[];
	sites: LogSite[];
	sitesLeft: number;
	/** Records that were made, put together as an error tracker does: by logger, level, template and line. Largest first. */
	groups: LogGroup[];
	groupsLeft: number;
	/** `isEnabledFor`, asked by the reader's own code. */
	guards: LogGuard[];
	/** The root and the loggers that the run touched, as they were at its end; parents before children. */
	loggers: LoggerState[];
	loggersLeft: number;
	/** Level up to which `logging.disable` silences everything, at the end. */
	disabled: string | null;
}

/**
 * `handled`: at least one handler took it. `handlers`: it came to handlers, and each dropped it. `nobody`: no handler on its way, and it is below
 * what the last resort takes. `level`, `disabled`, `off`, `filter`: dropped by the logger. `raised`: an exception left the call.
 * `own`: a logger of the reader's own class did something else with it.
 */
export type LogFate =
	'handled' | 'handlers' | 'nobody' | 'level' | 'disabled' | 'off' | 'filter' | 'raised' | 'own';

export interface LogCall {
	logger: string;
	level: string;
	/** The level as a number, which orders them. */
	severity: number;
	/** The message as it was given, before any formatting. */
	template: string;
	args: string[];
	/** As a handler formatted it; null where nobody has. */
	message: string | null;
	/** What `extra` or a filter added, `order=7`. */
	extra: string[];
	/** Class of the exception that the record carries. */
	exception: string | null;
	/** What went wrong while it was formatted or handed on. */
	error: string | null;
	/** Where the reader's code called; null where it was not theirs. */
	file: string | null;
	line: number | null;
	fate: LogFate;
	/** The logger whose level it was, or the filter that dropped it. */
	by: string;
	/** The level that it was under, where a level dropped it. */
	threshold: string | null;
	handlers: LogHandling[];
	/** The logger that does not propagate, and how many handlers above it therefore never saw the record. */
	stopped: string | null;
	beyond: number;
}

export interface LogHandling {
	/** The logger that the handler is on; empty for the last resort. */
	logger: string;
	handler: string;
	level: string;
	/** `own`: taken by a `handle` of the handler's own. `ignored`: a NullHandler. `failed`: it could not be formatted or written.
	 * `unreached`: an exception had left the call before. */
	fate: 'emitted' | 'level' | 'filter' | 'failed' | 'ignored' | 'own' | 'unreached';
	/** The filter, or the error. */
	by: string;
}

/** A line that calls a logger. */
export interface LogSite {
	file: string;
	line: number;
	/** How its template is written. */
	written: 'constant' | 'f-string' | 'format' | 'percent' | 'joined' | 'other';
	calls: number;
	/** Calls of which a record was made: their logger let them through. */
	made: number;
	/** Distinct templates among those records. */
	templates: number;
	costs: LogCost[];
}

/** A function of the reader's that the arguments of a logging call made run. */
export interface LogCost {
	function: string;
	/** Calls before the logger was asked, and of those the ones whose record was never made. */
	eager: number;
	eagerSeconds: number;
	wasted: number;
	wastedSeconds: number;
	/** Calls while a handler formatted the record. */
	deferred: number;
	deferredSeconds: number;
}

export interface LogGroup {
	logger: string;
	level: string;
	template: string;
	file: string | null;
	line: number | null;
	count: number;
}

export interface LogGuard {
	file: string;
	line: number;
	logger: string;
	level: string;
	/** How often the answer was yes, and no. */
	yes: number;
	no: number;
}

export interface LoggerState {
	name: string;
	parent: string | null;
	/** Its own level, `NOTSET` where it has none. */
	level: string;
	effective: string;
	/** The logger that the effective level comes from. */
	from: string;
	propagates: boolean;
	off: boolean;
	filters: string[];
	handlers: { handler: string; level: string; filters: string[] }[];
}

export type FixtureScope = 'session' | 'package' | 'module' | 'class' | 'function';

/** When pytest set up and tore down each fixture. Numbers of fixtures, lives and tests are places in the lists below. */
export interface FixturesReport {
	/** Seconds since the first test began, of everything that began or ended, in order. A `begin` or an `end` is a place in this list. */
	moments: number[];
	fixtures: FixtureLooks[];
	/** Each time that a fixture was set up, in order. */
	lives: FixtureLife[];
	tests: FixtureTest[];
	/** Tests that ran after those that are told. */
	untold: number;
}

export interface FixtureLooks {
	name: string;
	scope: FixtureScope;
	autouse: boolean;
	/** Where it is defined; null for one that is not the reader's. */
	file: string | null;
	line: number | null;
	/** The fixtures that it asks for itself. */
	asks: number[];
}

export interface FixturePhase {
	begin: number;
	end: number;
	/** What came out of it: `ValueError: no rooms`. */
	trouble: string | null;
}

export interface FixtureLife {
	fixture: number;
	/** The parameter that it was set up with, for a fixture with `params`. */
	param: string | null;
	/** The test in whose set-up, or while which, it was set up. */
	test: number | null;
	setUp: FixturePhase;
	/** Whether the fixture has left anything to be done afterwards. */
	hasTeardown: boolean;
	/** Null where the run ended before it. */
	tearDown: FixturePhase | null;
	/** The test at whose end, or while which, it was torn down; null where it was none of those that are told. */
	tornDownIn: number | null;
	/** The test after which that was, the last whose set-up was over by then; null as above. */
	tornDownAfter: number | null;
}

export interface FixtureTest {
	/** Node id. */
	id: string;
	begin: number;
	/** The test function itself; null where its set-up did not come to an end. */
	call: FixturePhase | null;
	end: number;
	/** The fixtures that it asks for itself. */
	asks: number[];
	/** Those that it has by autouse alone, without a word. */
	given: number[];
	/** The lives that served it, in the order in which pytest gave them. */
	used: number[];
}

/** What the tasks of a run did. Times are seconds since it began, on its clock. */
export interface TasksReport {
	clock: ClockName;
	seconds: number;
	/** In the order in which they were made; at most 100. */
	tasks: AsyncTask[];
	/** Stretches in which the loop could turn to nobody. */
	stalls: Stall[];
	cancellations: Cancellation[];
	/** Of asyncio.timeout and wait_for, in the order in which they were set. */
	deadlines: Deadline[];
	/** Coroutines that were called and never awaited, with the task (its id) that let go of them. */
	forgotten: { name: string; task: number | null; test: string; place: CodePlace | null }[];
	/** How many there were beyond those told. */
	leftOut: { tasks: number; stretches: number; stalls: number };
}

/** A line of the reader's, with the function it stands in. */
export interface CodePlace {
	file: string;
	line: number;
	name: string;
	source: string;
}

export interface AsyncTask {
	id: number;
	/** `Task-1`, or as the program named it; `program` for code outside any loop, once it sleeps. */
	name: string;
	/** Qualified name of its coroutine; empty for `program`. */
	coroutine: string;
	/** Node id of the test that made it; empty outside tests. */
	test: string;
	/** Id of the task that made it; null for the program itself. */
	madeBy: number | null;
	madeAt: number;
	place: CodePlace | null;
	ended: 'returned' | 'raised' | 'cancelled' | 'pending';
	endedAt: number | null;
	/** `ValueError: no`, where it raised. */
	exception: string | null;
	/** How often the loop has turned to it. */
	steps: number;
	/** Sums in seconds, stretches that are too short to tell included. */
	running: number;
	waiting: number;
	blocked: number;
	stretches: Stretch[];
}

export interface Stretch {
	/** `blocked`: it could have gone on, but the loop was busy with another. */
	kind: 'running' | 'waiting' | 'blocked';
	from: number;
	to: number;
	/** What it waits for: `sleep(0.1)`, `a place in a Semaphore`. */
	what: string;
	/** Tasks that it waits for, by id. */
	tasks: number[];
	/** Line of its `await`. */
	place: CodePlace | null;
}

export interface Stall {
	/** Id of the task that held the loop up; null for a callback. */
	task: number | null;
	test: string;
	/** time.sleep; computing; on the virtual clock, asking for the time until it is late. */
	cause: 'sleep' | 'computing' | 'asking';
	from: number;
	to: number;
	/** How long it took: for computing on the virtual clock, where it takes no time, in real seconds. */
	seconds: number;
	/** The way to the line that did it, which is the last one. */
	via: CodePlace[];
}

export interface Deadline {
	/** Id of the task that it was set for. */
	task: number;
	test: string;
	/** When it is due; where it was moved, when it last was. */
	at: number;
	/** Whether it came to pass: the task was then asked to stop. */
	expired: boolean;
	/** Line that set it. */
	place: CodePlace | null;
}

export interface Cancellation {
	/** Id of the task that was asked to stop. */
	task: number;
	/** Id of the task that asked; null where it was none. */
	by: number | null;
	why: 'cancel' | 'timeout' | 'task group' | 'gather' | 'callback' | 'end of run';
	at: number;
	place: CodePlace | null;
}

/** The sqlite databases that a run had open, as it left them and against what they were before it. */
export interface TablesReport {
	/** In the order in which they were opened; at most the last six. */
	databases: DatabaseReport[];
	/** How many further ones there were. */
	more: number;
}

export interface DatabaseReport {
	/** Path of its file from the project, `:memory:`, or the name that connections share it by. */
	name: string;
	inMemory: boolean;
	/** Whether a connection was still open as the run ended. */
	isOpen: boolean;
	/** Whether a connection was in a transaction as the run ended, or as it was closed: what it changed is shown, and not committed. */
	isUncommitted: boolean;
	/** The reader's line that opened it. */
	at: Pick<Place, 'file' | 'line'> | null;
	/** Why it could not be read, in SQLite's words where they are its. */
	trouble: string | null;
	/** In the order in which they were made, those that the run has dropped after them; at most 40. */
	tables: TableReport[];
	moreTables: number;
}

export interface TableReport {
	name: string;
	/** `added` where the run made it, `removed` where the run dropped it. */
	state: 'same' | 'added' | 'removed';
	columns: TableColumn[];
	foreignKeys: ForeignKey[];
	/** Rows in the table, and how many of them the run added and changed; rows that it removed. */
	total: number;
	added: number;
	changed: number;
	removed: number;
	/** Not all where there are many: what changed first, then the beginning, then rows that others name. In the table's order. */
	rows: TableRow[];
}

export interface TableColumn {
	name: string;
	/** As declared; empty where no type was. */
	type: string;
	notNull: boolean;
	primaryKey: boolean;
	/** The SQL of its default. */
	default: string | null;
	/** Whether the table was there before the run, and this column was not. */
	isNew: boolean;
}

/** The columns that name a row of another table; `to` is empty where they name its primary key. */
export interface ForeignKey {
	columns: string[];
	table: string;
	to: string[];
}

export type RowState = 'same' | 'added' | 'changed' | 'removed';

export interface TableRow {
	/** Tells it from the other rows of its table. */
	key: string;
	/** Its place among the rows of the table, from 1; null for one that is gone. */
	at: number | null;
	state: RowState;
	/** One for each column. */
	values: TableValue[];
	/** One for each column of a changed row, null where the value is as it was; empty for other rows. */
	was: (TableValue | null)[];
	/** One for each foreign key; empty for a row that is gone. */
	references: RowReference[];
}

/** Text is as SQLite writes the value, cut where it is long. */
export interface TableValue {
	kind: 'null' | 'integer' | 'real' | 'text' | 'blob';
	text: string;
}

/** What a foreign key of a row leads to: a row (by its key), NULL, or a row that is not there. */
export interface RowReference {
	to: 'row' | 'null' | 'nothing';
	key: string | null;
}

/** What factory_boy built in a run. */
export interface FactoriesReport {
	/** Version of factory_boy; null where it is not there or was not used. */
	version: string | null;
	/** Calls that the reader's code made, in order; at most 40, with 300 objects in all. */
	calls: FactoryObject[];
	/** How many further calls there were. */
	more: number;
	/** SQL from the first call on that no factory was under way for, such as a later flush or commit. */
	outside: StatementCount[];
}

/** One object that a factory built, with those that it needed. */
export interface FactoryObject {
	factory: string;
	model: string;
	strategy: 'build' | 'create' | 'stub';
	/** The field of the object above that it went to; null for a call of the reader's own, and for what is made afterwards. */
	field: string | null;
	/** The number that `Sequence` got; null where it failed before that. */
	sequence: number | null;
	/** Traits that were switched on. */
	traits: string[];
	fields: FactoryField[];
	made: FactoryObject[];
	/** Objects that it needed and that are left out. */
	more: number;
	/** The last seed set in this run before a call of the reader's own, as Python writes it; `a state` where a whole state was put back. */
	seed: string | null;
	/** Node id of its test, or empty. */
	test: string;
	/** The reader's line that called. */
	at: Pick<Place, 'file' | 'line'> | null;
	/** Class of the exception that ended it. */
	raised: string | null;
	/** The SQL of this object alone. */
	sql: StatementCount[];
}

/** What a field's value came from. `given` by the caller; `constant` in the factory. */
export type FieldOrigin =
	| 'given'
	| 'constant'
	| 'sequence'
	| 'lazy-function'
	| 'lazy-attribute'
	| 'self-attribute'
	| 'iterator'
	| 'container'
	| 'sub-factory'
	| 'faker'
	| 'fuzzy'
	/** The factory gave nothing, and the model filled it in. */
	| 'model'
	| 'other';

export interface FactoryField {
	name: string;
	by: FieldOrigin;
	/** Faker's provider, the attribute copied, or the class of another declaration. */
	detail: string;
	/** The trait that chose this declaration. */
	trait: string | null;
	/** As Python writes it, or what kind of object it is; null for what the model has not filled in yet, or tells only if it is asked. */
	value: string | null;
	/** In `Params`: used by others, and not given to the model. */
	isParameter: boolean;
	/** Whether the value is one of the objects in `made`. */
	isChild: boolean;
}

export interface StatementCount {
	statement: string;
	count: number;
}

/** Plays of `varnish.simulate`, in order. Times are seconds since a play began. */
export interface VarnishReport {
	plays: VarnishPlay[];
	/** Earlier plays that are not reported. */
	leftOut: number;
}

export interface VarnishPlay {
	/** Name of the VCL file. */
	vcl: string;
	/** When the last thing ended. */
	seconds: number;
	/** When the origin is down, from and to; null has no end. */
	down: [number, number | null][];
	requests: VarnishRequest[];
	requestsLeftOut: number;
	objects: VarnishObject[];
	objectsLeftOut: number;
	bans: VarnishBan[];
	bansLeftOut: number;
}

/** A condition on what was stored before it. */
export interface VarnishBan {
	text: string;
	at: number;
	/** Objects that it has removed, each when somebody next looked it up. */
	removed: number;
}

export interface VarnishRequest {
	at: number;
	ended: number;
	method: string;
	url: string;
	/** Null where the connection was closed without a response. */
	status: number | null;
	/** `refused` is a request that Varnish answered before any VCL saw it. */
	outcome: 'hit' | 'miss' | 'pass' | 'pipe' | 'synth' | 'refused';
	age: number | null;
	hits: number;
	restarts: number;
	/** It waited for another request's fetch. */
	waited: boolean;
	/** Header by which it differed from a stored variant. */
	differsBy: string | null;
	/** The ban that removed what was stored for it, and when that ban was added. */
	bannedBy: { text: string; at: number } | null;
	/** When a purge removed what was stored for it. */
	purgedAt: number | null;
	/** Objects that its own purge removed; null where it purged nothing. */
	purged: number | null;
	bansAdded: number;
	/** Seconds of TTL left at delivery, below 0 for a stale object; null where nothing cacheable was delivered. */
	ttl: number | null;
	grace: number | null;
	/** Of the response: name and value. */
	headers: [string, string][];
	asked: VarnishAsked[];
	trace: VarnishEntry[];
	traceLeftOut: number;
}

/** One request to the origin. */
export interface VarnishAsked {
	kind: 'fetch' | 'background' | 'pass' | 'pipe';
	at: number;
	ended: number;
	/** Null where no response came. */
	status: number | null;
	conditional: boolean;
}

/** A line like varnishlog's. */
export interface VarnishEntry {
	at: number;
	/** The client's side or the backend's. */
	side: 'c' | 'b';
	tag: string;
	text: string;
	/** Subroutine that decided; null for Varnish itself. */
	sub: string | null;
	/** Line of the reader's VCL; null for the builtin VCL and for Varnish itself. */
	line: number | null;
}

/** What the cache held, and until when it was good for what. */
export interface VarnishObject {
	url: string;
	kind: 'object' | 'hit-for-miss' | 'hit-for-pass';
	/** Headers that it varies on, with the values it is for; null is a header that is not there. */
	variant: [string, string | null][];
	came: number;
	freshUntil: number;
	graceUntil: number;
	keepUntil: number;
	/** When it was purged, banned or superseded. */
	killed: number | null;
	killedBy: 'ban' | 'purge' | null;
}

/** A module with one small fault put in. */
export interface Mutant {
	/** `mortgage.py:3:8 < to <=`, unique within the module. */
	id: string;
	file: string;
	line: number;
	column: number;
	/** What kind of fault: `comparison`, `constant`, `arithmetic`, `connective` (`and` for `or`), `operand` (one deleted), `negation`, `return`. */
	operator: string;
	before: string;
	after: string;
	/** The whole module with the fault in. */
	source: string;
}

/** What src/python/classroom/changes.py makes of the code that tests are about. */
export interface Changes {
	/** The same program in other words: whoever compares texts takes it for another. */
	same: Files;
	/** The most telling first. */
	changes: Change[];
}

/** A change of what the code answers, as coarse as it likes; the same question still gets the same answer each time. */
export interface Change {
	/** `answers of total`, for people who look into it. */
	id: string;
	/** Where it is, and the first line of the function around it, decorators included. Null is everywhere, and outside of all functions. */
	file: string | null;
	function: number | null;
	/** 0: every answer at once, 1: the answers of one function, 2: a statement left out or a decision turned round, 3: a detail. */
	stage: number;
	/** The files that change, whole. */
	files: Files;
}

// ---------------------------------------------------------------------------------------------------- events

/** What a run says while it goes on, in batches, each with the run's id. */
export type RunEvent =
	| { type: 'output'; stream: Stream; text: string }
	/** Output came to more than `limit` characters; in the end with how many were left out before the last of it. */
	| { type: 'capped'; limit: number; omitted: number }
	| { type: 'collected'; tests: string[] }
	| { type: 'test'; result: TestResult };

// -------------------------------------------------------------------------------------------------- messages

export type RunId = number;

export type Request = { [N in CallName]: { call: N; run: RunId; input: Calls[N]['input'] } }[CallName];

/**
 * What a worker says of a run. `started` comes at once, so that a worker that has died can be told from a slow program; what a run still
 * has to say as it ends comes with `done`, in one message; `stopping` comes as a stop reaches the reader's code, which then has its time to
 * clean up; `interrupted` means that it ended by a stop and has no report;
 * `crash` that the interpreter cannot be used again.
 */
export type Reply =
	| { type: 'started'; run: RunId }
	| { type: 'events'; run: RunId; events: RunEvent[] }
	| { type: 'done'; run: RunId; events: RunEvent[]; output: Calls[CallName]['output'] }
	| { type: 'stopping'; run: RunId }
	| { type: 'interrupted'; run: RunId }
	/**
	 * The code has asked for a part of the library that has not come yet, and the run does not count. `again`: the worker has gone back to
	 * before it, and makes it anew when the library is there. `too-early`: it could not, and is of no more use.
	 */
	| { type: 'again'; run: RunId }
	| { type: 'too-early'; run: RunId }
	| { type: 'crash'; run: RunId; message: string };

/** Calls that go to the interpreter that the cells share. After any other call a worker puts its interpreter back as it was. */
export const SHARED_CALLS: readonly CallName[] = ['runCell', 'whole'];

export type Handlers = { [N in CallName]: (input: Calls[N]['input']) => Calls[N]['output'] };

// ------------------------------------------------------------------------------------------ starting and ending

/** What the page says to a worker, over the port that the two alone hold. */
export type ToWorker = Request | { call: 'restore' };

/**
 * What a worker says to the page. After `ready`, `pristine` answers each call that is not a shared one, and `restore`:
 * the interpreter is as it was when it was ready. `spoilt` means that it could not be put back, and that a new worker is needed.
 */
export type FromWorker =
	| Reply
	| { type: 'booting'; step: 'start' | 'packages' }
	| { type: 'ready' }
	/** Its library is there, see `library` of ToFrame. */
	| { type: 'whole' }
	| { type: 'boot-failed'; message: string }
	| { type: 'pristine' }
	| { type: 'spoilt'; why: string };

/** What the page says to the sandboxed frame. `spawn` comes with the new worker's own port. */
export type ToFrame =
	| Cargo
	| { type: 'spawn'; worker: number }
	| { type: 'interrupt'; worker: number; run: RunId }
	| { type: 'terminate'; worker: number };

/** The bytes of a file. A Blob is where they can be had: it goes from the page to the frame, another process, without being read. */
export type Load = ArrayBuffer | Blob;

/**
 * What is brought to the frame, in whatever order it comes. Workers get each part when it is there, those that start later all at once.
 * The library may be changed: workers that have one keep it.
 */
export type Cargo =
	| { type: 'scripts'; pyodide: Load; glue: Load }
	| { type: 'wasm'; bytes: Load }
	/** The image of a started interpreter. */
	| { type: 'boot'; bytes: Load }
	| { type: 'library'; stdlib: Load; bundles: Load[]; warm: Load | null };

/** What the frame says to the page. `interrupts` tells whether a running program can be interrupted there. */
export type FromFrame =
	/** The first message, to the window, with the port for all others. */
	| { type: 'hello'; interrupts: boolean }
	| { type: 'compiled' }
	/** A Blob of this cargo could not be read. */
	| { type: 'unread'; what: Cargo['type'] }
	| { type: 'failed'; message: string }
	| { type: 'died'; worker: number; message: string };

/** What the frame gives a new worker, which can reach nothing itself: `begin` at once, with its port to the page, each part when it is there. */
export type WorkerPart =
	/** `signal` is where a stop is signalled; null where memory cannot be shared. */
	| { type: 'begin'; signal: SharedArrayBuffer | null }
	| { type: 'scripts'; pyodide: string; glue: string }
	| { type: 'wasm'; module: WebAssembly.Module }
	/** The image of a started interpreter. */
	| { type: 'boot'; bytes: ArrayBufferLike }
	| ({ type: 'library' } & LibraryParts);

/** What an interpreter can do without for a while. */
export interface LibraryParts {
	/** The standard library, a zip. */
	stdlib: ArrayBufferLike;
	/** Packages as zips: the classroom's, then those of pytest, then others. */
	bundles: ArrayBufferLike[];
	/** The image of an interpreter that has the first two of them and is warm; null where none is at hand. */
	warm: ArrayBufferLike | null;
}

/** Place in `signal` of the run that is to be interrupted, 0 for none. Whoever takes it puts a 0 there. */
export const STOP_PLACE = 0;
/** Size of `signal` in bytes: one 32-bit integer. */
export const SIGNAL_BYTES = 4;

/** For the `default` of a switch over a union: a new member then fails to compile. */
export function assertNever(value: never): never {
	throw new Error(`unexpected ${JSON.stringify(value)}`);
}
