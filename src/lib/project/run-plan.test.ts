// What a run is given, from whatever it was asked by. What it makes of a reader's seed, lines and clock: seed.test.ts, notebook.test.ts.
import { expect, test } from 'vitest';
import type { CellSpec, ExerciseSpec } from '#lib/content/types';
import { cellSpec, exerciseSpec, requirements } from './fake-runtime';
import { planOfCell, planOfExercise, testsInput, type Taken } from './run-plan';

const taken = (over: Partial<Taken> = {}): Taken => ({
	files: { 'a.py': 'x = 1', 'b.py': 'y = 2' },
	stdin: ['Ada'],
	args: null,
	machine: { file: 'm.py', source: 'leave()' },
	clock: 'virtual',
	...over
});
const { files } = taken();
const plain = { seed: null, select: null, strict: false };
const measured = { probes: ['coverage', 'conditions', 'calls'], measure: ['a.py'] };
const cell = (over: Partial<CellSpec>) =>
	cellSpec('a', { seconds: 7, shows: ['calls'], measure: ['a.py'], ...over });
const exercise = (over: Partial<ExerciseSpec>) =>
	exerciseSpec({ seconds: 7, shows: ['calls'], require: requirements({ measure: ['a.py'] }), ...over });

test.each<[Partial<CellSpec>, Partial<Taken>, number | null, object]>([
	[
		{ kind: 'python' },
		{},
		null,
		{
			call: 'runCell',
			input: {
				id: 'a',
				filename: 'a.py',
				code: 'x = 1',
				files: { 'b.py': 'y = 2' },
				stdin: ['Ada'],
				probes: ['calls']
			},
			seconds: 7
		}
	],
	[{ kind: 'python' }, {}, 5, { input: { stdin: ['5', 'Ada'] } }],
	[{ kind: 'python', clock: 'virtual' }, { clock: 'real' }, null, { input: { clock: 'real' } }],
	[
		{ kind: 'tests' },
		{},
		null,
		{
			call: 'runTests',
			input: {
				...plain,
				files,
				args: [],
				probes: ['calls'],
				measure: [],
				stdin: ['Ada'],
				machine: { file: 'm.py' }
			},
			seconds: 7
		}
	],
	[{ kind: 'tests' }, { args: '' }, null, { input: { args: ['-v'] } }],
	[{ kind: 'tests' }, { args: "-k 'a or b'" }, null, { input: { args: ['-v', '-k', 'a or b'] } }],
	[{ kind: 'tests' }, { args: "-k 'a" }, null, { call: null, trouble: 'No closing quotation' }],
	[{ kind: 'coverage' }, {}, null, { call: 'runTests', input: measured }],
	[{ kind: 'shake' }, {}, null, { call: 'investigate', files }],
	[{ kind: 'mutants' }, {}, null, { call: 'investigate', files }]
])('a cell of %j with %j and the seed %s', (spec, more, seed, plan) => {
	expect(planOfCell(cell(spec), taken(more), seed)).toMatchObject(plan);
});

test('a cell on the real clock names none, as it may time what an earlier one began', () => {
	for (const kind of ['python', 'tests'] as const)
		expect(planOfCell(cell({ kind }), taken(), null)).not.toHaveProperty('input.clock');
});

test.each<[Partial<ExerciseSpec>, object]>([
	[
		{ run: 'program', entry: 'b.py' },
		{
			call: 'runProgram',
			input: { entry: 'b.py', files, stdin: ['Ada'], probes: ['calls'], clock: 'virtual' },
			seconds: 7
		}
	],
	[
		{ run: 'tests' },
		{
			call: 'runTests',
			input: {
				...plain,
				files,
				args: [],
				probes: ['calls'],
				measure: [],
				stdin: ['Ada'],
				machine: { file: 'm.py' },
				clock: 'virtual'
			},
			seconds: 7
		}
	],
	[{ run: 'coverage' }, { call: 'runTests', input: measured }],
	[{ run: 'shake' }, { call: 'investigate', files }]
])('an exercise of %j', (spec, plan) => {
	expect(planOfExercise(exercise(spec), taken())).toMatchObject(plan);
});

test('pytest is asked for no more than is said', () => {
	const nothing = { args: [], probes: [], measure: [], stdin: [] };
	expect(testsInput(files)).toEqual({ files, ...plain, ...nothing });
	expect(testsInput(files, { strict: true, seed: 3 })).toMatchObject({ strict: true, seed: 3, select: null });
});
