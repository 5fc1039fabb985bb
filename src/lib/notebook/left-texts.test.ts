import { expect, test } from 'vitest';
import type { TextRecord } from '#lib/progress/records';
import { textRecord } from '#lib/project/fake-shelf';
import { LeftTexts, leftTexts } from './left-texts.svelte';

const has = { cells: ['here', 'exercises-too'], exercises: ['solved'] };
const earlier = (text: string, at: number) => ({ text, at, why: 'reset' as const, by: null, isOpen: false });

test('what was written in a cell or an exercise that is gone is told, the latest first', () => {
	const texts: Record<string, TextRecord> = {
		'lesson/here/a.py': textRecord('in a cell that is there'),
		'lesson/exercises/solved/a.py': textRecord('in an exercise that is there'),
		'lesson/exercises-too/a.py': textRecord('in a cell with a name like the folder'),
		'lesson/gone/shop/a.py': textRecord('mine', {
			base: 'the author’s',
			at: 5,
			earlier: [earlier('before', 3)]
		}),
		'lesson/exercises/dropped/b.py': textRecord('solution', { at: 9 })
	};
	expect(leftTexts(texts, has)).toEqual([
		{
			key: 'lesson/exercises/dropped/b.py',
			of: 'exercise',
			id: 'dropped',
			name: 'b.py',
			text: 'solution',
			at: 9
		},
		{ key: 'lesson/gone/shop/a.py', of: 'cell', id: 'gone', name: 'shop/a.py', text: 'mine', at: 5 },
		{ key: 'lesson/gone/shop/a.py', of: 'cell', id: 'gone', name: 'shop/a.py', text: 'before', at: 3 }
	]);
});

test.each<[string, TextRecord]>([
	['the author’s text', textRecord(null)],
	['a text equal to the author’s', textRecord('same', { base: 'same', earlier: [earlier('same', 1)] })],
	['nothing but white space', textRecord(' \n')]
])('%s is none of the reader’s', (_, record) =>
	expect(leftTexts({ 'lesson/gone/a.py': record }, has)).toEqual([])
);

test('one is gone once it is discarded, and stays where that fails', async () => {
	const asked: [string, string][] = [];
	let fails = true;
	const left = new LeftTexts('lesson', has, {
		lesson: async () => ({
			texts: { 'lesson/gone/a.py': textRecord('mine', { earlier: [earlier('before', 0)] }) },
			exercises: {},
			predictions: {}
		}),
		discard: async (key, text) => {
			if (fails) throw new Error('blocked');
			asked.push([key, text]);
		}
	});
	await left.restore();
	const [mine] = left.all;
	if (!mine) throw new Error('there are two');
	expect(await left.discard(mine)).toBe(false);
	expect(left.all).toHaveLength(2);
	fails = false;
	expect(await left.discard(mine)).toBe(true);
	expect(asked).toEqual([['lesson/gone/a.py', 'mine']]);
	expect(left.all.map(({ text }) => text)).toEqual(['before']);
});
