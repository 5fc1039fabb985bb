// Fetches the Python packages that the site serves into .shakeout/wheels: `npm run python` runs it, then bundles.ts.
// It fails where requirements.txt itself is wrong. A package that cannot be had as pinned is named: CI fails there, so that no host is given a
// site without it, and for a person the build goes on.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fetchWheels, missingMessage } from './python/fetch-wheels';
import { requirementsFile, wheelsFile, wheelsFolder } from './python/places';
import { readRequirements } from './python/requirements';

try {
	const wanted = readRequirements(await readFile(requirementsFile, 'utf8'));
	const wheels = await fetchWheels(wanted, wheelsFolder, {
		say: (line) => console.error(`wheels: ${line}`)
	});
	await mkdir(dirname(wheelsFile), { recursive: true });
	await writeFile(wheelsFile, JSON.stringify(wheels, null, '\t') + '\n');
	const message = missingMessage(wheels);
	if (message) {
		console.error(message);
		process.exitCode = process.env.CI ? 1 : 0;
	}
	console.log(`wheels: ${wheels.wheels.length} of ${wanted.length} Python packages are here`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
