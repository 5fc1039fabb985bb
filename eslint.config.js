// Lint: TypeScript with types, Svelte.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: [
			'.svelte-kit/',
			'.shakeout/',
			'build/',
			'static/',
			'node_modules/',
			'./test-results/',
			'src/lessons/**/*.md'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			eqeqeq: 'error',
			// Plain maps and sets are meant plain: what is drawn from is in $state.
			'svelte/prefer-svelte-reactivity': 'off',
			// Addresses come as props, resolved where they are made; links of the content are checked while it is read.
			'svelte/no-navigation-without-resolve': 'off',
			// It counts a warning that is silenced as one that never was.
			'svelte/no-unused-svelte-ignore': 'off',
			'svelte/no-useless-mustaches': 'off',
			// HTML is put in where it was made at build time from the site's own content, and nowhere else.
			'svelte/no-at-html-tags': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
	},
	{
		files: ['tests/e2e/*.spec.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: '@playwright/test',
							message: 'Take test and expect from ./journey: there an error of the page fails the journey.'
						}
					]
				}
			]
		}
	}
);
