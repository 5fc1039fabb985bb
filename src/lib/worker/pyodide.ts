// The few parts of Pyodide 314 that the worker uses, among them some that its own types leave out. They are checked once,
// after loading, so that an update that moves one of them fails at the start of Python and says which.

/** A file, folder, link or device in Emscripten's file system. */
export interface FileNode {
	name: string;
	mode: number;
	ctime: number;
	mtime: number;
	mount: { type: { createNode(parent: FileNode, name: string, mode: number, device: number): FileNode } };
	contents?: Uint8Array | Record<string, FileNode> | null;
	usedBytes?: number;
	link?: string;
}

/** An open file. */
export interface OpenFile {
	flags: number;
	position: number;
}

export interface FileSystem {
	root: FileNode;
	streams: (OpenFile | null | undefined)[];
	ignorePermissions: boolean;
	cwd(): string;
	chdir(path: string): void;
	close(stream: OpenFile): void;
	isDir(mode: number): boolean;
	lookupPath(path: string): { node: FileNode };
	mkdir(path: string): FileNode;
	unlink(path: string): void;
	rmdir(path: string): void;
}

export interface EmscriptenModule {
	/** The whole memory; a new array each time that memory grows. */
	HEAPU8: Uint8Array<ArrayBuffer>;
	FS: FileSystem;
	/** Frees Python objects that JavaScript has let go of, at any later time. */
	finalizationRegistry: { register(...args: unknown[]): void; unregister(...args: unknown[]): void };
	/** The table of JavaScript values that Python holds; reading past its end throws. */
	__hiwire_get(place: number): unknown;
	__hiwire_set(place: number, value: unknown): void;
	/** Strings that Python holds for good; reading past their end throws. */
	__hiwire_immortal_get(place: number): unknown;
	API: { getExpectedKeys(): unknown[] };
	_emscripten_stack_get_base(): number;
	/** Where the memory that is in use ends, asked with 0. A signed number. */
	_sbrk(more: number): number;
	_PyThreadState_Get(): number;
	_PyUnstable_ThreadState_SetStackProtection(thread: number, start: number, size: number): number;
}

export interface Python {
	_module: EmscriptenModule;
	runPython(code: string): unknown;
	pyimport(name: string): unknown;
	unregisterJsModule(name: string): void;
	setInterruptBuffer(buffer: { 0: number }): void;
	setStdin(options: { stdin: () => string | null }): void;
	setStdout(options: { write: (bytes: Uint8Array) => number }): void;
	setStderr(options: { write: (bytes: Uint8Array) => number }): void;
}

const members = [
	'runPython',
	'pyimport',
	'unregisterJsModule',
	'setInterruptBuffer',
	'setStdin',
	'setStdout',
	'setStderr'
];
const moduleMembers = [
	'HEAPU8',
	'FS',
	'finalizationRegistry',
	'__hiwire_get',
	'__hiwire_set',
	'__hiwire_immortal_get',
	'API',
	'_emscripten_stack_get_base',
	'_sbrk',
	'_PyThreadState_Get',
	'_PyUnstable_ThreadState_SetStackProtection'
];

/** Asserts that this is the Pyodide we know. Throws an Error that names what is missing. */
export function assertPython(value: unknown): asserts value is Python {
	demand(value, 'Pyodide', [...members, '_module']);
	demand(value._module, 'Pyodide._module', moduleMembers);
}

function demand(value: unknown, what: string, names: string[]): asserts value is Record<string, unknown> {
	// Pyodide's own object is a callable class in some versions, so that both kinds are let through.
	if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
		throw new Error(`${what} is missing`);
	}
	const missing = names.filter((name) => !(name in value));
	if (missing.length > 0) throw new Error(`${what} has no ${missing.join(', ')}`);
}
