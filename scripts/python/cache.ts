// Keeps what was slow to make under a hash of what it was made of. Deleting the folder loses time and nothing else.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export class Cache {
	readonly #folder: string;
	readonly #used = new Set<string>();

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Where an entry lies, or would lie. */
	pathOf(key: string): string {
		return join(this.#folder, key);
	}

	has(key: string): boolean {
		return existsSync(this.pathOf(key));
	}

	/** The entry, made by `make` where there is none. */
	async get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
		this.#used.add(key);
		const kept = await readFile(this.pathOf(key)).catch(() => null);
		if (kept) return kept;
		const made = await make();
		await mkdir(this.#folder, { recursive: true });
		const unfinished = `${this.pathOf(key)}.${process.pid}.part`;
		await writeFile(unfinished, made);
		await rename(unfinished, this.pathOf(key));
		return made;
	}

	/** Removes what was not asked for since this cache was made. */
	async forgetOthers(): Promise<void> {
		for (const key of await readdir(this.#folder).catch(() => [])) {
			if (!this.#used.has(key)) await rm(this.pathOf(key), { force: true });
		}
	}
}
