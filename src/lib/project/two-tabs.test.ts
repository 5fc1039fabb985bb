// Two tabs on one file, in every order of typing, writing, hearing, leaving and choosing: whatever was typed and put down is there at the end,
// as the text or among what can be brought back.
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Disk } from '#lib/progress/disk';
import { openDisk } from '#lib/progress/disk';
import { FakeChannel, FakeDisk, FakePage, FakeStorage } from '#lib/progress/fake-tabs';
import type { TextRecord } from '#lib/progress/records';
import { Shelf } from '#lib/progress/shelf.svelte';
import { sourceFile } from './fake-runtime';
import { OpenFile } from './open-file.svelte';

const KEY = 'lesson/cell/a.py';
const ORIGINAL = 'original\n';

/** All that two tabs share. */
class Device {
	readonly storage = new FakeStorage();
	readonly channel = new FakeChannel();
	constructor(readonly disk: Disk = new FakeDisk()) {}

	async kept(): Promise<TextRecord | undefined> {
		return (await this.disk.read('texts', KEY))[KEY];
	}
}

class Tab {
	readonly page = new FakePage();
	readonly shelf: Shelf;
	readonly file: OpenFile;
	/** From now on the database does not answer: the tab is being closed. */
	isCutOff = false;

	constructor(
		readonly device: Device,
		original = ORIGINAL,
		isDeaf = false
	) {
		const { disk } = device;
		const open = async (): Promise<Disk> => ({
			read: (store, prefix) => disk.read(store, prefix),
			write: (batch) => (this.isCutOff ? new Promise(() => {}) : disk.write(batch)),
			discard: (key, text) => disk.discard(key, text),
			close() {}
		});
		const tabs = isDeaf ? () => null : device.channel.open;
		this.shelf = new Shelf({ open, storage: device.storage, tabs, delay: 1e6 });
		this.shelf.watch(this.page);
		this.file = new OpenFile(sourceFile('a.py', original), this.shelf.file(KEY));
	}

	async restore(): Promise<this> {
		const record = (await this.shelf.lesson('lesson')).texts[KEY];
		if (record) this.file.restore(record);
		this.shelf.ask('lesson');
		return this;
	}

	/** At the end of the text, as a reader would. */
	type(words: string): void {
		this.file.type(`${this.file.text}${words}\n`);
	}

	get choices(): string {
		const { rift } = this.file;
		return rift === null ? 'none' : rift.kind === 'differs' && rift.isQuiet ? 'quiet' : rift.kind;
	}
}

/** The clock of the test: a moment later at each look, as it is for a hand. */
let now = 0;
beforeEach(() => {
	now = Date.UTC(2026, 10, 29, 14);
	vi.spyOn(Date, 'now').mockImplementation(() => ++now);
});
afterEach(() => void vi.restoreAllMocks());

async function two(device = new Device()): Promise<[Tab, Tab]> {
	return [await new Tab(device).restore(), await new Tab(device).restore()];
}

describe('a tab that has nothing of its own', () => {
	test('shows what the other writes, and says so', async () => {
		const [one, other] = await two();
		one.type('ten lines');
		await one.shelf.flush();
		one.file.type(`${ORIGINAL}ten better lines\n`);
		await one.shelf.flush();
		one.device.channel.deliver();
		expect(other.file.text).toBe(`${ORIGINAL}ten better lines\n`);
		expect(other.file.rift).toMatchObject({ kind: 'followed', was: ORIGINAL });
		expect(one.file.rift).toBeNull();
	});

	test('is told when it opens the file after the other has written', async () => {
		const [one] = await two();
		one.type('ten lines');
		await one.shelf.flush();
		const late = await new Tab(one.device).restore();
		expect(late.choices).toBe('none');
		one.device.channel.deliver();
		expect(late.choices).toBe('followed');
		expect(late.file.text).toContain('ten lines');
	});

	test.each<[string, (tab: Tab) => void]>([
		['closed', (tab) => tab.page.leave()],
		['at another page', (tab) => tab.file.close()]
	])('is asked nothing once the other is %s', async (_, leave) => {
		const [one, other] = await two();
		one.type('ten lines');
		await one.shelf.flush();
		one.device.channel.deliver();
		leave(one);
		one.device.channel.deliver();
		expect(other.choices).toBe('none');
		other.type('one more');
		await other.shelf.flush();
		expect((await one.device.kept())?.text).toBe(`${ORIGINAL}ten lines\none more\n`);
		expect(other.choices).toBe('none');
	});

	test('finds out when the reader turns to it, where tabs cannot speak', async () => {
		const device = new Device();
		const one = await new Tab(device, ORIGINAL, true).restore();
		const other = await new Tab(device, ORIGINAL, true).restore();
		one.type('ten lines');
		await one.shelf.flush();
		other.page.turn('visible');
		await vi.waitFor(() => expect(other.file.text).toContain('ten lines'));
	});

	test('that was put aside and comes back finds out too', async () => {
		const [one, other] = await two();
		other.page.leave();
		one.type('ten lines');
		await one.shelf.flush();
		one.device.channel.deliver();
		expect(other.file.text).toBe(ORIGINAL);
		other.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
		await vi.waitFor(() => expect(other.file.text).toContain('ten lines'));
		one.device.channel.deliver();
		expect(other.choices).toBe('followed');
	});
});

describe('before the second tab writes over the first', () => {
	async function asked(): Promise<[Tab, Tab]> {
		const [one, other] = await two();
		one.type('first');
		await one.shelf.flush();
		one.device.channel.deliver();
		other.type('second');
		await other.shelf.flush();
		one.device.channel.deliver();
		expect(other.file.rift).toMatchObject({ kind: 'differs', theirs: `${ORIGINAL}first\n`, isLive: true });
		const kept = await one.device.kept();
		expect(kept).toMatchObject({ text: `${ORIGINAL}first\n` });
		expect(kept?.earlier).toMatchObject([{ text: other.file.text, isOpen: true }]);
		return [one, other];
	}

	test('it can take over, and what it replaced can be brought back', async () => {
		const [one, other] = await asked();
		other.file.takeOver();
		await other.shelf.flush();
		one.device.channel.deliver();
		expect((await one.device.kept())?.text).toBe(`${ORIGINAL}first\nsecond\n`);
		expect(other.choices).toBe('none');
		expect(one.choices).toBe('followed');
		expect(one.file.text).toBe(`${ORIGINAL}first\nsecond\n`);
		const first = other.file.earlier.find(({ text }) => text === `${ORIGINAL}first\n`);
		if (!first) throw new Error('what it replaced is gone');
		other.file.bringBack(first);
		await other.shelf.flush();
		expect((await one.device.kept())?.text).toBe(`${ORIGINAL}first\n`);
		expect(other.file.canUndo).toBe(true);
		other.file.undo();
		expect(other.file.text).toBe(`${ORIGINAL}first\nsecond\n`);
	});

	test('then the first is asked in its turn', async () => {
		const [one, other] = await asked();
		other.file.takeOver();
		await other.shelf.flush();
		one.device.channel.deliver();
		one.type('third');
		expect(one.choices).toBe('differs');
		await one.shelf.flush();
		expect((await one.device.kept())?.text).toBe(`${ORIGINAL}first\nsecond\n`);
	});

	test('it can use the other’s, and its own can be brought back', async () => {
		const [one, other] = await asked();
		other.file.useTheirs();
		await other.shelf.flush();
		expect(other.file.text).toBe(`${ORIGINAL}first\n`);
		expect(other.choices).toBe('none');
		expect(other.file.beside).toEqual([]);
		other.file.undo();
		expect(other.file.text).toBe(`${ORIGINAL}first\nsecond\n`);
		await other.shelf.flush();
		expect((await one.device.kept())?.text).toBe(other.file.text);
	});

	test('it can keep both: each goes on by itself, and after a reload both are there', async () => {
		const [one, other] = await asked();
		other.file.keepBoth();
		other.type('more');
		one.type('more of the first');
		await Promise.all([one.shelf.flush(), other.shelf.flush()]);
		one.device.channel.deliver();
		expect([one.choices, other.choices]).toEqual(['none', 'quiet']);
		const again = await new Tab(one.device).restore();
		expect(again.file.text).toBe(`${ORIGINAL}first\nmore of the first\n`);
		expect(again.file.beside).toMatchObject([{ text: `${ORIGINAL}first\nsecond\nmore\n` }]);
		again.file.leaveBeside();
		await again.shelf.flush();
		const later = await new Tab(one.device).restore();
		expect(later.file.beside).toEqual([]);
		expect(later.file.earlier).toMatchObject([{ text: `${ORIGINAL}first\nsecond\nmore\n` }]);
	});

	test('typing the same is no difference', async () => {
		const [one, other] = await asked();
		other.file.type(one.file.text);
		await other.shelf.flush();
		expect(other.choices).toBe('none');
	});
});

test('both type at once: the one that is written second is told, and loses nothing', async () => {
	const [one, other] = await two();
	one.type('first');
	other.type('second');
	await Promise.all([one.shelf.flush(), other.shelf.flush()]);
	one.device.channel.deliver();
	expect([one.choices, other.choices]).toEqual(['none', 'differs']);
	expect(other.file.text).toBe(`${ORIGINAL}second\n`);
	expect((await one.device.kept())?.earlier).toMatchObject([{ text: `${ORIGINAL}second\n`, isOpen: true }]);
});

test('typed before what is kept has come: it stands beside it, and nothing is overwritten', async () => {
	const device = new Device();
	const before = await new Tab(device).restore();
	before.type('fifty lines');
	await before.shelf.flush();
	before.page.leave();
	const early = new Tab(device);
	early.type('x');
	await early.restore();
	expect(early.file.text).toBe(`${ORIGINAL}x\n`);
	expect(early.file.rift).toMatchObject({
		kind: 'differs',
		theirs: `${ORIGINAL}fifty lines\n`,
		isLive: false
	});
	expect((await device.kept())?.text).toBe(`${ORIGINAL}fifty lines\n`);
});

test('Reset in one while the other types: what was reset can be brought back, what was typed is beside', async () => {
	const [one, other] = await two();
	one.type('first');
	await one.shelf.flush();
	one.device.channel.deliver();
	one.file.reset();
	other.type('second');
	await Promise.all([one.shelf.flush(), other.shelf.flush()]);
	const kept = await one.device.kept();
	expect([kept?.text, ...(kept?.earlier ?? []).map(({ text }) => text)]).toEqual(
		expect.arrayContaining([`${ORIGINAL}first\n`, `${ORIGINAL}first\nsecond\n`])
	);
});

const ACTS: Record<string, (tab: Tab) => Promise<Tab> | Tab> = {
	type: (tab) => tab,
	write: async (tab) => (await tab.shelf.flush(), tab),
	hear: (tab) => (tab.device.channel.deliver(), tab),
	reset: (tab) => (tab.file.reset(), tab),
	solution: (tab) => (tab.file.replace('solved\n', 'solution'), tab),
	remove: (tab) => (tab.file.remove(), tab),
	undo: (tab) => (tab.file.undo(), tab),
	reload: async (tab) => {
		tab.page.leave();
		await tab.shelf.flush();
		return new Tab(tab.device).restore();
	},
	cut: (tab) => {
		tab.isCutOff = true;
		tab.page.leave();
		return new Tab(tab.device).restore();
	},
	hide: async (tab) => (tab.page.turn('hidden'), await tab.shelf.flush(), tab),
	look: async (tab) => (tab.page.turn('visible'), await tab.shelf.flush(), tab),
	'take over': (tab) => (tab.file.takeOver(), tab),
	'use theirs': (tab) => (tab.file.useTheirs(), tab),
	'keep both': (tab) => (tab.file.keepBoth(), tab),
	'bring back': (tab) => {
		const [earlier] = tab.file.earlier;
		if (earlier) tab.file.bringBack(earlier);
		return tab;
	},
	'leave beside': (tab) => (tab.file.leaveBeside(), tab)
};

/** Plays the steps, writes what is waiting, and tells which of the typed words are nowhere any more. */
async function lost(steps: readonly (readonly [who: 0 | 1, act: string])[]): Promise<string[]> {
	const device = new Device();
	const tabs = [await new Tab(device).restore(), await new Tab(device).restore()];
	const typed: string[] = [];
	for (const [who, act] of steps) {
		const tab = tabs[who];
		const does = ACTS[act];
		if (!tab || !does) throw new Error(`no such step: ${act}`);
		if (act === 'type') {
			typed.push(`word${typed.length}.`);
			tab.type(typed.at(-1) ?? '');
		}
		tabs[who] = await does(tab);
	}
	for (const tab of tabs) await tab.shelf.flush();
	const kept = await device.kept();
	const all = [kept?.text ?? '', ...(kept?.earlier ?? []).map(({ text }) => text)].join('');
	return typed.filter((word) => !all.includes(word));
}

describe('nothing is lost', () => {
	const both = (act: string) => [[0, act] as const, [1, act] as const];
	const core = ['type', 'write', 'cut', 'take over'].flatMap(both);
	const steps = [...core, [0, 'hear'] as const];

	test('in any order of four steps of typing, writing, hearing, being closed and taking over', async () => {
		const bad: string[] = [];
		let tried = 0;
		const go = async (done: (readonly [0 | 1, string])[]): Promise<void> => {
			if (done.length === 4) {
				tried += 1;
				if ((await lost(done)).length) bad.push(done.map(([who, act]) => `${who} ${act}`).join(', '));
				return;
			}
			// Which tab is called the first makes no difference.
			for (const step of done.length ? steps : steps.filter(([who]) => who === 0)) await go([...done, step]);
		};
		await go([]);
		expect(bad).toEqual([]);
		expect(tried).toBe(5 * 9 ** 3);
	}, 120_000);

	test('in four hundred orders of fourteen steps of all kinds', async () => {
		let seed = 1;
		const random = (n: number) => {
			seed = (seed * 48271) % 2147483647;
			return seed % n;
		};
		const acts = Object.keys(ACTS);
		const bad: string[] = [];
		for (let i = 0; i < 400; i++) {
			const order = Array.from({ length: 14 }, () => {
				const act = random(3) === 0 ? 'type' : (acts[random(acts.length)] ?? 'type');
				return [random(2) === 0 ? 0 : 1, act] as const;
			});
			const words = await lost(order);
			if (words.length)
				bad.push(`${words.join(' ')} of ${order.map(([who, act]) => `${who} ${act}`).join(', ')}`);
		}
		expect(bad).toEqual([]);
	}, 120_000);

	test('in a real database, two tabs writing at the same moment', async () => {
		globalThis.indexedDB = new IDBFactory();
		const device = new Device(await openDisk(() => {}));
		const second = await openDisk(() => {});
		const [one, other] = [await new Tab(device).restore(), await new Tab(new Device(second)).restore()];
		for (const word of ['a', 'b', 'c', 'd']) {
			one.type(`one ${word}`);
			other.type(`other ${word}`);
			await Promise.all([one.shelf.flush(), other.shelf.flush()]);
		}
		const kept = await device.kept();
		const texts = [kept?.text, ...(kept?.earlier ?? []).map(({ text }) => text)];
		expect(texts.toSorted()).toEqual([one.file.text, other.file.text].toSorted());
	});
});
