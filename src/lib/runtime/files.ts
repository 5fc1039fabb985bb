// What a file of a project is, by its path. The classroom goes by the same rules (project.py); tests/fixtures/file-names.json holds both to them.

/** True for files that pytest collects by itself, by its default patterns. */
export const isTestFile = (path: string): boolean => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);

/** True for modules that hold no tests, which is what coverage looks at unless it is told otherwise. */
export const isCodeFile = (path: string): boolean =>
	path.endsWith('.py') && !isTestFile(path) && !/(^|\/)conftest\.py$/.test(path);

// A file that is no text stands among a project's texts, on the shelf and on its way to Python (project.py) as one that no text is: a NUL, a
// word, its bytes in base64. So whatever keeps, compares and brings back texts does it with such a file too.
const BYTES = '\0base64,';

/** A file as it stands among texts: its text, where it is one. */
export function contentOf(bytes: Uint8Array): string {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		if (!text.includes('\0')) return text;
	} catch {
		// It is no text.
	}
	let binary = '';
	for (let at = 0; at < bytes.length; at += PIECE)
		binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
	return BYTES + btoa(binary);
}
const PIECE = 0x2000;

/** How many bytes a file has that is no text; null for a text. */
export function sizeOfBytes(content: string): number | null {
	if (!content.startsWith(BYTES)) return null;
	const padding = /=*$/.exec(content.slice(-2))?.[0].length ?? 0;
	return ((content.length - BYTES.length) / 4) * 3 - padding;
}
