// Makes what the site serves of Python, in static/python, and the two files that tell of it: .shakeout/python-assets.json, which
// src/lib/runtime/assets.ts imports, and .shakeout/licences.json for the licences page. `npm run python` runs wheels.ts before it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PythonAssets } from '../src/lib/runtime/assets';
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
	const tests = packageGroup('tests', had.wheels, places.wheelsFolder);
	const data = packageGroup('data', had.wheels, places.wheelsFolder);

	const classroom = await ownPackage(places.classroomFolder);
	const varnish = await ownPackage(places.varnishFolder);

	const published: Published[] = [];
	const serve = async (name: string, content: Uint8Array) => {
		const one = await publish(name, content, places.servedFolder, cache);
		published.push(one);
		report(name, one);
		return one.asset;
	};
	// What need not be compiled is compressed while the rest is: compression has threads of its own.
	const [loader, glue, wasm, stdlibZip, testsZip, dataZip, classroomZip, varnishZip] = await Promise.all([
		fromPyodide('pyodide.mjs').then((bytes) => serve('pyodide.mjs', bytes)),
		fromPyodide('pyodide.asm.mjs').then((bytes) => serve('pyodide.asm.mjs', bytes)),
		fromPyodide('pyodide.asm.wasm').then((bytes) => serve('pyodide.asm.wasm', bytes)),
		makeBundle(library, maker).then((bytes) => serve('stdlib.zip', bytes)),
		tests && makeBundle(tests, maker).then((bytes) => serve('tests.zip', bytes)),
		data && makeBundle(data, maker).then((bytes) => serve('data.zip', bytes)),
		makeBundle(classroom, maker).then((bytes) => serve('classroom.zip', bytes)),
		makeBundle(varnish, maker).then((bytes) => serve('varnish.zip', bytes))
	]);
	const images = await imagesOf({ classroom, tests, others: [data, varnish] }, library, maker);
	const [boot, warm] = await Promise.all([
		serve('boot.bin', images.boot),
		images.warm && serve('warm.bin', images.warm)
	]);
	const { modules } = decodeImage<BootHead>(Uint8Array.from(images.boot).buffer);
	const licences = await readWheelLicences(had.wheels, places.wheelsFolder);
	const assets: PythonAssets = {
		'pyodide.mjs': loader,
		'pyodide.asm.mjs': glue,
		'pyodide.asm.wasm': wasm,
		'boot.bin': boot,
		'warm.bin': warm,
		'stdlib.zip': stdlibZip,
		'classroom.zip': classroomZip,
		'tests.zip': testsZip,
		'data.zip': dataZip,
		'varnish.zip': varnishZip
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

interface ImageBundles {
	classroom: Ingredients;
	tests: Ingredients | null;
	others: readonly (Ingredients | null)[];
}

/** The images of interpreters that have these bundles, made anew where anything that goes into them is another. */
async function imagesOf(
	{ classroom, tests, others }: ImageBundles,
	library: Ingredients,
	maker: BundleMaker
): Promise<Images> {
	const there = others.filter((one) => one !== null);
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
