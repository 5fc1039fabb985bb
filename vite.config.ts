// Vite for the site, Vitest for what needs no browser: `unit` (pure logic, beside its source) and `lessons` (all content, in real Pyodide).
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** The headers that make a page cross-origin isolated; the site also works on a host that cannot send them. */
const isolation = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': 'same-origin'
};

export default defineConfig({
	plugins: [sveltekit()],
	server: { headers: isolation },
	preview: { headers: isolation },
	build: {
		rolldownOptions: {
			output: {
				// What the figures share with the page and the editor is one file: each is too small for a request of its own. Modules alone: a
				// component would take its styles along, ahead of those of the house, which it is to win over.
				codeSplitting: {
					groups: [
						{
							name: 'words',
							test: /src\/lib\/(?:sentence\/[\w-]+|instruments\/(?:kit\/[\w-]+|place|coverage\/facts|conditions\/facts))\.ts$/
						}
					]
				}
			}
		}
	},
	test: {
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/*.test.ts'] }
			},
			{
				extends: true,
				test: {
					name: 'lessons',
					include: ['tests/lessons/**/*.test.ts'],
					// After this a Check hangs: one that runs 100 orders takes a minute on two quiet cores.
					testTimeout: 300_000,
					hookTimeout: 120_000,
					fileParallelism: false
				}
			}
		]
	}
});
