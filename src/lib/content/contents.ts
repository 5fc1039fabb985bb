// src/lessons/contents.yaml: which lessons there are, in groups, in the order in which readers meet them.
import { z } from 'zod';
import { LessonError } from './lesson-error';
import { isKebabCase } from './names';
import { readYaml } from './yaml';

const words = z.string().trim().min(1).max(400);
const schema = z.array(
	z.strictObject({
		title: words,
		/** The sentence beside it on the contents page. */
		says: words,
		lessons: z.array(
			z.strictObject({
				slug: z.string().refine(isKebabCase, 'lower-case words with hyphens between them'),
				/** Of one that has no folder yet. */
				'in-preparation': z.strictObject({ title: words, summary: words }).optional()
			})
		)
	})
);

export interface ListedLesson {
	slug: string;
	inPreparation: { title: string; summary: string } | null;
	/** Its line in the file. */
	line: number;
}

export interface ListedGroup {
	title: string;
	says: string;
	lessons: ListedLesson[];
}

/** Throws a LessonError with the line of what is wrong. */
export function readContents(file: string, text: string): ListedGroup[] {
	const { value, lineOf } = readYaml(text, schema, { file, firstLine: 1, what: 'this file' });
	const lines = new Map<string, number>();
	return value.map(({ title, says, lessons }, group) => ({
		title,
		says,
		lessons: lessons.map(({ slug, 'in-preparation': inPreparation = null }, place) => {
			const line = lineOf([group, 'lessons', place]);
			const first = lines.get(slug);
			if (first !== undefined) {
				const remedy = `keep the one in line ${first}, or this one`;
				throw new LessonError({ file, line }, `the lesson "${slug}" is listed twice`, remedy);
			}
			lines.set(slug, line);
			return { slug, inPreparation, line };
		})
	}));
}
