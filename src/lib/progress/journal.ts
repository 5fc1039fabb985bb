// Keeps the last keystrokes: when a page is closed, a database's transaction may be cut off, but localStorage is written at once.
// Each tab has an entry of its own, so that two tabs cannot spoil each other's; the next page to open takes them in.
import { STORES } from './records';
import type { Write } from './disk';

const PREFIX = 'shakeout:unsaved:';

export class Journal {
	#storage: Storage | null;
	#key = `${PREFIX}${Math.random().toString(36).slice(2)}`;

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

	/** What closed tabs have left behind. Entries that cannot be read are passed over. */
	left(): Write[] {
		return this.#keys().flatMap((key) => decode(this.#storage?.getItem(key) ?? '[]'));
	}

	/** To be called once what was left is in the database. */
	clear(): void {
		for (const key of this.#keys()) this.#storage?.removeItem(key);
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
		return Array.isArray(entries) ? entries.filter(isWrite) : [];
	} catch {
		return [];
	}
}

function isWrite(value: unknown): value is Write {
	if (typeof value !== 'object' || value === null) return false;
	if (!('store' in value && 'key' in value && 'record' in value)) return false;
	const { store, key, record } = value;
	if (typeof key !== 'string' || typeof record !== 'object' || record === null || !('at' in record))
		return false;
	if (typeof record.at !== 'number') return false;
	if (store === 'texts') return 'text' in record && typeof record.text === 'string';
	return STORES.some((name) => name === store);
}

/** localStorage, or null where it is blocked: reading the property itself can throw. */
export function localStorageOrNull(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}
