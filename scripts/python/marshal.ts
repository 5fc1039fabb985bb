// Compiled Python is written by `marshal`, which marks an object as "may be referred to again" whenever anything else in the
// interpreter happens to hold it too. So the same source gives other bytes depending on what ran before. Here marks that nothing
// refers to are taken away and the others numbered anew: the same source then gives the same bytes, and slightly fewer.
// The format is that of CPython 3.14 (Python/marshal.c, version 5).

const FLAG_REF = 0x80;
/** Bytes after the type, for the types whose size is fixed. */
const FIXED: Readonly<Record<string, number>> = { '0': 0, N: 0, F: 0, T: 0, S: 0, '.': 0, i: 4, g: 8, y: 16 };
const LONG_STRINGS = 'stuaA';
const SHORT_STRINGS = 'zZ';
const CODE_NUMBERS = 5;
const CODE_PARTS_BEFORE_LINE = 8;
const CODE_PARTS_AFTER_LINE = 2;

/** Puts marshalled data from `start` to the end in its one canonical form, in place. Throws at a type it does not know. */
export function canonicalise(bytes: Uint8Array, start = 0): void {
	const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	/** Where the marked objects are, in the order of their numbers. */
	const marked: number[] = [];
	/** Where the numbers of references are. */
	const references: number[] = [];
	let at = start;

	const number = () => {
		at += 4;
		return data.readInt32LE(at - 4);
	};
	const skip = (size: number) => {
		at += size;
	};
	const objects = (count: number) => {
		for (let left = count; left > 0; left--) object();
	};
	/** Reads one object; false where it was the end mark of a dict. */
	const object = (): boolean => {
		const place = at++;
		const byte = data.readUInt8(place);
		if (byte & FLAG_REF) marked.push(place);
		const type = String.fromCharCode(byte & ~FLAG_REF);
		const size = FIXED[type];
		if (size !== undefined) skip(size);
		else if (LONG_STRINGS.includes(type)) skip(number());
		else if (SHORT_STRINGS.includes(type)) skip(1 + data.readUInt8(at));
		else if (type === 'l') skip(2 * Math.abs(number()));
		else if (type === ')') objects(data.readUInt8(at++));
		else if ('([<>'.includes(type)) objects(number());
		else if (type === ':') objects(3);
		else if (type === 'c') {
			skip(4 * CODE_NUMBERS);
			objects(CODE_PARTS_BEFORE_LINE);
			skip(4);
			objects(CODE_PARTS_AFTER_LINE);
		} else if (type === '{') {
			while (object()) object();
		} else if (type === 'r') {
			references.push(at);
			skip(4);
		} else
			throw new Error(`byte ${place} of the compiled code is of a type (${type}) that is not known here`);
		return type !== '0';
	};
	object();
	if (at !== data.length) throw new Error(`the compiled code ends at byte ${at} of ${data.length}`);

	const used = new Set(references.map((place) => data.readInt32LE(place)));
	const newNumbers = new Map<number, number>();
	marked.forEach((place, old) => {
		if (used.has(old)) newNumbers.set(old, newNumbers.size);
		else data.writeUInt8(data.readUInt8(place) & ~FLAG_REF, place);
	});
	for (const place of references) {
		const renumbered = newNumbers.get(data.readInt32LE(place));
		if (renumbered === undefined) throw new Error(`byte ${place} of the compiled code refers to nothing`);
		data.writeInt32LE(renumbered, place);
	}
}
