// What a reader may rely on where the author has mended a cell, and where several files are kept at once.
import { describe, expect, test } from 'vitest';
import type { EarlierText, TextRecord } from '#lib/progress/records';
import { sourceFile } from './fake-runtime';
import { FakeShelf, textRecord } from './fake-shelf';
import { KeptPlace, openOn } from './kept-place.svelte';
import { OpenFile } from './open-file.svelte';

/** A cell whose author has these files now, opened on what was kept before. */
function open(originals: Record<string, string>, texts: Record<string, TextRecord> = {}) {
	const shelf = new FakeShelf();
	const kept = openOn(shelf, 'lesson', 'cell');
	const files = Object.entries(originals).map(([name, text]) => {
		const source = sourceFile(name, text, name.startsWith('given'));
		return new OpenFile(source, kept(source));
	});
	const place = new KeptPlace('lesson', 'cell', files);
	const keyed = Object.fromEntries(
		Object.entries(texts).map(([name, record]) => [`lesson/cell/${name}`, record])
	);
	place.restore({ texts: keyed, exercises: {}, predictions: {} });
	const [file] = files;
	if (!file) throw new Error('a cell has a file');
	const kinds = () => place.notices.map(({ kind }) => kind);
	return { shelf, place, file, kinds };
}
const mine = (text: string, over: Partial<EarlierText> = {}): EarlierText => ({
	text,
	at: 1,
	why: 'reset',
	by: null,
	isOpen: false,
	...over
});

describe('a letter typed and deleted', () => {
	test('is no edit, and the record says so', () => {
		const { file, place, shelf } = open({ 'a.py': 'old' });
		file.type('oldx');
		file.type('old');
		expect(place.isChanged).toBe(false);
		expect(shelf.texts).toEqual([
			['lesson/cell/a.py', 'oldx'],
			['lesson/cell/a.py', null]
		]);
	});

	test('leaves the reader with the author’s text, whatever it is by now', () => {
		const { file, kinds } = open({ 'a.py': 'mended' }, { 'a.py': textRecord(null, { base: 'old' }) });
		expect(file).toMatchObject({ text: 'mended', isChanged: false });
		expect(kinds()).toEqual([]);
	});
});

describe('an author who changes a text that the reader has edited', () => {
	const edited = { 'a.py': textRecord('old, edited', { base: 'old' }) };

	test('changes nothing of theirs, and a notice says so', () => {
		const { file, place } = open({ 'a.py': 'new' }, edited);
		expect(file.text).toBe('old, edited');
		expect(place.notices).toMatchObject([
			{ kind: 'lesson', texts: [{ name: 'a.py', here: 'old, edited', other: 'new' }] }
		]);
	});

	test('typing on keeps the notice, and the text that theirs was made from', () => {
		const { file, kinds, shelf } = open({ 'a.py': 'new' }, edited);
		file.type('old, edited more');
		expect(kinds()).toEqual(['lesson']);
		expect(shelf.writes.at(-1)?.write).toMatchObject({ text: 'old, edited more', base: 'old' });
	});

	test('keep mine: it is not said again', () => {
		const { file, kinds, shelf } = open({ 'a.py': 'new' }, edited);
		file.keepMine();
		expect(kinds()).toEqual([]);
		expect(shelf.writes.at(-1)?.write).toMatchObject({ text: 'old, edited', base: 'new' });
	});

	test('take the new text: theirs can be brought back, then and after a reload', () => {
		const { file, place, kinds, shelf } = open({ 'a.py': 'new' }, edited);
		file.takeNew();
		expect(file.text).toBe('new');
		expect(kinds()).toEqual([]);
		const written = shelf.writes.at(-1)?.write;
		expect(written).toMatchObject({ text: null, put: 'lesson', replaced: [{ text: 'old, edited' }] });
		place.undo();
		expect(file.text).toBe('old, edited');
		const again = open(
			{ 'a.py': 'new' },
			{ 'a.py': textRecord(null, { put: 'lesson', earlier: written?.replaced ?? [] }) }
		);
		expect(again.place.canUndo).toBe(true);
		again.place.undo();
		expect(again.file.text).toBe('old, edited');
	});

	test('and comes to the same text as the reader: there is no edit any more', () => {
		const { file, kinds } = open({ 'a.py': 'old, edited' }, edited);
		expect(file.isChanged).toBe(false);
		expect(kinds()).toEqual([]);
	});

	test('and changes it back: there is nothing to say', () => {
		expect(open({ 'a.py': 'old' }, edited).kinds()).toEqual([]);
	});
});

describe('a record of the first schema, which does not know its base', () => {
	test('whose text is the author’s is no edit', () => {
		const { file, kinds } = open({ 'a.py': 'same' }, { 'a.py': textRecord('same') });
		expect(file.isChanged).toBe(false);
		expect(kinds()).toEqual([]);
	});

	test('whose text is another stays, and nothing is claimed of the author', () => {
		const { file, kinds, shelf } = open({ 'a.py': 'now' }, { 'a.py': textRecord('theirs') });
		expect(file).toMatchObject({ text: 'theirs', isChanged: true });
		expect(kinds()).toEqual([]);
		// From the next keystroke on it is known what the reader had beside it.
		file.type('theirs, more');
		expect(shelf.writes.at(-1)?.write.base).toBe('now');
		expect(kinds()).toEqual([]);
	});
});

describe('several files', () => {
	test('are said in one notice, with those that differ', () => {
		const { place } = open(
			{ 'a.py': 'new a', 'b.py': 'new b', 'c.py': 'c' },
			{ 'a.py': textRecord('my a', { base: 'old a' }), 'b.py': textRecord('my b', { base: 'old b' }) }
		);
		expect(place.notices).toHaveLength(1);
		expect(place.notices[0]?.texts.map(({ name }) => name)).toEqual(['a.py', 'b.py']);
	});

	test('Reset and its way back are of all of them', () => {
		const { place } = open(
			{ 'a.py': 'a', 'b.py': 'b' },
			{ 'a.py': textRecord('my a'), 'b.py': textRecord('my b') }
		);
		place.reset();
		expect(place.files.map(({ text }) => text)).toEqual(['a', 'b']);
		place.undo();
		expect(place.files.map(({ text }) => text)).toEqual(['my a', 'my b']);
	});
});

test('a text that was left beside is said until the reader chooses, and stays to be had', () => {
	const beside = mine('other', { why: 'beside', by: { writer: 'B', n: 2 }, isOpen: true });
	const { file, place, kinds, shelf } = open(
		{ 'a.py': 'a' },
		{ 'a.py': textRecord('this', { base: 'a', earlier: [beside] }) }
	);
	expect(place.notices).toMatchObject([{ kind: 'beside', texts: [{ here: 'this', other: 'other' }] }]);
	file.leaveBeside();
	expect(kinds()).toEqual([]);
	expect(shelf.writes.at(-1)?.write).toMatchObject({ text: 'this', settled: ['B'] });
	expect(place.earlier).toMatchObject([{ name: 'a.py', earlier: { text: 'other' } }]);
});

test('files that the author has renamed, removed or closed for changes are not lost', () => {
	const { place } = open(
		{ 'a.py': 'a', 'given.py': 'given' },
		{
			'gone.py': textRecord('typed in gone', { earlier: [mine('before')] }),
			'given.py': textRecord('typed when it was open'),
			'never-typed.py': textRecord(null)
		}
	);
	expect(place.earlier.map(({ name, file, earlier }) => [name, file, earlier.text])).toEqual([
		['gone.py', null, 'typed in gone'],
		['gone.py', null, 'before'],
		['given.py', null, 'typed when it was open']
	]);
});
