import { expect, test } from 'vitest';
import type { ContentsEntry, ContentsGroup } from '#lib/content/types';
import type { ExerciseRecord, ExerciseState } from '#lib/progress/records';
import { standingOf } from './standing';

const contents: ContentsGroup[] = [
	{ title: 'Testing', says: '', lessons: [coming('soon'), lesson('one', ['a', 'b'])] },
	{ title: 'More', says: '', lessons: [lesson('two', ['c'])] }
];

test.each<[string, Record<string, ExerciseRecord>, Record<string, number>, string | null]>([
	['a new reader', {}, { one: 0, two: 0 }, null],
	['only looked at', { 'one/exercises/a': kept('untouched', 9) }, { one: 0, two: 0 }, null],
	['started one', { 'one/exercises/b': kept('started', 1) }, { one: 0, two: 0 }, 'one/b'],
	[
		'passed one: the next of the lesson',
		{ 'one/exercises/a': kept('passed', 1) },
		{ one: 1, two: 0 },
		'one/b'
	],
	[
		'the one last worked at',
		{ 'one/exercises/a': kept('started', 1), 'two/exercises/c': kept('started', 2) },
		{ one: 0, two: 0 },
		'two/c'
	],
	[
		'at the end, round to what was left out',
		{ 'one/exercises/a': kept('passed', 1), 'two/exercises/c': kept('passed', 2) },
		{ one: 1, two: 1 },
		'one/b'
	],
	[
		'all done',
		{
			'one/exercises/a': kept('passed', 1),
			'one/exercises/b': kept('passed', 2),
			'two/exercises/c': kept('passed', 3)
		},
		{ one: 2, two: 1 },
		null
	],
	['an exercise that is gone', { 'one/exercises/old': kept('passed', 1) }, { one: 0, two: 0 }, null]
])('%s', (_name, records, passed, next) => {
	const standing = standingOf(contents, records);
	expect(standing.passed).toEqual(passed);
	expect(standing.next && `${standing.next.lesson}/${standing.next.exercise}`).toBe(next);
	expect(standing.total).toBe(3);
	expect(standing.solved).toBe(Object.values(passed).reduce((sum, n) => sum + n, 0));
});

function kept(state: ExerciseState, at: number): ExerciseRecord {
	return { state, hints: 0, at };
}

function coming(slug: string): ContentsEntry {
	return { kind: 'in-preparation', slug, title: slug, summary: '' };
}

function lesson(slug: string, names: string[]): ContentsEntry {
	return {
		kind: 'lesson',
		meta: {
			slug,
			title: slug,
			dek: '',
			summary: '',
			article: { title: '', url: '', author: '' },
			minutes: 1,
			level: 'starting out',
			prerequisites: [],
			packages: [],
			lint: [],
			types: false
		},
		exercises: names.map((name) => ({ name, title: name, level: 1 }))
	};
}
