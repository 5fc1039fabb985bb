// Makes the bundles: what goes into each, and the compiled zip of it, from the cache where its inputs have not changed.
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { WheelGroup } from '../../src/lib/runtime/package-groups';
import type { Cache } from './cache';
import type { Compiler } from './compiler';
import { CONTENTS_VERSION, servedOf } from './contents';
import type { Wheel } from './fetch-wheels';
import { sha256 } from './wheel-cache';
import { readZip, writeZip, type ZipFiles } from './zip';

/** Raise it when compiling the same sources is to give other bytes. */
const RECIPE = 1;
export const SITE_PACKAGES = '/lib/python3.14/site-packages/';
export const STDLIB = '/lib/python314.zip/';

export interface BundleMaker {
	cache: Cache;
	/** What compiles: its version and its own source, so that a new one makes new bundles. */
	compilerId: string;
	/** Called only where something is to be compiled. */
	compiler: () => Promise<Compiler>;
}

/** Files that end up in a bundle, before they are compiled. `id` changes whenever they do. */
export interface Ingredients {
	id: string;
	files: () => Promise<ZipFiles>;
	/** What stands before a file's path in tracebacks. */
	folder: string;
}

/** Name of the bundle in the cache. */
export function keyOf({ id, folder }: Ingredients, { compilerId }: BundleMaker): string {
	return `${sha256(Buffer.from([RECIPE, CONTENTS_VERSION, compilerId, folder, id].join('\n')))}.zip`;
}

/** The compiled bundle, a stored zip. */
export async function makeBundle(ingredients: Ingredients, maker: BundleMaker): Promise<Uint8Array> {
	return maker.cache.get(keyOf(ingredients, maker), async () => {
		const compiler = await maker.compiler();
		return writeZip(compiler.compile(await ingredients.files(), ingredients.folder));
	});
}

/** Python's own library, as the npm package of Pyodide has it. */
export async function stdlib(zip: string): Promise<Ingredients> {
	const bytes = await readFile(zip);
	return { id: sha256(bytes), files: async () => readZip(bytes), folder: STDLIB };
}

/** The packages of a group; null where none could be had. */
export function packageGroup(
	group: WheelGroup,
	wheels: readonly Wheel[],
	folder: string
): Ingredients | null {
	const members = wheels.filter((wheel) => wheel.group === group);
	if (members.length === 0) return null;
	return {
		id: members.map(({ name, sha256 }) => `${name} ${sha256}`).join('\n'),
		async files() {
			const all: ZipFiles = new Map();
			for (const { name, file } of members) {
				const wheel = readZip(await readFile(join(folder, file)));
				for (const [path, content] of servedOf(name, wheel)) all.set(path, content);
			}
			return all;
		},
		folder: SITE_PACKAGES
	};
}

/** A package of our own, by its folder, whose name it has. */
export async function ownPackage(folder: string): Promise<Ingredients> {
	const files: ZipFiles = new Map();
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		const inside = path.slice(folder.length + 1).replaceAll('\\', '/');
		if (entry.isFile() && !inside.includes('__pycache__'))
			files.set(`${basename(folder)}/${inside}`, await readFile(path));
	}
	const parts = [...files].map(([path, content]) => `${path} ${sha256(content)}`);
	return { id: parts.sort().join('\n'), files: async () => files, folder: SITE_PACKAGES };
}
