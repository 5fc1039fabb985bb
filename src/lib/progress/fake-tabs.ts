// For tests: tabs that hear each other when the test says so, a localStorage, a window, and a database in memory that goes by the same rule.
import type { Disk, Found, Write } from './disk';
import { withoutText, type Records, type Store, type TextRecord } from './records';
import { settle, type Settled } from './settle';
import type { OpenTabs, TabMessage } from './tabs';

/** localStorage, as far as it is needed. */
export class FakeStorage implements Storage {
	[name: string]: unknown;
	#entries = new Map<string, string>();
	get length() {
		return this.#entries.size;
	}
	key = (i: number) => [...this.#entries.keys()][i] ?? null;
	getItem = (key: string) => this.#entries.get(key) ?? null;
	setItem = (key: string, value: string) => void this.#entries.set(key, value);
	removeItem = (key: string) => void this.#entries.delete(key);
	clear = () => this.#entries.clear();
}

/** A page that can be hidden and left. */
export class FakePage extends EventTarget {
	document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	leave(): void {
		this.dispatchEvent(new Event('pagehide'));
	}
	turn(visibilityState: 'visible' | 'hidden'): void {
		this.document.visibilityState = visibilityState;
		this.document.dispatchEvent(new Event('visibilitychange'));
	}
}

/** What tabs say waits here until it is delivered. */
export class FakeChannel {
	#hearers = new Set<(message: TabMessage) => void>();
	#waiting: { from: (message: TabMessage) => void; message: TabMessage }[] = [];

	readonly open: OpenTabs = (hear) => {
		this.#hearers.add(hear);
		return {
			post: (message) => void this.#waiting.push({ from: hear, message: structuredClone(message) }),
			close: () => void this.#hearers.delete(hear)
		};
	};

	/** Hands over what was said, and what is said to it. */
	deliver(): void {
		for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
			const { from, message } = next;
			for (const hear of this.#hearers) if (hear !== from) hear(structuredClone(message));
		}
	}
}

/** Texts alone. */
export class FakeDisk implements Disk {
	readonly texts = new Map<string, TextRecord>();

	read<S extends Store>(store: S, prefix: string): Promise<Found<S>>;
	async read(store: Store, prefix: string): Promise<Record<string, Records['texts']>> {
		const entries = store === 'texts' ? [...this.texts] : [];
		return structuredClone(Object.fromEntries(entries.filter(([key]) => key.startsWith(prefix))));
	}

	async write(batch: readonly Write[]): Promise<(Settled | null)[]> {
		return structuredClone(batch).map((write) => {
			if (write.store !== 'texts') return null;
			const settled = settle(this.texts.get(write.key), write.record);
			this.texts.set(write.key, settled.record);
			return structuredClone(settled);
		});
	}

	async discard(key: string, text: string): Promise<void> {
		const record = this.texts.get(key);
		const left = record && withoutText(record, text);
		if (left) this.texts.set(key, left);
		else this.texts.delete(key);
	}

	close(): void {}
}
