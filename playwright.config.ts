// Journeys in Chromium on the built site, once on a host that isolates its pages and, where it matters, on one that cannot.
import { defineConfig } from '@playwright/test';
import { findBrowser, launchArguments } from './scripts/browser';

const browser = findBrowser();
if (!browser)
	throw new Error(
		'There is no browser for the tests: run `npx tsx scripts/browser.ts`, which finds or installs one.'
	);

/** Two ports from here up; another number where these are taken. */
const port = Number(process.env.E2E_PORT ?? 4391);

const PAGES = 'access.spec.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 90_000,
	expect: { timeout: 30_000 },
	// Two browsers, each of many processes, are slower on two cores than one after the other.
	workers: 1,
	retries: 0,
	forbidOnly: true,
	reporter: [['list']],
	use: {
		launchOptions: { executablePath: browser.path, args: launchArguments() },
		permissions: ['clipboard-read', 'clipboard-write'],
		// Tests that play a faulty host must see every request; only those of the network itself let it be kept.
		serviceWorkers: 'block'
	},
	projects: [
		{ name: 'isolated', use: { baseURL: `http://localhost:${port}` }, testIgnore: PAGES },
		// Every page as it comes, without Python: they take one processor, and may go beside the journeys.
		{ name: 'pages', use: { baseURL: `http://localhost:${port}` }, testMatch: PAGES },
		// What depends on the host: how a run is stopped, waits, and gets a new worker.
		{
			name: 'not isolated',
			use: { baseURL: `http://localhost:${port + 1}` },
			grep: /@host/,
			testIgnore: PAGES
		}
	],
	webServer: [
		{ command: `npx tsx scripts/serve.ts --port ${port}`, port, reuseExistingServer: false },
		{
			command: `npx tsx scripts/serve.ts --port ${port + 1} --no-isolation`,
			port: port + 1,
			reuseExistingServer: false
		}
	]
});
