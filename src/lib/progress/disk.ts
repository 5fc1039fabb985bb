// The database itself: IndexedDB through idb, with a versioned schema. What it holds: records.ts.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { recordOfFirst } from './first-schema';
import { STORES, furthest, withoutText, type Records, type Store, type TextRecord } from './records';
import { recordOfSecond } from './second-schema';
import { settle, type Settled, type TextWrite } from './settle';

const NAME = 'shakeout';
/** Raise it with each change of the schema, and say in `upgrade` what the step from the version before does. */
const VERSION = 3;

interface Schema extends DBSchema {
	texts: { key: string; value: Records['texts'] };
	exercises: { key: string; value: Records['exercises'] };
	predictions: { key: string; value: Records['predictions'] };
}

/** What is handed over to be written, by store. */
export interface Writes extends Omit<Records, 'texts'> {
	texts: TextWrite;
}
export type Write = { [S in Store]: { store: S; key: string; record: Writes[S] } }[Store];
export type Found<S extends Store> = Record<string, Records[S]>;

export interface Disk {
	/** Every record whose key begins so. */
	read<S extends Store>(store: S, prefix: string): Promise<Found<S>>;
	/** All or nothing, in this order. Tells of each text what stands there now; null for the other stores. */
	write(batch: readonly Write[]): Promise<(Settled | null)[]>;
	/** Takes one text out of a record for good, and the record with the last of them. */
	discard(key: string, text: string): Promise<void>;
	close(): void;
}

/** Called when the connection had to be given up, because another tab has a newer Shakeout or the browser closed it. */
export type OnLost = (why: 'newer-tab' | 'closed') => void;

/** Rejects where the browser has no database for us: private windows, blocked storage, a full disk, a newer schema. */
export async function openDisk(onLost: OnLost): Promise<Disk> {
	const db = await openDB<Schema>(NAME, VERSION, {
		upgrade(db, from, _to, tx) {
			if (from < 1) for (const store of STORES) db.createObjectStore(store);
			// In 2, texts learned which text of the author's they were made from, who wrote them, and what they replaced; in 3, whether it is
			// the reader who added the file. All or nothing: what was taken over in part would never be taken over again.
			else void migrateTexts(tx, from < 2 ? recordOfFirst : recordOfSecond).catch(() => abort(tx));
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
		discard: (key, text) => discardText(db, key, text),
		close: () => db.close()
	};
}

/** Undoes what was done in it, where it has not been given up already. */
function abort(tx: IDBPTransaction<Schema, Store[], 'versionchange'>): void {
	// Whoever opens the database is told.
	tx.done.catch(() => {});
	try {
		tx.abort();
	} catch {
		// It was.
	}
}

async function migrateTexts(
	tx: IDBPTransaction<Schema, Store[], 'versionchange'>,
	recordOf: (kept: unknown) => TextRecord | null
): Promise<void> {
	for (let at = await tx.objectStore('texts').openCursor(); at; at = await at.continue()) {
		const record = recordOf(at.value);
		if (record) await at.update(record);
		else await at.delete();
	}
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

async function discardText(db: IDBPDatabase<Schema>, key: string, text: string): Promise<void> {
	const tx = db.transaction('texts', 'readwrite');
	const record = await tx.store.get(key);
	const left = record && withoutText(record, text);
	if (left) await tx.store.put(left, key);
	else await tx.store.delete(key);
	await tx.done;
}

async function writeAll(db: IDBPDatabase<Schema>, batch: readonly Write[]): Promise<(Settled | null)[]> {
	const tx = db.transaction([...STORES], 'readwrite');
	// One after the other: two writes of one key must each see what the one before left.
	const each = async () => {
		const settled: (Settled | null)[] = [];
		for (const write of batch) settled.push(await writeOne(tx, write));
		return settled;
	};
	const [settled] = await Promise.all([each(), tx.done]);
	return settled;
}

async function writeOne(
	tx: IDBPTransaction<Schema, Store[], 'readwrite'>,
	write: Write
): Promise<Settled | null> {
	switch (write.store) {
		case 'texts': {
			const store = tx.objectStore('texts');
			const settled = settle(await store.get(write.key), write.record);
			await store.put(settled.record, write.key);
			return settled;
		}
		case 'exercises': {
			const store = tx.objectStore('exercises');
			await store.put(furthest(await store.get(write.key), write.record), write.key);
			return null;
		}
		case 'predictions': {
			const store = tx.objectStore('predictions');
			const there = await store.get(write.key);
			if (!there || there.at <= write.record.at) await store.put(write.record, write.key);
			return null;
		}
	}
}
