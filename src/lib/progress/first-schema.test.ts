// A reader's work as the first version of the database holds it, written by that version's own rules, is all there after the step to the next.
import { IDBCursor, IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDisk } from './disk';
import { FakeStorage } from './fake-tabs';
import { Shelf } from './shelf.svelte';

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
});

afterEach(() => vi.restoreAllMocks());

/** What the first version wrote: three stores without key paths, records under their keys. */
async function writtenByFirst() {
	const db = await openDB('shakeout', 1, {
		upgrade(db) {
			for (const store of ['texts', 'exercises', 'predictions']) db.createObjectStore(store);
		}
	});
	await db.put('texts', { text: 'typed', before: null, at: 5 }, 'mortgage/one-test/test_mortgage.py');
	await db.put('texts', { text: 'solved', before: 'mine', at: 6 }, 'mortgage/exercises/zero/mortgage.py');
	await db.put('exercises', { state: 'passed', hints: 2, at: 7 }, 'mortgage/exercises/zero');
	await db.put('predictions', { choice: '75 %', at: 8 }, 'mortgage/one-test/value');
	db.close();
}

const shelf = (storage: Storage | null = null) => new Shelf({ storage, tabs: () => null, delay: 1e6 });
const CODE = 'mortgage/one-test/test_mortgage.py';

test('texts have no known base, and what was replaced can still be brought back', async () => {
	await writtenByFirst();
	const { texts, exercises, predictions } = await shelf().lesson('mortgage');
	expect(texts[CODE]).toMatchObject({ text: 'typed', base: null, put: null, at: 5, earlier: [] });
	expect(texts['mortgage/exercises/zero/mortgage.py']).toMatchObject({
		text: 'solved',
		put: 'unknown',
		earlier: [{ text: 'mine', why: 'unknown', isOpen: false }]
	});
	expect(exercises).toEqual({ 'mortgage/exercises/zero': { state: 'passed', hints: 2, at: 7 } });
	expect(predictions).toEqual({ 'mortgage/one-test/value': { choice: '75 %', at: 8 } });
});

test('a tab that has read a migrated text goes on from it', async () => {
	await writtenByFirst();
	const open = shelf();
	const file = open.file(CODE);
	const kept = (await open.lesson('mortgage')).texts[CODE];
	if (!kept) throw new Error('it was migrated');
	file.hear(kept, false);
	file.keep({ text: 'typed on', base: null, put: null, replaced: null });
	await open.flush();
	expect((await shelf().lesson('mortgage')).texts[CODE]).toMatchObject({ text: 'typed on', earlier: [] });
});

test('one that has not replaces nothing of it', async () => {
	await writtenByFirst();
	const open = shelf();
	open.file(CODE).keep({ text: 'typed at once', base: null, put: null, replaced: null });
	const kept = (await open.lesson('mortgage')).texts[CODE];
	expect(kept).toMatchObject({ text: 'typed', earlier: [{ text: 'typed at once', isOpen: true }] });
});

test.each<[string, number, string, string[]]>([
	['later than the database', 9, 'last words', []],
	['earlier than the database', 3, 'typed', ['last words']]
])('what a tab of that version left behind, %s', async (_, at, text, earlier) => {
	await writtenByFirst();
	const storage = new FakeStorage();
	const left = [{ store: 'texts', key: CODE, record: { text: 'last words', before: null, at } }];
	storage.setItem('shakeout:unsaved:x', JSON.stringify(left));
	const kept = (await shelf(storage).lesson('mortgage')).texts[CODE];
	expect(kept?.text).toBe(text);
	expect(kept?.earlier.map(({ text }) => text)).toEqual(earlier);
	expect(storage.length).toBe(0);
});

test('a step that breaks down half-way leaves all as it was, for the next visit', async () => {
	await writtenByFirst();
	// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the cursor that it was taken from
	const { update } = IDBCursor.prototype;
	let updates = 0;
	vi.spyOn(IDBCursor.prototype, 'update').mockImplementation(function (this: IDBCursor, value: unknown) {
		if (++updates === 2) throw new DOMException('no room', 'QuotaExceededError');
		return update.call(this, value);
	});
	await expect(openDisk(() => {})).rejects.toThrow();
	expect(updates).toBe(2);
	vi.restoreAllMocks();
	const { texts } = await shelf().lesson('mortgage');
	expect(texts[CODE]).toMatchObject({ text: 'typed', by: { n: 5 } });
	expect(texts['mortgage/exercises/zero/mortgage.py']).toMatchObject({ text: 'solved', put: 'unknown' });
});
