// Makes the images from which workers start and go on: Python is started here, the classroom is made, and what its memory then holds is
// written down; an interpreter that was put back from that is given the library and warmed up, and its memory written down too. What they
// are for, and how they are put in place: src/lib/worker/memory-image.ts, restore.ts and interpreter.ts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { loadPyodide } from 'pyodide';
import { z } from 'zod';
import { heldValues } from '../../src/lib/worker/image';
import {
	connectClassroom,
	loadOptions,
	startInterpreter,
	type Ingredients,
	type Interpreter
} from '../../src/lib/worker/interpreter';
import { mountLibrary } from '../../src/lib/worker/library';
import { decodeImage, encodeImage, type BootHead, type WarmHead } from '../../src/lib/worker/memory-image';
import { assertPython, type EmscriptenModule, type Python } from '../../src/lib/worker/pyodide';
import { restoring, type Imports, type Settings } from '../../src/lib/worker/restore';
import { Signals } from '../../src/lib/worker/signal';
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

/** Our own files that have a say in what the images are. */
const sources = [
	import.meta.filename,
	join(import.meta.dirname, 'sweep.py'),
	...['memory-image.ts', 'image.ts', 'interpreter.ts', 'library.ts', 'restore.ts'].map((file) =>
		join(projectFolder, 'src/lib/worker', file)
	)
];

/** Changes with whatever the images are made by. */
export async function imagesId(): Promise<string> {
	const texts = await Promise.all(sources.map((file) => readFile(file)));
	return sha256(Buffer.concat(texts));
}

export interface ImageParts {
	/** Path of the compiled standard library. */
	stdlib: string;
	classroom: Uint8Array;
	/** The packages of pytest; null where they could not be had, and there is no image of a warm interpreter. */
	tests: Uint8Array | null;
	/** Zips of the other packages that a page may ask for, whose names the interpreter must know before they are there. */
	others: readonly Uint8Array[];
}

export interface Images {
	boot: Uint8Array;
	warm: Uint8Array | null;
}

/** Starts Python, writes the images, and starts from them once more to see that they do. Throws where they do not. */
export async function makeImages(parts: ImageParts): Promise<Images> {
	const stdlib = await readFile(parts.stdlib);
	const { image, memory, bases } = await started(parts, stdlib);
	const boot = (size: number) => encodeImage<BootHead>(image, longer(memory, size), bases);
	const library = [stdlib, parts.classroom, ...(parts.tests ? [parts.tests] : [])];
	const warmed = parts.tests && (await warm(parts.stdlib, boot(memory.length), library));
	// There is room from the start for what comes over it: memory that has grown since would not be where JavaScript knows it.
	const images = { boot: boot(warmed?.memory.length ?? memory.length), warm: null as Uint8Array | null };
	if (warmed) {
		const over = decodeImage<BootHead>(bufferOf(images.boot)).checksum;
		const sizes = library.map(({ length }) => length);
		images.warm = encodeImage<WarmHead>({ over, held: warmed.held, library: sizes }, warmed.memory, [
			warmed.base
		]);
	}
	await tryOut(parts.stdlib, images, library);
	for (const file of [images.boot, images.warm])
		if (file && Buffer.from(file).includes(projectFolder))
			throw new Error('an image holds a path of this machine');
	return images;
}

/** An interpreter that has just started, with the classroom made: what to write down of it. */
async function started(parts: ImageParts, stdlib: Uint8Array) {
	const held = { emit: () => undefined, block: () => undefined, heard: () => undefined };
	return atOneMoment(async () => {
		const one = await start(parts.stdlib);
		mountLibrary(one.python._module.FS, {
			stdlib: bufferOf(stdlib),
			bundles: [bufferOf(parts.classroom)],
			warm: null
		});
		const bridge = connectClassroom(one.python, held);
		const zips = [stdlib, parts.classroom, ...(parts.tests ? [parts.tests] : []), ...parts.others];
		bridge.pause(JSON.stringify(topLevelNames(zips)));
		one.python.runPython(await readScript('sweep.py'));
		const image = {
			held: heldBy(one.python, held),
			immortal: immortalIn(one.python),
			zone: one.zone,
			modules: modulesOf(one.python)
		};
		assertClosed(one.python._module);
		const memory = one.python._module.HEAPU8.slice();
		// What a start from an image does to the memory before it is filled, with an image that changes nothing.
		const bases = [one.fresh];
		const untouched = { ...image, held: [], immortal: [], pages: memory.length / 65_536, checksum: 0 };
		const fill = (memory: Uint8Array) => {
			bases.push(memory.slice());
			throw new Error('that is all');
		};
		await start(parts.stdlib, { image: Promise.resolve({ ...untouched, fill }), held: {} }).catch(() => {});
		return { image, memory, bases };
	});
}

/** One that has gone on from there, has the library and is warm. */
async function warm(stdlib: string, boot: Uint8Array, library: readonly Uint8Array[]) {
	return atOneMoment(async () => {
		let python: Python | null = null;
		let base: Uint8Array | null = null;
		const interpreter = await startInterpreter(
			alone(boot, async (_options, from) => {
				if ('stdlib' in from) throw new Error('Python does not start from its image');
				const image = await from.image;
				const fill = (memory: Uint8Array, fresh: () => Uint8Array) => {
					image.fill(memory, fresh);
					base = memory.slice();
				};
				const filled = Promise.resolve({ ...image, fill });
				({ python } = await start(stdlib, { image: filled, held: from.held }));
				return python;
			})
		);
		interpreter.complete(libraryOf(library));
		interpreter.warm();
		const { _module: module } = python as unknown as Python;
		if (!base) throw new Error('the image was not put in place');
		assertClosed(module);
		return { memory: module.HEAPU8.slice(), base: base as Uint8Array, held: heldValues(module).length };
	});
}

/** Throws where a file is open besides the three that each interpreter has: a reader's would know nothing of it. */
function assertClosed({ FS: { streams } }: EmscriptenModule): void {
	const open = streams.flatMap((stream, number) => (stream && number > 2 ? [number] : []));
	if (open.length) throw new Error(`files are open in the image: ${open.join(', ')}`);
}

/** Does this with a clock that stands still: files have times as well. */
async function atOneMoment<T>(work: () => Promise<T>): Promise<T> {
	const { now } = Date;
	Date.now = () => MOMENT;
	try {
		return await work();
	} finally {
		Date.now = now;
	}
}

/** What an interpreter needs that nobody talks to. */
const alone = (boot: Uint8Array, load: Ingredients['load']): Ingredients => ({
	load,
	boot: Promise.resolve(bufferOf(boot)),
	library: new Promise(() => {}),
	signals: new Signals(null),
	onStep: () => {},
	onEvent: () => {},
	beforeWait: () => {},
	onStopping: () => {}
});

const libraryOf = ([stdlib, ...bundles]: readonly Uint8Array[], image: Uint8Array | null = null) => ({
	stdlib: bufferOf(stdlib ?? new Uint8Array()),
	bundles: bundles.map(bufferOf),
	warm: image && bufferOf(image)
});

const longer = (bytes: Uint8Array, length: number) => {
	const made = new Uint8Array(length);
	made.set(bytes);
	return made;
};

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

async function start(
	stdlib: string,
	from?: { image: Parameters<typeof restoring>[0]; held: Parameters<typeof restoring>[1] }
) {
	const { default: createModule } = await import(join(pyodideFolder, 'pyodide.asm.mjs'));
	let fresh: Uint8Array | null = null;
	let zone: number[] = [];
	const how = from ? restoring(from.image, from.held, createModule) : { createPyodideModule: createModule };
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
				alwaysTheSame(imports, () => memory?.buffer);
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
				`Python holds a value of JavaScript that no image can keep: ${inspect(value).slice(0, 80)}`
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

/** Runs a cell in an interpreter that was put back, and tests in one that went on. Throws where an answer is another than it should be. */
async function tryOut(stdlib: string, { boot, warm }: Images, library: readonly Uint8Array[]): Promise<void> {
	const begin = async () =>
		startInterpreter(
			alone(boot, async (_options, from) => {
				if ('stdlib' in from) throw new Error('Python does not start from its image');
				return (await start(stdlib, from)).python;
			})
		);
	const ask = (interpreter: Interpreter, ...call: Parameters<Interpreter['call']>) => {
		const answer = JSON.stringify(interpreter.call(...call));
		if (!/"text":"42"|"outcome":"passed"/.test(answer))
			throw new Error(`an interpreter from an image answers wrongly: ${answer}`);
	};
	const code = 'import json\nsum(json.loads("[1, 2, 39]"))';
	const common = { files: {}, stdin: [], probes: [] };
	ask(await begin(), 'runCell', { id: 'try', filename: 'try.py', code, ...common });
	if (!warm) return;
	const interpreter = await begin();
	if (!interpreter.complete(libraryOf(library, warm)))
		throw new Error('Python does not go on from its image');
	interpreter.warm();
	const files = { 'test_it.py': 'def test_it():\n    assert sum([1, 2, 39]) == 42\n' };
	for (let run = 0; run < 2; run++) {
		const input = { ...common, files, args: [], seed: 1, select: null, measure: [], strict: true };
		ask(interpreter, 'runTests', input);
		const why = interpreter.restore();
		if (why) throw new Error(`an interpreter from an image cannot be put back: ${why}`);
	}
}
