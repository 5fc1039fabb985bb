// Cuts the type checker's published worker in two: the checker itself, and the stubs of the standard library, which it then gets as
// plain data. Published whole it is 2.4 MB compressed, most of it stubs of 198 packages that no lesson imports.
import { runInNewContext } from 'node:vm';

/** Path in the checker's own file system to text. */
export type Stubs = Record<string, string>;

/** How the module begins that holds the stubs: `e.exports={"/typeshed/LICENSE":...`. The number of the module changes with each release. */
const BEGINNING = '{"/typeshed/';
const STDLIB = '/typeshed/stdlib/';
const VERSIONS = `${STDLIB}VERSIONS`;

/** The worker without its stubs, and all of them. Throws where there is not exactly one place to cut. */
export function splitWorker(source: string): { worker: string; stubs: Stubs } {
	const at = source.indexOf(BEGINNING);
	if (at === -1)
		throw new Error(`the worker of the type checker holds no ${BEGINNING}: it is made otherwise now`);
	if (source.indexOf(BEGINNING, at + 1) !== -1) {
		throw new Error(
			`the worker of the type checker holds ${BEGINNING} more than once: where to cut is not clear`
		);
	}
	const end = endOfObject(source, at);
	const stubs: unknown = runInNewContext(`(${source.slice(at, end)})`);
	if (!isStubs(stubs) || !(VERSIONS in stubs)) throw new Error('what was cut out is not the typeshed');
	return { worker: `${source.slice(0, at)}{}${source.slice(end)}`, stubs };
}

/** Index after the brace that closes the one at `start`. Knows strings, which is all that the object holds. */
function endOfObject(source: string, start: number): number {
	let depth = 0;
	for (let i = start; i < source.length; i++) {
		const char = source[i];
		if (char === '"' || char === "'" || char === '`') {
			for (i++; i < source.length && source[i] !== char; i++) if (source[i] === '\\') i++;
		} else if (char === '{') depth++;
		else if (char === '}' && --depth === 0) return i + 1;
	}
	throw new Error('the stubs in the worker of the type checker do not come to an end');
}

// Of another realm, so `instanceof` tells nothing.
const isStubs = (value: unknown): value is Stubs =>
	typeof value === 'object' &&
	value !== null &&
	Object.values(value).every((text) => typeof text === 'string');

/** Modules that CPython has and Python in the browser has not: an import of one is an error at run time, and is to be one here. */
const NOT_IN_BROWSER =
	/^(?:_?tkinter|_?curses|idlelib|turtle|ensurepip|venv|pydoc_data|_?winapi|winreg|winsound|_?msi|msilib|msvcrt|nt|fcntl|termios|tty|pty|_?dbm|nis|resource|syslog|spwd|grp|_?osx_support|antigravity)$/;

/** The stubs of the standard library of this version of Python, `3.14`, as it is in the browser. */
export function stdlibOf(stubs: Stubs, version: string): Stubs {
	const kept: Stubs = {};
	const spans = spansOf(stubs[VERSIONS] ?? '');
	for (const [path, text] of Object.entries(stubs)) {
		if (!path.startsWith(STDLIB)) continue;
		const parts = path
			.slice(STDLIB.length)
			.replace(/\.pyi$/, '')
			.split('/');
		const isThere = parts.every((_, i) =>
			within(version, spans.get(parts.slice(0, i + 1).join('.')) ?? null)
		);
		if (isThere && !NOT_IN_BROWSER.test(parts[0] ?? '')) kept[path] = text.replaceAll('\r\n', '\n');
	}
	return kept;
}

interface Span {
	from: string;
	to: string;
}

/** `asyncio.mixins: 3.10-` and `imp: 3.0-3.11`, as in typeshed's VERSIONS. */
function spansOf(versions: string): Map<string, Span> {
	const spans = new Map<string, Span>();
	for (const line of versions.split('\n')) {
		const match = /^([\w.]+):\s*([\d.]+)-([\d.]*)/.exec(line);
		if (match) spans.set(match[1] ?? '', { from: match[2] ?? '', to: match[3] ?? '' });
	}
	return spans;
}

function within(version: string, span: Span | null): boolean {
	if (span === null) return true;
	return order(version, span.from) >= 0 && (span.to === '' || order(version, span.to) <= 0);
}

function order(a: string, b: string): number {
	const [one = 0, two = 0] = a.split('.').map(Number);
	const [three = 0, four = 0] = b.split('.').map(Number);
	return one - three || two - four;
}
