// Makes the image from which workers start: Python is started here, the classroom is made, and what its memory then holds is written
// down. What that is for, and how it is put back: src/lib/worker/boot-image.ts and restore.ts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import { z } from 'zod';
import { encodeBootImage, decodeBootImage } from '../../src/lib/worker/boot-image';
import { bridgeOf, connectClassroom, loadOptions } from '../../src/lib/worker/interpreter';
import { mountLibrary } from '../../src/lib/worker/library';
import { assertPython, type Python } from '../../src/lib/worker/pyodide';
import { restoring, type Imports, type Settings } from '../../src/lib/worker/restore';
import { projectFolder, pyodideFolder } from './places';
import { readScript } from './node-pyodide';
import { sha256 } from './wheel-cache';
import { readZip } from './zip';

/**
 * The hash seed of every interpreter that starts from the image: strings lie in its memory with their hashes. docs/decisions.md says what
 * that means for readers.
 */
const HASH_SEED = '1';

/** Milliseconds: what the clock shows while the image is made. */
const MOMENT = Date.UTC(2025, 0, 1);

/** Our own files that have a say in what the image is. */
const sources = [
	import.meta.filename,
	join(import.meta.dirname, 'sweep.py'),
	...['boot-image.ts', 'interpreter.ts', 'library.ts', 'restore.ts'].map((file) =>
		join(projectFolder, 'src/lib/worker', file)
	)
];

/** Changes with whatever the image is made by. */
export async function bootImageId(): Promise<string> {
	const texts = await Promise.all(sources.map((file) => readFile(file)));
	return sha256(Buffer.concat(texts));
}

export interface BootParts {
	/** Path of the compiled standard library. */
	stdlib: string;
	classroom: Uint8Array;
	/** Zips of all packages that a page may ask for, whose names the interpreter must know before they are there. */
	packages: readonly Uint8Array[];
}

/** Starts Python, writes its image, and starts from that image once more to see that it does. Throws where it does not. */
export async function makeBootImage(parts: BootParts): Promise<Uint8Array> {
	const stdlib = await readFile(parts.stdlib);
	const library = [parts.classroom, ...parts.packages];
	const held = { emit: () => undefined, block: () => undefined, heard: () => undefined };

	const { now } = Date;
	// Files have times as well.
	Date.now = () => MOMENT;
	const started = await start(parts.stdlib, {});
	mountLibrary(started.python._module.FS, { stdlib: bufferOf(stdlib), bundles: [bufferOf(parts.classroom)] });
	const bridge = connectClassroom(started.python, held);
	bridge.pause(JSON.stringify(topLevelNames([stdlib, ...library])));
	started.python.runPython(await readScript('sweep.py'));
	const image = {
		held: heldBy(started.python, held),
		immortal: immortalIn(started.python),
		zone: started.zone,
		modules: modulesOf(started.python)
	};
	const memory = started.python._module.HEAPU8.slice();
	Date.now = now;

	// What a start from an image does to the memory before it is filled, with an image that changes nothing.
	const untouched = { ...image, pages: memory.length / 65_536, held: [], immortal: [] };
	const bases = [started.fresh];
	await start(parts.stdlib, {
		image: {
			...untouched,
			fill(memory) {
				bases.push(memory.slice());
				throw new Error('that is all');
			}
		}
	}).catch(() => {});
	const file = encodeBootImage(image, memory, bases);

	const again = await start(parts.stdlib, { image: decodeBootImage(file.buffer), held });
	tryOut(again.python);
	if (Buffer.from(file).includes(projectFolder)) throw new Error('the image holds a path of this machine');
	return file;
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

async function start(
	stdlib: string,
	from: { image?: Parameters<typeof restoring>[0]; held?: Record<string, unknown> }
) {
	const { default: createModule } = await import(join(pyodideFolder, 'pyodide.asm.mjs'));
	let fresh: Uint8Array | null = null;
	let zone: number[] = [];
	const how = from.image
		? restoring(from.image, from.held ?? {}, createModule)
		: { createPyodideModule: createModule };
	const create = how.createPyodideModule as (settings: Settings) => Promise<unknown>;
	const options: unknown = {
		...loadOptions,
		env: { ...loadOptions.env, PYTHONHASHSEED: HASH_SEED },
		stdLibURL: stdlib,
		...how,
		createPyodideModule: (settings: Settings) => {
			const instantiate = settings.instantiateWasm;
			settings.instantiateWasm = (imports, done) => {
				const { _tzset_js } = imports.env;
				imports.env._tzset_js = (...places) => _tzset_js(...(zone = places));
				let memory: WebAssembly.Memory | undefined;
				if (!from.image) alwaysTheSame(imports, () => memory?.buffer);
				return instantiate(imports, (instance, module) => {
					memory = instance.exports.memory;
					fresh = new Uint8Array(instance.exports.memory.buffer).slice();
					done(instance, module);
				});
			};
			// In a browser's worker it is that; here it would be a path of this machine, and lie in the image.
			settings.thisProgram = './this.program';
			return create(settings);
		}
	};
	const python: unknown = await loadPyodide(options as Parameters<typeof loadPyodide>[0]);
	assertPython(python);
	if (!fresh) throw new Error('Pyodide has not asked for its instance');
	return { python, fresh: fresh as Uint8Array, zone };
}

/** One moment and one chance for all builds, so that the same Python gives the same image. What a reader's start puts right: `resume`. */
function alwaysTheSame(
	{ env, wasi_snapshot_preview1: wasi }: Imports,
	memory: () => ArrayBufferLike | undefined
): void {
	const at = (place: number, size: number) => {
		const buffer = memory();
		if (!buffer) throw new Error('Python asks before it is there');
		return new DataView(buffer, place >>> 0, size);
	};
	env.emscripten_date_now = () => MOMENT;
	env.emscripten_get_now = () => 0;
	wasi.clock_time_get = (_clock, _precision, place) => {
		at(place, 8).setBigInt64(0, BigInt(MOMENT) * 1_000_000n, true);
		return 0;
	};
	wasi.random_get = (place, size) => {
		const bytes = at(place, size);
		for (let i = 0; i < size; i++) bytes.setUint8(i, i);
		return 0;
	};
}

/** Names of modules and packages in the zips, without what is below them. */
function topLevelNames(zips: readonly Uint8Array[]): string[] {
	const names = zips.flatMap((zip) => [...readZip(zip).keys()].map((path) => path.split(/[/.]/, 1)[0] ?? ''));
	return [...new Set(names)].filter((name) => /^\w+$/.test(name)).toSorted();
}

/** Top-level names of what an import finds without the library. */
function modulesOf(python: Python): string[] {
	const names = z
		.string()
		.parse(
			python.runPython(
				'import sys; " ".join(sorted({name.partition(".")[0] for name in {*sys.modules, *sys.builtin_module_names}}))'
			)
		);
	return names.split(' ').filter((name) => !name.startsWith('__'));
}

/** Values of JavaScript that Python holds besides those that Pyodide puts there by itself. */
function heldBy({ _module: module }: Python, held: Record<string, unknown>): (string | null)[] {
	const names = new Map(Object.entries(held).map(([name, value]) => [value, name]));
	const values: (string | null)[] = [];
	for (let place = module.API.getExpectedKeys().length; ; place++) {
		let value: unknown;
		try {
			value = module.__hiwire_get(place);
		} catch {
			return values;
		}
		const name = names.get(value) ?? null;
		if (name === null && value !== undefined && value !== null)
			throw new Error(
				`Python holds a value of JavaScript that no image can keep: ${String(value).slice(0, 80)}`
			);
		values.push(name);
	}
}

/** Strings that Python holds for good, after those of Pyodide's own start. */
function immortalIn({ _module: module }: Python): string[] {
	const strings: string[] = [];
	// The first are Pyodide's: API.serializeHiwireState begins after the sixth as well.
	for (let place = 7; ; place++) {
		let value: unknown;
		try {
			value = module.__hiwire_immortal_get(place);
		} catch {
			return strings;
		}
		if (typeof value !== 'string') throw new Error('Python holds something for good that is no string');
		strings.push(value);
	}
}

/** Runs a cell in an interpreter that was put back. Throws where its answer is another than it should be. */
function tryOut(python: Python): void {
	const bridge = bridgeOf(python);
	bridge.resume();
	const input = {
		id: 'try',
		filename: 'try.py',
		code: 'import json\nsum(json.loads("[1, 2, 39]"))',
		files: {},
		stdin: [],
		probes: []
	};
	const report = bridge.call('runCell', JSON.stringify(input));
	if (!report?.includes('"42"')) throw new Error(`a restored interpreter answers wrongly: ${report}`);
}
