// Makes what the site serves of the type checker, in static/types: its worker, the stubs of the standard library, and the types of the
// bundled packages. .shakeout/type-assets.json tells of them, which src/lib/analysis/types/assets.ts imports. Run after wheels.ts.
import { readFile, writeFile } from 'node:fs/promises';
import type { TypeAssets } from '../src/lib/analysis/types/assets';
import { PACKAGE_GROUPS, type PackageGroup } from '../src/lib/runtime/package-groups';
import { Cache } from './python/cache';
import { wheelsSchema } from './python/fetch-wheels';
import * as places from './python/places';
import { publish, removeOthers, type Published } from './python/publish';
import { sha256 } from './python/wheel-cache';
import { packOf } from './types/packs';
import { splitWorker, stdlibOf, type Stubs } from './types/split';

/** Version of Python that code is checked for. */
const PYTHON = '3.14';
/** Most that a lesson on types may make a reader download: checker, standard library and pytest, with brotli. */
const LARGEST = 1_100_000;

/**
 * The published worker listens on ports without starting them (its analyzeFileAndGetDiagnostics). Node starts a port that is listened
 * on, a browser does not: without this no request for a file's problems is ever answered there.
 */
const STARTS_PORTS = `{
	const listen = MessagePort.prototype.addEventListener;
	MessagePort.prototype.addEventListener = function (type, ...rest) {
		listen.call(this, type, ...rest);
		if (type === 'message') this.start();
	};
}
`;

async function makeEverything(): Promise<void> {
	const cache = new Cache(places.typesCacheFolder);
	const published: Published[] = [];
	const serve = async (name: string, text: string) => {
		const one = await publish(name, Buffer.from(text), places.servedTypesFolder, cache);
		published.push(one);
		const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
		console.log(
			`types: ${name.padEnd(16)} ${kilobytes(one.asset.bytes)}, ${kilobytes(one.asset.transfer)} with brotli, ${kilobytes(one.gzip)} with gzip`
		);
		return one.asset;
	};
	const { worker: asPublished, stubs } = splitWorker(await readFile(places.typeCheckerFile, 'utf8'));
	const worker = STARTS_PORTS + asPublished;
	const { wheels } = wheelsSchema.parse(JSON.parse(await readFile(places.wheelsFile, 'utf8')));
	const recipe = await Promise.all(
		['types/packs.ts', 'types/signatures.py'].map((file) => readFile(new URL(file, import.meta.url)))
	);
	const pack = async (group: PackageGroup, typed: readonly string[]) => {
		const members = wheels.filter((wheel) => wheel.group === group && typed.includes(wheel.name));
		if (members.length === 0) return null;
		const id = sha256(Buffer.concat([...recipe, Buffer.from(members.map((wheel) => wheel.sha256).join())]));
		const bytes = await cache.get(`${id}.json`, async () =>
			Buffer.from(json(await packOf(members, places.wheelsFolder)))
		);
		return serve(`${group}.json`, Buffer.from(bytes).toString());
	};
	const assets: TypeAssets = {
		'checker.js': await serve('checker.js', worker),
		'stdlib.json': await serve('stdlib.json', json(stdlibOf(stubs, PYTHON)))
	};
	for (const { name, typed } of PACKAGE_GROUPS) assets[`${name}.json`] = await pack(name, typed);
	const largest =
		assets['checker.js'].transfer + assets['stdlib.json'].transfer + (assets['tests.json']?.transfer ?? 0);
	console.log(
		`types: ${largest.toLocaleString('en')} of ${LARGEST.toLocaleString('en')} bytes for a lesson on types`
	);
	if (largest > LARGEST) throw new Error('the type checker is too much to download');
	await writeFile(places.typeAssetsFile, JSON.stringify(assets, null, '\t') + '\n');
	await removeOthers(
		places.servedTypesFolder,
		published.flatMap((one) => one.files)
	);
	await cache.forgetOthers();
}

const json = (stubs: Stubs) => JSON.stringify(stubs);

try {
	await makeEverything();
} catch (error) {
	console.error(error);
	process.exitCode = 1;
}
