// The playground: two cells that belong to no lesson, one for any Python and one for tests with what they test.
import { modulesOf, type PartName } from '#lib/components/parts';
import { highlightPython } from '#lib/content/highlight';
import type { CellSpec, SourceFile } from '#lib/content/types';
import type { PageServerLoad } from './$types';
import fare from './fare.py?raw';
import scratch from './scratch.py?raw';
import tests from './test_fare.py?raw';

const file = (name: string, text: string): SourceFile => ({
	name,
	text,
	html: highlightPython(text),
	readOnly: false
});

const plain = {
	raises: null,
	stdin: [],
	seconds: 30,
	shows: [],
	clock: 'real',
	view: 'branches',
	seeds: 0,
	firstSeed: 1,
	machine: null,
	seed: null
} satisfies Partial<CellSpec>;

export const load: PageServerLoad = ({ locals }) => {
	const has: PartName[] = ['files'];
	locals.modules = modulesOf(has);
	const cells: CellSpec[] = [
		{
			...plain,
			id: 'scratch',
			kind: 'python',
			files: [file('scratch.py', scratch)],
			args: null,
			measure: []
		},
		{
			...plain,
			id: 'tests',
			kind: 'coverage',
			files: [file('test_fare.py', tests), file('fare.py', fare)],
			args: '',
			// Whatever modules there are by then.
			measure: []
		}
	];
	return { has, cells, packages: ['tests' as const], place: [{ title: 'Playground', path: '' }] };
};
