// Whether a run can go ahead of the library: only one that imports nothing but what a started interpreter has in its memory, as far as
// its text tells. One that imports more in another way is made again by the runtime; this spares it that.
import { pythonAssets } from './assets';
import type { Files, Request } from './protocol';

/** `import a.b, c as d` and `from a.b import c`, wherever they stand. */
const IMPORT = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([^#;\n]+))/gm;

/** `there`: top-level names of the modules that a started interpreter has imported. */
export function needsLibrary(request: Request, there: readonly string[] = pythonAssets.started): boolean {
	// What a cell has made is with the interpreter that has run it.
	if (request.call === 'whole') return false;
	// Anything else runs in an interpreter that is warm, and for that everything must be there.
	if (request.call !== 'runCell') return true;
	const { code, files, probes } = request.input;
	return probes.length > 0 || importsMore(code, files, there);
}

/** Whether code, with these files beside it, imports more than what is there, as far as the texts tell. */
export function importsMore(
	code: string,
	files: Files,
	there: readonly string[] = pythonAssets.started
): boolean {
	const known = new Set([...there, ...Object.keys(files).map((file) => file.split(/[/.]/, 1)[0] ?? '')]);
	return [code, ...Object.values(files)].some((text) => importsOf(text).some((name) => !known.has(name)));
}

/** Top-level names that a text imports. */
function importsOf(text: string): string[] {
	return [...text.matchAll(IMPORT)].flatMap(([, from, names = '']) =>
		from ? [topOf(from)] : names.split(',').map((name) => topOf(name.trim()))
	);
}

const topOf = (name: string) => name.split(/[.\s]/, 1)[0] ?? '';
