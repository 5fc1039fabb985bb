// Judges an exercise. The grader that readers use is the one that the content tests run: it knows nothing but the calls of a runtime.
//
// The rule above all others: nothing is green unless tests ran and would have failed. So every check that the check files hold must
// have a result, skipped and expected failures are not passes, what the reader may not change is put back before each run, and the
// reader's own tests have to pass on right code, fail on each broken one, and come out the same when they are run again.
import type { Analyser } from '#lib/analysis/types/problems';
import type { ExerciseSpec } from '#lib/content/types';
import type { Files } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { Court, Halted } from './court';
import { counted } from '#lib/sentence/counted';
import { checksJudge } from './judge-checks';
import { hollowJudge } from './judge-hollow';
import { limitFor, mutantsJudge } from './judge-mutants';
import { aloneJudge, ordersJudge, reachJudge } from './judge-requirements';
import { looksAtTests, repeatsJudge, suiteJudge } from './judge-suite';
import { typesJudge } from './judge-types';
import { projectsOf } from './projects';
import { Stopped } from '#lib/project/stoppable';
import type { Progress, Verdict, VerdictItem } from './verdict';

export interface GradeOptions {
	onProgress?: (progress: Progress) => void;
	signal?: AbortSignal;
	/** The type checker, for exercises that it judges too. */
	analyser?: Analyser | null;
	/**
	 * Asked with all items so far, once one of them is not right, after each kind of check and each bug; where it answers true the rest is
	 * not run. The verdict is then "not yet", as it would have been.
	 */
	isEnough?: (items: readonly VerdictItem[]) => boolean;
}

const JUDGES = [
	checksJudge,
	typesJudge,
	suiteJudge,
	mutantsJudge,
	hollowJudge,
	reachJudge,
	ordersJudge,
	aloneJudge,
	repeatsJudge
];

/** Thrown where the rest of the checks need not run. */
class Decided extends Error {}

/** Judges `files`, the reader's project. Never rejects for anything that a reader may have written. */
export async function grade(
	exercise: ExerciseSpec,
	files: Files,
	runtime: Pick<Runtime, 'call'>,
	options: GradeOptions = {}
): Promise<Verdict> {
	const { signal, onProgress, analyser = null, isEnough = () => false } = options;
	const projects = projectsOf(exercise, files);
	const court = new Court({ exercise, projects, runtime, signal, onProgress }, JUDGES);
	const items: VerdictItem[] = [];
	const add = (more: readonly VerdictItem[]) => {
		items.push(...more);
		if (items.some(({ ok }) => !ok) && isEnough(items)) throw new Decided();
	};
	let ownTests: number | null = null;
	try {
		add(await court.hear(checksJudge, null));
		add(await court.hear(typesJudge, analyser));
		if (looksAtTests(exercise)) {
			const { ran, tests, seconds, items: ofSuite } = await court.hear(suiteJudge, null);
			ownTests = tests?.length ?? null;
			court.learn(ownTests ?? 0);
			add(ofSuite);
			const limit = limitFor(court, seconds);
			const runs = await court.hear(mutantsJudge, { tests, limit, add: (item) => add([item]) });
			const { isHollow, same, items: ofClaims } = await court.hear(hollowJudge, { tests, runs, limit });
			const able = isHollow ? null : tests;
			if (able === null) court.learn(0);
			add(ofClaims);
			add(await court.hear(reachJudge, ran));
			add(await court.hear(ordersJudge, able));
			add(await court.hear(aloneJudge, able));
			if (able !== null) add(await court.hear(repeatsJudge, { tests: able, same }));
		}
	} catch (error) {
		if (error instanceof Stopped)
			return { kind: 'stopped', headline: 'The check was stopped before it was done.', items };
		if (error instanceof Halted) return { kind: 'stopped', headline: error.message, items };
		if (!(error instanceof Decided)) throw error;
	}
	// With neither checks nor tests there is nothing that could have failed.
	if (!items.length) {
		return { kind: 'not-yet', headline: 'No check ran, so nothing is shown.', items };
	}
	const isPassed = items.every((item) => item.ok);
	return { kind: isPassed ? 'passed' : 'not-yet', headline: headlineOf(items, ownTests), items };
}

/** `3 of 5 checks pass, 2 of 4 type checks pass, 4 tests, 2 of 5 bugs caught, 1 of 2 requirements met.` */
function headlineOf(items: readonly VerdictItem[], ownTests: number | null): string {
	const of = (kind: VerdictItem['kind']) => {
		const all = items.filter((item) => item.kind === kind);
		return { all: all.length, ok: all.filter((item) => item.ok).length };
	};
	const checks = of('check');
	const tests = of('test');
	const mutants = of('mutant');
	const types = of('types');
	const requirements = of('requirement');
	const claims = of('claim');
	const hollow = claims.all - claims.ok;
	const parts = [
		checks.all
			? `${checks.ok} of ${counted(checks.all, 'check')} ${checks.all === 1 ? 'passes' : 'pass'}`
			: '',
		types.all
			? `${types.ok} of ${counted(types.all, 'type check')} ${types.all === 1 ? 'passes' : 'pass'}`
			: '',
		tests.all && tests.ok === tests.all && ownTests !== null
			? `${counted(ownTests, 'test')} of yours ${ownTests === 1 ? 'passes' : 'pass'}`
			: '',
		tests.all && tests.ok < tests.all ? 'your tests do not all pass on code that is right' : '',
		hollow ? `${counted(hollow, 'test')} of yours cannot fail` : '',
		mutants.all ? `${mutants.ok} of ${counted(mutants.all, 'bug')} caught` : '',
		requirements.all ? `${requirements.ok} of ${counted(requirements.all, 'requirement')} met` : ''
	];
	const text = parts.filter(Boolean).join(', ');
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
