// The content's files as text. The only module of the content that reads the disk; paths do not depend on where a command was started.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LessonError } from './lesson-error';

/** Left by editors and by Python; never part of a lesson, and never in the way. */
const IGNORED = new Set(['.DS_Store', '__pycache__', '.pytest_cache', '.ruff_cache']);

/**
 * The project's root: the nearest folder above this module that holds `src/lessons`. It is looked for, since the module runs from its
 * source in tests and scripts and from the build's output while the site is prerendered.
 */
export function projectRoot(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'src', 'lessons'))) {
		const above = dirname(folder);
		if (above === folder) throw new Error('no folder above this module holds src/lessons');
		folder = above;
	}
	return folder;
}

/** A path as an author knows it: from the project's root, with `/`. */
export const shown = (path: string) => relative(projectRoot(), path).split(sep).join('/');

export const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
export const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/** Names in a folder, in order; none where there is no folder. */
export function namesIn(path: string): string[] {
	if (!isFolder(path)) return [];
	return readdirSync(path)
		.filter((name) => !IGNORED.has(name))
		.sort();
}

/** A text file. Throws a LessonError where it is no UTF-8, or has line ends that are not `\n`. */
export function readText(path: string): string {
	const at = { file: shown(path), line: null };
	if (!isFile(path)) throw new LessonError(at, 'this file is missing', 'write it');
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
	} catch {
		throw new LessonError(at, 'this file is no UTF-8 text', 'save it as UTF-8, or take it out');
	}
	if (text.startsWith('\ufeff'))
		throw new LessonError(at, 'this file begins with a byte order mark', 'save it without');
	if (text.includes('\r'))
		throw new LessonError(at, 'this file has line ends of Windows', 'save it with \\n');
	return text;
}

/** All files below a folder, by their path in it, in order. */
export function readFiles(folder: string, under = ''): Record<string, string> {
	const files: Record<string, string> = {};
	for (const name of namesIn(join(folder, under))) {
		const path = under ? `${under}/${name}` : name;
		if (isFolder(join(folder, path))) Object.assign(files, readFiles(folder, path));
		else files[path] = readText(join(folder, path));
	}
	return files;
}

/** Throws a LessonError for anything in `folder` that `known` does not name. */
export function refuseStrays(folder: string, known: readonly string[]): void {
	for (const name of namesIn(folder)) {
		if (known.includes(name)) continue;
		throw new LessonError(
			{ file: shown(join(folder, name)), line: null },
			`nothing reads this ${isFolder(join(folder, name)) ? 'folder' : 'file'}`,
			`take it out, or name it one of ${known.join(', ')}`
		);
	}
}
