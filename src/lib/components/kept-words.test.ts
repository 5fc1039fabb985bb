import { describe, expect, test } from 'vitest';
import type { Notice } from '#lib/project/kept-place.svelte';
import { OpenFile } from '#lib/project/open-file.svelte';
import { momentWords, namesWords, noticeWords } from './kept-words';

const at = new Date(2026, 10, 29, 14, 2).getTime();
const later = (days: number) => new Date(2026, 10, 29 + days, 15).getTime();

test('a moment of today is a time, of another day a date too', () => {
	expect(momentWords(at, later(0))).toBe('14:02');
	expect(momentWords(at, later(1))).toBe('29 November, 14:02');
	expect(momentWords(at, later(60))).toBe('29 November 2026, 14:02');
});

test.each([
	[['a.py'], 'a.py'],
	[['a.py', 'b.py'], 'a.py and b.py'],
	[['a.py', 'b.py', 'c.py'], 'a.py, b.py and c.py'],
	[['a.py', 'b.py', 'c.py', 'd.py'], 'a.py, b.py and 2 other files']
])('%j', (names, words) => expect(namesWords(names)).toBe(words));

describe('a notice', () => {
	const of = (kind: Notice['kind'], name = 'a.py'): Notice => ({
		kind,
		files: [new OpenFile({ name, text: '', html: '', readOnly: false })],
		at,
		texts: []
	});

	test('names the tab, the file and the time', () => {
		expect(noticeWords(of('rival'), 'exercise', later(0))).toContain(
			'This exercise is open in another tab, where a.py was changed at 14:02.'
		);
	});

	test('of a tab that may be closed does not say that it is open', () => {
		expect(noticeWords(of('differs'), 'exercise', later(0))).not.toContain('open in another tab');
	});

	test('of the lesson speaks of the cell', () => {
		expect(noticeWords(of('lesson'), 'cell', later(0))).toMatch(
			/^The lesson’s text of this cell has changed/
		);
	});

	test.each([
		['input()', 'the lines that input() reads'],
		['pytest arguments', 'the arguments of pytest']
	])('calls %s by what it is', (name, words) => {
		expect(noticeWords(of('differs', name), 'cell', later(0))).toContain(words);
	});
});
