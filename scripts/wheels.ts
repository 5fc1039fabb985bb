// Fetches the Python packages that the site serves into .shakeout/wheels: `npm run python` runs it, then bundles.ts.
// It fails only where requirements.txt itself is wrong; a package that cannot be had is named, and the build goes on.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readDistribution } from './python/distribution';
import { fetchWheels, missingMessage } from './python/fetch-wheels';
import { pyodideFolder, requirementsFile, wheelsFile, wheelsFolder } from './python/places';
import { readRequirements } from './python/requirements';

try {
	const wanted = readRequirements(await readFile(requirementsFile, 'utf8'));
	const distribution = await readDistribution(pyodideFolder);
	const wheels = await fetchWheels(wanted, wheelsFolder, {
		distribution,
		say: (line) => console.error(`wheels: ${line}`)
	});
	await mkdir(dirname(wheelsFile), { recursive: true });
	await writeFile(wheelsFile, JSON.stringify(wheels, null, '\t') + '\n');
	const message = missingMessage(wheels);
	if (message) console.error(message);
	console.log(`wheels: ${wheels.wheels.length} of ${wanted.length} Python packages are here`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
