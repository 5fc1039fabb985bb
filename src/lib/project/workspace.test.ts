// Files that a reader adds, renames and removes: what a run is given, what comes back, what two tabs make of it, and that nothing is lost.
import { describe, expect, test, vi } from 'vitest';
import { FakeChannel, FakeDisk, FakePage } from '#lib/progress/fake-tabs';
import { Shelf } from '#lib/progress/shelf.svelte';
import { contentOf } from '#lib/runtime/files';
import { sourceFile } from './fake-runtime';
import { Workspace, type Given } from './workspace.svelte';

const GIVEN: Given = {
	files: [
		sourceFile('main.py', 'import helper\n'),
		sourceFile('given.py', 'X = 1\n', true),
		sourceFile('b.py', 'b\n')
	],
	stdin: ['Ada'],
	args: '-q',
	machine: sourceFile('m.py', 'leave()'),
	clock: 'real',
	entry: 'main.py'
};

class Tab {
	readonly page = new FakePage();
	readonly shelf: Shelf;
	readonly workspace: Workspace;
	edits = 0;

	constructor(
		readonly device: { disk: FakeDisk; channel: FakeChannel } = {
			disk: new FakeDisk(),
			channel: new FakeChannel()
		},
		given: Partial<Given> = {}
	) {
		this.shelf = new Shelf({
			open: async () => device.disk,
			storage: null,
			tabs: device.channel.open,
			delay: 1e6
		});
		this.shelf.watch(this.page);
		const home = { lesson: 'lesson', cell: 'a', shelf: this.shelf, onedit: () => void this.edits++ };
		this.workspace = new Workspace({ ...GIVEN, ...given }, home);
	}

	async restore(): Promise<this> {
		this.workspace.restore(await this.shelf.lesson('lesson'));
		this.shelf.ask('lesson');
		this.device.channel.deliver();
		return this;
	}

	async write(): Promise<void> {
		await this.shelf.flush();
		this.device.channel.deliver();
	}

	/** As after a reload: this tab is closed. */
	async again(given: Partial<Given> = {}): Promise<Tab> {
		this.workspace.close();
		await this.write();
		return new Tab(this.device, given).restore();
	}

	get names(): string[] {
		return this.workspace.files.map(({ name }) => name);
	}

	get files() {
		return this.workspace.taken.files;
	}

	file(name: string) {
		const file = this.workspace.file(name);
		if (!file) throw new Error(`there is no ${name}`);
		return file;
	}
}

const open = () => new Tab().restore();

describe('a file that was added', () => {
	test('goes to a run, is an edit, and is there after a reload, empty or not', async () => {
		const tab = await open();
		expect([tab.workspace.add('helper.py', 'Y = 2\n'), tab.workspace.add(' ./data/empty.txt ')]).toEqual([
			null,
			null
		]);
		expect(tab.names).toEqual(['main.py', 'given.py', 'b.py', 'data/empty.txt', 'helper.py']);
		expect(tab.files).toMatchObject({ 'helper.py': 'Y = 2\n', 'data/empty.txt': '' });
		expect(tab.edits).toBe(2);
		expect(tab.workspace.place.isChanged).toBe(true);
		const later = await tab.again();
		expect(later.names).toEqual(tab.names);
		expect(later.files).toEqual(tab.files);
		expect(later.workspace.place.notices).toEqual([]);
	});

	test('may be no text: it has a size, goes to a run as it is, and is kept', async () => {
		const tab = await open();
		const content = contentOf(new Uint8Array([0, 255, 1]));
		expect(tab.workspace.add('a.bin', content)).toBeNull();
		const later = await tab.again();
		expect([later.file('a.bin').size, later.file('b.py').size]).toEqual([3, null]);
		expect(later.files).toMatchObject({ 'a.bin': content });
		later.workspace.rename(later.file('a.bin'), 'b.bin');
		expect(later.workspace.snapshot().files).toMatchObject({ 'b.bin': content });
	});

	test('is new since a run before it, and one that is gone is too', async () => {
		const tab = await open();
		const before = tab.workspace.texts;
		tab.workspace.add('helper.py');
		expect(tab.workspace.changedSince(before)).toEqual(['helper.py']);
		const then = tab.workspace.texts;
		tab.workspace.remove(tab.file('helper.py'));
		expect(tab.workspace.changedSince(then)).toEqual(['helper.py']);
		expect(tab.workspace.changedSince(before)).toEqual([]);
	});

	test('is refused where its name is, and nothing changes', async () => {
		const tab = await open();
		for (const name of ['', '../x.py', '/x.py', 'C:\\x.py', 'main.py', 'input()', 'pytest arguments'])
			expect(tab.workspace.add(name)).toMatch(/\.$/);
		expect(tab.names).toEqual(['main.py', 'given.py', 'b.py']);
		expect(tab.edits).toBe(0);
	});

	test('goes with Reset, and comes back with the way back, then and after a reload', async () => {
		const tab = await open();
		tab.workspace.add('helper.py', 'mine\n');
		tab.workspace.place.reset();
		expect(tab.names).toEqual(['main.py', 'given.py', 'b.py']);
		const later = await tab.again();
		expect(later.names).toEqual(['main.py', 'given.py', 'b.py']);
		later.workspace.place.undo();
		expect(later.files).toMatchObject({ 'helper.py': 'mine\n' });
	});

	test('whose name the author has by now keeps the reader’s text, and says so', async () => {
		const tab = await open();
		tab.workspace.add('new.py', 'mine\n');
		const files = [...GIVEN.files, sourceFile('new.py', 'theirs\n')];
		const later = await tab.again({ files });
		expect(later.files).toMatchObject({ 'new.py': 'mine\n' });
		expect(later.workspace.place.notices.map(({ kind }) => kind)).toEqual(['lesson']);
		tab.workspace.remove(tab.file('new.py'));
		expect((await tab.again({ files })).files).toMatchObject({ 'new.py': 'theirs\n' });
	});
});

describe('a file that was removed', () => {
	test.each(['b.py', 'helper.py'])(
		'%s is in no run, and can be brought back, after a reload too',
		async (name) => {
			const tab = await open();
			tab.workspace.add('helper.py', 'mine\n');
			tab.file('b.py').type('edited\n');
			const before = tab.files;
			expect(tab.workspace.remove(tab.file(name))).toBeNull();
			expect(tab.names).not.toContain(name);
			const later = await tab.again();
			expect(later.names).not.toContain(name);
			expect(later.workspace.place.canUndo).toBe(true);
			later.workspace.place.undo();
			expect(later.files).toEqual(before);
			expect((await later.again()).files).toEqual(before);
		}
	);

	test('unedited comes back as the author has it, by the way back or by Reset', async () => {
		for (const back of ['undo', 'reset'] as const) {
			const tab = await open();
			tab.workspace.remove(tab.file('b.py'));
			const later = await tab.again();
			later.workspace.place[back]();
			expect(later.files).toMatchObject({ 'b.py': 'b\n' });
			expect(later.workspace.place.isChanged).toBe(false);
			expect(later.workspace.place.canUndo).toBe(back === 'reset');
		}
	});

	test('is among the earlier versions, from where it comes back', async () => {
		const tab = await open();
		tab.workspace.add('helper.py', 'mine\n');
		tab.workspace.remove(tab.file('helper.py'));
		const later = await tab.again();
		const [one] = later.workspace.place.earlier;
		expect(one).toMatchObject({ name: 'helper.py', earlier: { text: 'mine\n', why: 'removed' } });
		if (one) one.file?.bringBack(one.earlier);
		expect(later.files).toMatchObject({ 'helper.py': 'mine\n' });
	});

	test('can be added again under its name, and what was in it is not lost', async () => {
		const tab = await open();
		tab.workspace.add('helper.py', 'mine\n');
		tab.workspace.remove(tab.file('helper.py'));
		expect(tab.workspace.add('helper.py')).toBeNull();
		expect(tab.files).toMatchObject({ 'helper.py': '' });
		expect((await tab.again()).workspace.place.earlier.map(({ earlier }) => earlier.text)).toEqual([
			'mine\n'
		]);
	});

	test.each([
		['main.py', /run begins with main\.py/],
		['given.py', /read only/]
	])('is not %s', async (name, why) => {
		const tab = await open();
		expect(tab.workspace.remove(tab.file(name))).toMatch(why);
		expect(tab.workspace.rename(tab.file(name), 'other.py')).toMatch(why);
		expect(tab.names).toContain(name);
	});

	test('is not the last one', async () => {
		const tab = await new Tab(undefined, { files: [sourceFile('a.py', 'a')], entry: null }).restore();
		expect(tab.workspace.remove(tab.file('a.py'))).toMatch(/only file/);
	});
});

describe('another name', () => {
	test('has the text, and the old name is free; after a reload too, with nothing to undo', async () => {
		const tab = await open();
		tab.file('b.py').type('mine\n');
		expect(tab.workspace.rename(tab.file('b.py'), 'c.py')).toBeNull();
		const later = await tab.again();
		expect(later.names).toEqual(['main.py', 'given.py', 'c.py']);
		expect(later.files).toMatchObject({ 'c.py': 'mine\n' });
		expect(later.workspace.place.canUndo).toBe(false);
		expect(later.workspace.rename(later.file('c.py'), 'b.py')).toBeNull();
		expect((await later.again()).files).toEqual({ ...GIVEN_TEXTS, 'b.py': 'mine\n' });
	});

	test.each([false, true])(
		'goes with Reset, and comes back with the way back (after a reload: %s)',
		async (isLater) => {
			const first = await open();
			first.file('b.py').type('mine\n');
			first.workspace.rename(first.file('b.py'), 'c.py');
			const renamed = first.files;
			first.workspace.place.reset();
			expect(first.files).toEqual({ ...GIVEN_TEXTS, 'b.py': 'b\n' });
			expect(first.workspace.place.isChanged).toBe(false);
			const tab = isLater ? await first.again() : first;
			tab.workspace.place.undo();
			expect(tab.files).toEqual(renamed);
			expect((await tab.again()).files).toEqual(renamed);
			tab.workspace.place.reset();
			expect(tab.files).toEqual({ ...GIVEN_TEXTS, 'b.py': 'b\n' });
		}
	);

	test('may differ in large and small letters alone, and may not be another’s', async () => {
		const tab = await open();
		expect(tab.workspace.rename(tab.file('b.py'), 'B.py')).toBeNull();
		expect(tab.workspace.rename(tab.file('B.py'), 'main.py')).toMatch(/already/);
		expect(tab.workspace.rename(tab.file('B.py'), '../b.py')).toMatch(/leads out/);
		expect(tab.names).toEqual(['main.py', 'given.py', 'B.py']);
	});
});
const GIVEN_TEXTS = { 'main.py': 'import helper\n', 'given.py': 'X = 1\n', 'b.py': 'b\n' };

describe('a snapshot', () => {
	test('is what the reader can change, and putting it back brings all of that back', async () => {
		const tab = await open();
		tab.workspace.add('helper.py', 'one\n');
		tab.file('main.py').type('mine\n');
		tab.workspace.input.type('Bo');
		tab.workspace.args?.type('-x');
		tab.workspace.machine.isFresh = true;
		tab.workspace.clock = 'virtual';
		const mine = tab.workspace.snapshot();
		expect(mine).toEqual({
			files: { 'main.py': 'mine\n', 'b.py': 'b\n', 'helper.py': 'one\n' },
			input: 'Bo',
			args: '-x',
			isFresh: true,
			clock: 'virtual'
		});
		const theirs = {
			files: { 'main.py': 'theirs\n', 'more.py': 'm\n' },
			input: '',
			args: '',
			isFresh: false,
			clock: 'real' as const
		};
		expect(tab.workspace.replaceAll(theirs, 'other-tab')).toBeNull();
		expect(tab.workspace.snapshot()).toEqual(theirs);
		expect(tab.names).toEqual(['main.py', 'given.py', 'more.py']);
		const later = await tab.again();
		later.workspace.place.undo();
		expect(later.workspace.snapshot()).toMatchObject({ files: mine.files, input: 'Bo', args: '-x' });
		expect(tab.workspace.replaceAll(mine, 'bring-back')).toBeNull();
		expect(tab.workspace.snapshot()).toEqual(mine);
	});

	test('put back over what the author gave can be undone, then and after a reload', async () => {
		for (const isLater of [false, true]) {
			const first = await open();
			const before = first.workspace.snapshot();
			const theirs = {
				...before,
				files: { 'main.py': 'theirs\n', 'b.py': 'theirs\n' },
				input: 'Bo',
				args: '-x'
			};
			expect(first.workspace.replaceAll(theirs, 'other-tab')).toBeNull();
			const tab = isLater ? await first.again() : first;
			expect(tab.workspace.snapshot()).toEqual(theirs);
			expect(tab.workspace.place.canUndo).toBe(true);
			tab.workspace.place.undo();
			expect(tab.workspace.snapshot()).toEqual(before);
			expect(tab.workspace.place.isChanged).toBe(false);
			expect(tab.workspace.place.canUndo).toBe(false);
		}
	});

	test('that has a file which the reader had removed: it goes again', async () => {
		const tab = await open();
		const all = tab.workspace.snapshot();
		tab.workspace.remove(tab.file('b.py'));
		const before = tab.workspace.snapshot();
		expect(
			tab.workspace.replaceAll({ ...all, files: { ...all.files, 'b.py': 'theirs\n' } }, 'other-tab')
		).toBeNull();
		const later = await tab.again();
		later.workspace.place.undo();
		expect(later.workspace.snapshot()).toEqual(before);
		expect((await later.again()).workspace.snapshot()).toEqual(before);
	});

	test.each([
		[{ '../x.py': '' }, /leads out/],
		[{ 'C:x.py': '' }, /drive/],
		[{ 'a.py': '', 'A.py': '' }, /same name/],
		[{ 'given.py/x.py': '' }, /cannot be a folder/]
	])('with a file that cannot be is refused as a whole: %j', async (files, why) => {
		const tab = await open();
		const before = tab.workspace.snapshot();
		expect(
			tab.workspace.replaceAll({ ...before, files: { ...before.files, ...files } }, 'bring-back')
		).toMatch(why);
		expect(tab.workspace.replaceAll({ ...before, files: {} }, 'bring-back')).toMatch(/main\.py is missing/);
		expect(tab.workspace.snapshot()).toEqual(before);
	});

	test('does not change what is read only', async () => {
		const tab = await open();
		const mine = tab.workspace.snapshot();
		expect(
			tab.workspace.replaceAll({ ...mine, files: { ...mine.files, 'given.py': 'X = 2\n' } }, 'bring-back')
		).toBeNull();
		expect(tab.files).toMatchObject({ 'given.py': 'X = 1\n' });
	});
});

describe('two tabs', () => {
	async function two(): Promise<[Tab, Tab]> {
		const one = await open();
		return [one, await new Tab(one.device).restore()];
	}

	test('a file added in one is in the other, which may go on in it once asked', async () => {
		const [one, other] = await two();
		one.workspace.add('helper.py', 'mine\n');
		await one.write();
		expect(other.files).toEqual(one.files);
		expect(other.workspace.place.notices.map(({ kind }) => kind)).toEqual(['followed']);
		one.workspace.close();
		one.device.channel.deliver();
		expect(other.workspace.place.notices).toEqual([]);
	});

	test('files added in both are in both', async () => {
		const [one, other] = await two();
		one.workspace.add('one.py', '1\n');
		other.workspace.add('other.py', '2\n');
		await one.write();
		await other.write();
		expect(one.names).toEqual(['main.py', 'given.py', 'b.py', 'one.py', 'other.py']);
		expect(other.names).toEqual(one.names);
	});

	test('one name for two files: neither replaces the other', async () => {
		const [one, other] = await two();
		one.workspace.add('new.py', 'of one\n');
		other.workspace.add('new.py', 'of the other\n');
		await Promise.all([one.shelf.flush(), other.shelf.flush()]);
		one.device.channel.deliver();
		const later = await one.again();
		expect(
			[later.files['new.py'], ...later.workspace.place.earlier.map(({ earlier }) => earlier.text)].sort()
		).toEqual(['of one\n', 'of the other\n']);
	});

	test('removed in one while the other types in it: what was typed is there', async () => {
		const [one, other] = await two();
		other.file('b.py').type('typed\n');
		one.workspace.remove(one.file('b.py'));
		await one.write();
		await other.write();
		expect((await one.again()).files).toMatchObject({ 'b.py': 'typed\n' });
		expect(one.files).toMatchObject({ 'b.py': 'typed\n' });
	});

	test('removed in one is removed in the other, and comes back in both', async () => {
		const [one, other] = await two();
		one.workspace.add('helper.py', 'mine\n');
		await one.write();
		one.workspace.remove(one.file('helper.py'));
		await one.write();
		expect(other.names).not.toContain('helper.py');
		one.workspace.place.undo();
		await one.write();
		expect(other.files).toMatchObject({ 'helper.py': 'mine\n' });
	});

	test('a tab that slept finds what was added when the reader turns to it', async () => {
		const [one, other] = await two();
		other.page.leave();
		one.workspace.add('helper.py', 'mine\n');
		await one.write();
		expect(other.names).not.toContain('helper.py');
		other.page.turn('visible');
		await vi.waitFor(() => expect(other.files).toMatchObject({ 'helper.py': 'mine\n' }));
	});
});
