// A lesson's data, read from disk while the page is made.
import { investigates, modulesOf, type PartName } from '#lib/components/parts';
import { loadContents, loadLesson, lessonSlugs } from '#lib/content/load';
import { cellNeedsLibrary } from '#lib/content/needs-library';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => lessonSlugs().map((slug) => ({ slug }));

export const load: PageServerLoad = ({ params, locals }) => {
	const { meta, outline, cells, predictions, exercises } = loadLesson(params.slug);
	const readable = loadContents()
		.flatMap((group) => group.lessons)
		.filter((lesson) => lesson.kind === 'lesson')
		.map(({ meta: { slug, title } }) => ({ slug, title }));
	const at = readable.findIndex(({ slug }) => slug === params.slug);
	const has: PartName[] = [
		...(meta.types ? (['types'] as const) : []),
		...(cells.some(({ machine }) => machine) ? (['machine'] as const) : []),
		...(cells.some(investigates) ? (['investigations'] as const) : [])
	];
	locals.modules = [`src/lessons/${params.slug}/lesson.md`, ...modulesOf(has)];
	return {
		has,
		meta,
		outline,
		cells,
		predictions,
		exercises: exercises.map(({ name, title, level, minutes }) => ({ name, title, level, minutes })),
		before: readable[at - 1] ?? null,
		after: readable[at + 1] ?? null,
		packages: meta.packages,
		needsLibrary: cells[0] !== undefined && cellNeedsLibrary(cells[0]),
		place: [{ title: meta.title, path: '' }]
	};
};
