// What .shakeout/python-assets.json says: pure, from what was served and what was had.
import type { Licence } from '../../src/lib/runtime/licences';
import type { PythonAssets, PythonManifest } from '../../src/lib/runtime/assets';
import type { Wheels } from './fetch-wheels';

/** `started`: see PythonManifest. Licences are looked up by package; one that names none is `unknown`. */
export function makeManifest(
	versions: { pyodide: string; python: string },
	assets: PythonAssets,
	started: string[],
	{ wheels, missing }: Wheels,
	licences: readonly Licence[]
): PythonManifest {
	return {
		...versions,
		assets,
		started,
		missing,
		packages: wheels.map(({ name, version, group }) => ({
			name,
			version,
			licence: licences.find((one) => one.name === name)?.licence ?? 'unknown',
			group
		}))
	};
}
