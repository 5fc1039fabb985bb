// Begins a lesson: `npm run new-lesson my-article`. What it writes runs as it stands and passes the content test, so that an author
// starts from green and replaces it piece by piece.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { isKebabCase } from '../src/lib/content/names';
import { lessonsFolder } from '../src/lib/content/load';
import { withLesson } from './new-lesson/contents';

const template = join(import.meta.dirname, 'new-lesson', 'template');

async function main(slug: string | undefined): Promise<string> {
	if (slug === undefined || !isKebabCase(slug)) {
		throw new Error(
			`${slug === undefined ? 'no slug was given' : `"${slug}" is no slug`} - write lower-case words with hyphens between them: npm run new-lesson my-article`
		);
	}
	const folder = join(lessonsFolder(), slug);
	if (existsSync(folder)) {
		throw new Error(`src/lessons/${slug} is there already - choose another slug, or go on with that lesson`);
	}
	const contents = join(lessonsFolder(), 'contents.yaml');
	const listed = withLesson(readFileSync(contents, 'utf8'), slug);
	cpSync(template, folder, { recursive: true });
	const lesson = join(folder, 'lesson.md');
	writeFileSync(lesson, readFileSync(lesson, 'utf8').replaceAll('Small sums', titleOf(slug)));
	writeFileSync(contents, await format(listed, { ...(await resolveConfig(contents)), filepath: contents }));
	return [
		`src/lessons/${slug} is a lesson with two cells and one exercise, listed in src/lessons/contents.yaml.`,
		'See it:  npm run dev',
		`Test it: npm run test:lessons -- -t ${slug}`,
		'How it goes on: docs/adding-a-lesson.md'
	].join('\n');
}

/** `my-article` as a first title: `My article`. */
const titleOf = (slug: string) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');

try {
	console.log(await main(process.argv[2]));
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
