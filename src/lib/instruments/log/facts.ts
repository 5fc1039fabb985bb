// What a log report says, in words, and in the order in which it is shown. Pure.
import { count, counted, listed } from '#lib/sentence/counted';
import { assertNever } from '#lib/runtime/protocol';
import type { LogCall, LogCost, LogHandling, LogReport, LogSite, LoggerState } from './report';
import { measuredWords } from '../kit/time';

/** Taken by somebody, given up on the way, or lost through an error. */
export type Standing = 'kept' | 'dropped' | 'broken';

export function standing(call: LogCall): Standing {
	if (call.fate === 'raised' || call.error !== null) return 'broken';
	if (call.handlers.some(({ fate }) => fate === 'failed')) return 'broken';
	return call.fate === 'handled' || call.fate === 'own' ? 'kept' : 'dropped';
}

/** Where a record ended and why, in a sentence without its full stop. */
export function fateWords(call: LogCall): string {
	const { fate } = call;
	switch (fate) {
		case 'handled':
			return taken(call);
		case 'handlers':
			return `${call.handlers.length === 1 ? 'its one handler dropped it' : 'every handler dropped it'}: ${call.handlers.map(handlingWords).join('; ')}`;
		case 'nobody':
			return call.handlers.length
				? `no handler on its way, and lastResort takes nothing below ${call.handlers[0]?.level ?? 'WARNING'}`
				: 'no handler on its way, and no lastResort';
		case 'level':
			return call.by === call.logger
				? `dropped by its logger, whose level is ${call.threshold ?? ''}`
				: `dropped by its logger: its level comes from ${call.by}, ${call.threshold ?? ''}`;
		case 'disabled':
			return `dropped: logging.disable(${call.threshold ?? ''}) silences every logger`;
		case 'off':
			return `dropped: the logger ${call.by} is disabled`;
		case 'filter':
			return `dropped by a filter of its logger, ${call.by}`;
		case 'raised':
			return `an exception left the call: ${call.error ?? 'unknown'}`;
		case 'own':
			return 'its logger is of a class of its own, which did something else with it';
		default:
			return assertNever(fate);
	}
}

function taken(call: LogCall): string {
	const others = call.handlers.filter(({ fate }) => fate !== 'emitted' && fate !== 'own');
	const takers = call.handlers.filter(({ fate }) => fate === 'emitted' || fate === 'own');
	return [
		writtenAgain(call.handlers) ?? takers.map(handlingWords).join('; '),
		...others.map(handlingWords)
	].join('; ');
}

/** A record that handlers of several loggers wrote: what took it from the one to the next is propagation. Null for any other. */
function writtenAgain(handlers: readonly LogHandling[]): string | null {
	const writers = handlers.filter(({ fate }) => fate === 'emitted');
	const own = handlers.filter(({ fate }) => fate === 'own').map(handlingWords);
	const [first] = writers;
	const higher = writers.find(({ logger }) => logger !== first?.logger);
	if (!first || !higher) return null;
	const names = writers.map(({ handler, logger }) => `${handler} on ${logger}`);
	const count = writers.length === 2 ? 'twice' : `${writers.length} times`;
	const written = `written ${count}, by ${listed(names)}: propagation took it on from ${first.logger} to ${higher.logger}`;
	return [written, ...own].join('; ');
}

/** What one handler did. */
export function handlingWords({ logger, handler, level, fate, by }: LogHandling): string {
	const who = logger === '' ? handler : `${handler} on ${logger}`;
	switch (fate) {
		case 'emitted':
			return `written by ${who}`;
		case 'own':
			return `taken by ${who}`;
		case 'level':
			return `${who} takes ${level} and above`;
		case 'filter':
			return `${who} has a filter, ${by}, that dropped it`;
		case 'ignored':
			return `${who} does nothing, by design`;
		case 'failed':
			return `lost in ${who}: ${by}`;
		case 'unreached':
			return `${who} was not reached`;
		default:
			return assertNever(fate);
	}
}

/** Propagation that ended before handlers further up; null where it did not. */
export function stoppedWords({ stopped, beyond }: LogCall): string | null {
	if (stopped === null) return null;
	const missed =
		beyond === 0 ? 'no handler stands above it' : `${counted(beyond, 'handler')} above it never saw this`;
	return `propagation stops at ${stopped}: ${missed}`;
}

/** The first sentence under the panel. */
export function summary(report: LogReport): string {
	if (report.total === 0) {
		return report.guards.length
			? 'No logging method was called in this run: the code asked first, and did not call.'
			: 'No logging method was called in this run.';
	}
	const made = report.sites.reduce((sum, site) => sum + site.made, 0);
	const calls = report.sites.reduce((sum, site) => sum + site.calls, 0);
	const wasted = sumOf(report, (cost) => cost.wasted);
	const seconds = sumOf(report, (cost) => cost.wastedSeconds);
	const first = `${counted(report.total, 'logging call')}; ${
		calls === made ? 'a record was made of each' : `no record was made of ${count(calls - made)} of them`
	}.`;
	if (wasted === 0) return first;
	return `${first} Their arguments called your functions ${counted(wasted, 'time')} for nothing, ${measuredWords(seconds)} in all.`;
}

const sumOf = (report: LogReport, pick: (cost: LogCost) => number) =>
	report.sites.reduce((sum, site) => sum + site.costs.reduce((its, cost) => its + pick(cost), 0), 0);

export interface CostRow extends LogCost {
	file: string;
	line: number;
}

/** Functions that arguments made run, dearest waste first. */
export function costRows(report: LogReport): CostRow[] {
	return report.sites
		.flatMap(({ file, line, costs }) => costs.map((cost) => ({ ...cost, file, line })))
		.sort((a, b) => b.wastedSeconds - a.wastedSeconds || b.eagerSeconds - a.eagerSeconds || a.line - b.line);
}

const WRITTEN: Record<LogSite['written'], string> = {
	constant: 'a constant template',
	'f-string': 'an f-string',
	format: 'str.format',
	percent: '% before the call',
	joined: 'strings joined with +',
	other: 'a message made elsewhere'
};

export interface Grouping {
	site: LogSite;
	written: string;
	/** "1 issue", "20 issues". */
	issues: string;
	says: string;
}

/** Each line that made several records, with the issues that an error tracker would open for it. */
export function groupings(report: LogReport): Grouping[] {
	return report.sites
		.filter(({ made }) => made > 1)
		.map((site) => ({
			site,
			written: WRITTEN[site.written],
			issues: counted(site.templates, 'issue'),
			says:
				site.templates === 1
					? `${counted(site.made, 'record')} under one heading, with a count`
					: site.templates === site.made
						? `${counted(site.made, 'record')}, and no two of them are the same to a tracker`
						: `${counted(site.made, 'record')} under ${count(site.templates)} headings`
		}));
}

export interface TreeRow {
	logger: LoggerState;
	/** Steps below the root. */
	depth: number;
	says: string;
}

/** The loggers as a tree, each child under its parent. */
export function treeRows(loggers: readonly LoggerState[]): TreeRow[] {
	const rows: TreeRow[] = [];
	const add = (logger: LoggerState, depth: number) => {
		rows.push({ logger, depth, says: loggerWords(logger) });
		for (const child of loggers) if (child.parent === logger.name && child !== logger) add(child, depth + 1);
	};
	for (const logger of loggers) if (logger.parent === null) add(logger, 0);
	return rows;
}

function loggerWords(logger: LoggerState): string {
	const level =
		logger.level === 'NOTSET' && logger.from !== logger.name
			? `no level of its own; ${logger.effective} from ${logger.from}`
			: `level ${logger.level}`;
	const handlers = logger.handlers.length
		? `handlers: ${logger.handlers
				.map(
					({ handler, level: least, filters }) =>
						`${handler}${least === 'NOTSET' ? '' : ` (${least} and above)`}${filters.length ? `, filtered by ${filters.join(', ')}` : ''}`
				)
				.join('; ')}`
		: 'no handler';
	return [
		level,
		handlers,
		...(logger.filters.length ? [`filters: ${logger.filters.join(', ')}`] : []),
		...(logger.propagates || logger.parent === null ? [] : ['does not propagate']),
		...(logger.off ? ['disabled'] : [])
	].join(' · ');
}
