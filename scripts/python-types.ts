// Checks the types of our own Python by the checker that the site gives to readers, in the same version: `tsx scripts/python-types.ts`.
// It sees the packages that the site serves, out of their wheels, and none of this machine's.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wheelsSchema } from './python/fetch-wheels';
import { projectFolder, typeCheckedPackages, wheelsFile, wheelsFolder } from './python/places';
import { readZip } from './python/zip';

await unpackWheels(join(typeCheckedPackages, 'lib/python3.14/site-packages'));
const checker = join(projectFolder, 'node_modules/basedpyright/index.js');
const { status } = spawnSync(process.execPath, [checker, ...process.argv.slice(2)], {
	cwd: projectFolder,
	stdio: 'inherit'
});
process.exitCode = status ?? 1;

/** As pip would install them: pyproject.toml names the folder around it as the environment. */
async function unpackWheels(folder: string): Promise<void> {
	const { wheels } = wheelsSchema.parse(JSON.parse(await readFile(wheelsFile, 'utf8')));
	await rm(folder, { recursive: true, force: true });
	for (const { file } of wheels) {
		for (const [path, content] of readZip(await readFile(join(wheelsFolder, file)))) {
			if (!/\.pyi?$|\.typed$/.test(path)) continue;
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), content);
		}
	}
}
