// Tabs that hear each other by localStorage, where there is no BroadcastChannel.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeStorage } from './fake-tabs';
import { byStorage, openTabs, type TabMessage } from './tabs';

const LEFT: TabMessage = { kind: 'left', writers: ['A'] };
const WROTE: TabMessage = {
	kind: 'wrote',
	key: 'lesson/a/a.py',
	record: {
		text: 'a',
		isAdded: false,
		base: null,
		put: null,
		at: 1,
		by: { writer: 'A', n: 1 },
		after: { A: 1 },
		earlier: []
	}
};

/** What a browser does: the other tabs are told of each entry that is written. */
class SharedStorage extends FakeStorage {
	readonly others = new EventTarget();
	override setItem = (key: string, newValue: string) =>
		void this.others.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
}

let heard: TabMessage[] = [];
beforeEach(() => (heard = []));
afterEach(() => void vi.unstubAllGlobals());

test.each([LEFT, WROTE])('a message arrives as it was sent: $kind', (message) => {
	const storage = new SharedStorage();
	byStorage((one) => heard.push(one), storage, storage.others);
	byStorage(() => {}, storage, new EventTarget())?.post(message);
	expect(heard).toEqual([message]);
});

test.each([
	'',
	'null',
	'{"kind":"wrote","key":"k","record":{"text":1}}',
	'{"kind":"left","writers":[1]}',
	'[]'
])('what cannot be read is passed over: %s', (json) => {
	const storage = new SharedStorage();
	byStorage((one) => heard.push(one), storage, storage.others);
	storage.setItem('shakeout:tabs', json);
	expect(heard).toEqual([]);
});

test('a tab that has closed hears no more', () => {
	const storage = new SharedStorage();
	const tabs = byStorage((one) => heard.push(one), storage, storage.others);
	tabs?.close();
	byStorage(() => {}, storage, new EventTarget())?.post(LEFT);
	expect(heard).toEqual([]);
});

test('a full storage is no error', () => {
	const storage = new FakeStorage();
	storage.setItem = () => {
		throw new DOMException('full', 'QuotaExceededError');
	};
	expect(() => byStorage(() => {}, storage, new EventTarget())?.post(LEFT)).not.toThrow();
});

test('where there is neither, tabs do not speak', () => {
	vi.stubGlobal('BroadcastChannel', undefined);
	Reflect.deleteProperty(globalThis, 'BroadcastChannel');
	vi.stubGlobal('localStorage', null);
	expect(openTabs(() => {})).toBeNull();
});
