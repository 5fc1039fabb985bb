// The file system's part of an interpreter's image: what was there when the image was taken stays, what came later goes.
import type { FileNode, FileSystem, OpenFile } from './pyodide';

/** The file system as it was. */
export interface FileImage {
	/**
	 * Removes files made since, closes what was opened since and goes back to the folder of then. Returns null, or, where a file
	 * that was there then has been changed or removed, its path: the interpreter is not fit for another run.
	 */
	restore(): string | null;
}

interface NodeImage {
	node: FileNode;
	path: string;
	mode: number;
	ctime: number;
	contents: FileNode['contents'];
	usedBytes: number | undefined;
	link: string | undefined;
	/** For a folder, what it held. */
	entries: Map<string, FileNode> | null;
}

/** Takes the image of a file system that holds everything in memory. */
export function imageOfFiles(fs: FileSystem): FileImage {
	const nodes = [...walk(fs, fs.root, '')];
	const streams = fs.streams.map(
		(stream) => stream && { stream, position: stream.position, flags: stream.flags }
	);
	const folder = fs.cwd();

	return {
		restore() {
			closeNewer(fs, streams);
			fs.ignorePermissions = true;
			try {
				for (const image of nodes) {
					const changed = restoreNode(fs, image);
					if (changed !== null) return changed;
				}
			} finally {
				fs.ignorePermissions = false;
			}
			fs.chdir(folder);
			return null;
		}
	};
}

/** Folders come before what they hold, so that a removed one is met first. Other file systems (/proc) hold nothing of ours. */
function* walk(fs: FileSystem, node: FileNode, path: string): Generator<NodeImage> {
	const entries = isFolder(fs, node) ? new Map(Object.entries(held(node))) : null;
	const { mode, ctime, contents, usedBytes, link } = node;
	yield { node, path: path || '/', mode, ctime, contents, usedBytes, link, entries };
	for (const [name, child] of entries ?? []) {
		if (child.mount === fs.root.mount) yield* walk(fs, child, `${path}/${name}`);
	}
}

function restoreNode(fs: FileSystem, image: NodeImage): string | null {
	const { node, path, entries } = image;
	if (entries === null) {
		const isSame =
			node.contents === image.contents &&
			node.usedBytes === image.usedBytes &&
			node.ctime === image.ctime &&
			node.link === image.link &&
			node.mode === image.mode;
		return isSame ? null : path;
	}
	node.mode = image.mode;
	const now = held(node);
	for (const [name, child] of entries) {
		if (now[name] !== child) return join(path, name);
	}
	for (const [name, child] of Object.entries(now)) {
		if (!entries.has(name)) remove(fs, child, join(path, name));
	}
	return null;
}

function remove(fs: FileSystem, node: FileNode, path: string): void {
	if (!isFolder(fs, node)) return fs.unlink(path);
	for (const [name, child] of Object.entries(held(node))) remove(fs, child, join(path, name));
	fs.rmdir(path);
}

function closeNewer(
	fs: FileSystem,
	streams: readonly ({ stream: OpenFile; position: number; flags: number } | null | undefined)[]
): void {
	fs.streams.forEach((stream, place) => {
		if (!stream || stream === streams[place]?.stream) return;
		try {
			fs.close(stream);
		} catch {
			// A pipe whose other end is gone cannot be closed properly; forgetting it below is enough.
		}
	});
	fs.streams.length = streams.length;
	streams.forEach((old, place) => {
		fs.streams[place] = old?.stream ?? null;
		if (old) Object.assign(old.stream, { position: old.position, flags: old.flags, fd: place });
	});
}

function isFolder(fs: FileSystem, node: FileNode): boolean {
	return fs.isDir(node.mode);
}

function held(node: FileNode): Record<string, FileNode> {
	const { contents } = node;
	return contents && !(contents instanceof Uint8Array) ? contents : {};
}

function join(path: string, name: string): string {
	return path === '/' ? `/${name}` : `${path}/${name}`;
}
