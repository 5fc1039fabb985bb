// Puts a file where the site serves it: under a name with its hash, so that browsers may keep it for ever, with brotli and gzip beside.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset } from '../../src/lib/runtime/assets';
import type { Cache } from './cache';
import { sha256 } from './wheel-cache';

/** Hex digits of the hash in a name. */
const HASH_IN_NAME = 10;
const LARGEST_WINDOW = 24;

/** Brotli's quality where the copy is made to be tried and not to be served: an eighth larger, in a fiftieth of the time. */
const QUICK = 5;

export interface Published {
	asset: Asset;
	/** Bytes with gzip, for hosts that know no brotli. */
	gzip: number;
	/** Names in the folder: the file itself and its two compressed forms. */
	files: string[];
}

/**
 * Writes `content` and its compressed forms into `folder`, whose name is where the site serves it; those that are there already are left alone.
 * `isQuick`: the best compression only where it has been made before.
 */
export async function publish(
	name: string,
	content: Uint8Array,
	folder: string,
	cache: Cache,
	isQuick = false
): Promise<Published> {
	const hash = sha256(content);
	const file = name.replace(/(\.[^.]+)$/, `.${hash.slice(0, HASH_IN_NAME)}$1`);
	const best = `${hash}.br`;
	const [brotli, gzipped] = await Promise.all([
		isQuick && !cache.has(best)
			? cache.get(`${hash}.quick.br`, () => compressBrotli(content, QUICK))
			: cache.get(best, () => compressBrotli(content, constants.BROTLI_MAX_QUALITY)),
		cache.get(`${hash}.gz`, () => promisify(gzip)(content, { level: 9 }))
	]);
	await mkdir(folder, { recursive: true });
	const forms: [string, Uint8Array][] = [
		[file, content],
		[`${file}.br`, brotli],
		[`${file}.gz`, gzipped]
	];
	for (const [form, bytes] of forms) await writeOnce(join(folder, form), bytes);
	return {
		asset: {
			path: `${basename(folder)}/${file}`,
			bytes: content.length,
			transfer: brotli.length,
			sha256: hash
		},
		gzip: gzipped.length,
		files: forms.map(([form]) => form)
	};
}

/** Removes what an earlier build has left in the folder. */
export async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
	for (const file of await readdir(folder)) {
		if (!kept.includes(file)) await rm(join(folder, file), { recursive: true });
	}
}

async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
	const there = await readFile(path).catch(() => null);
	if (!there?.equals(bytes)) await writeFile(path, bytes);
}

function compressBrotli(content: Uint8Array, quality: number): Promise<Buffer> {
	return promisify(brotliCompress)(content, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: quality,
			[constants.BROTLI_PARAM_LGWIN]: LARGEST_WINDOW,
			[constants.BROTLI_PARAM_SIZE_HINT]: content.length
		}
	});
}
