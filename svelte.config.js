// SvelteKit's configuration: a static site under any base path, lessons written in Markdown.
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { mdsvex } from 'mdsvex';
import { tsImport } from 'tsx/esm/api';

const { lessonMarkdown } = await tsImport('./src/lib/content/markdown.ts', import.meta.url);
const { untranslatedCode } = await tsImport('./src/lib/content/untranslated.ts', import.meta.url);

/** @type {import('@sveltejs/kit').Config} */
export default {
	extensions: ['.svelte', '.md'],
	preprocess: [vitePreprocess(), mdsvex(lessonMarkdown), untranslatedCode],
	kit: {
		adapter: adapter({ fallback: '404.html' }),
		paths: { base: /** @type {'' | `/${string}`} */ (process.env.BASE_PATH ?? ''), relative: true },
		alias: { '#lib': 'src/lib', '#lessons': 'src/lessons' },
		// In the page itself: as files, two dozen of them held back the first drawing.
		inlineStyleThreshold: 100_000,
		// Registered by the layout, once Python is there.
		serviceWorker: { register: false },
		prerender: { handleHttpError: 'fail', handleMissingId: 'fail' }
	}
};
