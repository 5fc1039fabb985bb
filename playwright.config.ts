// Journeys in Chromium on the built site, once on a host that isolates its pages and, where it matters, on one that cannot.
import { defineConfig } from '@playwright/test';
import { findBrowser, launchArguments } from './scripts/browser';

const browser = findBrowser();
if (!browser)
	throw new Error(
		'There is no browser for the tests: run `npx tsx scripts/browser.ts`, which finds or installs one.'
	);

export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 90_000,
	expect: { timeout: 30_000 },
	workers: 1,
	retries: 0,
	forbidOnly: true,
	reporter: [['list']],
	use: {
		launchOptions: { executablePath: browser.path, args: launchArguments() },
		permissions: ['clipboard-read', 'clipboard-write']
	},
	projects: [
		{ name: 'isolated', use: { baseURL: 'http://localhost:4391' } },
		{ name: 'not isolated', use: { baseURL: 'http://localhost:4392' }, testMatch: 'runtime.spec.ts' }
	],
	webServer: [
		{ command: 'npx tsx scripts/serve.ts --port 4391', port: 4391, reuseExistingServer: false },
		{ command: 'npx tsx scripts/serve.ts --port 4392 --no-isolation', port: 4392, reuseExistingServer: false }
	]
});
