// An interpreter as a file: what its memory holds besides what it has anyway. The build writes two (scripts/python/images.ts): of one that
// has just started, over a new instance of the same WebAssembly, which a worker puts into its own (restore.ts) instead of starting Python
// once more; and of one that is warm, over the former, put in its place once the library is there (interpreter.ts).
//
// The file, all numbers 32 bits, little-endian: MAGIC, checksum of all that follows, length of the head in bytes; the head, JSON in UTF-8,
// padded with spaces to whole words; number of runs; for each run its first block and its number of blocks; the blocks' bytes.

const MAGIC = 0x5b007ed1;
/** Bytes of a block. */
const GRAIN = 256;
const WORD = 4;
/** MAGIC, checksum, length of the head. */
const PREFIX = 3 * WORD;

/** What every image has in its head. */
interface Sized {
	/** Pages of 64 KiB that the memory has. */
	pages: number;
}

/** Of an interpreter that has started: what belongs to the memory and lies outside of it. */
export interface BootHead {
	/** Values of JavaScript that Python holds, after those that Pyodide puts there by itself: names of ours, null for an empty place. */
	held: (string | null)[];
	/** Strings that Python holds for good. */
	immortal: string[];
	/** Where the C library keeps the time zone: what it gave to `_tzset_js`. */
	zone: number[];
	/** Top-level names of the modules that it has imported, or finds in itself. */
	modules: string[];
}

/** Of one that is warm. */
export interface WarmHead {
	/** Checksum of the image that its memory lies over. */
	over: number;
	/** How many values of JavaScript Python holds. */
	held: number;
	/** Sizes in bytes of the library's zips that it has read, the standard library's first. */
	library: number[];
}

export type MemoryImage<Head> = Head &
	Sized & {
		/** Of the file. */
		checksum: number;
		/** Puts the memory in place, over that of which it leaves out what is the same. It must be `pages` long, or longer. */
		fill(memory: Uint8Array): void;
	};
export type BootImage = MemoryImage<BootHead>;

/**
 * Writes the image. `memory` is the interpreter's, `bases` are memories into which it may be put: a block is left out only where all of
 * them agree with it. After its end a base is all zero.
 */
export function encodeImage<Head extends BootHead | WarmHead>(
	head: Head,
	memory: Uint8Array,
	bases: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
	const runs: { first: number; count: number }[] = [];
	let blocks = 0;
	for (let block = 0; block * GRAIN < memory.length; block++) {
		const from = block * GRAIN;
		if (bases.every((base) => isSame(memory, base, from))) continue;
		blocks += 1;
		const last = runs.at(-1);
		if (last && last.first + last.count === block) last.count += 1;
		else runs.push({ first: block, count: 1 });
	}
	const json = JSON.stringify({ ...head, pages: memory.length / 65_536 } satisfies Head & Sized);
	const text = new TextEncoder().encode(json);
	const headLength = Math.ceil(text.length / WORD) * WORD;
	const file = new Uint8Array(PREFIX + headLength + WORD * (1 + 2 * runs.length) + blocks * GRAIN);
	const view = new DataView(file.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(2 * WORD, headLength, true);
	file.fill(0x20, PREFIX, PREFIX + headLength);
	file.set(text, PREFIX);
	let at = PREFIX + headLength;
	view.setUint32(at, runs.length, true);
	at += WORD;
	for (const { first, count } of runs) {
		view.setUint32(at, first, true);
		view.setUint32(at + WORD, count, true);
		at += 2 * WORD;
	}
	for (const { first, count } of runs) {
		file.set(memory.subarray(first * GRAIN, (first + count) * GRAIN), at);
		at += count * GRAIN;
	}
	view.setUint32(WORD, checksum(file), true);
	return file;
}

function isSame(memory: Uint8Array, base: Uint8Array, from: number): boolean {
	for (let i = from; i < from + GRAIN; i++) if (memory[i] !== (base[i] ?? 0)) return false;
	return true;
}

/** Reads an image of this kind. Throws an Error where the file is not one, or not whole. */
export function decodeImage<Head extends BootHead | WarmHead>(file: ArrayBufferLike): MemoryImage<Head> {
	const words = new Uint32Array(file, 0, Math.floor(file.byteLength / WORD));
	if (words[0] !== MAGIC) throw new Error('this is no image of an interpreter');
	const sum = checksum(new Uint8Array(file));
	if (words[1] !== sum) throw new Error('the image of the interpreter is damaged');
	const headLength = words[2] ?? 0;
	// A decoder takes no shared memory, so it is copied.
	const json = new TextDecoder().decode(new Uint8Array(file, PREFIX, headLength).slice());
	// Written by the function above, which the checksum vouches for.
	const head = JSON.parse(json) as Head & Sized;
	const start = (PREFIX + headLength) / WORD;
	const runs = words[start] ?? 0;
	const index = words.subarray(start + 1, start + 1 + 2 * runs);
	const blocks = new Uint8Array(file, (start + 1 + 2 * runs) * WORD);
	return Object.assign(head, {
		checksum: sum,
		fill(memory: Uint8Array) {
			if (memory.length < head.pages * 65_536) throw new Error('the memory is too small');
			let at = 0;
			for (let i = 0; i < runs; i++) {
				const length = (index[2 * i + 1] ?? 0) * GRAIN;
				memory.set(blocks.subarray(at, at + length), (index[2 * i] ?? 0) * GRAIN);
				at += length;
			}
		}
	});
}

/** Of all words after it. */
function checksum(file: Uint8Array): number {
	const words = new Uint32Array(file.buffer, file.byteOffset + 2 * WORD, (file.byteLength - 2 * WORD) / WORD);
	let sum = words.length;
	// Not `for of`: in a function that has just begun it takes ten times as long, 50 ms of a start.
	for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + (words[i] ?? 0)) | 0;
	return sum >>> 0;
}
