// The other half of tests/python/test_reports.py: what Python makes has just the keys and kinds of value that protocol.ts declares.
// The checks below are typed by those declarations, so that a key added to one side alone fails to compile here or fails the test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type {
	AssertionReport,
	AsyncTask,
	Branch,
	Call,
	CallsReport,
	Cancellation,
	CellReport,
	CodePlace,
	Condition,
	ConditionsReport,
	CoverageReport,
	DatabaseReport,
	Decision,
	Deadline,
	Decorated,
	Evaluation,
	ExceptionReport,
	FactoriesReport,
	FactoryField,
	FactoryObject,
	FileCoverage,
	FixtureLife,
	FixtureLooks,
	FixturePhase,
	FixturesReport,
	FixtureTest,
	FilesReport,
	ForeignKey,
	FileVerdicts,
	Frame,
	Identity,
	LogCall,
	LogCost,
	LogGroup,
	LogGuard,
	LoggerState,
	LogHandling,
	LogReport,
	LogSite,
	IncidentDay,
	IncidentHistory,
	IncidentsReport,
	LeftFile,
	Mutant,
	Observations,
	Observed,
	ProbeName,
	Place,
	RaisedOn,
	Rich,
	RowReference,
	RunEvent,
	Stall,
	Stretch,
	TasksReport,
	StatementCount,
	TableColumn,
	TableReport,
	TableRow,
	TablesReport,
	TableValue,
	TestResult,
	TestsReport,
	VerdictsReport,
	VarnishAsked,
	VarnishBan,
	VarnishEntry,
	VarnishObject,
	VarnishPlay,
	VarnishReport,
	VarnishRequest
} from './protocol';

/** Says what is wrong with a value found at `at`; nothing where it is a T. */
interface Check<T> {
	(value: unknown, at: string): string[];
	/** Never there: it ties a check to the type that it is for. */
	readonly kind?: (value: T) => T;
}

/** A check of whatever kind. */
type AnyCheck = (value: unknown, at: string) => string[];

const wrong = (value: unknown, at: string, wanted: string) => [
	`${at}: ${JSON.stringify(value)} is no ${wanted}`
];
const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check<string> = (value, at) => (typeof value === 'string' ? [] : wrong(value, at, 'text'));
const number: Check<number> = (value, at) => (typeof value === 'number' ? [] : wrong(value, at, 'number'));
const truth: Check<boolean> = (value, at) => (typeof value === 'boolean' ? [] : wrong(value, at, 'boolean'));

/** One of some texts; all of a union must be named. */
function among<T extends string>(names: Record<T, true>): Check<T> {
	return (value, at) =>
		typeof value === 'string' && Object.hasOwn(names, value)
			? []
			: wrong(value, at, Object.keys(names).join('/'));
}

function nullable<T>(check: Check<T>): Check<T | null> {
	return (value, at) => (value === null ? [] : check(value, at));
}

function list<T>(check: Check<T>): Check<T[]> {
	return (value, at) =>
		Array.isArray(value)
			? value.flatMap((item, index) => check(item, `${at}[${index}]`))
			: wrong(value, at, 'list');
}

function pair<T>(check: Check<T>): Check<[T, T]> {
	return (value, at) =>
		Array.isArray(value) && value.length === 2
			? value.flatMap((item) => check(item, at))
			: wrong(value, at, 'pair');
}

function couple<A, B>(first: Check<A>, second: Check<B>): Check<[A, B]> {
	return (value, at) =>
		Array.isArray(value) && value.length === 2
			? [...first(value[0], at), ...second(value[1], at)]
			: wrong(value, at, 'couple');
}

function record<T>(check: Check<T>): Check<Record<string, T>> {
	return (value, at) =>
		isRecord(value)
			? Object.entries(value).flatMap(([key, item]) => check(item, `${at}.${key}`))
			: wrong(value, at, 'record');
}

/** An object with just these keys. */
function object<T extends object>(checks: { [K in keyof T]-?: Check<T[K]> }): Check<T> {
	const byKey = new Map<string, AnyCheck>(Object.entries(checks));
	return (value, at) => {
		if (!isRecord(value)) return wrong(value, at, 'object');
		const unknown = Object.keys(value).filter((key) => !byKey.has(key));
		return [
			...unknown.map((key) => `${at}.${key} is declared nowhere`),
			...[...byKey].flatMap(([key, check]) =>
				key in value ? check(value[key], `${at}.${key}`) : [`${at}.${key} is missing`]
			)
		];
	};
}

/** One of several kinds of object, told apart by the value of one key. */
function oneOf<T>(key: string, kinds: Record<string, AnyCheck>): Check<T> {
	return (value, at) => {
		const kind = isRecord(value) ? kinds[String(value[key])] : undefined;
		return kind ? kind(value, at) : wrong(value, at, Object.keys(kinds).join('/'));
	};
}

const only = <T extends string>(name: T) => among<string>({ [name]: true });

const placeKeys = {
	file: text,
	line: number,
	column: nullable(number),
	endLine: nullable(number),
	endColumn: nullable(number)
};
const place = object<Place>(placeKeys);

const exception = object<ExceptionReport>({
	type: text,
	message: text,
	friendly: text,
	frames: list(object<Frame>({ ...placeKeys, name: text, source: text })),
	at: nullable(place),
	full: text
});

type RichOf<K extends Rich['kind']> = Omit<Extract<Rich, { kind: K }>, 'kind'> & { kind: string };
const markup = object<Omit<Extract<Rich, { markup: string }>, 'kind'> & { kind: string }>({
	kind: text,
	markup: text,
	text
});
const rich = oneOf<Rich>('kind', {
	text: object<RichOf<'text'>>({ kind: text, text }),
	table: object<RichOf<'table'>>({
		kind: text,
		columns: list(text),
		rows: list(list(text)),
		total: number,
		text
	}),
	svg: markup,
	html: markup
});

const assertion = object<AssertionReport>({
	source: text,
	summary: text,
	left: nullable(text),
	right: nullable(text),
	operator: nullable(text),
	lines: list(
		object<AssertionReport['lines'][number]>({
			mark: among({ ' ': true, '-': true, '+': true, '?': true }),
			text
		})
	)
});

const testResult = object<TestResult>({
	id: text,
	name: text,
	file: text,
	line: number,
	outcome: among({ passed: true, failed: true, error: true, skipped: true, xfailed: true, xpassed: true }),
	seconds: number,
	phase: nullable(among({ setup: true, call: true, teardown: true })),
	exception: nullable(exception),
	assertion: nullable(assertion),
	reason: text,
	stdout: text,
	stderr: text,
	log: text,
	doc: text
});

const coverage = object<CoverageReport>({
	version: text,
	files: record(
		object<FileCoverage>({
			statements: list(number),
			executed: list(number),
			missing: list(number),
			excluded: list(number),
			branches: list(object<Branch>({ from: number, to: number, taken: truth, says: nullable(text) })),
			percentLines: nullable(number),
			percentBranches: nullable(number),
			percentBoth: nullable(number)
		})
	)
});

const condition = object<Condition>({
	...placeKeys,
	source: text,
	alone: nullable(pair(number)),
	uniqueCause: nullable(pair(number)),
	note: nullable(text)
});

const evaluation = object<Evaluation>({
	test: text,
	answers: list(among({ true: true, false: true, 'not-asked': true, unknown: true })),
	outcome: among({ true: true, false: true, raised: true, unknown: true }),
	count: number
});

const conditions = object<ConditionsReport>({
	files: record(
		list(
			object<Decision>({
				kind: among({
					if: true,
					elif: true,
					while: true,
					ternary: true,
					filter: true,
					assert: true,
					guard: true,
					value: true
				}),
				source: text,
				line: number,
				endLine: number,
				conditions: list(condition),
				evaluations: list(evaluation)
			})
		)
	),
	capped: truth
});

const identity = object<Identity>({
	what: text,
	name: nullable(text),
	doc: nullable(text),
	signature: nullable(text),
	annotations: nullable(text),
	module: nullable(text),
	wrapped: nullable(text)
});

const calls = object<CallsReport>({
	calls: list(
		object<Call>({
			name: text,
			kind: among({ function: true, coroutine: true, generator: true, 'async generator': true }),
			file: text,
			line: number,
			within: nullable(number),
			test: text,
			around: nullable(text),
			decorates: nullable(text),
			arguments: list(object<Call['arguments'][number]>({ name: text, value: text })),
			entered: number,
			left: nullable(number),
			ended: among({ returned: true, raised: true, open: true }),
			outcome: nullable(text),
			seconds: nullable(number),
			pauses: number,
			more: number
		})
	),
	more: number,
	decorated: list(
		object<Decorated>({
			name: text,
			file: text,
			line: number,
			decorators: list(text),
			before: identity,
			after: nullable(identity),
			same: truth
		})
	),
	moreDecorated: number
});

const log = object<LogReport>({
	total: number,
	calls: list(
		object<LogCall>({
			logger: text,
			level: text,
			severity: number,
			template: text,
			args: list(text),
			message: nullable(text),
			extra: list(text),
			exception: nullable(text),
			error: nullable(text),
			file: nullable(text),
			line: nullable(number),
			fate: among({
				handled: true,
				handlers: true,
				nobody: true,
				level: true,
				disabled: true,
				off: true,
				filter: true,
				raised: true,
				own: true
			}),
			by: text,
			threshold: nullable(text),
			handlers: list(
				object<LogHandling>({
					logger: text,
					handler: text,
					level: text,
					fate: among({
						emitted: true,
						level: true,
						filter: true,
						failed: true,
						ignored: true,
						own: true,
						unreached: true
					}),
					by: text
				})
			),
			stopped: nullable(text),
			beyond: number
		})
	),
	sites: list(
		object<LogSite>({
			file: text,
			line: number,
			written: among({
				constant: true,
				'f-string': true,
				format: true,
				percent: true,
				joined: true,
				other: true
			}),
			calls: number,
			made: number,
			templates: number,
			costs: list(
				object<LogCost>({
					function: text,
					eager: number,
					eagerSeconds: number,
					wasted: number,
					wastedSeconds: number,
					deferred: number,
					deferredSeconds: number
				})
			)
		})
	),
	sitesLeft: number,
	groups: list(
		object<LogGroup>({
			logger: text,
			level: text,
			template: text,
			file: nullable(text),
			line: nullable(number),
			count: number
		})
	),
	groupsLeft: number,
	guards: list(
		object<LogGuard>({ file: text, line: number, logger: text, level: text, yes: number, no: number })
	),
	loggers: list(
		object<LoggerState>({
			name: text,
			parent: nullable(text),
			level: text,
			effective: text,
			from: text,
			propagates: truth,
			off: truth,
			filters: list(text),
			handlers: list(
				object<LoggerState['handlers'][number]>({ handler: text, level: text, filters: list(text) })
			)
		})
	),
	loggersLeft: number,
	disabled: nullable(text)
});

const phase = object<FixturePhase>({ begin: number, end: number, trouble: nullable(text) });

const fixtures = object<FixturesReport>({
	moments: list(number),
	fixtures: list(
		object<FixtureLooks>({
			name: text,
			scope: among({ session: true, package: true, module: true, class: true, function: true }),
			autouse: truth,
			file: nullable(text),
			line: nullable(number),
			asks: list(number)
		})
	),
	lives: list(
		object<FixtureLife>({
			fixture: number,
			param: nullable(text),
			test: nullable(number),
			setUp: phase,
			hasTeardown: truth,
			tearDown: nullable(phase),
			tornDownIn: nullable(number),
			tornDownAfter: nullable(number)
		})
	),
	tests: list(
		object<FixtureTest>({
			id: text,
			begin: number,
			call: nullable(phase),
			end: number,
			asks: list(number),
			given: list(number),
			used: list(number)
		})
	),
	untold: number
});

const incidents = object<IncidentsReport>({
	histories: list(
		object<IncidentHistory>({
			title: text,
			seed: nullable(number),
			days: list(
				object<IncidentDay>({
					day: number,
					rate: number,
					threshold: nullable(number),
					page: among({ none: true, heeded: true, unheeded: true }),
					lost: number,
					notes: list(text)
				})
			),
			incidents: list(object<IncidentHistory['incidents'][number]>({ from: number, to: number, says: text })),
			signals: list(
				object<IncidentHistory['signals'][number]>({ name: text, day: nullable(number), falseAlarms: number })
			)
		})
	),
	leftOut: number,
	problem: nullable(text)
});

const left = object<FilesReport>({
	files: list(
		object<LeftFile>({
			path: text,
			bytes: number,
			encoding: nullable(among({ 'utf-8': true, base64: true })),
			content: text
		})
	),
	leftOut: number
});

const codePlace = object<CodePlace>({ file: text, line: number, name: text, source: text });

const tasks = object<TasksReport>({
	clock: among({ real: true, virtual: true }),
	seconds: number,
	tasks: list(
		object<AsyncTask>({
			id: number,
			name: text,
			coroutine: text,
			test: text,
			madeBy: nullable(number),
			madeAt: number,
			place: nullable(codePlace),
			ended: among({ returned: true, raised: true, cancelled: true, pending: true }),
			endedAt: nullable(number),
			exception: nullable(text),
			steps: number,
			running: number,
			waiting: number,
			blocked: number,
			stretches: list(
				object<Stretch>({
					kind: among({ running: true, waiting: true, blocked: true }),
					from: number,
					to: number,
					what: text,
					tasks: list(number),
					place: nullable(codePlace)
				})
			)
		})
	),
	stalls: list(
		object<Stall>({
			task: nullable(number),
			test: text,
			cause: among({ sleep: true, computing: true, asking: true }),
			from: number,
			to: number,
			seconds: number,
			via: list(codePlace)
		})
	),
	cancellations: list(
		object<Cancellation>({
			task: number,
			by: nullable(number),
			why: among({
				cancel: true,
				timeout: true,
				'task group': true,
				gather: true,
				callback: true,
				'end of run': true
			}),
			at: number,
			place: nullable(codePlace)
		})
	),
	deadlines: list(
		object<Deadline>({
			task: number,
			test: text,
			at: number,
			expired: truth,
			place: nullable(codePlace)
		})
	),
	forgotten: list(
		object<TasksReport['forgotten'][number]>({
			name: text,
			task: nullable(number),
			test: text,
			place: nullable(codePlace)
		})
	),
	leftOut: object<TasksReport['leftOut']>({ tasks: number, stretches: number, stalls: number })
});

const tableValue = object<TableValue>({
	kind: among({ null: true, integer: true, real: true, text: true, blob: true }),
	text
});

const table = object<TableReport>({
	name: text,
	state: among({ same: true, added: true, removed: true }),
	columns: list(
		object<TableColumn>({
			name: text,
			type: text,
			notNull: truth,
			primaryKey: truth,
			default: nullable(text),
			isNew: truth
		})
	),
	foreignKeys: list(object<ForeignKey>({ columns: list(text), table: text, to: list(text) })),
	total: number,
	added: number,
	changed: number,
	removed: number,
	rows: list(
		object<TableRow>({
			key: text,
			at: nullable(number),
			state: among({ same: true, added: true, changed: true, removed: true }),
			values: list(tableValue),
			was: list(nullable(tableValue)),
			references: list(
				object<RowReference>({ to: among({ row: true, null: true, nothing: true }), key: nullable(text) })
			)
		})
	)
});

const tables = object<TablesReport>({
	databases: list(
		object<DatabaseReport>({
			name: text,
			inMemory: truth,
			isOpen: truth,
			isUncommitted: truth,
			at: nullable(object<NonNullable<DatabaseReport['at']>>({ file: text, line: number })),
			trouble: nullable(text),
			tables: list(table),
			moreTables: number
		})
	),
	more: number
});

const statement = object<StatementCount>({ statement: text, count: number });

const factoryObject: Check<FactoryObject> = (value, at) =>
	object<FactoryObject>({
		factory: text,
		model: text,
		strategy: among({ build: true, create: true, stub: true }),
		field: nullable(text),
		sequence: nullable(number),
		traits: list(text),
		fields: list(
			object<FactoryField>({
				name: text,
				by: among({
					given: true,
					constant: true,
					sequence: true,
					'lazy-function': true,
					'lazy-attribute': true,
					'self-attribute': true,
					iterator: true,
					container: true,
					'sub-factory': true,
					faker: true,
					fuzzy: true,
					model: true,
					other: true
				}),
				detail: text,
				trait: nullable(text),
				value: nullable(text),
				isParameter: truth,
				isChild: truth
			})
		),
		made: list(factoryObject),
		more: number,
		seed: nullable(text),
		test: text,
		at: nullable(object<NonNullable<FactoryObject['at']>>({ file: text, line: number })),
		raised: nullable(text),
		sql: list(statement)
	})(value, at);

const factories = object<FactoriesReport>({
	version: nullable(text),
	calls: list(factoryObject),
	more: number,
	outside: list(statement)
});

const verdicts = object<VerdictsReport>({
	files: record(
		object<FileVerdicts>({
			source: text,
			ran: list(number),
			raised: list(object<RaisedOn>({ line: number, type: text, message: text, errors: list(number) }))
		})
	),
	left: list(text)
});

const varnish = object<VarnishReport>({
	plays: list(
		object<VarnishPlay>({
			vcl: text,
			seconds: number,
			down: list(couple(number, nullable(number))),
			requests: list(
				object<VarnishRequest>({
					at: number,
					ended: number,
					method: text,
					url: text,
					status: nullable(number),
					outcome: among({ hit: true, miss: true, pass: true, pipe: true, synth: true, refused: true }),
					age: nullable(number),
					hits: number,
					restarts: number,
					waited: truth,
					differsBy: nullable(text),
					bannedBy: nullable(object<{ text: string; at: number }>({ text, at: number })),
					purgedAt: nullable(number),
					purged: nullable(number),
					bansAdded: number,
					ttl: nullable(number),
					grace: nullable(number),
					headers: list(pair(text)),
					asked: list(
						object<VarnishAsked>({
							kind: among({ fetch: true, background: true, pass: true, pipe: true }),
							at: number,
							ended: number,
							status: nullable(number),
							conditional: truth
						})
					),
					trace: list(
						object<VarnishEntry>({
							at: number,
							side: among({ c: true, b: true }),
							tag: text,
							text,
							sub: nullable(text),
							line: nullable(number)
						})
					),
					traceLeftOut: number
				})
			),
			requestsLeftOut: number,
			objects: list(
				object<VarnishObject>({
					url: text,
					kind: among({ object: true, 'hit-for-miss': true, 'hit-for-pass': true }),
					variant: list(couple(text, nullable(text))),
					came: number,
					freshUntil: number,
					graceUntil: number,
					keepUntil: number,
					killed: nullable(number),
					killedBy: nullable(among({ ban: true, purge: true }))
				})
			),
			objectsLeftOut: number,
			bans: list(object<VarnishBan>({ text, at: number, removed: number })),
			bansLeftOut: number
		})
	),
	leftOut: number
});

/** What each probe reports. A probe without a check here does not compile. */
const observations: { [P in ProbeName]: Check<Observations[P]> } = {
	coverage,
	conditions,
	calls,
	log,
	fixtures,
	incidents,
	files: left,
	tasks,
	tables,
	factories,
	verdicts,
	varnish
};

/** What each probe reports. A probe without a check here does not compile. */

const observed: Check<Observed> = (value, at) =>
	isRecord(value)
		? Object.entries(value).flatMap(([name, seen]) =>
				name in observations
					? observations[name as ProbeName](seen, `${at}.${name}`)
					: [`${at}: there is no probe ${name}`]
			)
		: wrong(value, at, 'record');

const cellReport = object<CellReport>({
	ended: among({ ok: true, raised: true, exited: true, interrupted: true }),
	value: nullable(rich),
	exception: nullable(exception),
	observed,
	seconds: number
});

const testsReport = object<TestsReport>({
	exitCode: number,
	tests: list(testResult),
	broken: list(object<TestsReport['broken'][number]>({ file: text, exception })),
	refusal: nullable(text),
	warnings: list(
		object<TestsReport['warnings'][number]>({ text, file: nullable(text), line: nullable(number) })
	),
	lost: list(
		object<TestsReport['lost'][number]>({
			file: text,
			name: text,
			line: number,
			again: nullable(number),
			says: text
		})
	),
	unrun: list(text),
	observed,
	replaced: list(text),
	machine: list(text),
	left: list(text),
	terminal: text,
	seconds: number
});

const mutant = object<Mutant>({
	id: text,
	file: text,
	line: number,
	column: number,
	operator: text,
	before: text,
	after: text,
	source: text
});

type EventOf<T extends RunEvent['type']> = Omit<Extract<RunEvent, { type: T }>, 'type'> & { type: string };
const event = oneOf<RunEvent>('type', {
	output: object<EventOf<'output'>>({
		type: only('output'),
		stream: among({ stdout: true, stderr: true }),
		text
	}),
	collected: object<EventOf<'collected'>>({ type: only('collected'), tests: list(text) }),
	test: object<EventOf<'test'>>({ type: only('test'), result: testResult })
});

/** Which check a file is held against, by the beginning of its name. */
const checks: [prefix: string, check: AnyCheck][] = [
	['cell-', cellReport],
	['tests-', testsReport],
	['mutants', list(mutant)],
	['events', list(event)]
];

const folder = join(import.meta.dirname, '../../../tests/fixtures/reports');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('what Python reports', () => {
	test('is there to be looked at', () => {
		for (const [prefix] of checks) expect(files.some((name) => name.startsWith(prefix))).toBe(true);
	});

	test.each(files)('%s is as protocol.ts declares it', (name) => {
		const check = checks.find(([prefix]) => name.startsWith(prefix))?.[1];
		const read: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
		expect(check?.(read, name)).toEqual([]);
	});

	test.each<[string, unknown, RegExp]>([
		['a missing key', { ended: 'ok', value: null, exception: null, observed: {} }, /seconds is missing/],
		[
			'a key too many',
			{ ended: 'ok', value: null, exception: null, observed: {}, seconds: 0, more: 1 },
			/more is declared nowhere/
		],
		[
			'another kind of value',
			{ ended: 'ok', value: null, exception: null, observed: {}, seconds: '0' },
			/seconds: "0" is no number/
		],
		[
			'a name that is not in the union',
			{ ended: 'no', value: null, exception: null, observed: {}, seconds: 0 },
			/"no" is no ok/
		]
	])('would be refused with %s', (_what, value, message) => {
		expect(cellReport(value, 'report').join('\n')).toMatch(message);
	});
});
