// An interpreter that has started and warmed up is copied once; a run that must be hermetic begins by putting the copy back.
// That takes milliseconds, where a new worker takes most of a second, so that a hundred shuffled test runs are a matter of seconds.
import { imageOfFiles } from './file-image';
import type { EmscriptenModule } from './pyodide';

/** An interpreter as it was at one moment. */
export interface Image {
	/** Puts the interpreter back. Returns null, or why it cannot be put back: then it must be given up. */
	restore(): string | null;
}

/** Memory that a run may add before its interpreter is given up instead of kept for the next: it cannot be returned. */
const KEPT_GROWTH = 128 * 1024 * 1024;

/**
 * Takes the image. No Python code may be running, and no Python object that is made later may be kept by JavaScript over a
 * `restore`: its address will hold something else.
 */
export function takeImage(module: EmscriptenModule): Image {
	const memory = module.HEAPU8.slice();
	const values = heldValues(module);
	const files = imageOfFiles(module.FS);

	return {
		restore() {
			const now = module.HEAPU8;
			if (now.length > memory.length + KEPT_GROWTH) return 'its memory has grown too large';
			const changed = files.restore();
			if (changed !== null) return `${changed} was changed`;
			now.set(memory);
			// What grew must read as zero again, as fresh memory does.
			now.fill(0, memory.length);
			values.forEach((value, place) => module.__hiwire_set(place, value));
			return null;
		}
	};
}

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
