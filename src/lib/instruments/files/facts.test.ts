// A file taken away is byte for byte what Python wrote.
import { expect, test } from 'vitest';
import { baseName, bytesOf, exportLabel, sizeOf } from './facts';

test('text leaves as UTF-8', () => {
	const bytes = bytesOf({ path: 'a.md', bytes: 6, encoding: 'utf-8', content: 'Café\n' });
	expect([...bytes]).toEqual([67, 97, 102, 195, 169, 10]);
});

test('bytes leave as they are', () => {
	expect([...bytesOf({ path: 'a.db', bytes: 2, encoding: 'base64', content: '/wA=' })]).toEqual([255, 0]);
});

test.each([
	['post-mortem.md', 'Export post-mortem.md as Markdown'],
	['out/rows.CSV', 'Export rows.CSV as CSV'],
	['copy.db', 'Export copy.db as SQLite'],
	['plot.png', 'Download plot.png'],
	['notes', 'Download notes']
])('the button of %s says %s', (path, label) => {
	expect(exportLabel(path)).toBe(label);
});

test.each([
	[0, '0 bytes'],
	[1, '1 byte'],
	[999, '999 bytes'],
	[1240, '1.2 kB'],
	[2_500_000, '2.5 MB']
])('%i bytes are %s', (bytes, words) => {
	expect(sizeOf(bytes)).toBe(words);
});

test('a name has no folder in it', () => {
	expect(baseName('out/a.md')).toBe('a.md');
});
