// Content cannot rot: every cell and every exercise of every lesson, in real Pyodide, with the grader that readers use.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lessonsFolder, lessonSlugs, loadLesson } from '#lib/content/load';
import type { ExerciseSpec } from '#lib/content/types';
import { answerOf } from '#lib/notebook/answers';
import { Exercise } from '#lib/notebook/exercise.svelte';
import { grade } from '#lib/notebook/grade';
import type { LiveRun } from '#lib/notebook/live-run.svelte';
import type { MachineChoice } from '#lib/notebook/machine-choice.svelte';
import { Notebook } from '#lib/notebook/notebook.svelte';
import type { Verdict } from '#lib/notebook/verdict';
import type { Files, PackageGroup } from '#lib/runtime/protocol';
import { nodeRuntime } from './node-runtime';

/** One Python for each set of packages, as a reader's page has the packages of its lesson and no others. */
const runtimes = new Map<string, ReturnType<typeof nodeRuntime>>();
function runtimeWith(packages: readonly PackageGroup[]): ReturnType<typeof nodeRuntime> {
	const groups = [...new Set<PackageGroup>(['tests', ...packages])];
	const name = groups.join(' ');
	const runtime = runtimes.get(name) ?? nodeRuntime(groups);
	runtimes.set(name, runtime);
	return runtime;
}
afterAll(() => Promise.all([...runtimes.values()].map((runtime) => runtime.close())));

const shelf = { keep: () => {}, lesson: async () => ({ texts: {}, exercises: {}, predictions: {} }) };
const startOf = (exercise: ExerciseSpec): Files =>
	Object.fromEntries(exercise.start.map(({ name, text }) => [name, text]));
const shown = (verdict: Verdict) =>
	[
		`${verdict.kind}: ${verdict.headline}`,
		...verdict.items.map((i) => `${i.ok ? '+' : '-'} ${i.label}: ${i.says}`)
	].join('\n');

/** What `npm run new-lesson` begins with is held to the same. */
const template = { slug: 'template', root: join(import.meta.dirname, '../../scripts/new-lesson') };

describe.each([...lessonSlugs().map((slug) => ({ slug, root: lessonsFolder() })), template])(
	'$slug',
	({ slug, root }) => {
		const lesson = loadLesson(slug, root);
		const runtime = runtimeWith(lesson.meta.packages);

		describe('cells', () => {
			const notebook = new Notebook({ lesson: slug, cells: lesson.cells, runtime, shelf });

			it.each(lesson.cells.map(({ id }) => id))('%s runs as it stands', async (id) => {
				const cell = notebook.cell(id);
				expect(await notebook.run(cell), JSON.stringify(cell.live.state, null, 1).slice(0, 3000)).toBe(
					'good'
				);
				const { state } = cell.live;
				if (state.kind === 'done' && state.what === 'tests' && state.ended.kind === 'done') {
					const { broken, refusal, tests } = state.ended.report;
					expect({ broken, refusal }).toEqual({ broken: [], refusal: null });
					expect(tests.length).toBeGreaterThan(0);
				}
			});

			it.each(lesson.predictions)(
				'the guess about $cell ($reads) has its answer among the choices',
				async ({ cell, reads, choices }) => {
					if (reads === 'passed-fresh') {
						notebook.cell(cell).machine.isFresh = true;
						await notebook.run(notebook.cell(cell));
					}
					expect(choices).toContain(answerOf(notebook.cell(cell), reads));
				}
			);
		});

		describe('machines', () => {
			const both = async (owner: { machine: MachineChoice; live: LiveRun }, run: () => Promise<unknown>) => {
				const outcomes: string[] = [];
				for (const isFresh of [false, true]) {
					owner.machine.isFresh = isFresh;
					await run();
					const { state } = owner.live;
					if (state.kind !== 'done' || state.what !== 'tests' || state.ended.kind !== 'done')
						throw new Error(`it ended as ${JSON.stringify(state).slice(0, 500)}`);
					const { report } = state.ended;
					expect(report.machine.length > 0).toBe(!isFresh);
					outcomes.push(report.tests.map(({ outcome }) => outcome).join(' '));
				}
				return outcomes;
			};

			it.skipIf(!lesson.cells.some(({ machine }) => machine))(
				'a fresh one makes a difference to a cell',
				async () => {
					const notebook = new Notebook({ lesson: slug, cells: lesson.cells, runtime, shelf });
					for (const cell of notebook.cells.filter(({ spec }) => spec.machine)) {
						const [developers, fresh] = await both(cell, () => notebook.run(cell));
						expect(fresh, cell.id).not.toBe(developers);
					}
				}
			);

			it.each(lesson.exercises.filter(({ machine }) => machine))(
				"$name is green as it stands on the developer's, and only there",
				async (spec) => {
					const exercise = new Exercise({ spec, runtime, shelf });
					const [developers, fresh] = await both(exercise, () => exercise.run());
					expect(developers).toMatch(/^passed( passed)*$/);
					expect(fresh).toMatch(/failed|error/);
				}
			);
		});

		describe.each(lesson.exercises)('exercise $name', (exercise) => {
			const start = startOf(exercise);

			it('is not passed as it stands, and fails as a test does', async () => {
				const verdict = await grade(exercise, start, runtime);
				expect(verdict.kind, shown(verdict)).toBe('not-yet');
				expect(shown(verdict)).not.toMatch(/ImportError|ModuleNotFoundError|SyntaxError/);
			});

			it('is passed by its solution, whose tests catch every mutant', async () => {
				const verdict = await grade(exercise, { ...start, ...exercise.solution }, runtime);
				expect(verdict.kind, shown(verdict)).toBe('passed');
				expect(verdict.items.filter(({ kind }) => kind === 'mutant')).toHaveLength(exercise.mutants.length);
			});

			it.each(exercise.mistakes)('says what is wrong with $name', async (mistake) => {
				const verdict = await grade(exercise, { ...start, ...mistake.files }, runtime);
				expect(verdict.kind, shown(verdict)).toBe('not-yet');
				for (const line of mistake.message.split('\n')) expect(shown(verdict)).toContain(line);
			});
		});
	}
);
