// Nothing that a reader typed may be lost: not at the end of a page, not with two tabs, not on a device that keeps nothing.
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openDisk, type Disk } from './disk';
import { FakePage, FakeStorage } from './fake-tabs';
import { exerciseKey, predictionKey, textKey, type ExerciseRecord } from './records';
import { Shelf } from './shelf.svelte';

const CODE = textKey('mortgage', 'one-test', 'test_mortgage.py');
/** Types in a file that is opened for it. */
const type = (shelf: Shelf, text: string, key = CODE) =>
	shelf.file(key).keep({ text, base: 'the author’s', put: null, replaced: null });
const textIn = async (shelf: Shelf, key = CODE) => (await shelf.lesson('mortgage')).texts[key]?.text;
const reached = (state: ExerciseRecord['state'], hints: number, at = 1): ExerciseRecord => ({
	state,
	hints,
	at
});

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
});

const shelfOf = (over: ConstructorParameters<typeof Shelf>[0] = {}) =>
	new Shelf({ storage: null, tabs: () => null, delay: 1e6, ...over });

describe('what is kept', () => {
	test('comes back after a reload', async () => {
		const before = shelfOf();
		type(before, 'assert True');
		before.keep('exercises', exerciseKey('mortgage', 'zero'), reached('started', 2));
		before.keep('predictions', predictionKey('mortgage', 'one-test', 'value'), { choice: '75 %', at: 1 });
		await before.flush();
		const kept = await shelfOf().lesson('mortgage');
		expect(kept).toEqual({
			texts: {
				[CODE]: expect.objectContaining({ text: 'assert True', base: 'the author’s', put: null, earlier: [] })
			},
			exercises: { 'mortgage/exercises/zero': reached('started', 2) },
			predictions: { 'mortgage/one-test/value': { choice: '75 %', at: 1 } }
		});
	});

	test('is of its own lesson, even where one slug begins like another', async () => {
		const shelf = shelfOf();
		type(shelf, '1', textKey('pytest', 'a', 'a.py'));
		type(shelf, '2', textKey('pytest-more', 'a', 'a.py'));
		await shelf.flush();
		expect(Object.keys((await shelfOf().lesson('pytest')).texts)).toEqual(['pytest/a/a.py']);
	});

	test('is there at once, before it is written', async () => {
		const shelf = shelfOf();
		type(shelf, 'typed');
		expect(await textIn(shelf)).toBe('typed');
	});

	test('is written a moment after the last keystroke, once', async () => {
		vi.useFakeTimers();
		const writes: number[] = [];
		const disk: Disk = {
			read: async () => ({}),
			write: async (batch) => {
				writes.push(batch.length);
				return batch.map(() => null);
			},
			discard: async () => {},
			close() {}
		};
		const shelf = shelfOf({ delay: 300, open: async () => disk });
		const file = shelf.file(CODE);
		for (const text of 'abc') file.keep({ text, base: '', put: null, replaced: null });
		type(shelf, 'b', textKey('mortgage', 'two', 'b.py'));
		await vi.advanceTimersByTimeAsync(300);
		vi.useRealTimers();
		expect(writes).toEqual([2]);
	});

	test('a text that is discarded is gone, and the others of its record stay', async () => {
		const shelf = shelfOf();
		const file = shelf.file(CODE);
		file.keep({ text: 'first', base: '', put: null, replaced: null });
		const first = { text: 'first', at: 1, why: 'reset' as const, by: null, isOpen: false };
		file.keep({ text: 'second', base: '', put: 'reset', replaced: first });
		await shelf.flush();
		await shelf.discard(CODE, 'second');
		for (const one of [shelf, shelfOf()])
			expect((await one.lesson('mortgage')).texts[CODE]).toMatchObject({
				text: null,
				earlier: [{ text: 'first' }]
			});
		await shelf.discard(CODE, 'first');
		for (const one of [shelf, shelfOf()]) expect((await one.lesson('mortgage')).texts).toEqual({});
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
	test('the later to be written stands beside the earlier, and neither is lost', async () => {
		const [one, two] = [shelfOf(), shelfOf()];
		type(one, 'one');
		type(two, 'two');
		await two.flush();
		await one.flush();
		const kept = (await shelfOf().lesson('mortgage')).texts[CODE];
		expect(kept?.text).toBe('two');
		expect(kept?.earlier).toMatchObject([{ text: 'one', why: 'beside', isOpen: true }]);
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
		type(shelf, 'still here');
		await shelf.flush();
		expect(await textIn(shelf)).toBe('still here');
	});
});

describe('a device that keeps nothing', () => {
	test.each<[string, () => Promise<Disk>]>([
		['no database', () => Promise.reject(new Error('blocked'))],
		['one that cannot be opened', () => Promise.reject(new DOMException('no', 'SecurityError'))]
	])('%s: one sentence, and all stays while the tab is open', async (_, open) => {
		const shelf = shelfOf({ open });
		type(shelf, 'typed');
		await shelf.flush();
		expect(shelf.trouble).toMatch(/lasts until you close this tab/);
		expect(await textIn(shelf)).toBe('typed');
	});

	test('a newer schema, from an older page', async () => {
		(await openDB('shakeout', 99)).close();
		const shelf = shelfOf();
		type(shelf, 'typed');
		expect(await textIn(shelf)).toBe('typed');
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
		type(shelf, 'first');
		await shelf.flush();
		expect(shelf.trouble).toMatch(/no room left/);
		expect([...shelf.unkept]).toEqual([CODE]);
		isFull = false;
		type(shelf, 'second', textKey('mortgage', 'two', 'b.py'));
		await shelf.flush();
		expect(shelf.trouble).toBeNull();
		expect(shelf.unkept.size).toBe(0);
		expect(Object.keys((await shelfOf().lesson('mortgage')).texts)).toHaveLength(2);
	});

	test('one that fails to read', async () => {
		const disk: Disk = {
			read: () => Promise.reject(new Error('gone')),
			write: async () => [],
			discard: async () => {},
			close() {}
		};
		const shelf = shelfOf({ open: async () => disk });
		expect(await shelf.lesson('mortgage')).toEqual({ texts: {}, exercises: {}, predictions: {} });
		expect(shelf.trouble).not.toBeNull();
	});
});

describe('leaving the page', () => {
	const never: Disk = {
		read: async () => ({}),
		write: () => new Promise(() => {}),
		discard: async () => {},
		close() {}
	};

	test.each(['pagehide', 'hidden'])(
		'%s: the last keystrokes survive a write that is cut off',
		async (how) => {
			const storage = new FakeStorage();
			const page = new FakePage();
			const shelf = shelfOf({ storage, open: async () => never });
			shelf.watch(page);
			type(shelf, 'last words');
			page.document.visibilityState = 'hidden';
			if (how === 'pagehide') page.dispatchEvent(new Event('pagehide'));
			else page.document.dispatchEvent(new Event('visibilitychange'));
			expect(storage.length).toBe(1);

			const next = shelfOf({ storage });
			expect(await textIn(next)).toBe('last words');
			expect(storage.length).toBe(0);
			expect(await textIn(shelfOf())).toBe('last words');
		}
	);

	/** Whether the browser asks before it leaves the page. */
	const asks = (page: FakePage) => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));

	test('where nothing can be put down it is written without waiting, and until it is the browser asks', async () => {
		const page = new FakePage();
		const refuses = Object.assign(new FakeStorage(), {
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		});
		const shelf = shelfOf({ storage: refuses });
		const stop = shelf.watch(page);
		expect(asks(page)).toBe(false);
		type(shelf, 'last words');
		expect(asks(page)).toBe(true);
		// Nobody flushes: the delay of this shelf is longer than any test.
		await vi.waitFor(async () => expect(await textIn(shelfOf())).toBe('last words'));
		await vi.waitFor(() => expect(asks(page)).toBe(false));
		type(shelf, 'more');
		stop();
		expect(asks(page)).toBe(false);
	});

	test('where it can be put down the browser does not ask', () => {
		const page = new FakePage();
		const shelf = shelfOf({ storage: new FakeStorage(), open: async () => never });
		shelf.watch(page);
		type(shelf, 'typed');
		expect(asks(page)).toBe(false);
	});

	test('what was left behind replaces nothing that another tab wrote since, and is kept beside it', async () => {
		const storage = new FakeStorage();
		const page = new FakePage();
		const left = shelfOf({ storage, open: async () => never });
		left.watch(page);
		type(left, 'left behind');
		page.dispatchEvent(new Event('pagehide'));
		const other = shelfOf();
		type(other, 'new');
		await other.flush();
		const kept = (await shelfOf({ storage }).lesson('mortgage')).texts[CODE];
		expect(kept?.text).toBe('new');
		expect(kept?.earlier).toMatchObject([{ text: 'left behind', isOpen: true }]);
		expect(storage.length).toBe(0);
	});

	test('a tab that is only hidden may be taken in by another, and goes on', async () => {
		const storage = new FakeStorage();
		const page = new FakePage();
		const hidden = shelfOf({ storage, open: async () => never });
		hidden.watch(page);
		type(hidden, 'hidden');
		page.dispatchEvent(new Event('pagehide'));
		const entry = storage.getItem(storage.key(0) ?? '');
		expect(await textIn(shelfOf({ storage }))).toBe('hidden');
		// The same again, as its own write comes after all.
		storage.setItem('shakeout:unsaved:again', entry ?? '');
		const kept = (await shelfOf({ storage }).lesson('mortgage')).texts[CODE];
		expect(kept).toMatchObject({ text: 'hidden', earlier: [] });
	});

	test('what a tab puts down while another takes in what was left stays for the next', async () => {
		const storage = new FakeStorage();
		const entry = (text: string) =>
			JSON.stringify([{ store: 'predictions', key: 'mortgage/a/value', record: { choice: text, at: 1 } }]);
		storage.setItem('shakeout:unsaved:x', entry('first'));
		const disk = await openDisk(() => {});
		const slow: Disk = {
			...disk,
			write: (batch) => {
				storage.setItem('shakeout:unsaved:x', entry('put down meanwhile'));
				return disk.write(batch);
			}
		};
		await shelfOf({ storage, open: async () => slow }).lesson('mortgage');
		expect(storage.getItem('shakeout:unsaved:x')).toBe(entry('put down meanwhile'));
	});

	test('several are taken in in the order in which they were written', async () => {
		const storage = new FakeStorage();
		const write = (text: string, at: number, by: string, on: Record<string, number>) => {
			const record = { text, base: null, put: null, at, by: { writer: by, n: 1 }, on };
			return JSON.stringify([
				{ store: 'texts', key: CODE, record: { ...record, isBeside: false, replaced: [], settled: [] } }
			]);
		};
		storage.setItem('shakeout:unsaved:a', write('later', 2, 'B', { A: 1 }));
		storage.setItem('shakeout:unsaved:b', write('earlier', 1, 'A', {}));
		const kept = (await shelfOf({ storage }).lesson('mortgage')).texts[CODE];
		expect(kept).toMatchObject({ text: 'later', earlier: [] });
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
		type(shelf, 'typed');
		page.dispatchEvent(new Event('pagehide'));
		await shelf.flush();
		expect(storage.length).toBe(0);
	});
});
