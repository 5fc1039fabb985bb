// Where the Python side of the build keeps things. All but the sources is made, and can be deleted at any time.
import { fileURLToPath } from 'node:url';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const requirementsFile = root('src/python/requirements.txt');
export const classroomFolder = root('src/python/classroom');
export const pythonFolder = root('src/python');
export const pyodideFolder = root('node_modules/pyodide/');
export const projectFolder = root('');
/** Wheels as they came. */
export const wheelsFolder = root('.shakeout/wheels');
/** Which wheels there are, and what could not be had: a `Wheels`, written by wheels.ts and read by bundles.ts. */
export const wheelsFile = root('.shakeout/wheels.json');
/** Compiled bundles and compressed files, by hash of what they were made of. */
export const cacheFolder = root('.shakeout/cache');
export const manifestFile = root('.shakeout/python-assets.json');
export const licencesFile = root('.shakeout/licences.json');
/** What the site serves. */
export const servedFolder = root('static/python');
/** Command line tools of the build. */
export const toolsFolder = root('.shakeout/tools');
/** The type checker as it is published, what is made of it, and the file that tells of that. */
export const typeCheckerFile = root('node_modules/browser-basedpyright/dist/pyright.worker.js');
export const servedTypesFolder = root('static/types');
export const typesCacheFolder = root('.shakeout/types-cache');
export const typeAssetsFile = root('.shakeout/type-assets.json');
/** The packages of the wheels, unpacked for the checker of our own Python. */
export const typeCheckedPackages = root('.shakeout/types-packages');
