// Components as a reader has them, each by itself, in a real browser: drawn from what Python has reported once, without Python. A file of its
// own, so that neither a build nor the other tests know a browser.
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import type { BrowserCommand } from 'vitest/node';
import { findBrowser, launchArguments } from '../../scripts/browser';

/** As on a screen, or as on paper. */
const emulateMedia: BrowserCommand<[media: 'screen' | 'print']> = ({ page }, media) =>
	page.emulateMedia({ media });

const executablePath = findBrowser()?.path;

export default defineConfig({
	plugins: [sveltekit()],
	// What the tests import is bundled anew each time: what was found out late would load the page again amid a test. In a place of this
	// folder's own, as packages may be shared with another.
	cacheDir: '.shakeout/vite',
	optimizeDeps: { force: true },
	test: {
		name: 'components',
		include: ['tests/components/**/*.test.ts'],
		browser: {
			enabled: true,
			headless: true,
			screenshotFailures: false,
			commands: { emulateMedia },
			viewport: { width: 1000, height: 800 },
			provider: playwright({
				launchOptions: { args: launchArguments(), ...(executablePath ? { executablePath } : {}) },
				contextOptions: { reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] }
			}),
			instances: [{ browser: 'chromium' }]
		}
	}
});
