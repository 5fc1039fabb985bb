// Makes what the site serves of Python, in static/python, and the two files that tell of it: .shakeout/python-assets.json, which
// src/lib/runtime/assets.ts imports, and .shakeout/licences.json for the licences page. `npm run python` runs wheels.ts before it.
// COMPRESS=quick, for `npm test`: what a reader does not wait for is compressed quickly, where it has not been compressed well before.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { GroupAssets, PythonAssets } from '../src/lib/runtime/assets';
import { PACKAGE_GROUPS, type PackageGroup } from '../src/lib/runtime/package-groups';
import { decodeImage, type BootHead } from '../src/lib/worker/memory-image';
import { imagesId, makeImages, type Images } from './python/images';
import {
	keyOf,
	makeBundle,
	ownPackage,
	packageGroup,
	stdlib,
	type BundleMaker,
	type Ingredients
} from './python/bundle';
import { Cache } from './python/cache';
import { startCompiler, type Compiler } from './python/compiler';
import { wheelsSchema } from './python/fetch-wheels';
import { readLicences, readWheelLicences } from './python/licences';
import { makeManifest } from './python/manifest';
import { readScript } from './python/node-pyodide';
import * as places from './python/places';
import { publish, removeOthers, type Published } from './python/publish';
import { sha256 } from './python/wheel-cache';

/** What a first output waits for: a test holds how much that is, as it is served. */
const WAITED_FOR = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'boot.bin'];

const lockSchema = z.object({ info: z.object({ python: z.string() }) });
const packageSchema = z.object({ version: z.string() });

async function makeEverything(): Promise<void> {
	const fromPyodide = (file: string) => readFile(join(places.pyodideFolder, file));
	const pyodide = packageSchema.parse(JSON.parse((await fromPyodide('package.json')).toString())).version;
	const python = lockSchema.parse(JSON.parse((await fromPyodide('pyodide-lock.json')).toString())).info
		.python;
	const had = wheelsSchema.parse(JSON.parse(await readFile(places.wheelsFile, 'utf8')));

	const cache = new Cache(places.cacheFolder);
	const library = await stdlib(join(places.pyodideFolder, 'python_stdlib.zip'));
	let compiler: Promise<Compiler> | undefined;
	const maker: BundleMaker = {
		cache,
		compilerId: `${pyodide} ${sha256(Buffer.from(await readScript('compile.py')))}`,
		compiler: () => (compiler ??= startCompiler(cache.pathOf(keyOf(library, maker))))
	};
	const classroom = await ownPackage(places.classroomFolder);
	const groups = new Map<PackageGroup, Ingredients | null>();
	for (const { name, from } of PACKAGE_GROUPS)
		groups.set(
			name,
			from === 'own'
				? await ownPackage(join(places.pythonFolder, name))
				: packageGroup(name, had.wheels, places.wheelsFolder)
		);

	const published: Published[] = [];
	const serve = async (name: string, content: Uint8Array) => {
		const isQuick = process.env.COMPRESS === 'quick' && !WAITED_FOR.includes(name);
		const one = await publish(name, content, places.servedFolder, cache, isQuick);
		published.push(one);
		report(name, one);
		return one.asset;
	};
	const serveFile = async (file: string) => serve(file, await fromPyodide(file));
	const serveBundle = async (name: string, made: Ingredients) => serve(name, await makeBundle(made, maker));
	// What need not be compiled is compressed while the rest is: compression has threads of its own.
	const begun = {
		'pyodide.mjs': serveFile('pyodide.mjs'),
		'pyodide.asm.mjs': serveFile('pyodide.asm.mjs'),
		'pyodide.asm.wasm': serveFile('pyodide.asm.wasm'),
		'stdlib.zip': serveBundle('stdlib.zip', library),
		'classroom.zip': serveBundle('classroom.zip', classroom)
	};
	const bundles = [...groups].map(async ([name, made]) => ({
		name,
		asset: made && (await serveBundle(`${name}.zip`, made))
	}));
	await Promise.all([...Object.values(begun), ...bundles]);
	const groupAssets: GroupAssets = {};
	for (const { name, asset } of await Promise.all(bundles)) groupAssets[`${name}.zip`] = asset;
	const images = await imagesOf(classroom, groups, library, maker);
	const [boot, warm] = await Promise.all([
		serve('boot.bin', images.boot),
		images.warm && serve('warm.bin', images.warm)
	]);
	const { modules } = decodeImage<BootHead>(Uint8Array.from(images.boot).buffer);
	const licences = await readWheelLicences(had.wheels, places.wheelsFolder);
	const assets: PythonAssets = {
		'pyodide.mjs': await begun['pyodide.mjs'],
		'pyodide.asm.mjs': await begun['pyodide.asm.mjs'],
		'pyodide.asm.wasm': await begun['pyodide.asm.wasm'],
		'boot.bin': boot,
		'warm.bin': warm,
		'stdlib.zip': await begun['stdlib.zip'],
		'classroom.zip': await begun['classroom.zip'],
		...groupAssets
	};
	await writeJson(places.manifestFile, makeManifest({ pyodide, python }, assets, modules, had, licences));
	await writeJson(
		places.licencesFile,
		await readLicences(licences, { pyodide, python }, places.projectFolder)
	);
	// Last, so that a page that is open under `vite dev` is told of the new names before the old ones go.
	await removeOthers(
		places.servedFolder,
		published.flatMap((one) => one.files)
	);
	await cache.forgetOthers();
}

/** The images of interpreters that have these bundles, made anew where anything that goes into them is another. */
async function imagesOf(
	classroom: Ingredients,
	groups: ReadonlyMap<PackageGroup, Ingredients | null>,
	library: Ingredients,
	maker: BundleMaker
): Promise<Images> {
	const tests = groups.get('tests') ?? null;
	const there = [...groups].flatMap(([name, one]) => (one && name !== 'tests' ? [one] : []));
	const parts = [library, classroom, ...(tests ? [tests] : []), ...there].map((one) => keyOf(one, maker));
	const key = sha256(Buffer.from([await imagesId(), ...parts].join('\n')));
	let made: Promise<Images> | undefined;
	const make = async () => {
		const zips = (all: readonly Ingredients[]) => Promise.all(all.map((one) => makeBundle(one, maker)));
		const [first, second] = await zips([classroom, ...(tests ? [tests] : [])]);
		if (!first) throw new Error('there is no classroom');
		const stdlib = maker.cache.pathOf(keyOf(library, maker));
		return makeImages({ stdlib, classroom: first, tests: second ?? null, others: await zips(there) });
	};
	const image = (name: keyof Images) =>
		maker.cache.get(`${key}.${name}`, async () => (await (made ??= make()))[name] ?? new Uint8Array());
	const [boot, warm] = [await image('boot'), tests && (await image('warm'))];
	return { boot, warm };
}

function report(name: string, { asset, gzip }: Published): void {
	const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
	console.log(
		`bundles: ${name.padEnd(16)} ${kilobytes(asset.bytes)}, ${kilobytes(asset.transfer)} with brotli, ${kilobytes(gzip)} with gzip`
	);
}

async function writeJson(path: string, value: unknown): Promise<void> {
	await writeFile(path, JSON.stringify(value, null, '\t') + '\n');
}

try {
	await makeEverything();
} catch (error) {
	console.error(error);
	process.exitCode = 1;
}
