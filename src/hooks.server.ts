// While pages are made: asks for the two typefaces that the first screen needs (prose and controls) and for the scripts that it
// imports a moment later together with the page, begins Python in its head, and hands an author's mistake on in words.
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { building } from '$app/environment';
import { readFileSync } from 'node:fs';
import { builtFiles, nodeModule } from '#lib/content/preloads';
import { LessonError } from '#lib/content/lesson-error';

/** Made by scripts/early.ts. */
const earlyScript = () => readFileSync('.shakeout/early.js', 'utf8');

const FIRST_SCREEN = /source-(?:serif-4|sans-3)-latin-wght-normal/;

/** Where src/app.html wants the script that begins Python, with the address of the site's root. */
const EARLY = /<!--early (.*?)-->/;
/** What the layout writes into the head of a page that runs Python. */
const RUNS = '<meta name="python"';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace(EARLY, (_, root: string) =>
				html.includes(RUNS)
					? `<script data-root="${root}">${earlyScript()}</script>${building ? preloads(root, html, event.locals.modules ?? []) : ''}`
					: ''
			),
		preload: ({ type, path }) =>
			type === 'js' || type === 'css' || (type === 'font' && FIRST_SCREEN.test(path))
	});

/** How SvelteKit's own script in a page names the page's components. */
const NODES = /node_ids: \[([\d, ]+)\]/;

/** SvelteKit names scripts too, but none that it has met as a dynamic import before it meets it as a static one (2.70). */
function preloads(root: string, html: string, modules: readonly string[]): string {
	const nodes = NODES.exec(html)?.[1]?.split(', ') ?? [];
	return builtFiles([...nodes.map(nodeModule), ...modules])
		.filter((file) => !html.includes(file))
		.map((file) => `<link href="${root}/${file}" rel="modulepreload">`)
		.join('');
}

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (error instanceof LessonError) {
		console.error(error.message);
		return { message, author: error.message };
	}
	console.error(status === 404 || !(error instanceof Error) ? error : error.stack);
	return { message };
};
