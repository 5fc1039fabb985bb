// The arrows of the house: lessons -> components -> notebook -> {grading, suites} -> project -> runtime -> worker -> python. What a layer may import is listed
// here and nowhere else; an import that points the other way, or round, fails, with its file and line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { circlesIn, importsOf, root, sourcesIn, type Import } from './imports';

const isTest = (file: string) => /\.test\.ts$/.test(file) || /fake-(runtime|shelf|tabs)\.ts$/.test(file);

/**
 * Each layer with the layers that it may use. `types` are modules of which only types may be taken, so that nothing of them is loaded.
 * A name with a slash is one module; every layer may use the files of its own folder and npm packages.
 */
const LAYERS: Record<string, { uses: string[]; types?: string[] }> = {
	'src/routes': {
		uses: [
			'src/lib/components',
			'src/lib/notebook',
			'src/lib/progress',
			'src/lib/runtime',
			'src/lib/content',
			'src/lessons',
			'src/app.css',
			'docs'
		]
	},
	'src/lessons': { uses: [] },
	// What stands beside the pages: hooks and the service worker.
	src: { uses: ['src/lib/content'] },
	// The build, and the tools of whoever works on the site.
	scripts: {
		uses: [
			'src/lib/analysis/types/assets',
			'src/lib/content',
			'src/lib/runtime/assets',
			'src/lib/runtime/licences',
			'src/lib/runtime/package-groups',
			'src/lib/worker'
		]
	},
	'src/lib/components': {
		uses: [
			'src/lib/analysis',
			'src/lib/instruments',
			'src/lib/editor',
			'src/lib/notebook',
			'src/lib/project',
			'src/lib/progress',
			'src/lib/runtime',
			'src/lib/sentence',
			'src/lib/terminal'
		],
		types: ['src/lib/content/types', 'src/lib/grading/verdict']
	},
	// Drawn by components, fed by the notebook: they know the data, and how words and a terminal's text are set.
	'src/lib/instruments': {
		uses: [
			'src/lib/runtime/protocol',
			'src/lib/runtime/schema',
			'src/lib/runtime/place',
			'src/lib/sentence',
			'src/lib/terminal'
		],
		types: [
			'src/lib/content/types',
			'src/lib/analysis/types/problems',
			'src/lib/analysis/types/type-checker.svelte',
			'src/lib/suites/shake-data',
			'src/lib/suites/mutant-data'
		]
	},
	// What of a sentence is code: knows nothing of who says it.
	'src/lib/sentence': { uses: [] },
	// Text as a terminal shows it: knows nothing of who printed it.
	'src/lib/terminal': { uses: ['src/lib/sentence'] },
	// The marks of an instrument in the code are put there by the editor, which takes their meaning from the instrument's facts.
	'src/lib/editor': {
		uses: [
			'src/lib/instruments/coverage/facts',
			'src/lib/instruments/conditions/facts',
			'src/lib/analysis/problem'
		],
		types: [
			'src/lib/instruments/coverage/report',
			'src/lib/instruments/conditions/report',
			'src/lib/runtime/protocol',
			'src/lib/content/types',
			'src/lib/analysis/types/problems'
		]
	},
	// Clients of the checkers: what they find is data, which others take by its type alone.
	'src/lib/analysis': { uses: ['src/lib/runtime', 'src/lib/sentence'] },
	'src/lib/notebook': {
		uses: [
			'src/lib/grading',
			'src/lib/suites',
			'src/lib/project',
			'src/lib/runtime/protocol',
			'src/lib/progress/records'
		],
		types: [
			'src/lib/runtime/runtime',
			'src/lib/progress/shelf.svelte',
			'src/lib/content/types',
			'src/lib/analysis/types/problems'
		]
	},
	// What is judged, and what is found by many runs of a suite: without runes, so that the page, Node and whoever marks have the same.
	'src/lib/grading': {
		uses: [
			'src/lib/project/run-plan',
			'src/lib/project/stoppable',
			'src/lib/runtime/protocol',
			'src/lib/runtime/files',
			'src/lib/sentence'
		],
		types: [
			'src/lib/runtime/runtime',
			'src/lib/content/types',
			'src/lib/analysis/types/problems',
			'src/lib/instruments/conditions/report'
		]
	},
	'src/lib/suites': {
		uses: [
			'src/lib/project/run-plan',
			'src/lib/project/stoppable',
			'src/lib/runtime/protocol',
			'src/lib/runtime/files'
		],
		types: ['src/lib/runtime/runtime']
	},
	// The reader's project: its files, what is kept of them, its runs. It knows no cell and no exercise but by the shape of what an author wrote.
	'src/lib/project': {
		uses: [
			'src/lib/runtime/protocol',
			'src/lib/runtime/files',
			'src/lib/runtime/shown-after',
			'src/lib/progress/records',
			'src/lib/progress/settle',
			'src/lib/sentence',
			'src/lib/terminal'
		],
		types: [
			'src/lib/runtime/runtime',
			'src/lib/progress/shelf.svelte',
			'src/lib/progress/kept-text',
			'src/lib/content/types'
		]
	},
	'src/lib/progress': { uses: [] },
	'src/lib/runtime': { uses: [] },
	// Python without a browser: for tests, scripts and whoever marks. It brings the worker along, so no page may have it.
	'src/lib/runtime/node': { uses: ['src/lib/runtime', 'src/lib/worker'] },
	// It also has each instrument's report.ts, by the name of its folder (reports.ts).
	'src/lib/worker': {
		uses: [
			'src/lib/runtime/protocol',
			'src/lib/runtime/results',
			'src/lib/runtime/schema',
			'src/lib/runtime/deferred',
			'src/lib/runtime/load'
		]
	},
	// The colours of a language are one for the editor and for the page that is made at build time.
	'src/lib/content': {
		// An author's lint rules are checked by the linter that readers get; the names of instruments and of what can be read are theirs; what
		// a page's first run needs is told by the runtime's own rule.
		uses: [
			'src/lib/analysis/ruff',
			'src/lib/editor/vcl',
			'src/lib/runtime/files',
			'src/lib/runtime/needs-library',
			'src/lib/runtime/package-groups',
			'src/lib/instruments/instruments'
		],
		types: ['src/lib/runtime/protocol']
	}
};

/** The innermost one. */
const layerOf = (path: string) =>
	Object.keys(LAYERS)
		.filter((layer) => path.startsWith(`${layer}/`))
		.toSorted((a, b) => b.length - a.length)[0] ?? null;

const isUnder = (path: string, allowed: string) => path === allowed || path.startsWith(`${allowed}/`);

function isAllowed({ from, to, isType }: Pick<Import, 'from' | 'to' | 'isType'>): boolean {
	const layer = layerOf(from);
	const its = layerOf(to);
	if (layer === null || !/^(src|docs|scripts|tests)\//.test(to) || its === layer) return true;
	const { uses, types = [] } = LAYERS[layer] ?? { uses: [] };
	// Who may use a layer may not use one within it by that.
	const mayUse = (allowed: string) => isUnder(to, allowed) && allowed.length >= (its ?? '').length;
	return uses.some(mayUse) || (isType && types.includes(to));
}

const everything = ['src', 'scripts', 'tests'].flatMap(sourcesIn).flatMap(importsOf);
const imports = everything.filter(({ from }) => !isTest(from) && !from.startsWith('tests/'));
const words = ({ from, line, to, isType }: Import) =>
	`${from}:${line} takes ${isType ? 'types of ' : ''}${to}`;

describe('the arrows between layers', () => {
	test('none points the other way', () => {
		expect(imports.filter((one) => !isAllowed(one)).map(words)).toEqual([]);
	});

	test('none goes round, in tests neither', () => {
		expect(circlesIn(everything).map((circle) => circle.map(words))).toEqual([]);
	});

	test('each leads to a file', () => {
		const nowhere = everything.filter(
			({ file, to }) => file === null && /^(src|docs|scripts|tests)\//.test(to) && !to.endsWith('/$types')
		);
		// Served beside that page by the benchmark.
		expect(nowhere.map(words)).toEqual([
			'scripts/bench/bare-worker.js:3 takes scripts/bench/pyodide/pyodide.mjs'
		]);
	});

	test('each folder of src/lib is a layer', () => {
		const folders = readdirSync(join(root, 'src/lib'), { withFileTypes: true });
		const unknown = folders.filter((one) => one.isDirectory() && !LAYERS[`src/lib/${one.name}`]);
		expect(unknown.map(({ name }) => name)).toEqual([]);
	});

	test('the protocol imports types alone, and knows no instrument', () => {
		const taken = imports.filter(({ from }) => from === 'src/lib/runtime/protocol.ts');
		expect(taken.filter(({ isType }) => !isType)).toEqual([]);
		expect(new Set(taken.map(({ to }) => to))).toEqual(
			new Set(['observed', 'place', 'results'].map((name) => `src/lib/runtime/${name}`))
		);
	});

	test('what a report looks like is told by schemas alone, which the page takes as types', () => {
		const isReport = (path: string) => /^src\/lib\/instruments\/[\w-]+\/report(\.ts)?$/.test(path);
		const within = imports.filter(({ from }) => isReport(from)).map(({ to }) => to);
		expect(new Set(within)).toEqual(new Set(['src/lib/runtime/schema', 'src/lib/runtime/place']));
		expect(imports.filter(({ to, isType }) => isReport(to) && !isType)).toEqual([]);
	});

	test('the editor and the worker know no Svelte', () => {
		const knowing = imports.filter(
			({ from, to }) => /^src\/lib\/(editor|worker|runtime)\//.test(from) && /^svelte|\.svelte$/.test(to)
		);
		expect(knowing).toEqual([]);
	});

	test('what Node shares with the page knows no Svelte', () => {
		const shared = /^src\/lib\/(grading|suites|project\/(run-plan|stoppable))/;
		const knowing = imports.filter(({ from, to }) => shared.test(from) && /^svelte|\.svelte$/.test(to));
		expect(knowing).toEqual([]);
		const runes = ['src/lib/grading', 'src/lib/suites']
			.flatMap(sourcesIn)
			.filter((file) => !isTest(file) && /\.svelte/.test(file));
		expect(runes).toEqual([]);
	});

	test('pages read lessons at build time only', () => {
		const atRun = imports.filter(
			({ from, to, isType }) =>
				!isType &&
				from.startsWith('src/') &&
				to.startsWith('src/lib/content/') &&
				!from.startsWith('src/lib/content/') &&
				!from.endsWith('.server.ts')
		);
		expect(atRun).toEqual([]);
	});

	test.each<[string, Pick<Import, 'from' | 'to' | 'isType'>]>([
		[
			'a view in the notebook',
			{ from: 'src/lib/notebook/a.ts', to: 'src/lib/components/Cell.svelte', isType: true }
		],
		[
			'a cell in the project',
			{ from: 'src/lib/project/a.ts', to: 'src/lib/notebook/cell.svelte', isType: true }
		],
		['the notebook in the runtime', { from: 'src/lib/runtime/a.ts', to: 'src/lib/notebook/b', isType: true }],
		[
			'the value of a type-only module',
			{ from: 'src/lib/notebook/a.ts', to: 'src/lib/runtime/runtime', isType: false }
		],
		['the worker in the page', { from: 'src/lib/components/A.svelte', to: 'src/lib/worker/b', isType: true }],
		[
			'Python for Node in the page',
			{ from: 'src/lib/components/A.svelte', to: 'src/lib/runtime/node/runtime', isType: false }
		],
		[
			'Python for Node in the runtime of the page',
			{ from: 'src/lib/runtime/a.ts', to: 'src/lib/runtime/node/runtime', isType: true }
		],
		['a page in a script', { from: 'scripts/a.ts', to: 'src/lib/components/A.svelte', isType: true }],
		['a script in the library', { from: 'src/lib/content/a.ts', to: 'scripts/browser', isType: false }],
		['a test in the library', { from: 'src/lib/content/a.ts', to: 'tests/imports', isType: false }]
	])('would refuse %s', (_what, one) => {
		expect(isAllowed(one)).toBe(false);
	});

	test('would refuse a way round, whatever leads into it', () => {
		const to = (from: string, file: string): Import => ({ from, line: 1, to: file, file, isType: false });
		const [a, b, c] = [to('a.ts', 'b.ts'), to('b.ts', 'c.svelte'), to('c.svelte', 'b.ts')];
		expect(circlesIn([a, b, c, to('c.svelte', 'd.ts'), to('a.ts', 'd.ts')])).toEqual([[b, c]]);
		expect(circlesIn([a, b, to('a.ts', 'c.svelte')])).toEqual([]);
		expect(circlesIn([to('Tree.svelte', 'Tree.svelte')])).toEqual([]);
	});
});

/** Writes HTML that it has made safe itself; a journey in tests/e2e/types.spec.ts tries to get script through it. */
const MADE_SAFE = ['src/lib/analysis/types/safe-html.ts'];
describe('HTML as it stands', () => {
	/** Made at build time from the site's own content: tasks and hints, highlighted code, a page of docs. */
	const MADE_AT_BUILD_TIME = [
		'src/lib/components/Exercise.svelte',
		'src/lib/components/StillCode.svelte',
		'src/lib/components/MachineSwitch.svelte',
		'src/lib/components/PaperFiles.svelte',
		'src/lib/content/markdown.ts',
		'src/routes/conditions/+page.svelte'
	];

	test('is put in only where it was made at build time', () => {
		const where = ['src/lib', 'src/routes']
			.flatMap(sourcesIn)
			.filter((file) => /\{@html|innerHTML|insertAdjacentHTML/.test(readFileSync(join(root, file), 'utf8')));
		expect(where.sort()).toEqual([...MADE_AT_BUILD_TIME, ...MADE_SAFE].sort());
	});
});
