// The mutants in words.
import { counted } from '#lib/sentence/counted';
import { placeLabel } from '../place';
import type { MutantRun } from '#lib/suites/mutant-data';

/** "5 of 8 mutants caught. 3 are alive: no test can tell them from the real code." */
export function saysMutants(runs: readonly MutantRun[], planned: number, passing: number): string {
	const caught = runs.filter((run) => run.caught).length;
	const left = runs.length - caught;
	const so = runs.length < planned ? ` so far, ${planned - runs.length} still to try` : '';
	const alive =
		left === 0
			? ''
			: ` ${left === 1 ? 'One is' : `${left} are`} alive: ${counted(passing, 'test')} ${passing === 1 ? 'passes' : 'pass'} on ${left === 1 ? 'it' : 'them'} as on the real code.`;
	return `${caught} of ${counted(runs.length, 'mutant')} caught${so}.${alive}`;
}

/** What was changed, in one line: "shop.py, line 3: `<` became `<=`". With the column where that alone would be true of two of `all`. */
export function saysChange({ mutant }: MutantRun, all: readonly MutantRun[] = []): string {
	const after = mutant.after === '' ? 'nothing' : `\`${mutant.after}\``;
	const isAlike = (other: MutantRun['mutant']) =>
		placeLabel(other) === placeLabel(mutant) &&
		other.before === mutant.before &&
		other.after === mutant.after;
	const column = all.filter((run) => isAlike(run.mutant)).length > 1 ? `, column ${mutant.column + 1}` : '';
	return `${placeLabel(mutant)}${column}: \`${mutant.before}\` became ${after}`;
}
