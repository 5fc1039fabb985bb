// Nothing that a reader typed may be lost: not at the end of a page, not with two tabs, not on a device that keeps nothing.
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openDisk, type Disk } from './disk';
import { exerciseKey, predictionKey, textKey, type ExerciseRecord, type TextRecord } from './records';
import { Shelf } from './shelf.svelte';

const CODE = textKey('mortgage', 'one-test', 'test_mortgage.py');
const text = (text: string, at = 1): TextRecord => ({ text, before: null, at });
const reached = (state: ExerciseRecord['state'], hints: number, at = 1): ExerciseRecord => ({
	state,
	hints,
	at
});

/** localStorage, as far as the journal needs it. */
class FakeStorage implements Storage {
	[name: string]: unknown;
	#entries = new Map<string, string>();
	get length() {
		return this.#entries.size;
	}
	key = (i: number) => [...this.#entries.keys()][i] ?? null;
	getItem = (key: string) => this.#entries.get(key) ?? null;
	setItem = (key: string, value: string) => void this.#entries.set(key, value);
	removeItem = (key: string) => void this.#entries.delete(key);
	clear = () => this.#entries.clear();
}

/** A page that can be hidden and left. */
class FakePage extends EventTarget {
	document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
}

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
});

const shelfOf = (over: ConstructorParameters<typeof Shelf>[0] = {}) =>
	new Shelf({ storage: null, delay: 1e6, ...over });

describe('what is kept', () => {
	test('comes back after a reload', async () => {
		const before = shelfOf();
		before.keep('texts', CODE, text('assert True'));
		before.keep('exercises', exerciseKey('mortgage', 'zero'), reached('started', 2));
		before.keep('predictions', predictionKey('mortgage', 'one-test', 'value'), { choice: '75 %', at: 1 });
		await before.flush();
		const kept = await shelfOf().lesson('mortgage');
		expect(kept).toEqual({
			texts: { [CODE]: text('assert True') },
			exercises: { 'mortgage/exercises/zero': reached('started', 2) },
			predictions: { 'mortgage/one-test/value': { choice: '75 %', at: 1 } }
		});
	});

	test('is of its own lesson, even where one slug begins like another', async () => {
		const shelf = shelfOf();
		shelf.keep('texts', textKey('pytest', 'a', 'a.py'), text('1'));
		shelf.keep('texts', textKey('pytest-more', 'a', 'a.py'), text('2'));
		await shelf.flush();
		expect(Object.keys((await shelfOf().lesson('pytest')).texts)).toEqual(['pytest/a/a.py']);
	});

	test('is there at once, before it is written', async () => {
		const shelf = shelfOf();
		shelf.keep('texts', CODE, text('typed'));
		expect((await shelf.lesson('mortgage')).texts[CODE]?.text).toBe('typed');
	});

	test('is written a moment after the last keystroke, once', async () => {
		vi.useFakeTimers();
		const writes: number[] = [];
		const disk: Disk = {
			read: async () => ({}),
			write: async (batch) => void writes.push(batch.length),
			close() {}
		};
		const shelf = shelfOf({ delay: 300, open: async () => disk });
		for (const letter of 'abc') shelf.keep('texts', CODE, text(letter));
		shelf.keep('texts', textKey('mortgage', 'two', 'b.py'), text('b'));
		await vi.advanceTimersByTimeAsync(300);
		vi.useRealTimers();
		expect(writes).toEqual([2]);
	});

	test('all exercises of all lessons are told together', async () => {
		const shelf = shelfOf();
		shelf.keep('exercises', exerciseKey('a', 'x'), reached('passed', 0));
		shelf.keep('exercises', exerciseKey('b', 'y'), reached('started', 1));
		await shelf.flush();
		expect(Object.keys(await shelfOf().exercises())).toEqual(['a/exercises/x', 'b/exercises/y']);
	});
});

describe('two tabs', () => {
	test('the later text stays, whichever is written last', async () => {
		const [one, two] = [shelfOf(), shelfOf()];
		one.keep('texts', CODE, text('earlier', 1));
		two.keep('texts', CODE, text('later', 2));
		await two.flush();
		await one.flush();
		expect((await shelfOf().lesson('mortgage')).texts[CODE]?.text).toBe('later');
	});

	test('an exercise passed in one is not unpassed by the other', async () => {
		const key = exerciseKey('mortgage', 'zero');
		const [one, two] = [shelfOf(), shelfOf()];
		one.keep('exercises', key, reached('passed', 1, 1));
		await one.flush();
		two.keep('exercises', key, reached('started', 3, 2));
		expect((await two.lesson('mortgage')).exercises[key]).toEqual(reached('passed', 3, 2));
		await two.flush();
		expect((await shelfOf().lesson('mortgage')).exercises[key]).toEqual(reached('passed', 3, 2));
	});

	test('a newer Shakeout in another tab is not held up, and this one goes on in memory', async () => {
		const shelf = shelfOf();
		await shelf.lesson('mortgage');
		(await openDB('shakeout', 99)).close();
		expect(shelf.trouble).toMatch(/newer Shakeout is open in another tab/);
		shelf.keep('texts', CODE, text('still here'));
		await shelf.flush();
		expect((await shelf.lesson('mortgage')).texts[CODE]?.text).toBe('still here');
	});
});

describe('a device that keeps nothing', () => {
	test.each<[string, () => Promise<Disk>]>([
		['no database', () => Promise.reject(new Error('blocked'))],
		['one that cannot be opened', () => Promise.reject(new DOMException('no', 'SecurityError'))]
	])('%s: one sentence, and all stays while the tab is open', async (_, open) => {
		const shelf = shelfOf({ open });
		shelf.keep('texts', CODE, text('typed'));
		await shelf.flush();
		expect(shelf.trouble).toMatch(/lasts until you close this tab/);
		expect((await shelf.lesson('mortgage')).texts[CODE]?.text).toBe('typed');
	});

	test('a newer schema, from an older page', async () => {
		(await openDB('shakeout', 99)).close();
		const shelf = shelfOf();
		shelf.keep('texts', CODE, text('typed'));
		expect((await shelf.lesson('mortgage')).texts[CODE]?.text).toBe('typed');
		expect(shelf.trouble).not.toBeNull();
	});

	test('a full one: said, and written as soon as there is room', async () => {
		let isFull = true;
		const disk = await openDisk(() => {});
		const full: Disk = {
			...disk,
			write: (batch) =>
				isFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : disk.write(batch)
		};
		const shelf = shelfOf({ open: async () => full });
		shelf.keep('texts', CODE, text('first'));
		await shelf.flush();
		expect(shelf.trouble).toMatch(/no room left/);
		isFull = false;
		shelf.keep('texts', textKey('mortgage', 'two', 'b.py'), text('second'));
		await shelf.flush();
		expect(shelf.trouble).toBeNull();
		expect(Object.keys((await shelfOf().lesson('mortgage')).texts)).toHaveLength(2);
	});

	test('one that fails to read', async () => {
		const disk: Disk = { read: () => Promise.reject(new Error('gone')), write: async () => {}, close() {} };
		const shelf = shelfOf({ open: async () => disk });
		expect(await shelf.lesson('mortgage')).toEqual({ texts: {}, exercises: {}, predictions: {} });
		expect(shelf.trouble).not.toBeNull();
	});
});

describe('leaving the page', () => {
	const never: Disk = { read: async () => ({}), write: () => new Promise(() => {}), close() {} };

	test.each(['pagehide', 'hidden'])(
		'%s: the last keystrokes survive a write that is cut off',
		async (how) => {
			const storage = new FakeStorage();
			const page = new FakePage();
			const shelf = shelfOf({ storage, open: async () => never });
			shelf.watch(page);
			shelf.keep('texts', CODE, text('last words'));
			page.document.visibilityState = 'hidden';
			if (how === 'pagehide') page.dispatchEvent(new Event('pagehide'));
			else page.document.dispatchEvent(new Event('visibilitychange'));
			expect(storage.length).toBe(1);

			const next = shelfOf({ storage });
			expect((await next.lesson('mortgage')).texts[CODE]?.text).toBe('last words');
			expect(storage.length).toBe(0);
			expect((await shelfOf().lesson('mortgage')).texts[CODE]?.text).toBe('last words');
		}
	);

	test('what was left behind does not undo what another tab wrote later', async () => {
		const storage = new FakeStorage();
		storage.setItem(
			'shakeout:unsaved:x',
			JSON.stringify([{ store: 'texts', key: CODE, record: text('old', 1) }])
		);
		const other = shelfOf();
		other.keep('texts', CODE, text('new', 2));
		await other.flush();
		expect((await shelfOf({ storage }).lesson('mortgage')).texts[CODE]?.text).toBe('new');
	});

	test.each([
		'',
		'not json',
		'{}',
		'[1, null, {"store":"texts"}]',
		'[{"store":"evil","key":"k","record":{"at":1}}]'
	])('an entry that cannot be read is passed over: %s', async (entry) => {
		const storage = new FakeStorage();
		storage.setItem('shakeout:unsaved:x', entry);
		const shelf = shelfOf({ storage });
		expect((await shelf.lesson('mortgage')).texts).toEqual({});
		expect(shelf.trouble).toBeNull();
	});

	test('an entry is taken away once the database has confirmed it', async () => {
		const storage = new FakeStorage();
		const page = new FakePage();
		const shelf = shelfOf({ storage });
		shelf.watch(page);
		shelf.keep('texts', CODE, text('typed'));
		page.dispatchEvent(new Event('pagehide'));
		await shelf.flush();
		expect(storage.length).toBe(0);
	});
});
