// A reader's work as the second version of the database holds it is all there after the step to the third. The records were written by that
// version itself, with two tabs, a reset, a solution, a cell that is gone, and last words that only the journal has.
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import recorded from '../../../tests/fixtures/kept/version-2.json' with { type: 'json' };
import { FakeStorage } from './fake-tabs';
import type { TextRecord } from './records';
import { recordOfSecond, writeOfSecond } from './second-schema';
import { Shelf } from './shelf.svelte';

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
});

async function writtenBySecond() {
	const db = await openDB('shakeout', recorded.version, {
		upgrade(db) {
			for (const store of Object.keys(recorded.stores)) db.createObjectStore(store);
		}
	});
	for (const [store, records] of Object.entries(recorded.stores))
		for (const [key, record] of Object.entries(records)) await db.put(store, record, key);
	db.close();
}

const shelf = (storage: Storage | null = null) => new Shelf({ storage, tabs: () => null, delay: 1e6 });

test('every record is there, to the letter, and no file of it is one that the reader added', async () => {
	await writtenBySecond();
	const kept = await shelf().lesson('lesson');
	const texts = Object.entries(recorded.stores.texts);
	expect(texts).toHaveLength(6);
	expect(kept.texts).toEqual(
		Object.fromEntries(texts.map(([key, record]) => [key, { ...record, isAdded: false }]))
	);
	expect(kept.exercises).toEqual(recorded.stores.exercises);
	expect(kept.predictions).toEqual(recorded.stores.predictions);
});

test('what its tabs left behind is taken in, and nothing is replaced by it', async () => {
	await writtenBySecond();
	const storage = new FakeStorage();
	for (const [key, entry] of Object.entries(recorded.localStorage)) storage.setItem(key, entry);
	const { texts } = await shelf(storage).lesson('lesson');
	expect(texts['lesson/tests/test_fare.py']).toMatchObject({
		text: 'def test_a(): assert True\n',
		isAdded: false
	});
	expect(storage.length).toBe(0);
	for (const [key, { text }] of Object.entries(recorded.stores.texts)) expect(texts[key]?.text).toBe(text);
});

test('a tab that goes on from one of its records writes in place of it', async () => {
	await writtenBySecond();
	const key = 'lesson/scratch/scratch.py';
	const open = shelf();
	const file = open.file(key);
	const record = (await open.lesson('lesson')).texts[key];
	if (!record) throw new Error('it was migrated');
	file.hear(record, false);
	file.keep({ text: 'print("more")\n', base: record.base, put: null, replaced: null });
	await open.flush();
	const kept = (await shelf().lesson('lesson')).texts[key];
	expect(kept?.text).toBe('print("more")\n');
	// What stood beside it is still to be settled by the reader.
	expect(kept?.earlier).toMatchObject([{ text: 'print("theirs")\n', isOpen: true }]);
});

test('what an open tab of that version says is understood', () => {
	expect(recorded.said.map(({ record }) => recordOfSecond(record)?.isAdded)).toEqual([false, false]);
});

test('records of today are left as they are, and what is no record is none', () => {
	const today: TextRecord = {
		...{ text: 'a', isAdded: true, base: '', put: null, at: 1 },
		...{ by: { writer: 'A', n: 1 }, after: { A: 1 }, earlier: [] }
	};
	expect(recordOfSecond(today)).toEqual(today);
	for (const bad of [null, 'x', {}, { ...today, isAdded: 'yes' }, { ...today, by: null }])
		expect([recordOfSecond(bad), writeOfSecond(bad)]).toEqual([null, null]);
});
