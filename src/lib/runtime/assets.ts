// The files of Python that the site serves, as the build wrote them down. This and the build are the two that know the manifest.
import manifest from '#python-assets';
import type { PackageGroup } from './package-groups';

/** A served file. */
export interface Asset {
	/** Below the site's base, such as `python/stdlib.1a2b3c4d5e.zip`. A change of content is a change of name. */
	path: string;
	/** Size of the file itself, in bytes. */
	bytes: number;
	/** Size with brotli, in bytes: what is transferred where host and browser know it. */
	transfer: number;
	/** Of the file itself, in hex. */
	sha256: string;
}

/** Files that Python cannot start without, and one for each package group, which is null where none of its packages could be had. */
export type PythonAssets = StartAssets & GroupAssets;
export type GroupAssets = { [file in `${PackageGroup}.zip`]?: Asset | null };

interface StartAssets {
	'pyodide.mjs': Asset;
	'pyodide.asm.mjs': Asset;
	'pyodide.asm.wasm': Asset;
	/** The images of an interpreter that has started, and of one that is warm: src/lib/worker/memory-image.ts. */
	'boot.bin': Asset;
	'warm.bin': Asset | null;
	'stdlib.zip': Asset;
	'classroom.zip': Asset;
}

export interface PythonManifest {
	/** Version of Pyodide, `314.0.7`. */
	pyodide: string;
	/** Version of Python, `3.14.2`. */
	python: string;
	assets: PythonAssets;
	/** Top-level names of the modules that a worker has imported when it has started. */
	started: string[];
	/** Packages that the build could not get, and why. Lessons that need one say so. */
	missing: { group: PackageGroup; package: string; why: string }[];
	/** Packages that are there. */
	packages: { name: string; version: string; licence: string; group: PackageGroup }[];
}

export const pythonAssets: PythonManifest = manifest;
