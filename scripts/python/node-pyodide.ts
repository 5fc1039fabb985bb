// Starts Pyodide in Node, for the parts of the build and of the tests that are Python.
import { readFile } from 'node:fs/promises';
import { loadPyodide, type PyodideAPI } from 'pyodide';

export interface NodePyodideOptions {
	/** Path of a standard library to use instead of the one in the npm package: a compiled one starts in a third of the time. */
	stdlib?: string;
	env?: Record<string, string>;
	stdout?: (text: Uint8Array) => void;
	stderr?: (text: Uint8Array) => void;
}

/** Rejects where Pyodide cannot be started. It never goes to the network. */
export async function startPyodide({
	stdlib,
	env,
	stdout,
	stderr
}: NodePyodideOptions = {}): Promise<PyodideAPI> {
	const python = await loadPyodide({
		...(stdlib === undefined ? {} : { stdLibURL: stdlib }),
		...(env === undefined ? {} : { env })
	});
	const writer = (write: (text: Uint8Array) => void) => ({
		write(bytes: Uint8Array) {
			write(bytes.slice());
			return bytes.length;
		}
	});
	if (stdout) python.setStdout(writer(stdout));
	if (stderr) python.setStderr(writer(stderr));
	return python;
}

/** Reads one of our own Python files that run inside Pyodide. */
export function readScript(name: string): Promise<string> {
	return readFile(new URL(name, import.meta.url), 'utf8');
}
