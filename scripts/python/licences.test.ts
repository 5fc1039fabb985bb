// Which packages the licences page names: all that reach the page, each version once.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLicences } from './licences';

let project = '';
beforeEach(() => {
	project = mkdtempSync(join(tmpdir(), 'project-'));
});
afterEach(() => rmSync(project, { recursive: true }));

function write(file: string, content: object): void {
	mkdirSync(dirname(join(project, file)), { recursive: true });
	writeFileSync(join(project, file), JSON.stringify(content));
}
const install = (folder: string, name: string, version: string, dependencies: Record<string, string> = {}) =>
	write(`${folder}/node_modules/${name}/package.json`, { name, version, license: 'MIT', dependencies });

test('a licence that stands in the readme alone is had from there', async () => {
	write('package.json', { dependencies: { one: '1' }, devDependencies: {} });
	install('.', 'one', '1.0.0');
	const readme =
		'# One\n\nAdds.\n\n## License\n\n(MIT)\n\nCopyright &lt;me&gt;\n\n### Of parts\n\nNone.\n\n## Thanks\n\nTo all.\n';
	writeFileSync(join(project, 'node_modules/one/README.md'), readme);
	const licences = await readLicences([], { pyodide: '1', python: '2' }, project);
	expect(licences.find(({ name }) => name === 'one')?.texts).toEqual([
		{ file: 'README.md', text: '(MIT)\n\nCopyright &lt;me&gt;\n\n### Of parts\n\nNone.' }
	]);
});

test('a version that is installed in several places is named once, other versions too', async () => {
	write('package.json', { dependencies: { one: '1', two: '1' }, devDependencies: { tool: '1' } });
	install('.', 'one', '1.0.0', { shared: '1' });
	install('.', 'two', '1.0.0', { shared: '1', deep: '1' });
	install('.', 'tool', '1.0.0');
	install('.', 'deep', '1.0.0', { shared: '2' });
	install('node_modules/one', 'shared', '1.0.0');
	install('node_modules/two', 'shared', '1.0.0');
	install('node_modules/deep', 'shared', '2.0.0');
	const licences = await readLicences([], { pyodide: '1', python: '2' }, project);
	const page = licences
		.filter(({ part }) => part === 'page')
		.map(({ name, version }) => `${name} ${version}`);
	expect(page.sort()).toEqual(['deep 1.0.0', 'one 1.0.0', 'shared 1.0.0', 'shared 2.0.0', 'two 1.0.0']);
});
