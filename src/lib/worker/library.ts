// The files of Python that a started interpreter has no copy of: its standard library and its packages, zips that are stored and not
// compressed. Each file becomes one of the interpreter's file system without being copied: its contents are a view of the zip, which all
// workers may share.
import type { LibraryParts } from '../runtime/protocol';
import type { FileNode, FileSystem } from './pyodide';

export const STDLIB = '/lib/python314.zip';
export const SITE_PACKAGES = '/lib/python3.14/site-packages';

/**
 * When its files and folders were changed last, in milliseconds: the same in every interpreter, so that one which goes on from another's
 * memory need not look at them again.
 */
const MOMENT = Date.UTC(2025, 0, 1);

/** Not to be written to: the bytes may be those of other workers too. */
const READ_ONLY_FILE = 0o100444;

// PKWARE, APPNOTE 6.3.10, sections 4.3.16, 4.3.12 and 4.3.7: lengths of the fixed parts, and where in them a field is.
const END = { length: 22, entries: 10, directory: 16 };
const ENTRY = { length: 46, method: 10, size: 24, name: 28, extra: 30, comment: 32, offset: 42 };
const LOCAL = { length: 30, name: 26, extra: 28 };

/** Puts the library where Python looks for it. Throws where a zip is not as our build makes them. */
export function mountLibrary(fs: FileSystem, { stdlib, bundles }: LibraryParts): void {
	mountFile(fs, STDLIB, new Uint8Array(stdlib));
	for (const bundle of bundles) mountZip(fs, new Uint8Array(bundle), SITE_PACKAGES);
}

function mountFile(fs: FileSystem, path: string, contents: Uint8Array): void {
	const cut = path.lastIndexOf('/');
	const folder = fs.lookupPath(path.slice(0, cut)).node;
	const name = path.slice(cut + 1);
	give(childOf(folder, name) ?? folder.mount.type.createNode(folder, name, READ_ONLY_FILE, 0), contents);
}

function give(node: FileNode, contents: Uint8Array): void {
	node.contents = contents;
	node.usedBytes = contents.length;
	node.mtime = MOMENT;
}

function mountZip(fs: FileSystem, zip: Uint8Array, root: string): void {
	const folders = new Map([[root, fs.lookupPath(root).node]]);
	const folderAt = (path: string): FileNode => {
		const there = folders.get(path);
		if (there) return there;
		const cut = path.lastIndexOf('/');
		const made = childOf(folderAt(path.slice(0, cut)), path.slice(cut + 1)) ?? fs.mkdir(path);
		folders.set(path, made);
		return made;
	};
	for (const { name, contents } of filesIn(zip)) {
		const path = `${root}/${name}`;
		const cut = path.lastIndexOf('/');
		const folder = folderAt(path.slice(0, cut));
		give(folder.mount.type.createNode(folder, path.slice(cut + 1), READ_ONLY_FILE, 0), contents);
	}
	for (const folder of folders.values()) folder.mtime = MOMENT;
}

function* filesIn(zip: Uint8Array): Generator<{ name: string; contents: Uint8Array }> {
	const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
	const text = new TextDecoder();
	const end = zip.length - END.length;
	let at = view.getUint32(end + END.directory, true);
	for (let left = view.getUint16(end + END.entries, true); left > 0; left--) {
		if (view.getUint16(at + ENTRY.method, true) !== 0) throw new Error('a bundle is compressed');
		const size = view.getUint32(at + ENTRY.size, true);
		const nameLength = view.getUint16(at + ENTRY.name, true);
		// A decoder takes no shared memory, so the name is copied.
		const name = text.decode(zip.slice(at + ENTRY.length, at + ENTRY.length + nameLength));
		const local = view.getUint32(at + ENTRY.offset, true);
		const start =
			local +
			LOCAL.length +
			view.getUint16(local + LOCAL.name, true) +
			view.getUint16(local + LOCAL.extra, true);
		at +=
			ENTRY.length +
			nameLength +
			view.getUint16(at + ENTRY.extra, true) +
			view.getUint16(at + ENTRY.comment, true);
		if (!name.endsWith('/')) yield { name, contents: zip.subarray(start, start + size) };
	}
}

function childOf({ contents }: FileNode, name: string): FileNode | undefined {
	return contents && !(contents instanceof Uint8Array) ? contents[name] : undefined;
}
