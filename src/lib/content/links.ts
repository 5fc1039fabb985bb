// Links of the content. An author names a lesson or an exercise; its address is the site's business, under whatever base path it stands.
import { LessonError, meant, type Spot } from './lesson-error';

/** What a link may lead to. */
export interface LinkTargets {
	/** Slug of the lesson in which the link stands. */
	slug: string;
	/** Slugs of the lessons that have a page. */
	lessons: readonly string[];
	/** Names of the exercises of a lesson. */
	exercisesOf: (slug: string) => readonly string[];
	/** Ids of the headings on the page. */
	fragments: readonly string[];
}

/** Throws a LessonError where a link leads nowhere, or past the site's base path. */
export function checkLink(url: string, at: Spot, targets: LinkTargets): void {
	const fail = (what: string, remedy: string) => new LessonError(at, what, remedy);
	if (url.startsWith('#')) {
		const id = url.slice(1);
		if (targets.fragments.includes(id)) return;
		throw fail(
			`no heading has the id "${id}"`,
			targets.fragments.length ? meant(id, targets.fragments) : 'take the link out'
		);
	}
	if (/^(https?:\/\/|mailto:)/.test(url)) return;
	const named = /^(lesson|exercise):(.*)$/.exec(url);
	if (!named) {
		throw fail(`cannot follow the link "${url}"`, 'write lesson:slug, exercise:name, #heading or https://…');
	}
	const [, kind, target = ''] = named;
	const [first = '', second] = target.split('/');
	const slug = kind === 'lesson' || second !== undefined ? first : targets.slug;
	if (!targets.lessons.includes(slug))
		throw fail(`there is no lesson "${slug}" to link to`, meant(slug, targets.lessons));
	if (kind === 'lesson') return;
	const name = second ?? first;
	const names = targets.exercisesOf(slug);
	if (!names.includes(name)) throw fail(`"${slug}" has no exercise "${name}"`, meant(name, names));
}

/** The address of a checked link. `base` is the site's, empty or `/like-this`. */
export function addressOf(url: string, slug: string, base: string): string {
	const named = /^(lesson|exercise):(.*)$/.exec(url);
	if (!named) return url;
	const [, kind, target = ''] = named;
	return kind === 'lesson' || target.includes('/')
		? `${base}/lessons/${target}`
		: `${base}/lessons/${slug}/${target}`;
}

export const isExternal = (url: string) => /^https?:\/\//.test(url);

/** The base path that the site is built for: svelte.config.js reads the same. */
export const basePath = () => process.env.BASE_PATH ?? '';
