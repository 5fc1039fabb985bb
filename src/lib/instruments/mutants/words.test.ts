import { expect, it } from 'vitest';
import type { Mutant } from '#lib/runtime/protocol';
import type { MutantRun } from '#lib/suites/mutant-data';
import { saysChange, saysMutants } from './words';

const mutant: Mutant = {
	id: 'm',
	file: 'm.py',
	line: 3,
	column: 4,
	operator: 'comparison',
	before: '<',
	after: '<=',
	source: ''
};
const run = (caught: boolean): MutantRun => ({ mutant, caught, by: [], trouble: null });

it.each([
	[[true, true], 2, 1, '2 of 2 mutants caught.'],
	[[true, false], 2, 1, '1 of 2 mutants caught. One is alive: 1 test passes on it as on the real code.'],
	[
		[false, false],
		4,
		2,
		'0 of 2 mutants caught so far, 2 still to try. 2 are alive: 2 tests pass on them as on the real code.'
	]
])('says how many are caught: %j of %i', (caught, planned, passing, says) =>
	expect(saysMutants(caught.map(run), planned, passing)).toBe(says)
);

it('tells two changes of one line apart that read alike', () => {
	const or = { ...mutant, before: 'or', after: 'and' };
	const [first, second, other] = [or, { ...or, column: 12 }, mutant].map((one) => ({
		...run(true),
		mutant: one
	}));
	if (!first || !second || !other) throw new Error('three runs');
	const all = [first, second, other];
	expect(all.map((one) => saysChange(one, all))).toEqual([
		'm.py, line 3, column 5: `or` became `and`',
		'm.py, line 3, column 13: `or` became `and`',
		'm.py, line 3: `<` became `<=`'
	]);
});

it('says what was changed, a deletion too', () => {
	expect(saysChange(run(true))).toBe('m.py, line 3: `<` became `<=`');
	expect(saysChange({ ...run(true), mutant: { ...mutant, before: 'existing or ', after: '' } })).toBe(
		'm.py, line 3: `existing or ` became nothing'
	);
});
