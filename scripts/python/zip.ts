// Zip archives as wheels and bundles need them, by fflate. Writing is reproducible: the same files give the same bytes, as names are
// sorted, every date is the same, and nothing is compressed (brotli around a stored zip is smaller than inside).
import { unzipSync, zipSync } from 'fflate';

/** Path in the archive, `/` between parts, to content. Folders have no entry of their own. */
export type ZipFiles = Map<string, Uint8Array>;

const UNIX = 3;
const REGULAR_FILE = 0o100644 << 16;

/**
 * Reads all files. Throws where this is no zip, or an entry is cut off or of a method other than stored and deflated. Checksums are
 * not looked at: wheels are held against their sha256 before they come here, and npm does the same with Pyodide's own.
 */
export function readZip(bytes: Uint8Array): ZipFiles {
	return new Map(Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/')));
}

/** Packs the files, stored. */
export function writeZip(files: ZipFiles): Uint8Array {
	// A zip holds the local time, and none before 1980.
	const mtime = new Date(1980, 0, 1);
	const named = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
	return zipSync(Object.fromEntries(named), { level: 0, mtime, os: UNIX, attrs: REGULAR_FILE });
}
