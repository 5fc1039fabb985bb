// An exercise's data, read from disk while the page is made.
import { modulesOf, type PartName } from '#lib/components/parts';
import { loadLesson, lessonSlugs } from '#lib/content/load';
import { error } from '@sveltejs/kit';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	lessonSlugs().flatMap((slug) => loadLesson(slug).exercises.map(({ name }) => ({ slug, exercise: name })));

export const load: PageServerLoad = ({ params, locals }) => {
	const { meta, exercises } = loadLesson(params.slug);
	const at = exercises.findIndex(({ name }) => name === params.exercise);
	const exercise = exercises[at];
	if (!exercise) error(404, 'There is no such exercise.');
	// Authors need the typical mistakes for their tests; readers do not.
	const spec = { ...exercise, mistakes: [] };
	const next = exercises[at + 1];
	const has: PartName[] = [
		...(meta.types ? (['types'] as const) : []),
		...(spec.machine ? (['machine'] as const) : []),
		...(spec.run === 'shake' ? (['investigations'] as const) : [])
	];
	locals.modules = modulesOf(has);
	return {
		has,
		spec,
		lesson: { slug: meta.slug, title: meta.title, types: meta.types },
		number: at + 1,
		total: exercises.length,
		next: next ? { name: next.name, title: next.title } : null,
		lint: meta.lint,
		packages: spec.packages,
		// A Check does, whatever Run does.
		needsLibrary: true,
		place: [
			{ title: meta.title, path: `../${meta.slug}` },
			{ title: spec.title, path: '' }
		]
	};
};
