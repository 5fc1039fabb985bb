// Content cannot rot: every cell and every exercise of every lesson, in real Pyodide, with the grader that readers use.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lessonsFolder, lessonSlugs, loadLesson } from '#lib/content/load';
import type { ExerciseSpec } from '#lib/content/types';
import { answerOf } from '#lib/components/answers';
import { Exercise } from '#lib/notebook/exercise.svelte';
import { investigationOf, shakeOf } from '#lib/notebook/investigation';
import { grade } from '#lib/grading/grade';
import { checkNames } from '#lib/grading/check-names';
import { looksAtTests } from '#lib/grading/judge-suite';
import { isFrozen, subjectsOf } from '#lib/grading/projects';
import type { LiveRun } from '#lib/project/live-run.svelte';
import type { Workspace } from '#lib/project/workspace.svelte';
import { FakeShelf } from '#lib/project/fake-shelf';
import { Notebook } from '#lib/notebook/notebook.svelte';
import type { Verdict, VerdictItem } from '#lib/grading/verdict';
import { isTestFile } from '#lib/runtime/files';
import { nodeRuntime } from '#lib/runtime/node/runtime';
import type { PackageGroup } from '#lib/runtime/package-groups';
import type { Files } from '#lib/runtime/protocol';
import { nodeChecker } from './node-checker';

/** Python as a lesson's page loads it: started with the first lesson that asks for just these packages. */
function runtimes() {
	const started = new Map<string, ReturnType<typeof nodeRuntime>>();
	afterAll(() => Promise.all([...started.values()].map((runtime) => runtime.close())));
	return (packages: readonly PackageGroup[]) => {
		const groups: PackageGroup[] = [...new Set<PackageGroup>(['tests', ...packages])];
		const runtime = started.get(groups.join()) ?? nodeRuntime(groups);
		started.set(groups.join(), runtime);
		return runtime;
	};
}
const analyser = nodeChecker();
afterAll(() => analyser.close());

const shelf = new FakeShelf();
const startOf = (exercise: ExerciseSpec): Files =>
	Object.fromEntries(exercise.start.map(({ name, text }) => [name, text]));
const told = (items: readonly VerdictItem[]) =>
	items.map((i) => `${i.ok ? '+' : '-'} ${i.label}: ${i.says}`).join('\n');
const shown = (verdict: Verdict) => `${verdict.kind}: ${verdict.headline}\n${told(verdict.items)}`;

/** Test files that are for the reader to write, where their tests are judged. */
function ownTestFiles(exercise: ExerciseSpec): string[] {
	if (!looksAtTests(exercise) || !subjectsOf(exercise).length) return [];
	const files = Object.keys({ ...startOf(exercise), ...exercise.solution });
	return files.filter((file) => isTestFile(file) && !isFrozen(exercise, file));
}

const hollowPy = readFileSync(join(import.meta.dirname, 'hollow.py'), 'utf8');

/** The test file with each of its tests replaced by hollow ones, made by hollow.py. */
async function hollowed(runtime: ReturnType<typeof nodeRuntime>, text: string, names: string[]) {
	let printed = '';
	const files = { 'hollow.py': hollowPy, 'hollow.json': JSON.stringify({ text, names }) };
	const input = { entry: 'hollow.py', files, stdin: [], probes: [] };
	const run = runtime.call('runProgram', input, {
		seconds: 60,
		onEvent: (event) => (printed += event.type === 'output' ? event.text : '')
	});
	const ended = await run.ended;
	expect(ended).toMatchObject({ kind: 'done', report: { ended: 'ok' } });
	const made: unknown = JSON.parse(printed);
	if (typeof made !== 'string') throw new Error('hollow.py prints a text');
	return made;
}

/** What `npm run new-lesson` begins with is held to the same. */
const template = { slug: 'template', root: join(import.meta.dirname, '../../scripts/new-lesson') };

const lessons = [...lessonSlugs().map((slug) => ({ slug, root: lessonsFolder() })), template].map(
	({ slug, root }) => ({ slug, lesson: loadLesson(slug, root) })
);

/** Roughly how long it takes to grade all answers to a lesson's exercises. */
const work = ({ lesson }: (typeof lessons)[number]) =>
	lesson.exercises.reduce(
		(sum, { mistakes, mutants, require }) =>
			sum + (3 + mistakes.length) * (1 + mutants.length + require.orders / 4),
		0
	);

/** Two lanes of about the same length, one for each core that there is at least. */
const lanes = lessons
	.toSorted((a, b) => work(b) - work(a))
	.reduce(
		(two, one) => {
			const lane = two.reduce((short, other) => (other.length < short.length ? other : short));
			lane.length += work(one);
			lane.lessons.push(one);
			return two;
		},
		['one', 'two'].map((name) => ({ name, length: 0, lessons: [] as typeof lessons }))
	);

describe.concurrent.each(lanes)('lane $name', ({ lessons }) => {
	const runtimeFor = runtimes();

	describe.each(lessons)('$slug', { concurrent: false }, ({ slug, lesson }) => {
		const runtime = runtimeFor(lesson.meta.packages);

		describe('cells', () => {
			const notebook = new Notebook({ lesson: slug, cells: lesson.cells, runtime, shelf, investigationOf });

			it.each(lesson.cells.map(({ id }) => id))('%s runs as it stands', async (id) => {
				const cell = notebook.cell(id);
				expect(await notebook.run(cell), JSON.stringify(cell.live.state, null, 1).slice(0, 3000)).toBe(
					'good'
				);
				const { finished } = cell.live;
				if (finished?.what === 'program') {
					// The reader may let it take its time.
					const { tasks } = finished.report.observed;
					expect(tasks?.seconds ?? 0, 'on the real clock').toBeLessThan(cell.spec.seconds);
				}
				if (finished?.what === 'tests') {
					const { broken, refusal, tests } = finished.report;
					expect({ broken, refusal }).toEqual({ broken: [], refusal: null });
					expect(tests.length).toBeGreaterThan(0);
				}
			});

			it.each(lesson.predictions)(
				'the guess about $cell ($reads) has its answer among the choices',
				async ({ cell, reads, choices }) => {
					if (reads === 'passed-fresh') {
						notebook.cell(cell).workspace.machine.isFresh = true;
						await notebook.run(notebook.cell(cell));
					}
					expect(choices).toContain(answerOf(notebook.cell(cell), reads));
				}
			);
		});

		describe('machines', () => {
			const both = async (
				owner: { workspace: Pick<Workspace, 'machine'>; live: LiveRun },
				run: () => Promise<unknown>
			) => {
				const outcomes: string[] = [];
				for (const isFresh of [false, true]) {
					owner.workspace.machine.isFresh = isFresh;
					await run();
					const { state, finished } = owner.live;
					if (finished?.what !== 'tests')
						throw new Error(`it ended as ${JSON.stringify(state).slice(0, 500)}`);
					const { report } = finished;
					expect(report.machine.length > 0).toBe(!isFresh);
					outcomes.push(report.tests.map(({ outcome }) => outcome).join(' '));
				}
				return outcomes;
			};

			it.skipIf(!lesson.cells.some(({ machine }) => machine))(
				'a fresh one makes a difference to a cell',
				async () => {
					const notebook = new Notebook({
						lesson: slug,
						cells: lesson.cells,
						runtime,
						shelf,
						investigationOf
					});
					for (const cell of notebook.cells.filter(({ spec }) => spec.machine)) {
						const [developers, fresh] = await both(cell, () => notebook.run(cell));
						expect(fresh, cell.id).not.toBe(developers);
					}
				}
			);

			it.each(lesson.exercises.filter(({ machine }) => machine))(
				"$name is green as it stands on the developer's, and only there",
				async (spec) => {
					const exercise = new Exercise({ spec, runtime, shelf, shakeOf });
					const [developers, fresh] = await both(exercise, () => exercise.run());
					expect(developers).toMatch(/^passed( passed)*$/);
					expect(fresh).toMatch(/failed|error/);
				}
			);
		});

		describe.each(lesson.exercises)('exercise $name', (exercise) => {
			const start = startOf(exercise);
			const runtime = runtimeFor(exercise.packages);

			it('puts back no file that the reader may change', () => {
				const open = exercise.start.filter(({ readOnly }) => !readOnly).map(({ name }) => name);
				expect(open.filter((name) => isFrozen(exercise, name))).toEqual([]);
			});

			it('is not passed as it stands, and fails as a test does', async () => {
				const verdict = await grade(exercise, start, runtime, { analyser });
				expect(verdict.kind, shown(verdict)).toBe('not-yet');
				expect(shown(verdict)).not.toMatch(/ImportError|ModuleNotFoundError|SyntaxError/);
			});

			it('is passed by its solution, whose tests catch every mutant', async () => {
				const verdict = await grade(exercise, { ...start, ...exercise.solution }, runtime, { analyser });
				expect(verdict.kind, shown(verdict)).toBe('passed');
				expect(verdict.items.filter(({ kind }) => kind === 'mutant')).toHaveLength(exercise.mutants.length);
			});

			const own = ownTestFiles(exercise);
			it.skipIf(!own.length)('names every hollow variant of each of its tests', async () => {
				const files: Record<string, string> = { ...start, ...exercise.solution };
				const hollow: string[] = [];
				for (const file of own) {
					const names = checkNames(files[file] ?? '');
					files[file] = await hollowed(runtime, files[file] ?? '', names);
					hollow.push(...checkNames(files[file]));
				}
				const verdict = await grade(exercise, files, runtime, { analyser });
				// They are all green on the code as it is: that is what makes them hollow.
				expect(verdict.items.filter(({ kind, ok }) => kind === 'test' && !ok)).toEqual([]);
				const named = verdict.items.filter(({ kind, ok }) => kind === 'claim' && !ok);
				expect(named.map(({ label }) => label).toSorted()).toEqual(hollow.toSorted());
				expect(verdict.kind).toBe('not-yet');
			});

			it.each(exercise.mistakes)('says what is wrong with $name', async (mistake) => {
				const lines = mistake.message.split('\n');
				const verdict = await grade(exercise, { ...start, ...mistake.files }, runtime, {
					analyser,
					isEnough: (items) => lines.every((line) => told(items).includes(line))
				});
				expect(verdict.kind, shown(verdict)).toBe('not-yet');
				for (const line of lines) expect(shown(verdict)).toContain(line);
			});
		});
	});
});
