// Zip archives, read and written just so far as wheels and bundles need it. Writing is reproducible: the same files give the same
// bytes, as names are sorted, every date is the same, and nothing is compressed (brotli around a stored zip is smaller than inside).
import { crc32, inflateRawSync } from 'node:zlib';

/** Path in the archive, `/` between parts, to content. Folders have no entry of their own. */
export type ZipFiles = Map<string, Uint8Array>;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
/** The first of January 1980, the earliest date that a zip can hold. */
const DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const VERSION = 20;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const REGULAR_FILE = (0o100644 << 16) >>> 0;

/** Reads all files. Throws where this is no zip, or an entry is damaged, encrypted or of a method other than stored and deflated. */
export function readZip(bytes: Uint8Array): ZipFiles {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const files: ZipFiles = new Map();
	const end = findEnd(buffer);
	let at = buffer.readUInt32LE(end + 16);
	for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
		if (buffer.readUInt32LE(at) !== CENTRAL) throw new Error('the list of files in the zip is damaged');
		const nameBytes = buffer.readUInt16LE(at + 28);
		const name = buffer.toString('utf8', at + 46, at + 46 + nameBytes);
		if (!name.endsWith('/')) files.set(name, readEntry(buffer, at, name));
		at += 46 + nameBytes + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
	}
	return files;
}

/** Packs the files, stored. At most 65 535 files and 4 GB, which is checked. */
export function writeZip(files: ZipFiles): Uint8Array {
	const names = [...files.keys()].sort();
	if (names.length > 0xffff) throw new Error(`${names.length} files are too many for one zip`);
	const body: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const name of names) {
		const content = files.get(name) ?? new Uint8Array();
		const nameBytes = Buffer.from(name, 'utf8');
		const common = commonFields(nameBytes, content);
		const local = Buffer.concat([uint32(LOCAL), common, nameBytes]);
		body.push(local, Buffer.from(content));
		central.push(centralEntry(common, nameBytes, offset));
		offset += local.length + content.length;
	}
	const list = Buffer.concat(central);
	if (offset + list.length > 0xffffffff) throw new Error('the zip is larger than 4 GB');
	const end = Buffer.alloc(END_BYTES);
	end.writeUInt32LE(END, 0);
	end.writeUInt16LE(names.length, 8);
	end.writeUInt16LE(names.length, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...body, list, end]);
}

function findEnd(buffer: Buffer): number {
	for (let at = buffer.length - END_BYTES; at >= 0; at--) {
		if (buffer.readUInt32LE(at) === END) return at;
	}
	throw new Error('this is no zip archive');
}

function readEntry(buffer: Buffer, central: number, name: string): Uint8Array {
	const method = buffer.readUInt16LE(central + 10);
	const local = buffer.readUInt32LE(central + 42);
	const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
	const packed = buffer.subarray(start, start + buffer.readUInt32LE(central + 20));
	const content = unpack(packed, method, name);
	if (crc32(content) !== buffer.readUInt32LE(central + 16)) throw new Error(`${name} is damaged in the zip`);
	return content;
}

function unpack(packed: Buffer, method: number, name: string): Uint8Array {
	if (method === 0) return packed;
	if (method === 8) return inflateRawSync(packed);
	throw new Error(`${name} is packed in a way (${method}) that is not read here`);
}

/** From "version needed" to "length of the extra field": the same in both of an entry's headers. */
function commonFields(name: Buffer, content: Uint8Array): Buffer {
	const fields = Buffer.alloc(26);
	fields.writeUInt16LE(VERSION, 0);
	fields.writeUInt16LE(UTF8_NAMES, 2);
	fields.writeUInt16LE(DATE, 8);
	fields.writeUInt32LE(crc32(content), 10);
	fields.writeUInt32LE(content.length, 14);
	fields.writeUInt32LE(content.length, 18);
	fields.writeUInt16LE(name.length, 22);
	return fields;
}

function centralEntry(common: Buffer, name: Buffer, offset: number): Buffer {
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE(REGULAR_FILE, 6);
	rest.writeUInt32LE(offset, 10);
	const madeBy = Buffer.alloc(2);
	madeBy.writeUInt16LE(MADE_BY_UNIX);
	return Buffer.concat([uint32(CENTRAL), madeBy, common, rest, name]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}
