// Finds the Chromium that the browser tests run in, and says which: Playwright's own, else one of the system, else it installs
// Playwright's, else (as root on Debian or Ubuntu) the distribution's.
//   tsx scripts/browser.ts        finds or installs, prints one line; exit code 1 where there is none to be had
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

export interface Browser {
	path: string;
	/** "Playwright's own Chromium", "the system's Chromium". */
	says: string;
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const SYSTEM_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** The browser that is there now; null where there is none. Installs nothing. */
export function findBrowser(): Browser | null {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen !== undefined && existsSync(chosen))
		return { path: chosen, says: 'the browser named by CHROMIUM_PATH' };
	const own = chromium.executablePath();
	if (existsSync(own)) return { path: own, says: "Playwright's own Chromium" };
	const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
	const candidates = [
		...SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
		...SYSTEM_PLACES
	];
	const found = candidates.find((candidate) => existsSync(candidate));
	return found === undefined ? null : { path: found, says: "the system's browser" };
}

/** Finds a browser or installs one; null where every way failed. Prints what the installers print. */
export function ensureBrowser(): Browser | null {
	const there = findBrowser();
	if (there !== null) return there;
	console.log('no Chromium found: installing the one that Playwright uses');
	spawnSync('npx', ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'], {
		stdio: 'inherit'
	});
	const installed = findBrowser();
	if (installed !== null) return installed;
	if (!isRoot() || !existsSync('/usr/bin/apt-get')) return null;
	console.log("that did not work: installing the distribution's Chromium");
	spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
	spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
	return findBrowser();
}

/** Chromium refuses its sandbox to root, and only to root. */
export function launchArguments(): string[] {
	return isRoot() ? ['--no-sandbox'] : [];
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const browser = ensureBrowser();
	if (browser === null) {
		console.error(
			'There is no browser for the tests. Install Chromium or Chrome, or run `npx playwright install chromium`, ' +
				'or name one with CHROMIUM_PATH=/path/to/chrome.'
		);
		process.exit(1);
	}
	const version = spawnSync(browser.path, ['--version'], { encoding: 'utf8' }).stdout.trim();
	console.log(`browser: ${browser.says}, ${version} (${browser.path})`);
}
