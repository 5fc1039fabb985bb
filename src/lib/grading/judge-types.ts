// The type checker's part: the reader's own files must pass, good callers must pass, and bad ones must be flagged, each on its line.
import type { Analyser, Problem } from '#lib/analysis/types/problems';
import type { CallerSpec, TypeRequirements } from '#lib/content/types';
import { assertNever, type Files } from '#lib/runtime/protocol';
import type { VerdictItem } from './verdict';
import { isTestFile } from '#lib/runtime/files';
import { Stopped } from '#lib/project/stoppable';
import { Halted, type Court, type Judge } from './court';

/** Ways to make a checker look elsewhere, or see other code than what runs. */
const LOOKS_AWAY = /#\s*(?:type:\s*ignore|(?:based)?pyright:|mypy:)|\bno_type_check\b|\bTYPE_CHECKING\b/g;

/** Throws `Halted` where there is no checker: what was not checked is never green. */
export const typesJudge: Judge<Analyser | null, VerdictItem[]> = {
	runs: ({ exercise }) => (exercise.types ? 1 : 0),
	judge: judgeTypes
};

async function judgeTypes(court: Court, analyser: Analyser | null): Promise<VerdictItem[]> {
	const { types, checks } = court.exercise;
	const { own } = court.projects;
	if (types === null) return [];
	if (analyser === null) throw new Halted('There is no type checker here, so nothing is shown.');
	const callers = Object.fromEntries(types.callers.map(({ file }) => [file, checks[file] ?? '']));
	const checked = await court.step('Checking types', (signal) =>
		analyser.check({ ...own, ...callers }, { signal })
	);
	switch (checked.kind) {
		case 'stopped':
			throw new Stopped();
		case 'fault':
			throw new Halted(`Types could not be checked, so nothing is shown. ${checked.message}`);
		case 'done':
			return judge(court, own, types, checked.problems);
		default:
			return assertNever(checked);
	}
}

function judge(
	court: Court,
	own: Files,
	types: TypeRequirements,
	problems: readonly Problem[]
): VerdictItem[] {
	const errors = problems.filter(({ file, kind }) => file in own && kind === 'error');
	// What is wrong in the code says more than what is wrong in the tests for it.
	const ofOwn = [false, true].flatMap((tests) => errors.filter(({ file }) => isTestFile(file) === tests));
	return [
		...looksAway(court, own),
		judgeOwn(ofOwn),
		...types.callers.map((caller) =>
			judgeCaller(
				caller,
				court.exercise.checks[caller.file] ?? '',
				problems.filter(({ file }) => file === caller.file)
			)
		)
	];
}

function looksAway(court: Court, own: Files): VerdictItem[] {
	const found = (text: string | undefined) => text?.match(LOOKS_AWAY) ?? [];
	return Object.keys(own).flatMap((file): VerdictItem[] => {
		const given = court.exercise.start.find(({ name }) => name === file)?.text;
		const seen = found(own[file]);
		if (seen.length <= found(given).length) return [];
		const says = `${file} says ${seen.at(-1) ?? ''}, with which the type checker looks at something else than what runs. Take it away.`;
		return [{ kind: 'types', label: 'the whole of your code', ok: false, says }];
	});
}

function judgeOwn(errors: readonly Problem[]): VerdictItem {
	const label = 'your own types';
	const [first] = errors;
	if (!first) return { kind: 'types', label, ok: true, says: 'Your own code has no type errors.' };
	const more =
		errors.length > 1
			? `\nThere ${errors.length === 2 ? 'is 1 more' : `are ${errors.length - 1} more`}.`
			: '';
	return {
		kind: 'types',
		label,
		ok: false,
		says: `Your own code must pass. ${first.file}, line ${first.line}: ${wordsOf(first)}${more}`
	};
}

function judgeCaller(caller: CallerSpec, source: string, problems: readonly Problem[]): VerdictItem {
	const { file, flagged } = caller;
	const label = (file.split('/').at(-1) ?? file).replace(/\.py$/, '').replaceAll('_', ' ');
	const item = (ok: boolean, says: string): VerdictItem => ({
		kind: 'types',
		label,
		ok,
		says: `${caller.says}${says && ' '}${says}`
	});
	const lines = source.split('\n');
	const quoted = (line: number) => {
		const code = (lines[line - 1] ?? '').replace(/\s*#\s*error\b.*$/, '').trim();
		return `line ${line} (${code})`;
	};
	const isAsked = ({ line }: Problem) => flagged.some((asked) => asked.line === line);
	const wrong = problems.find((problem) => problem.kind === 'error' && !isAsked(problem));
	if (wrong)
		return item(false, `The type checker must pass ${quoted(wrong.line)}, and refuses it: ${wordsOf(wrong)}`);
	const unreached = problems.find(({ kind }) => kind === 'faded');
	if (unreached)
		return item(false, `The type checker takes ${quoted(unreached.line)} for code that is never reached.`);
	const errors = new Set(problems.filter(({ kind }) => kind === 'error').map(({ line }) => line));
	const missed = flagged.find(({ line }) => !errors.has(line));
	if (missed) {
		return item(
			false,
			`The type checker must refuse ${quoted(missed.line)}, as ${missed.why}, and lets it pass.`
		);
	}
	const [first] = flagged;
	return item(true, first ? `The type checker refuses it, as ${first.why}.` : '');
}

const wordsOf = ({ message, rule }: Problem) => `${message}${rule === null ? '' : ` (${rule})`}`;
