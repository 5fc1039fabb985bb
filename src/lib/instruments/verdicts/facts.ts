// The type checker's verdict on each line beside what the same line did when it ran, and in words whether the two agree.
import type { Problem } from '#lib/analysis/types/problems';
import type { Files } from '#lib/runtime/protocol';
import type { RaisedOn, VerdictsReport } from './report';

/**
 * `both`: refused by the checker and by the run. `checker-only`: refused, but it ran. `run-only`: it failed, and the checker had
 * nothing against it. `not-reached`: refused, and the run never came there. `same`: it failed, by an exception that also came through a
 * line that the checker refuses, so it is told there.
 */
export type Agreement = 'both' | 'checker-only' | 'run-only' | 'not-reached' | 'same';

export interface LineVerdict {
	file: string;
	line: number;
	/** The line as it stands, without the spaces around it. */
	source: string;
	/** What the checker says; null where it has nothing against the line. */
	checker: { message: string; rule: string | null } | null;
	/** What was raised on the line or came through it; null where nothing was. */
	run: { type: string; message: string } | null;
	agreement: Agreement;
}

export interface Verdicts {
	/** Lines that one of the two refuses, in the order of the files. */
	lines: LineVerdict[];
	/** Lines that ran without an exception and that the checker has nothing against. */
	content: number;
}

/**
 * What the checker is to judge: every file of the project as it ran, those too of which no line came to run. `files` may hold more than
 * files, such as the lines for input().
 */
export function textsToCheck(report: VerdictsReport, files: Files): Record<string, string> {
	const ran = Object.entries(report.files).map(([file, { source }]) => [file, source] as const);
	return Object.fromEntries([
		...Object.entries<string>(files).filter(([name]) => name.endsWith('.py')),
		...ran
	]);
}

interface Refused {
	from: number;
	to: number;
	message: string;
	rule: string | null;
}

export function verdictsOf(report: VerdictsReport, problems: readonly Problem[]): Verdicts {
	const refusedIn = (file: string): Refused[] =>
		problems
			.filter((problem) => problem.file === file && problem.kind === 'error')
			.map(({ line, endLine, message, rule }) => ({ from: line, to: endLine, message, rule }));
	const within = (line: number) => (refused: Refused) => refused.from <= line && line <= refused.to;
	/** Exceptions that came through a line that the checker refuses. */
	const foreseen = new Set(
		Object.entries(report.files).flatMap(([file, { raised }]) =>
			raised.filter(({ line }) => refusedIn(file).some(within(line))).flatMap(({ errors }) => errors)
		)
	);
	const lines: LineVerdict[] = [];
	let content = 0;
	for (const [file, { source, ran, raised }] of Object.entries(report.files)) {
		const text = source.split('\n');
		const refused = refusedIn(file);
		const shown = (line: number) => ({ file, line, source: (text[line - 1] ?? '').trim() });
		const agreementOf = (one: Refused, failure: RaisedOn | undefined): Agreement => {
			if (failure) return 'both';
			return ran.some((line) => within(line)(one)) ? 'checker-only' : 'not-reached';
		};
		const inFile: LineVerdict[] = refused.map((one) => {
			const failure = raised.find(({ line }) => within(line)(one));
			return {
				...shown(one.from),
				checker: { message: one.message, rule: one.rule },
				run: failure ? { type: failure.type, message: failure.message } : null,
				agreement: agreementOf(one, failure)
			};
		});
		for (const { line, type, message, errors } of raised) {
			if (refused.some(within(line))) continue;
			const agreement = errors.every((error) => foreseen.has(error)) ? 'same' : 'run-only';
			inFile.push({ ...shown(line), checker: null, run: { type, message }, agreement });
		}
		inFile.sort((a, b) => a.line - b.line);
		lines.push(...inFile);
		content += ran.filter(
			(line) => !refused.some(within(line)) && !raised.some((failure) => failure.line === line)
		).length;
	}
	return { lines, content };
}

const WORDS: Record<Agreement, string> = {
	both: 'They agree: both refuse it.',
	'checker-only': 'They disagree: the checker refuses it, this run got away with it.',
	'run-only': 'They disagree: the checker has nothing against it, the run failed on it.',
	'not-reached': 'Only the checker has looked: the run never came here.',
	same: 'They agree: this is where a call that the checker refuses went wrong.'
};

export const wordsOf = ({ agreement }: Pick<LineVerdict, 'agreement'>): string => WORDS[agreement];

/** The whole in a sentence or two. */
export function summaryOf({ lines, content }: Verdicts): string {
	const many = (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`;
	const count = (agreement: Agreement) => lines.filter((line) => line.agreement === agreement).length;
	const parts: [number, string][] = [
		[count('both'), 'refused by both'],
		[count('checker-only'), 'refused by the checker alone'],
		[count('run-only'), 'refused by the run alone'],
		[count('not-reached'), 'refused by the checker and never reached']
	];
	const told = parts.filter(([number]) => number > 0).map(([number, words]) => `${many(number)} ${words}`);
	const rest = `${many(content)} ran that the checker has nothing against`;
	return told.length ? `${told.join(', ')}; ${rest}.` : `Checker and run agree on everything: ${rest}.`;
}
