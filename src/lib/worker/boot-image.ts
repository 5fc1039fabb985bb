// A started interpreter as a file: what its memory holds besides what a new instance of the same WebAssembly has anyway. The build writes
// it (scripts/python/boot-image.ts), a worker puts it into a new instance (restore.ts) instead of starting Python once more.
//
// The file, all numbers 32 bits, little-endian: MAGIC, checksum of all that follows, length of the head in bytes; the head, JSON in UTF-8,
// padded with spaces to whole words; number of runs; for each run its first block and its number of blocks; the blocks' bytes.

const MAGIC = 0x5b007ed1;
/** Bytes of a block. */
const GRAIN = 256;
const WORD = 4;
/** MAGIC, checksum, length of the head. */
const PREFIX = 3 * WORD;

/** What belongs to the memory and lies outside of it. */
export interface BootHead {
	/** Pages of 64 KiB that the memory has. */
	pages: number;
	/** Values of JavaScript that Python holds, after those that Pyodide puts there by itself: names of ours, null for an empty place. */
	held: (string | null)[];
	/** Strings that Python holds for good. */
	immortal: string[];
	/** Where the C library keeps the time zone: what it gave to `_tzset_js`. */
	zone: number[];
	/** Top-level names of the modules that it has imported, or finds in itself. */
	modules: string[];
}

export interface BootImage extends BootHead {
	/** Puts the memory in place. It must be that of a new instance, `pages` long. */
	fill(memory: Uint8Array): void;
}

/**
 * Writes the image. `memory` is the started interpreter's, `bases` are memories of new instances before anything is put into them: a
 * block is left out only where all of them agree with it.
 */
export function encodeBootImage(
	head: Omit<BootHead, 'pages'>,
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
	const json = JSON.stringify({ ...head, pages: memory.length / 65_536 } satisfies BootHead);
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

/** Reads an image. Throws an Error where the file is not one, or not whole. */
export function decodeBootImage(file: ArrayBuffer): BootImage {
	const words = new Uint32Array(file, 0, Math.floor(file.byteLength / WORD));
	if (words[0] !== MAGIC) throw new Error('this is no image of an interpreter');
	if (words[1] !== checksum(new Uint8Array(file))) throw new Error('the image of the interpreter is damaged');
	const headLength = words[2] ?? 0;
	const json = new TextDecoder().decode(new Uint8Array(file, PREFIX, headLength));
	// Written by the function above, which the checksum vouches for.
	const head = JSON.parse(json) as BootHead;
	const start = (PREFIX + headLength) / WORD;
	const runs = words[start] ?? 0;
	const index = words.subarray(start + 1, start + 1 + 2 * runs);
	const blocks = new Uint8Array(file, (start + 1 + 2 * runs) * WORD);
	return {
		...head,
		fill(memory) {
			if (memory.length !== head.pages * 65_536) throw new Error('the memory has another size');
			let at = 0;
			for (let i = 0; i < runs; i++) {
				const length = (index[2 * i + 1] ?? 0) * GRAIN;
				memory.set(blocks.subarray(at, at + length), (index[2 * i] ?? 0) * GRAIN);
				at += length;
			}
		}
	};
}

/** Of all words after it. */
function checksum(file: Uint8Array): number {
	const words = new Uint32Array(file.buffer, file.byteOffset + 2 * WORD, (file.byteLength - 2 * WORD) / WORD);
	let sum = words.length;
	for (const word of words) sum = (Math.imul(sum, 31) + word) | 0;
	return sum >>> 0;
}
