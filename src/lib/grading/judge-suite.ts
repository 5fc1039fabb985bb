// The reader's own tests on code without bugs: they must be there, run, pass, and come out the same again.
import { counted } from '#lib/sentence/counted';
import { wordsOfFailure } from './failure-words';
import { firstWrong, isClean, type Court, type Judge, type Ran } from './court';
import { withoutParameters } from './check-names';
import { rewritten, type Projects } from './projects';
import type { ExerciseSpec } from '#lib/content/types';
import type { Files } from '#lib/runtime/protocol';
import type { VerdictItem } from './verdict';

/** How often the tests are run again at the end: a test that fails by chance is found out, so it cannot pass for one that catches bugs. */
const REPEATS = 2;

export interface SuiteJudgement {
	items: VerdictItem[];
	/** The run on the reader's own project; clean where `tests` is not null. */
	ran: Ran;
	/** Ids of the tests, all of which passed; null where they did not, so that nothing can be built on them. */
	tests: string[] | null;
	/** Seconds that the tests took. */
	seconds: number;
}

/** True where the reader's own tests are looked at. */
export function looksAtTests({ judgesTests, mutants, keep, require }: ExerciseSpec): boolean {
	return (
		judgesTests ||
		mutants.length > 0 ||
		keep.length > 0 ||
		require.lines !== null ||
		require.branches !== null ||
		require.conditions ||
		require.minTests > 0 ||
		require.maxTests !== null ||
		require.orders > 0 ||
		require.alone ||
		require.leavesNoFiles
	);
}

export const suiteJudge: Judge<null, SuiteJudgement> = {
	runs: ({ exercise, projects }) => (looksAtTests(exercise) ? (isSameProject(projects) ? 1 : 2) : 0),
	judge: judgeSuite
};

async function judgeSuite(court: Court): Promise<SuiteJudgement> {
	const { projects } = court;
	const { require } = court.exercise;
	const probes = [
		...(require.lines !== null || require.branches !== null ? (['coverage'] as const) : []),
		...(require.conditions ? (['conditions'] as const) : [])
	];
	const measure = probes.length ? require.measure : [];
	const own = await court.run(projects.own, 'Running your tests', { probes, measure });
	const items = [...judgeRun(own, 'your tests'), ...judgeKept(court, own), ...judgeNumber(court, own)];
	if (!isSameProject(projects) && isClean(own)) {
		const sound = await court.run(projects.sound, 'Running your tests on code that is right');
		items.push(...judgeRun(sound, 'your tests on code that is right').filter((item) => !item.ok));
	}
	const isSound = isClean(own) && items.every((item) => item.ok || item.kind === 'requirement');
	return {
		items,
		ran: own,
		tests: isSound ? own.tests.map((test) => test.id) : null,
		seconds: own.report?.seconds ?? 0
	};
}

const isSameProject = ({ own, sound }: Projects) =>
	Object.entries(sound).every(([name, text]) => own[name] === text);

function judgeRun(ran: Ran, label: string): VerdictItem[] {
	if (isClean(ran)) {
		return [{ kind: 'test', label, ok: true, says: `${counted(ran.tests.length, 'test')} ran and passed.` }];
	}
	const wrong = ran.tests
		.filter((test) => test.outcome !== 'passed')
		.map((test): VerdictItem => ({ kind: 'test', label: test.name, ok: false, says: wordsOfFailure(test) }));
	if (ran.trouble !== null) return [{ kind: 'test', label, ok: false, says: ran.trouble }, ...wrong];
	if (wrong.length) return wrong;
	return [{ kind: 'test', label, ok: false, says: 'pytest reported a failure.' }];
}

function judgeKept(court: Court, ran: Ran): VerdictItem[] {
	const there = new Set(ran.tests.flatMap((test) => [test.id, test.name, withoutParameters(test.name)]));
	const bare = new Set(ran.tests.map((test) => withoutParameters(test.name).split('::').at(-1)));
	return court.exercise.keep
		.filter((name) => !there.has(name) && !bare.has(name))
		.map((name) => ({
			kind: 'requirement',
			label: name,
			ok: false,
			says: `${name} did not run. It must stay: bring it back under its name.`
		}));
}

function judgeNumber(court: Court, ran: Ran): VerdictItem[] {
	const { minTests, maxTests } = court.exercise.require;
	const n = ran.tests.length;
	const items: VerdictItem[] = [];
	if (minTests > 1) {
		const says = `There ${n === 1 ? 'is' : 'are'} ${counted(n, 'test')}; at least ${minTests} ${minTests === 1 ? 'is' : 'are'} asked for.`;
		items.push({ kind: 'requirement', label: 'number of tests', ok: n >= minTests, says });
	}
	if (maxTests !== null) {
		const says = `There ${n === 1 ? 'is' : 'are'} ${counted(n, 'test')}; at most ${maxTests} may be used.`;
		items.push({ kind: 'requirement', label: 'few tests', ok: n > 0 && n <= maxTests, says });
	}
	return items;
}

interface Repeated {
	/** Ids of the tests, all of which passed. */
	tests: readonly string[];
	/** The code in other words, see `rewritten`. */
	same: Files;
}

/** Runs the tests again on the same code, written a little differently. An item only where they come out otherwise. */
export const repeatsJudge: Judge<Repeated, VerdictItem[]> = {
	runs: ({ exercise, tests }) => (looksAtTests(exercise) && tests !== 0 ? REPEATS : 0),
	judge: judgeRepeats
};

async function judgeRepeats(court: Court, { tests, same }: Repeated): Promise<VerdictItem[]> {
	const implementation = court.exercise.mutants.flatMap((mutant) => Object.keys(mutant.files));
	const files = rewritten(court.projects.sound, [...implementation, ...Object.keys(same)], same);
	for (let i = 0; i < REPEATS; i++) {
		const again = await court.run(files, 'Running your tests once more');
		const says = differs(again, tests);
		if (says !== null) return [{ kind: 'requirement', label: 'the same each time', ok: false, says }];
	}
	return [];
}

/** What is otherwise than in the first run, where all of `tests` passed; null where nothing is. */
export function differs(again: Ran, tests: readonly string[]): string | null {
	if (again.trouble !== null)
		return `Run again on the same code, your tests did not come through. ${again.trouble}`;
	const wrong = firstWrong(again);
	if (wrong)
		return `${wrong.name} passed at first and not when it was run again on the same code. ${wordsOfFailure(wrong)}`;
	const ids = new Set(again.tests.map((test) => test.id));
	const gone = tests.find((id) => !ids.has(id));
	if (gone !== undefined) return `${gone} ran at first and not when the tests were run again.`;
	return again.report?.exitCode === 0 ? null : 'Run again on the same code, pytest reported a failure.';
}
