// What the tabs of the site tell each other: that a text has been written, that a place is open, that it no longer is. Nothing depends on it
// being heard: the database keeps one tab from overwriting another's work. It is what makes a tab show another's work at once.
import { localStorageOrNull } from './journal';
import type { TextRecord } from './records';
import { recordOfSecond } from './second-schema';
import { isObject } from './shapes';

export type TabMessage =
	/** A tab has written a text and still has it open. */
	| { kind: 'wrote'; key: string; record: TextRecord }
	/** Whoever has written what is kept of a lesson and has it open, says so again. */
	| { kind: 'ask'; lesson: string }
	/** These writers have closed their files. */
	| { kind: 'left'; writers: string[] };

export interface Tabs {
	post(message: TabMessage): void;
	close(): void;
}

/** Begins to listen; null where tabs cannot speak with each other. */
export type OpenTabs = (hear: (message: TabMessage) => void) => Tabs | null;

const NAME = 'shakeout:tabs';

export const openTabs: OpenTabs = (hear) =>
	'BroadcastChannel' in globalThis ? byChannel(hear) : byStorage(hear, localStorageOrNull(), globalThis);

function byChannel(hear: (message: TabMessage) => void): Tabs {
	const channel = new BroadcastChannel(NAME);
	channel.onmessage = ({ data }) => {
		const message = asMessage(data);
		if (message) hear(message);
	};
	return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}

/** Where there is no BroadcastChannel: an entry that is written and taken away again, of which the browser tells the other tabs. */
export function byStorage(
	hear: (message: TabMessage) => void,
	storage: Storage | null,
	target: EventTarget
): Tabs | null {
	if (!storage) return null;
	const listen = (event: Event) => {
		if (!('key' in event && 'newValue' in event)) return;
		if (event.key !== NAME || typeof event.newValue !== 'string') return;
		const message = decode(event.newValue);
		if (message) hear(message);
	};
	target.addEventListener('storage', listen);
	return {
		post(message) {
			try {
				storage.setItem(NAME, JSON.stringify(message));
				storage.removeItem(NAME);
			} catch {
				// No room: the other tabs find out when they next look into the database.
			}
		},
		close: () => target.removeEventListener('storage', listen)
	};
}

function decode(json: string): TabMessage | null {
	try {
		return asMessage(JSON.parse(json));
	} catch {
		return null;
	}
}

/** A tab may be of another version of the site. Null for what cannot be read. */
function asMessage(value: unknown): TabMessage | null {
	if (!isObject(value)) return null;
	const { kind, key, lesson, writers } = value;
	if (kind === 'wrote') {
		const record = recordOfSecond(value.record);
		return typeof key === 'string' && record ? { kind, key, record } : null;
	}
	if (kind === 'ask') return typeof lesson === 'string' ? { kind, lesson } : null;
	if (kind !== 'left' || !Array.isArray(writers)) return null;
	return writers.every((writer) => typeof writer === 'string') ? { kind, writers } : null;
}
