// The worker of bare.html.
// @ts-check
import { loadPyodide } from './pyodide/pyodide.mjs';

/** @type {Promise<import('pyodide').PyodideInterface> | undefined} */
let python;

/** @param {{ wheels: string[], stop: Uint8Array }} how */
async function start({ wheels, stop }) {
	const started = await loadPyodide({ indexURL: './pyodide/', stdout: (line) => postMessage(line) });
	started.setInterruptBuffer(stop);
	if (wheels.length > 0) await started.loadPackage(wheels, { messageCallback: () => {} });
	return started;
}

onmessage = async ({ data }) => {
	if (data.code === undefined) {
		python = start(data);
		return;
	}
	try {
		(await python)?.runPython(data.code);
	} catch (error) {
		postMessage(String(error));
	}
};
