// The licences of everything that the site hands out: Python and Pyodide, the packages in the bundles, the npm packages in the pages.
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { toString } from 'mdast-util-to-string';
import { z } from 'zod';
import { rangeOf, treeOf } from '../../src/lib/content/tree';
import type { Licence } from '../../src/lib/runtime/licences';
import { readCompiledIn } from './compiled-in';
import type { Wheel } from './fetch-wheels';
import { readZip } from './zip';

const LICENCE_FILE = /^(licen[cs]e|copying|notice|authors)\b/i;
/** Other spellings in the packages' metadata. */
const SPELLINGS: Readonly<Record<string, string>> = { 'MIT License': 'MIT', 'Apache 2.0': 'Apache-2.0' };
/** npm packages of `devDependencies` that end up in the site, besides all `dependencies`. */
const SHIPPED = ['svelte', '@sveltejs/kit', 'esm-env', 'clsx', 'devalue'];

/** Licences of wheels, from the metadata inside them. */
export async function readWheelLicences(wheels: readonly Wheel[], folder: string): Promise<Licence[]> {
	return Promise.all(
		wheels.map(async ({ name, version, file }) => {
			const files = [...readZip(await readFile(join(folder, file)))].filter(([path]) =>
				path.includes('.dist-info/')
			);
			const metadata = files.find(([path]) => path.endsWith('.dist-info/METADATA'))?.[1] ?? new Uint8Array();
			return {
				name,
				version,
				licence: licenceOf(decode(metadata)),
				part: 'python' as const,
				texts: files
					.filter(([path]) => LICENCE_FILE.test(path.split('/').at(-1) ?? ''))
					.map(([path, content]) => ({ file: path.split('/').at(-1) ?? path, text: decode(content) }))
			};
		})
	);
}

/** All licences, by part and name. `projectFolder` is where package.json and node_modules are. */
export async function readLicences(
	wheels: readonly Licence[],
	versions: { pyodide: string; python: string },
	projectFolder: string
): Promise<Licence[]> {
	const own = async (file: string) => ({
		file,
		text: await readFile(new URL(`licences/${file}`, import.meta.url), 'utf8')
	});
	const python: Licence[] = [
		{
			name: 'CPython',
			version: versions.python,
			licence: 'PSF-2.0',
			part: 'python',
			texts: [await own('PSF-2.0.txt')]
		},
		{
			name: 'Pyodide',
			version: versions.pyodide,
			licence: 'MPL-2.0',
			part: 'python',
			texts: [await own('MPL-2.0.txt')]
		}
	];
	const page = (await readNpmLicences(projectFolder)).filter(({ name }) => name !== 'pyodide');
	return [...python, ...(await readCompiledIn(versions.pyodide)), ...wheels, ...page];
}

const packageSchema = z.object({
	name: z.string(),
	version: z.string(),
	license: z.string().default('unknown'),
	dependencies: z.record(z.string(), z.string()).default({})
});
const projectSchema = z.object({
	dependencies: z.record(z.string(), z.string()),
	devDependencies: z.record(z.string(), z.string())
});

async function readNpmLicences(projectFolder: string): Promise<Licence[]> {
	const project = projectSchema.parse(
		JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'))
	);
	const fonts = Object.keys(project.devDependencies).filter((name) => name.startsWith('@fontsource'));
	const found = new Map<string, Licence>();
	const visit = async (name: string, from: string): Promise<void> => {
		const folder = await folderOf(name, from);
		if (folder === null || found.has(folder)) return;
		const { dependencies, ...meta } = packageSchema.parse(
			JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
		);
		found.set(folder, {
			name: meta.name,
			version: meta.version,
			licence: meta.license,
			part: 'page',
			texts: await textsIn(folder)
		});
		// The compilers that Svelte and SvelteKit need at build time do not reach the page, nor does what Pyodide needs in Node.
		if (name === 'pyodide' || SHIPPED.includes(name)) return;
		for (const dependency of Object.keys(dependencies)) await visit(dependency, folder);
	};
	for (const name of [...Object.keys(project.dependencies), ...SHIPPED, ...fonts])
		await visit(name, projectFolder);
	// One version may be installed in several places.
	const once = new Map([...found.values()].map((licence) => [`${licence.name} ${licence.version}`, licence]));
	return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Node's own search, by hand: not every package lets its package.json be resolved. */
async function folderOf(name: string, from: string): Promise<string | null> {
	for (const place of createRequire(join(from, 'package.json')).resolve.paths(name) ?? []) {
		const folder = join(place, name);
		if (
			await readFile(join(folder, 'package.json')).then(
				() => true,
				() => false
			)
		)
			return folder;
	}
	return null;
}

async function textsIn(folder: string): Promise<{ file: string; text: string }[]> {
	const all = await readdir(folder);
	const files = all.filter((file) => LICENCE_FILE.test(file)).sort();
	if (files.length)
		return Promise.all(
			files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') }))
		);
	const readme = all.find((file) => /^readme\.(md|markdown)$/i.test(file));
	const text = readme && licenceIn(await readFile(join(folder, readme), 'utf8'));
	return readme && text ? [{ file: readme, text }] : [];
}

/** What stands under the heading of the licence in a readme; some packages have it nowhere else. */
function licenceIn(readme: string): string {
	const { children } = treeOf(readme);
	const at = children.findIndex((node) => node.type === 'heading' && /^licen[cs]e$/i.test(toString(node)));
	const [heading, ...after] = at === -1 ? [] : children.slice(at);
	if (heading?.type !== 'heading') return '';
	const next = after.find((node) => node.type === 'heading' && node.depth <= heading.depth);
	return readme.slice(rangeOf(heading).to, next && rangeOf(next).from).trim();
}

function licenceOf(metadata: string): string {
	const header = (key: string) =>
		new RegExp(`^${key}: (.+)$`, 'm').exec(metadata.split('\n\n')[0] ?? '')?.[1]?.trim();
	const said = header('License-Expression') ?? header('License') ?? 'unknown';
	return SPELLINGS[said] ?? said;
}

function decode(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
}
