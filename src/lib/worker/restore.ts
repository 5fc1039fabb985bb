// Starts Pyodide from the image of an interpreter that the build has started (memory-image.ts): the instance is made as always, and in the
// place of Python's own start its memory is filled.
//
// Pyodide 314 does the same with snapshots of its own, by options and a function that it calls private; theirs are whole memories, four
// times as large, and cannot grow. What is used of it is here and nowhere else: `_loadSnapshot`, `_snapshotDeserializer`,
// `API.restoreSnapshot` and the settings of `createPyodideModule`. The build fails where they have moved; a page then starts Python anew.
import type { BootImage } from './memory-image';

/** Values of JavaScript that the interpreter in the image holds, by name. */
export type Held = Readonly<Record<string, unknown>>;

/** What the glue of Pyodide is called with. */
export interface Settings {
	/** The program's name, as Python sees it. */
	thisProgram?: string;
	instantiateWasm: (
		imports: Imports & WebAssembly.Imports,
		done: (instance: Instance, module: WebAssembly.Module) => void
	) => unknown;
	API: { restoreSnapshot?: (snapshot: unknown) => unknown };
}

/** Functions of Emscripten's that the WebAssembly calls, those that are of interest here. */
export interface Imports {
	env: {
		/** Writes the time zone of the browser into memory. */
		_tzset_js: (...places: number[]) => void;
		/** Makes the memory at least so many bytes long, and Emscripten's views of it new. */
		emscripten_resize_heap: (size: number) => unknown;
		/** Milliseconds. */
		emscripten_date_now: () => number;
		emscripten_get_now: () => number;
	};
	wasi_snapshot_preview1: {
		/** Writes nanoseconds as a 64-bit number to the place. */
		clock_time_get: (clock: number, precision: unknown, place: number) => number;
		/** Writes so many random bytes from the place on. */
		random_get: (place: number, size: number) => number;
	};
}

export interface Instance {
	exports: { memory: WebAssembly.Memory };
}

type CreateModule = (settings: Settings) => Promise<{ HEAPU8: Uint8Array }>;

/** An image of a started interpreter, to be put in place. */
export type Restorable = Omit<BootImage, 'fill'> & {
	/** Puts the memory in place. `fresh` answers the memory of one more new instance, as this one's was before. */
	fill(memory: Uint8Array, fresh: () => Uint8Array): void;
};

/**
 * Options for `loadPyodide`, to be put among its others. `createModule` is the default export of `pyodide.asm.mjs`. The image may still be
 * on its way, and what needs none of it is done meanwhile, the instance among it; where it does not come, `loadPyodide` rejects as the
 * image does.
 */
export function restoring(
	coming: Promise<Restorable>,
	held: Held,
	createModule: unknown
): Record<string, unknown> {
	const create = createModule as CreateModule;
	return {
		// Looked at for its length alone; the function below does not read it.
		_loadSnapshot: new Uint8Array(4),
		_snapshotDeserializer: (name: string) => held[name],
		createPyodideModule: async (settings: Settings) => {
			const instantiate = settings.instantiateWasm;
			let setZone: Imports['env']['_tzset_js'];
			let fresh: () => Uint8Array;
			let growTo: (pages: number) => void;
			settings.instantiateWasm = (imports, done) => {
				setZone = imports.env._tzset_js;
				return instantiate(imports, (instance, module) => {
					fresh = () => memoryOf(new WebAssembly.Instance(module, imports));
					growTo = (pages) => {
						const { memory } = instance.exports;
						const missing = pages - memory.buffer.byteLength / 65_536;
						if (missing > 0) memory.grow(missing);
						// As long as it is already, so for the views alone.
						imports.env.emscripten_resize_heap(memory.buffer.byteLength);
					};
					done(instance, module);
				});
			};
			// Emscripten waits for the instance, and would for ever where it is the image that never comes.
			const [module, image] = await Promise.all([create(settings), coming]);
			settings.API.restoreSnapshot = () => {
				growTo(image.pages);
				image.fill(module.HEAPU8, fresh);
				setZone(...image.zone);
				return {
					hiwireKeys: image.held.map((name) => name && { serialized: name }),
					immortalKeys: image.immortal
				};
			};
			return module;
		}
	};
}

function memoryOf({ exports: { memory } }: WebAssembly.Instance): Uint8Array {
	if (!(memory instanceof WebAssembly.Memory)) throw new Error('the instance has no memory of its own');
	return new Uint8Array(memory.buffer);
}
