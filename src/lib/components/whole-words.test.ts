import { expect, test } from 'vitest';
import type { Cut } from '#lib/runtime/protocol';
import { cutWords, FORMS, notKept } from './whole-words';

const cut = (over: Partial<Cut>): Cut => ({ what: 'value', form: 'text', size: 7_888_890, kept: 1, ...over });

test.each<[Partial<Cut>, string, string]>([
	[{}, 'Save the whole value as a file (7,888,890 characters)', 'txt'],
	[{ form: 'csv', size: 100_000 }, 'Save the whole table as CSV (100,000 rows)', 'csv'],
	[{ form: 'csv', size: 1 }, 'Save the whole table as CSV (1 row)', 'csv'],
	[{ form: 'svg' }, 'Save the SVG as a file (7,888,890 characters)', 'svg'],
	[{ form: 'html' }, 'Save the HTML as a file (7,888,890 characters)', 'html'],
	[{ what: 'traceback' }, 'Save the whole traceback as a file (7,888,890 characters)', 'txt']
])('%o', (over, says, ending) => {
	expect(cutWords(cut(over))).toBe(says);
	expect(FORMS[cut(over).form].ending).toBe(ending);
});

test('what was not kept is said with its size', () => {
	expect(notKept(cut({ kept: null }))).toMatch(/^All of it, 7,888,890 characters, is more than Python keeps/);
	expect(notKept(cut({ form: 'csv', size: 9, kept: null }))).toMatch(/^All of it, 9 rows,/);
	expect(notKept(cut({ what: 'traceback', kept: null }))).toMatch(/the rest of it was not kept\.$/);
});
