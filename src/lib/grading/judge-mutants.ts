// Broken implementations, one at a time under the reader's tests. A mutant is caught where a test that passed on the right code now
// fails. A test that hangs or ends Python shows nothing to whoever runs it, and neither does a test file that cannot be imported: a bug is
// caught by a test that says no, not by the lack of an answer.
import type { MutantSpec } from '#lib/content/types';
import type { TestResult } from '#lib/runtime/protocol';
import { isTestFile } from '#lib/runtime/files';
import { withoutParameters } from './check-names';
import type { Court, Judge, Ran } from './court';
import { counted } from '#lib/sentence/counted';
import { withOther } from './projects';
import type { VerdictItem } from './verdict';

const TO_FAIL = 'A test has to fail: by an assert, or by pytest.raises.';

/** Bugs that were missed by hanging, before no more are tried. */
const HANGS = 2;

/** A changed module may hang, and a reader should not have to wait out the whole limit for each: from what the tests took on the right one. */
export const limitFor = (court: Court, seconds: number): number =>
	Math.min(court.exercise.seconds, Math.ceil(3 + 10 * seconds));

interface Tried {
	/** Ids of the tests that passed on the right code; null where they did not pass. */
	tests: readonly string[] | null;
	/** Seconds. */
	limit: number;
	/** Told of each mutant as it is judged. */
	add: (item: VerdictItem) => void;
}

/** Answers the runs with a mutant in, for whoever asks which tests can fail. */
export const mutantsJudge: Judge<Tried, Ran[]> = {
	runs: ({ exercise, tests }) => (tests === 0 ? 0 : exercise.mutants.length),
	judge: judgeMutants
};

async function judgeMutants(court: Court, { tests, limit, add }: Tried): Promise<Ran[]> {
	const runs: Ran[] = [];
	let hangs = 0;
	for (const [i, mutant] of court.exercise.mutants.entries()) {
		if (tests === null) {
			const says = 'Not tried yet: your tests must first pass on code that has no bug.';
			add({ kind: 'mutant', label: mutant.name, ok: false, says });
			continue;
		}
		if (hangs >= HANGS) {
			const says = `Not tried: with ${HANGS} other bugs in, your tests never came to their end.`;
			add({ kind: 'mutant', label: mutant.name, ok: false, says });
			continue;
		}
		const says = `Putting in bug ${i + 1} of ${court.exercise.mutants.length}`;
		const { files, behind } = withOther(court.projects.sound, mutant.files);
		const ran = await court.run(files, says, { behind }, limit);
		runs.push(ran);
		const item = judge(mutant, ran, new Set(tests), limit);
		if (!item.ok && ran.cut === 'out-of-time') hangs += 1;
		add(item);
	}
	return runs;
}

function judge(mutant: MutantSpec, ran: Ran, passed: ReadonlySet<string>, limit: number): VerdictItem {
	const item = (ok: boolean, says: string): VerdictItem => ({ kind: 'mutant', label: mutant.name, ok, says });
	const isInTests = Object.keys(mutant.files).every(isTestFile);
	const catchers = ran.tests.filter((test) => (isInTests || passed.has(test.id)) && hasFailed(test));
	if (ran.report?.replaced.length && ran.trouble !== null) return item(false, ran.trouble);
	if (mutant.caughtBy.length) return judgeNamed(mutant, ran, catchers, isInTests);
	const [catcher] = catchers;
	if (catcher) return item(true, `Caught by ${catcher.name}.`);
	switch (ran.cut) {
		case 'out-of-time':
			return item(
				false,
				`${mutant.says} With this bug in, your tests were still running after ${counted(limit, 'second')}. ${TO_FAIL}`
			);
		case 'crashed':
			return item(false, `${mutant.says} With this bug in, your tests brought Python down. ${TO_FAIL}`);
		case null:
			break;
	}
	if (ran.report?.broken.length) {
		const file = ran.report.broken[0]?.file ?? 'a file';
		return item(
			false,
			`With this bug in, ${file} could not even be imported. Call the code inside a test, so that a test can catch it.`
		);
	}
	return item(false, mutant.says);
}

const hasFailed = (test: TestResult) => test.outcome === 'failed' || test.outcome === 'error';

/** The name by which a test is kept, whatever class it stands in. */
const ownName = (name: string) => withoutParameters(name).split('::').at(-1) ?? name;

/**
 * A mutant that certain tests must catch: hanging is not catching, and a stronger test beside a weak one does not make up for it, not even one of
 * the same name in another class.
 */
function judgeNamed(
	mutant: MutantSpec,
	ran: Ran,
	catchers: readonly TestResult[],
	isInTests: boolean
): VerdictItem {
	const item = (ok: boolean, says: string): VerdictItem => ({ kind: 'mutant', label: mutant.name, ok, says });
	const failed = catchers.map(({ name }) => withoutParameters(name));
	const catches = (name: string) => {
		const those = ran.tests
			.map((test) => withoutParameters(test.name))
			.filter((test) => ownName(test) === name);
		return those.length > 0 && those.every((test) => failed.includes(test));
	};
	const missing = mutant.caughtBy.find((name) => !catches(name));
	if (missing !== undefined) {
		const trouble = ran.report === null ? ran.trouble : null;
		if (trouble !== null) return item(false, `${mutant.says} ${missing} did not come to its end. ${trouble}`);
		const [other] = failed;
		return item(
			false,
			other === undefined ? mutant.says : `${mutant.says} (${other} failed, and ${missing} did not.)`
		);
	}
	const blamed = isInTests ? failed.find((name) => !mutant.caughtBy.includes(ownName(name))) : undefined;
	if (blamed !== undefined)
		return item(false, `${blamed} failed, and it has done nothing wrong. ${mutant.says}`);
	return item(true, `Caught by ${mutant.caughtBy.join(' and ')}.`);
}
