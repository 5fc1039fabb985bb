// Lint: TypeScript with types, Svelte.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * What is `any` by no doing of ours.
 * @type {import('eslint').Linter.RulesRecord}
 */
const UNSAFE = {
	'@typescript-eslint/no-unsafe-argument': 'off',
	'@typescript-eslint/no-unsafe-assignment': 'off',
	'@typescript-eslint/no-unsafe-call': 'off',
	'@typescript-eslint/no-unsafe-member-access': 'off',
	'@typescript-eslint/no-unsafe-return': 'off'
};

export default defineConfig(
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
	...ts.configs.strictTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			// The same endings for all: where they differ from file to file, the project is read anew for each.
			parserOptions: {
				projectService: { allowDefaultProject: ['src/service-worker.ts'] },
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			// Numbers are written as they are.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// `return this.stop()` leaves a function early and says that nothing follows; an effect reads what it waits for by `void`.
			'@typescript-eslint/no-confusing-void-expression': 'off',
			'@typescript-eslint/no-meaningless-void-operator': 'off',
			// TypeScript does not see what a closure assigns, and says of a browser more than each of them has (localStorage, a body in the head).
			'@typescript-eslint/no-unnecessary-condition': 'off',
			// A text is taken apart by code points, as Python does.
			'@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
			// A parameter that is named once is what a caller states (`only<'a'>`).
			'@typescript-eslint/no-unnecessary-type-parameters': 'off',
			// What is promised for later may be answered now: by a fake, by what is kept.
			'@typescript-eslint/require-await': 'off',
			// Two plain objects of one shape serve alike, and the rule costs a sixth of the time.
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			eqeqeq: 'error',
			// Plain maps and sets are meant plain: what is drawn from is in $state.
			'svelte/prefer-svelte-reactivity': 'off',
			// Addresses come as props, resolved where they are made; links of the content are checked while it is read.
			'svelte/no-navigation-without-resolve': 'off',
			// It counts a warning that is silenced as one that never was.
			'svelte/no-unused-svelte-ignore': 'off',
			'svelte/no-useless-mustaches': 'off',
			// There are no stores here.
			'svelte/require-store-reactive-access': 'off',
			// HTML is put in where it was made at build time from the site's own content, and nowhere else.
			'svelte/no-at-html-tags': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		// What a component hands to a callback, and what `load` gives a page, has no type here; svelte-check sees both.
		files: ['**/*.svelte'],
		rules: UNSAFE
	},
	{
		// Reports read from a file and what Pyodide hands over are given their type where they are taken.
		files: ['scripts/**/*.ts', 'tests/**/*.ts', '**/*.test.ts', '**/fake-*.ts', 'src/service-worker.ts'],
		rules: UNSAFE
	},
	{ files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
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
