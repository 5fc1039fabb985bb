import { expect, test } from 'vitest';
import type { VerdictItem } from '#lib/grading/verdict';
import { titleOf, wrongOf } from './verdict-words';

const item = (over: Partial<VerdictItem>): VerdictItem => ({
	kind: 'check',
	label: 'It is right.',
	ok: false,
	says: 'Seen: 1. Expected: 2.',
	...over
});

test.each<[string, Partial<VerdictItem>, string]>([
	['a sentence stands as it is', {}, 'It is right.'],
	[
		'a name is set off from what is said of it',
		{ kind: 'mutant', label: 'no-vat', says: 'VAT is left out.' },
		'no vat:'
	],
	[
		'a name is not said twice',
		{ kind: 'claim', label: 'test_a', says: 'test_a passes whatever a.py does.' },
		''
	],
	['a requirement that begins with its name neither', { label: 'lines', says: 'lines are missing.' }, ''],
	['a name alone', { kind: 'test', label: 'test_a', says: '' }, 'test_a']
])('%s', (_, over, title) => expect(titleOf([item(over)])).toBe(title));

test('what has one cause is told once, with what it is', () => {
	const bugs = ['a', 'b'].map((label) => item({ kind: 'mutant', label, says: 'Not tried.' }));
	const [one, two] = wrongOf([...bugs, item({}), item({ ok: true, says: 'Not tried.' })]);
	expect(titleOf(one ?? [])).toBe('2 bugs, one reason:');
	expect(two).toEqual([item({})]);
	const mixed = [item({ says: 'x' }), item({ kind: 'test', says: 'x' })];
	expect(titleOf(mixed)).toBe('2 things, one reason:');
});
