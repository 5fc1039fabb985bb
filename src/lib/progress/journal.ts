// Keeps the last keystrokes: when a page is closed, a database's transaction may be cut off, but localStorage is written at once.
// Each tab has an entry of its own, so that two tabs cannot spoil each other's; the next page to open takes them in.
import type { Write } from './disk';
import { writeOfFirst } from './first-schema';
import { STORES } from './records';
import { writeOfSecond } from './second-schema';
import { isObject } from './shapes';

const PREFIX = 'shakeout:unsaved:';

export class Journal {
	#storage: Storage | null;
	#key = `${PREFIX}${Math.random().toString(36).slice(2)}`;
	/** The entries that have been taken in, as they were. */
	#taken = new Map<string, string>();

	constructor(storage: Storage | null) {
		this.#storage = storage;
	}

	/** Puts down what the database has not confirmed yet; an empty list takes the entry away. False where there is no room. */
	put(unsaved: readonly Write[]): boolean {
		if (!this.#storage) return false;
		try {
			if (unsaved.length) this.#storage.setItem(this.#key, JSON.stringify(unsaved));
			else this.#storage.removeItem(this.#key);
			return true;
		} catch {
			return false;
		}
	}

	/** What other tabs have put down, in the order in which it was written. Entries that cannot be read are passed over. */
	left(): Write[] {
		this.#taken = new Map(this.#keys().map((key) => [key, this.#storage?.getItem(key) ?? '[]']));
		return [...this.#taken.values()].flatMap(decode).sort((a, b) => a.record.at - b.record.at);
	}

	/** To be called once what was left is in the database. What has been put down since stays. */
	clear(): void {
		for (const [key, entry] of this.#taken)
			if (this.#storage?.getItem(key) === entry) this.#storage.removeItem(key);
	}

	#keys(): string[] {
		const storage = this.#storage;
		if (!storage) return [];
		const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
		return keys.filter((key) => key.startsWith(PREFIX) && key !== this.#key);
	}
}

function decode(json: string): Write[] {
	try {
		const entries: unknown = JSON.parse(json);
		return Array.isArray(entries) ? entries.flatMap((entry) => asWrite(entry) ?? []) : [];
	} catch {
		return [];
	}
}

function asWrite(value: unknown): Write | null {
	if (!isObject(value)) return null;
	const { store, key, record } = value;
	if (typeof key !== 'string') return null;
	if (store === 'texts') {
		const write = writeOfSecond(record) ?? writeOfFirst(record);
		return write && { store, key, record: write };
	}
	return isOther(value) ? value : null;
}

function isOther(value: Record<string, unknown>): value is Exclude<Write, { store: 'texts' }> {
	const { store, record } = value;
	return STORES.some((name) => name === store) && isObject(record) && typeof record.at === 'number';
}

/** localStorage, or null where it is blocked: reading the property itself can throw. */
export function localStorageOrNull(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}
