// The database itself: IndexedDB through idb, with a versioned schema. What it holds: records.ts.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { STORES, furthest, type Records, type Store } from './records';

const NAME = 'shakeout';
/** Raise it with each change of the schema, and say in `upgrade` what the step from the version before does. */
const VERSION = 1;

interface Schema extends DBSchema {
	texts: { key: string; value: Records['texts'] };
	exercises: { key: string; value: Records['exercises'] };
	predictions: { key: string; value: Records['predictions'] };
}

export type Write = { [S in Store]: { store: S; key: string; record: Records[S] } }[Store];
export type Found<S extends Store> = Record<string, Records[S]>;

export interface Disk {
	/** Every record whose key begins so. */
	read<S extends Store>(store: S, prefix: string): Promise<Found<S>>;
	/** All or nothing. Where the disk has a later record than the one given, the later stays. */
	write(batch: readonly Write[]): Promise<void>;
	close(): void;
}

/** Called when the connection had to be given up, because another tab has a newer Shakeout or the browser closed it. */
export type OnLost = (why: 'newer-tab' | 'closed') => void;

/** Rejects where the browser has no database for us: private windows, blocked storage, a full disk, a newer schema. */
export async function openDisk(onLost: OnLost): Promise<Disk> {
	const db = await openDB<Schema>(NAME, VERSION, {
		upgrade(db, from) {
			if (from < 1) for (const store of STORES) db.createObjectStore(store);
		},
		blocking(_current, _blocked, event) {
			// A tab that stays connected would hold up the newer one for ever.
			if (event.target instanceof IDBDatabase) event.target.close();
			onLost('newer-tab');
		},
		terminated: () => onLost('closed')
	});
	return {
		read: (store, prefix) => readAll(db, store, prefix),
		write: (batch) => writeAll(db, batch),
		close: () => db.close()
	};
}

async function readAll<S extends Store>(
	db: IDBPDatabase<Schema>,
	store: S,
	prefix: string
): Promise<Found<S>> {
	const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
	const tx = db.transaction(store);
	const [keys, values] = await Promise.all([tx.store.getAllKeys(range), tx.store.getAll(range), tx.done]);
	const found: Found<S> = {};
	keys.forEach((key, i) => {
		const value = values[i];
		// The store that was asked for holds records of that kind.
		if (value) found[key] = value as Records[S];
	});
	return found;
}

async function writeAll(db: IDBPDatabase<Schema>, batch: readonly Write[]): Promise<void> {
	const tx = db.transaction([...STORES], 'readwrite');
	const writes = batch.map(async (write) => {
		if (write.store === 'exercises') {
			const store = tx.objectStore('exercises');
			await store.put(furthest(await store.get(write.key), write.record), write.key);
			return;
		}
		const store = tx.objectStore(write.store);
		const there = await store.get(write.key);
		if (!there || there.at <= write.record.at) await store.put(write.record, write.key);
	});
	await Promise.all([...writes, tx.done]);
}
