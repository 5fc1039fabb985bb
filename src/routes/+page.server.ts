// The contents, and the suite that runs at their top.
import { loadContents } from '#lib/content/load';
import { highlightPython } from '#lib/content/highlight';
import type { CellSpec } from '#lib/content/types';
import type { PageServerLoad } from './$types';
import leak from '#lessons/first-cell.py?raw';

export const load: PageServerLoad = () => {
	const cell: CellSpec = {
		id: 'try-it',
		kind: 'shake',
		files: [{ name: 'test_price.py', text: leak, html: highlightPython(leak), readOnly: false }],
		args: null,
		shows: [],
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
	return { contents: loadContents(), cell, packages: ['tests' as const] };
};
