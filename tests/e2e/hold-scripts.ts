// A slow network in the hand of a test: the page is there and its scripts are not, until the test lets them go.
import type { Page } from '@playwright/test';

/** To be called before the page is opened. */
export async function holdScripts(page: Page): Promise<{ letGo: () => void }> {
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	return { letGo };
}
