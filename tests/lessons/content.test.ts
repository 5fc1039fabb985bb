// Content cannot rot: every cell and every exercise of every lesson, in real Pyodide, with the grader that readers use.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lessonsFolder, lessonSlugs, loadLesson } from '#lib/content/load';
import type { ExerciseSpec } from '#lib/content/types';
import { answerOf } from '#lib/notebook/answers';
import { grade } from '#lib/notebook/grade';
import { Notebook } from '#lib/notebook/notebook.svelte';
import type { Verdict } from '#lib/notebook/verdict';
import type { Files } from '#lib/runtime/protocol';
import { nodeChecker } from './node-checker';
import { nodeRuntime } from './node-runtime';

const runtime = nodeRuntime(['tests']);
const analyser = nodeChecker();
afterAll(() => Promise.all([runtime.close(), analyser.close()]));

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
				({ cell, reads, choices }) => {
					expect(choices).toContain(answerOf(notebook.cell(cell), reads));
				}
			);
		});

		describe.each(lesson.exercises)('exercise $name', (exercise) => {
			const start = startOf(exercise);

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

			it.each(exercise.mistakes)('says what is wrong with $name', async (mistake) => {
				const verdict = await grade(exercise, { ...start, ...mistake.files }, runtime, { analyser });
				expect(verdict.kind, shown(verdict)).toBe('not-yet');
				for (const line of mistake.message.split('\n')) expect(shown(verdict)).toContain(line);
			});
		});
	}
);
