// An interpreter that has started and warmed up is copied once; a run that must be hermetic begins by putting the copy back.
// That takes milliseconds, where a new worker takes most of a second, so that a hundred shuffled test runs are a matter of seconds.
import { imageOfFiles, type FileImage } from './file-image';
import type { EmscriptenModule } from './pyodide';

/** An interpreter as it was at one moment. */
export interface Image {
	/** Puts the interpreter back. Returns null, or why it cannot be put back: then it must be given up. */
	restore(): string | null;
	/** Takes it anew, as it is now, in the place of the old, which saves half of the time. */
	retake(): void;
}

/** Memory that a run may add before its interpreter is given up instead of kept for the next: it cannot be returned. */
const KEPT_GROWTH = 128 * 1024 * 1024;

/** What a few small runs may add before an image that is taken anew needs a new buffer: to get one takes longer than to fill it. */
const ROOM = 4 * 1024 * 1024;

/**
 * Takes the image. No Python code may be running, and no Python object that is made later may be kept by JavaScript over a
 * `restore`: its address will hold something else.
 */
export function takeImage(module: EmscriptenModule): Image {
	let buffer = new Uint8Array();
	let memory = buffer;
	let size = 0;
	let values: unknown[] = [];
	let files: FileImage;
	const retake = () => {
		const used = module.HEAPU8.subarray(0, endOf(module));
		if (used.length > buffer.length) buffer = new Uint8Array(used.length + ROOM);
		memory = buffer.subarray(0, used.length);
		memory.set(used);
		size = module.HEAPU8.length;
		values = heldValues(module);
		files = imageOfFiles(module.FS);
	};
	retake();

	return {
		retake,
		restore() {
			const now = module.HEAPU8;
			if (now.length > size + KEPT_GROWTH) return 'its memory has grown too large';
			const changed = files.restore();
			if (changed !== null) return `${changed} was changed`;
			const end = endOf(module);
			now.set(memory);
			// What came into use must read as zero again, as fresh memory does.
			if (end > memory.length) now.fill(0, memory.length, end);
			values.forEach((value, place) => module.__hiwire_set(place, value));
			return null;
		}
	};
}

/** Where the memory ends that has been in use: what lies behind is zero. It never shrinks. */
const endOf = (module: EmscriptenModule) => module._sbrk(0) >>> 0;

/** JavaScript values that Python holds are in a table beside the memory. */
export function heldValues(module: EmscriptenModule): unknown[] {
	const values: unknown[] = [];
	for (;;) {
		try {
			values.push(module.__hiwire_get(values.length));
		} catch {
			return values;
		}
	}
}
