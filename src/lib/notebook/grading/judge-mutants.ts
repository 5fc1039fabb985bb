// Broken implementations, one at a time under the reader's tests. A mutant is caught where a test that passed on the right code now
// fails, or where the tests no longer come back: with the mutant in they hang or bring Python down, and without it they do not.
// That a test file cannot be imported is not enough: a bug is caught by a test, not by the lack of one.
import type { MutantSpec } from '#lib/content/types';
import type { TestResult } from '#lib/runtime/protocol';
import type { Court, Ran } from './court';
import { counted } from './failure-words';
import type { Projects } from './projects';
import type { VerdictItem } from '../verdict';

/** `tests`: ids of the tests that passed on the right code, in `seconds` together; null where they did not pass. */
export async function judgeMutants(
	court: Court,
	projects: Projects,
	tests: readonly string[] | null,
	seconds: number
): Promise<VerdictItem[]> {
	const items: VerdictItem[] = [];
	// A mutant may hang, and a reader should not have to wait out the whole limit for each.
	const limit = Math.min(court.exercise.seconds, Math.ceil(3 + 10 * seconds));
	for (const [i, mutant] of court.exercise.mutants.entries()) {
		if (tests === null) {
			const says = 'Not tried yet: your tests must first pass on code that has no bug.';
			items.push({ kind: 'mutant', label: mutant.name, ok: false, says });
			continue;
		}
		const says = `Putting in bug ${i + 1} of ${court.exercise.mutants.length}`;
		const ran = await court.run({ ...projects.sound, ...mutant.files }, says, { args: ['-x'] }, limit);
		items.push(judge(mutant, ran, new Set(tests), limit));
	}
	return items;
}

function judge(mutant: MutantSpec, ran: Ran, passed: ReadonlySet<string>, limit: number): VerdictItem {
	const item = (ok: boolean, says: string): VerdictItem => ({ kind: 'mutant', label: mutant.name, ok, says });
	const catcher = ran.tests.find((test) => passed.has(test.id) && hasFailed(test));
	if (ran.report?.replaced.length && ran.trouble !== null) return item(false, ran.trouble);
	if (catcher) return item(true, `Caught by ${catcher.name}.`);
	switch (ran.cut) {
		case 'out-of-time':
			return item(
				true,
				`Caught: with this bug in, your tests were still running after ${counted(limit, 'second')}.`
			);
		case 'crashed':
			return item(true, 'Caught: with this bug in, your tests brought Python down.');
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
