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
				// What many components share is in two files, that of the words and that of whatever runs: each module is too small for a request
				// of its own. No component that has styles: it would take them along, ahead of those of the house, which it is to win over.
				codeSplitting: {
					groups: [
						// Taken first, or those below would take them along.
						{ name: 'kit', priority: 2, test: /node_modules\/(?:@sveltejs\/kit|devalue)\// },
						{
							name: 'python',
							priority: 1,
							test: /src\/lib\/runtime\/(?:download|kept|deferred)\.ts$|python-assets\.json$/
						},
						{
							name: 'words',
							test: /src\/lib\/(?:sentence\/[\w-]+|instruments\/(?:kit\/[\w-]+|place|save-file|files\/facts)|components\/(?:figures|whole-words)|runtime\/(?:quiet|save-data|protocol)|progress\/(?:settle|records)|notebook\/context)\.ts$|(?:Sentence|LateDetails|Leaves)\.svelte$/
						},
						{
							name: 'runs',
							test: /src\/lib\/(?:(?:project|terminal)\/[\w.-]+|instruments\/(?:index|instruments|[\w-]+\/instrument)|notebook\/(?:address|cell\.svelte|notebook\.svelte|python\.svelte|unrun)|analysis\/(?:context|lint\.svelte|linter|look-alikes|once|problem|types\/(?:assets|completion\.svelte|connect|context|problems|server|type-checker\.svelte|typed-project\.svelte)))\.ts$/
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
