import { expect, it } from 'vitest';
import { lineDiff } from './line-diff';

const shown = (before: string, after: string) =>
	lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`);

it.each([
	['nothing changed', 'a\nb\n', 'a\nb\n', [' a', ' b']],
	['a line in the middle', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
	['lines added at the end', 'a\n', 'a\nb\nc\n', [' a', '+b', '+c']],
	['a line taken out', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
	['all of it', 'a', 'b', ['-a', '+b']]
])('%s', (_, before, after, rows) => expect(shown(before, after)).toEqual(rows));

it('two long texts with nothing in common: all of one is gone, all of the other new', () => {
	const lines = (mark: string) => Array.from({ length: 5_000 }, (_, line) => `${mark}${line}`);
	const rows = lineDiff(lines('a').join('\n'), lines('b').join('\n'));
	expect(rows.map(({ text }) => text)).toEqual([...lines('a'), ...lines('b')]);
	expect(rows.map(({ kind }) => kind)).toEqual([
		...Array.from({ length: 5_000 }, () => 'gone'),
		...Array.from({ length: 5_000 }, () => 'new')
	]);
});
