// What the reader typed and reached, kept on their device. Writing is put off a moment and flushed when the page is left. Where the
// browser will not keep anything, all goes on in memory and `trouble` says so: nothing is lost while the tab is open.
import { openDisk, type Disk, type Found, type OnLost, type Write } from './disk';
import { Journal, localStorageOrNull } from './journal';
import { KeptText } from './kept-text';
import { furthest, withoutText, type Records, type Store, type TextRecord } from './records';
import { settle, type Settled } from './settle';
import { openTabs, type OpenTabs, type TabMessage, type Tabs } from './tabs';

/** All that is kept of one lesson, by key. */
export interface Kept {
	texts: Found<'texts'>;
	exercises: Found<'exercises'>;
	predictions: Found<'predictions'>;
}

/** `isLive` where the tab that wrote it still has it open. */
export type OnNew = (key: string, record: TextRecord, isLive: boolean) => void;

/** What the shelf needs to know of a window: when it is hidden or left, and when the reader comes back. */
type Page = EventTarget & { document: EventTarget & { visibilityState: string } };

export interface ShelfOptions {
	open?: (onLost: OnLost) => Promise<Disk>;
	storage?: Storage | null;
	tabs?: OpenTabs;
	/** Milliseconds between the last keystroke and the write. */
	delay?: number;
}

const TROUBLE = {
	blocked:
		'This browser does not let Shakeout keep anything on this device, so what you type lasts until you close this tab.',
	full: 'This device has no room left, so what you type from now on lasts until you close this tab. Free some space and type on: it will then be kept.',
	'newer-tab':
		'A newer Shakeout is open in another tab. Reload this page, so that your work goes on being kept.',
	closed:
		'The browser has closed the place where your work is kept. Reload this page, so that it goes on being kept.'
};

export class Shelf {
	/** One sentence for the reader where their work cannot be kept; null where all is well. */
	trouble: string | null = $state(null);
	/** Keys of texts that were to be kept and are not, though they could be before: they last as long as the tab. */
	unkept: ReadonlySet<string> = $state.raw(new Set());

	#open: (onLost: OnLost) => Promise<Disk>;
	#openTabs: OpenTabs;
	#journal: Journal;
	#delay: number;
	#disk: Promise<Disk | null> | null = null;
	#tabs: Tabs | null = null;
	/** What this tab knows to be kept: what is shown even where the disk is not to be had. */
	#texts = new Map<string, TextRecord>();
	/** What else this tab has kept, by store and key. */
	#mine = new Map<string, Write>();
	#unsaved = new Map<string, Write>();
	/** The files that are open in this tab, by their writers. */
	#files = new Map<string, KeptText>();
	/** Who is told of texts that nobody here has open. */
	#followers = new Set<{ prefix: string; onnew: OnNew }>();
	/** Told when what is not written yet would be lost with the page, and when it no longer would. */
	#onrisk: (isAtRisk: boolean) => void = () => {};
	#timer: ReturnType<typeof setTimeout> | null = null;
	#writing: Promise<void> = Promise.resolve();

	constructor(options: ShelfOptions = {}) {
		this.#open = options.open ?? openDisk;
		this.#openTabs = options.tabs ?? openTabs;
		this.#journal = new Journal(options.storage === undefined ? localStorageOrNull() : options.storage);
		this.#delay = options.delay ?? 300;
	}

	/** What is kept of a lesson. Never rejects. */
	async lesson(slug: string): Promise<Kept> {
		// What was typed before this came is held against what is kept, as any write is.
		await this.flush();
		const [texts, exercises, predictions] = await Promise.all([
			this.#readTexts(`${slug}/`),
			this.#read('exercises', `${slug}/`),
			this.#read('predictions', `${slug}/`)
		]);
		return { texts, exercises, predictions };
	}

	/** How far each exercise of every lesson has come, by `exerciseKey`. Never rejects. */
	exercises(): Promise<Found<'exercises'>> {
		return this.#read('exercises', '');
	}

	/** Keeps a record, soon. Texts are kept by the file that `file` opens. */
	keep<S extends Exclude<Store, 'texts'>>(store: S, key: string, record: Records[S]): void;
	keep(store: Exclude<Store, 'texts'>, key: string, record: Records['exercises' | 'predictions']): void {
		const write = asWrite(store, key, record);
		if (!write) return;
		this.#inMemory(write);
		const id = `${store} ${key}`;
		this.#wait(id, this.#mine.get(id) ?? write);
	}

	/** Opens the file of that key, to be closed with the page that shows it. Nothing is read or written yet. */
	file(key: string): KeptText {
		const kept = new KeptText(key, {
			write: ({ key, writer }, record) => this.#wait(`texts ${writer}`, { store: 'texts', key, record }),
			leave: ({ writer }) => {
				this.#files.delete(writer);
				this.#tabs?.post({ kind: 'left', writers: [writer] });
			}
		});
		this.#files.set(kept.writer, kept);
		return kept;
	}

	/** Tells of texts under such keys that another tab has written and no file of this tab has open. Returns the way to stop. */
	follow(prefix: string, onnew: OnNew): () => void {
		const follower = { prefix, onnew };
		this.#followers.add(follower);
		return () => void this.#followers.delete(follower);
	}

	/** Takes a text for good out of what is kept under that key, which no file of this tab may have open. Rejects where it cannot be done. */
	async discard(key: string, text: string): Promise<void> {
		const disk = await this.#connect();
		await disk?.discard(key, text);
		const record = this.#texts.get(key);
		const left = record && withoutText(record, text);
		if (left) this.#texts.set(key, left);
		else this.#texts.delete(key);
	}

	/** Asks the other tabs what they have open of a lesson; the files of this tab are told. */
	ask(lesson: string): void {
		this.#tabs ??= this.#openTabs((message) => this.#hear(message));
		this.#tabs?.post({ kind: 'ask', lesson });
	}

	/** Writes what is waiting. Never rejects. */
	flush(): Promise<void> {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#writing = this.#writing.then(() => this.#write());
		return this.#writing;
	}

	/** Flushes when the page is hidden or left, and looks what other tabs have done when the reader comes back. Returns the way to stop. */
	watch(page: Page): () => void {
		const save = () => {
			this.#journal.put([...this.#unsaved.values()]);
			void this.flush();
		};
		// Only where nothing can be put down in time: the browser asks whether to leave while the last words are not written.
		const ask = (event: Event) => {
			if (this.#isAtRisk()) event.preventDefault();
		};
		this.#onrisk = (isAtRisk) => {
			if (isAtRisk) page.addEventListener('beforeunload', ask);
			else page.removeEventListener('beforeunload', ask);
		};
		const leave = () => {
			save();
			this.#tabs?.post({ kind: 'left', writers: [...this.#files.keys()] });
			// A page that listens is not put aside whole, to be there at once when the reader goes back.
			this.#tabs?.close();
			this.#tabs = null;
		};
		const turn = () => (page.document.visibilityState === 'hidden' ? save() : void this.#lookAgain());
		const back = (event: Event) => {
			if ('persisted' in event && event.persisted === true) void this.#lookAgain();
		};
		page.addEventListener('pagehide', leave);
		page.addEventListener('pageshow', back);
		page.document.addEventListener('visibilitychange', turn);
		return () => {
			this.#onrisk(false);
			this.#onrisk = () => {};
			page.removeEventListener('pagehide', leave);
			page.removeEventListener('pageshow', back);
			page.document.removeEventListener('visibilitychange', turn);
		};
	}

	#connect(): Promise<Disk | null> {
		this.#disk ??= this.#open((why) => {
			this.trouble = TROUBLE[why];
			this.#disk = Promise.resolve(null);
		}).then(
			async (disk) => {
				const left = this.#journal.left();
				if (left.length) {
					await disk.write(left).then(
						() => this.#journal.clear(),
						() => this.#say('full')
					);
				}
				return disk;
			},
			() => {
				this.#say('blocked');
				for (const write of this.#journal.left()) this.#inMemory(write);
				return null;
			}
		);
		return this.#disk;
	}

	async #read<S extends Exclude<Store, 'texts'>>(store: S, prefix: string): Promise<Found<S>> {
		const found = await this.#readDisk(store, prefix);
		const all: Found<S> = { ...found };
		for (const write of this.#mine.values()) {
			if (!isOf(write, store) || !write.key.startsWith(prefix)) continue;
			all[write.key] = latest(store, all[write.key], write.record);
		}
		return all;
	}

	async #readTexts(prefix: string): Promise<Found<'texts'>> {
		const found = await this.#readDisk('texts', prefix);
		for (const [key, record] of Object.entries(found)) this.#texts.set(key, record);
		// Where the disk is full: what was typed in files that have been closed since. An open one has its text itself.
		for (const write of this.#unsaved.values())
			if (write.store === 'texts' && !this.#files.has(write.record.by.writer)) this.#inMemory(write);
		return Object.fromEntries([...this.#texts].filter(([key]) => key.startsWith(prefix)));
	}

	async #readDisk<S extends Store>(store: S, prefix: string): Promise<Found<S>> {
		const disk = await this.#connect();
		try {
			return (await disk?.read(store, prefix)) ?? {};
		} catch {
			this.#say('blocked');
			return {};
		}
	}

	#wait(id: string, write: Write): void {
		this.#unsaved.set(id, write);
		if (this.#timer) return;
		// Where the last keystrokes could not be put down when the page is left, they are not kept waiting.
		const canWait = this.#journal.put([...this.#unsaved.values()]);
		if (!canWait) this.#onrisk(true);
		this.#timer = setTimeout(() => void this.flush(), canWait ? this.#delay : 0);
	}

	/** True while there is something that neither the database nor the journal holds; not where the reader knows that nothing is kept at all. */
	#isAtRisk(): boolean {
		return (
			this.#unsaved.size > 0 &&
			this.trouble !== TROUBLE.blocked &&
			!this.#journal.put([...this.#unsaved.values()])
		);
	}

	#unkeep(batch: readonly Write[]): void {
		const keys = batch.flatMap(({ store, key }) => (store === 'texts' ? [key] : []));
		if (keys.length) this.unkept = new Set([...this.unkept, ...keys]);
	}

	async #write(): Promise<void> {
		const batch = [...this.#unsaved];
		if (!batch.length) return;
		const disk = await this.#connect();
		let settled: (Settled | null)[];
		if (disk) {
			try {
				settled = await disk.write(batch.map(([, write]) => write));
			} catch (error) {
				this.#say(error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked');
				this.#unkeep(batch.map(([, write]) => write));
				return;
			}
			// What was typed while this batch was being written waits for the next.
			for (const [id, write] of batch) if (this.#unsaved.get(id) === write) this.#unsaved.delete(id);
			if (this.trouble === TROUBLE.full) this.trouble = null;
			this.unkept = new Set();
		} else {
			settled = batch.map(([, write]) => this.#inMemory(write));
		}
		const isPutDown = this.#journal.put([...this.#unsaved.values()]);
		if (!disk && !isPutDown && this.trouble !== TROUBLE.blocked)
			this.#unkeep(batch.map(([, write]) => write));
		if (!this.#unsaved.size) this.#onrisk(false);
		batch.forEach(([, write], i) => this.#tell(write, settled[i] ?? null));
	}

	/** Tells the file that was written, and everybody else who has it open. */
	#tell(write: Write, settled: Settled | null): void {
		if (write.store !== 'texts' || !settled) return;
		const { key } = write;
		const { writer } = write.record.by;
		this.#texts.set(key, settled.record);
		this.#files.get(writer)?.written(write.record, settled);
		if (settled.record.by.writer !== writer) return;
		this.#hearText(key, settled.record);
		this.#tabs?.post({ kind: 'wrote', key, record: settled.record });
	}

	#hear(message: TabMessage): void {
		switch (message.kind) {
			case 'wrote':
				this.#texts.set(message.key, message.record);
				return this.#hearText(message.key, message.record);
			case 'ask':
				return this.#answer(message.lesson);
			case 'left':
				for (const file of this.#files.values()) file.hearLeft(message.writers);
		}
	}

	#hearText(key: string, record: TextRecord): void {
		this.#tellFollowers(key, record, true);
		for (const file of this.#files.values()) {
			if (file.key === key && file.writer !== record.by.writer) file.hear(record, true);
		}
	}

	#tellFollowers(key: string, record: TextRecord, isLive: boolean): void {
		if ([...this.#files.values()].some((file) => file.key === key)) return;
		for (const { prefix, onnew } of this.#followers) if (key.startsWith(prefix)) onnew(key, record, isLive);
	}

	#answer(lesson: string): void {
		for (const { key, own } of this.#files.values()) {
			if (own && key.startsWith(`${lesson}/`)) this.#tabs?.post({ kind: 'wrote', key, record: own });
		}
	}

	/** What other tabs did while this one slept, or could not hear them. */
	async #lookAgain(): Promise<void> {
		const files = [...this.#files.values()];
		for (const lesson of new Set(files.map(({ key }) => key.slice(0, key.indexOf('/'))))) {
			this.ask(lesson);
			this.#answer(lesson);
			const { texts } = await this.lesson(lesson);
			for (const [key, record] of Object.entries(texts)) this.#tellFollowers(key, record, false);
			for (const file of files) {
				const record = texts[file.key];
				if (record) file.hear(record, false);
			}
		}
	}

	#inMemory(write: Write): Settled | null {
		if (write.store === 'texts') {
			const settled = settle(this.#texts.get(write.key), write.record);
			this.#texts.set(write.key, settled.record);
			return settled;
		}
		const id = `${write.store} ${write.key}`;
		const before = this.#mine.get(id);
		if (write.store === 'exercises' && before?.store === 'exercises')
			this.#mine.set(id, { ...write, record: furthest(before.record, write.record) });
		else if (!before || before.record.at <= write.record.at) this.#mine.set(id, write);
		return null;
	}

	#say(what: keyof typeof TROUBLE) {
		this.trouble ??= TROUBLE[what];
	}
}

/** What was reached stays reached, whichever tab wrote last; of guesses the later counts. */
function latest<S extends Exclude<Store, 'texts'>>(
	store: S,
	there: Records[S] | undefined,
	mine: Records[S]
): Records[S] {
	if (!there) return mine;
	if (store === 'exercises' && 'state' in there && 'state' in mine)
		return { ...mine, ...furthest(there, mine) };
	return there.at <= mine.at ? mine : there;
}

const isOf = <S extends Exclude<Store, 'texts'>>(
	write: Write,
	store: S
): write is Extract<Write, { store: S }> & { record: Records[S] } => write.store === store;

function asWrite(
	store: Exclude<Store, 'texts'>,
	key: string,
	record: Records['exercises' | 'predictions']
): Write | null {
	switch (store) {
		case 'exercises':
			return 'state' in record ? { store, key, record } : null;
		case 'predictions':
			return 'choice' in record ? { store, key, record } : null;
	}
}
