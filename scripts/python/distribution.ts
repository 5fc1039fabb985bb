// Where there is no pip or no package index: Pyodide publishes a distribution of its own for each version, and the npm package holds
// its list with the sha256 of each file. Its versions are not always those of requirements.txt.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { normalise } from './requirements';
import { sha256 } from './wheel-cache';

const lockSchema = z.object({
	packages: z.record(
		z.string(),
		z.object({ name: z.string(), version: z.string(), file_name: z.string(), sha256: z.string() })
	)
});

export interface Listed {
	/** File name of the wheel, which is also its address below `baseUrl`. */
	file: string;
	version: string;
	sha256: string;
}

export interface Distribution {
	/** Ends in `/`. */
	baseUrl: string;
	/** By normalised name. */
	packages: ReadonlyMap<string, Listed>;
}

/** The distribution that belongs to a Pyodide package; `PYODIDE_DISTRIBUTION` gives another address for it. */
export async function readDistribution(
	pyodideFolder: string,
	address = process.env.PYODIDE_DISTRIBUTION
): Promise<Distribution> {
	const read = (file: string) => readFile(join(pyodideFolder, file), 'utf8');
	const lock = lockSchema.parse(JSON.parse(await read('pyodide-lock.json')));
	const packages = new Map<string, Listed>();
	for (const { name, version, file_name, sha256 } of Object.values(lock.packages)) {
		packages.set(normalise(name), { file: file_name, version, sha256 });
	}
	const baseUrl = address || ownAddress(await read('pyodide.mjs'), await read('package.json'));
	return { baseUrl: baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, packages };
}

/** A wheel's bytes. Rejects with an Error that says why it cannot be had; a wrong hash names file, expected and seen. */
export async function fetchListed(
	{ baseUrl }: Distribution,
	{ file, sha256: expected }: Listed
): Promise<Uint8Array> {
	const url = new URL(file, baseUrl);
	let bytes: Uint8Array;
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
		if (!response.ok) throw new Error(`answered ${response.status}`);
		bytes = new Uint8Array(await response.arrayBuffer());
	} catch (error) {
		throw new Error(
			`${url.href} could not be fetched (${error instanceof Error ? rootCause(error) : error})`,
			{ cause: error }
		);
	}
	const seen = sha256(bytes);
	if (seen !== expected) {
		throw new Error(
			`${url.href} has sha256 ${seen}, but Pyodide's lock file expects ${expected}, so it was refused`
		);
	}
	return bytes;
}

/** The address that Pyodide itself loads packages from, as it stands in its code, so that it moves with an update. */
function ownAddress(code: string, packageJson: string): string {
	const { version } = z.object({ version: z.string() }).parse(JSON.parse(packageJson));
	const template = /https:\/\/[^"`'\s]*\$\{\w+\}[^"`'\s]*/.exec(code)?.[0];
	if (!template)
		throw new Error(`pyodide ${version} names no address for its packages - set PYODIDE_DISTRIBUTION to one`);
	return template.replace(/\$\{\w+\}/, version);
}

function rootCause(error: Error): string {
	return error.cause instanceof Error ? error.cause.message : error.message;
}
