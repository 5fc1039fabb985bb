// What the reader typed and reached, kept on their device. Writing is put off a moment and flushed when the page is left. Where the
// browser will not keep anything, all goes on in memory and `trouble` says so: nothing is lost while the tab is open.
import { openDisk, type Disk, type Found, type OnLost, type Write } from './disk';
import { Journal, localStorageOrNull } from './journal';
import { furthest, type Records, type Store } from './records';

/** All that is kept of one lesson, by key. */
export interface Kept {
	texts: Found<'texts'>;
	exercises: Found<'exercises'>;
	predictions: Found<'predictions'>;
}

/** What the shelf needs to know of a window: when it is hidden or left. */
type Page = EventTarget & { document: EventTarget & { visibilityState: string } };

export interface ShelfOptions {
	open?: (onLost: OnLost) => Promise<Disk>;
	storage?: Storage | null;
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

	#open: (onLost: OnLost) => Promise<Disk>;
	#journal: Journal;
	#delay: number;
	#disk: Promise<Disk | null> | null = null;
	/** All that this tab has kept: what is shown even where the disk is not to be had. */
	#mine = new Map<string, Write>();
	#unsaved = new Map<string, Write>();
	#timer: ReturnType<typeof setTimeout> | null = null;
	#writing: Promise<void> = Promise.resolve();

	constructor(options: ShelfOptions = {}) {
		this.#open = options.open ?? openDisk;
		this.#journal = new Journal(options.storage === undefined ? localStorageOrNull() : options.storage);
		this.#delay = options.delay ?? 300;
	}

	/** What is kept of a lesson. Never rejects. */
	async lesson(slug: string): Promise<Kept> {
		const [texts, exercises, predictions] = await Promise.all([
			this.#read('texts', `${slug}/`),
			this.#read('exercises', `${slug}/`),
			this.#read('predictions', `${slug}/`)
		]);
		return { texts, exercises, predictions };
	}

	/** How far each exercise of every lesson has come, by `exerciseKey`. Never rejects. */
	exercises(): Promise<Found<'exercises'>> {
		return this.#read('exercises', '');
	}

	/** Keeps a record, soon. */
	keep<S extends Store>(store: S, key: string, record: Records[S]): void;
	keep(store: Store, key: string, record: Records[Store]): void {
		const write = asWrite(store, key, record);
		if (!write) return;
		const id = `${store} ${key}`;
		const before = this.#mine.get(id);
		if (write.store === 'exercises' && before?.store === 'exercises')
			write.record = furthest(before.record, write.record);
		this.#mine.set(id, write);
		this.#unsaved.set(id, write);
		this.#timer ??= setTimeout(() => void this.flush(), this.#delay);
	}

	/** Writes what is waiting. Never rejects. */
	flush(): Promise<void> {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#writing = this.#writing.then(() => this.#write());
		return this.#writing;
	}

	/** Flushes when the page is hidden or left. Returns the way to stop. */
	watch(page: Page): () => void {
		const leave = () => {
			this.#journal.put([...this.#unsaved.values()]);
			void this.flush();
		};
		const hide = () => page.document.visibilityState === 'hidden' && leave();
		page.addEventListener('pagehide', leave);
		page.document.addEventListener('visibilitychange', hide);
		return () => {
			page.removeEventListener('pagehide', leave);
			page.document.removeEventListener('visibilitychange', hide);
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
				return null;
			}
		);
		return this.#disk;
	}

	async #read<S extends Store>(store: S, prefix: string): Promise<Found<S>> {
		const disk = await this.#connect();
		let found: Found<S> = {};
		try {
			found = (await disk?.read(store, prefix)) ?? {};
		} catch {
			this.#say('blocked');
		}
		return merged(found, store, prefix, [...(disk ? [] : this.#journal.left()), ...this.#mine.values()]);
	}

	async #write(): Promise<void> {
		const batch = [...this.#unsaved];
		if (!batch.length) return;
		const disk = await this.#connect();
		if (!disk) return;
		try {
			await disk.write(batch.map(([, write]) => write));
		} catch (error) {
			this.#say(error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked');
			return;
		}
		// What was typed while this batch was being written waits for the next.
		for (const [id, write] of batch) if (this.#unsaved.get(id) === write) this.#unsaved.delete(id);
		this.#journal.put([...this.#unsaved.values()]);
		if (this.trouble === TROUBLE.full) this.trouble = null;
	}

	#say(what: keyof typeof TROUBLE) {
		this.trouble ??= TROUBLE[what];
	}
}

function merged<S extends Store>(found: Found<S>, store: S, prefix: string, mine: Iterable<Write>): Found<S> {
	const all: Found<S> = { ...found };
	for (const write of mine) {
		if (!isOf(write, store) || !write.key.startsWith(prefix)) continue;
		all[write.key] = latest(store, all[write.key], write.record);
	}
	return all;
}

/** What was reached stays reached, whichever tab wrote last; of texts and guesses the later counts. */
function latest<S extends Store>(store: S, there: Records[S] | undefined, mine: Records[S]): Records[S] {
	if (!there) return mine;
	if (store === 'exercises' && 'state' in there && 'state' in mine)
		return { ...mine, ...furthest(there, mine) };
	return there.at <= mine.at ? mine : there;
}

const isOf = <S extends Store>(
	write: Write,
	store: S
): write is Extract<Write, { store: S }> & { record: Records[S] } => write.store === store;

function asWrite(store: Store, key: string, record: Records[Store]): Write | null {
	switch (store) {
		case 'texts':
			return 'text' in record ? { store, key, record } : null;
		case 'exercises':
			return 'state' in record ? { store, key, record } : null;
		case 'predictions':
			return 'choice' in record ? { store, key, record } : null;
	}
}
