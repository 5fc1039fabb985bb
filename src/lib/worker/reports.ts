// What Python reports, held against protocol.ts: both where it comes in (interpreter.ts) and in the test of what Python makes
// (reports.test.ts), so that what a page draws from is there, whatever a reader's code has done to the classroom.
import type {
	AssertionReport,
	AsyncTask,
	Branch,
	Call,
	CallsReport,
	Cancellation,
	Change,
	Changes,
	Calls,
	CallName,
	CellReport,
	CodePlace,
	Condition,
	ConditionsReport,
	CoverageReport,
	Cut,
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
} from '../runtime/protocol';

import {
	among,
	couple,
	isRecord,
	list,
	nullable,
	number,
	object,
	oneOf,
	only,
	pair,
	record,
	text,
	truth,
	wrong,
	type Check
} from './shape';

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
		omittedColumns: number,
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
	cut: list(
		object<Cut>({
			what: among({ value: true, traceback: true }),
			form: among({ text: true, csv: true, svg: true, html: true }),
			size: number,
			kept: nullable(number)
		})
	),
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
const changes = object<Changes>({
	same: record(text),
	changes: list(
		object<Change>({
			id: text,
			file: nullable(text),
			function: nullable(number),
			stage: number,
			files: record(text)
		})
	)
});

/** What a run says while it goes on. `capped` is the worker's own. */
export const event = oneOf<RunEvent>('type', {
	output: object<EventOf<'output'>>({
		type: only('output'),
		stream: among({ stdout: true, stderr: true }),
		text
	}),
	collected: object<EventOf<'collected'>>({ type: only('collected'), tests: list(text) }),
	test: object<EventOf<'test'>>({ type: only('test'), result: testResult })
});

/** What each call answers in JSON. */
export const outputs: { [N in Exclude<CallName, 'whole'>]: Check<Calls[N]['output']> } = {
	runCell: cellReport,
	runProgram: cellReport,
	runTests: testsReport,
	mutate: list(mutant),
	changes
};
