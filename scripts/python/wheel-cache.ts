// The folder of wheels as they came. A wheel counts only if its sha256 is the one that was promised.
import { createHash } from 'node:crypto';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { normalise } from './requirements';

export interface CachedWheel {
	file: string;
	name: string;
	version: string;
	sha256: string;
}

/** The wheels in a folder, by file name; none where there is no folder. */
export async function cachedWheels(folder: string): Promise<CachedWheel[]> {
	const files = await readdir(folder).catch(() => []);
	const wheels = files.filter((file) => file.endsWith('.whl')).sort();
	return Promise.all(
		wheels.map(async (file) => {
			const [name = '', version = ''] = file.split('-');
			return { file, name: normalise(name), version, sha256: sha256(await readFile(join(folder, file))) };
		})
	);
}

export async function dropWheel(folder: string, file: string): Promise<void> {
	await rm(join(folder, file), { force: true });
}

/** In hex. */
export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
