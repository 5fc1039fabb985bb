// Puts faults into a module, one at a time, and asks the reader's tests of each whether they notice.
import type { Files, Mutant } from '#lib/runtime/protocol';
import { through } from '#lib/project/stoppable';
import type { MutantRun } from './mutant-data';
import { isGood, runOrder, type Suite } from './orders';

/** Makes the mutants of the given files. Rejects with `Stopped`; a fault of the runtime gives none and its message. */
export async function makeMutants(
	suite: Suite,
	measure: readonly string[]
): Promise<{ mutants: Mutant[]; trouble: string | null }> {
	const mutants: Mutant[] = [];
	for (const file of measure) {
		const source = suite.files[file];
		if (source === undefined) continue;
		const { runtime, seconds, signal } = suite;
		const ended = await through(runtime, 'mutate', { file, source }, { seconds, signal });
		if (ended.kind !== 'done') return { mutants: [], trouble: `The mutants of ${file} could not be made.` };
		mutants.push(...ended.report);
	}
	return { mutants, trouble: null };
}

/**
 * Runs the tests on a mutant. It is caught where a test that passed on the real module now does not; a mutant that never comes to an end
 * is caught by the clock, and so is one that cannot be imported. `passing` are the ids that passed on the real module.
 */
export async function tryMutant(
	suite: Suite,
	mutant: Mutant,
	passing: ReadonlySet<string>
): Promise<MutantRun> {
	const files: Files = { ...suite.files, [mutant.file]: mutant.source };
	const run = await runOrder({ ...suite, files }, {});
	const by = run.order.filter((id) => passing.has(id) && !isGood(run.outcomes[id]));
	return { mutant, caught: by.length > 0 || run.trouble !== null, by, trouble: run.trouble };
}
