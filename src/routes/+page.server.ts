// The contents, and the suite that runs at their top.
import { modulesOf, type PartName } from '#lib/components/parts';
import { loadContents } from '#lib/content/load';
import { highlightPython } from '#lib/content/highlight';
import type { CellSpec } from '#lib/content/types';
import type { PageServerLoad } from './$types';
import leak from '#lessons/first-cell.py?raw';

export const load: PageServerLoad = ({ locals }) => {
	const has: PartName[] = ['investigations'];
	locals.modules = modulesOf(has);
	const cell: CellSpec = {
		id: 'try-it',
		kind: 'shake',
		files: [{ name: 'test_price.py', text: leak, html: highlightPython(leak), readOnly: false }],
		args: null,
		shows: [],
		clock: 'real',
		raises: null,
		stdin: [],
		seconds: 10,
		view: 'lines',
		measure: [],
		seeds: 12,
		firstSeed: 1,
		machine: null,
		seed: null
	};
	return { has, contents: loadContents(), cell, packages: ['tests' as const] };
};
