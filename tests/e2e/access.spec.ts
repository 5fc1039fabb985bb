// Access on every page: axe in both themes; the order of headings; the size of what one must hit; nothing to scroll sideways from 320 px
// up; nothing that moves by itself. What a run draws is looked at by axe in the journeys that draw it.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findings } from './axe';
import { expect, test, type Page } from './journey';

const lessons = path.join(import.meta.dirname, '../../src/lessons');
const foldersIn = (folder: string) =>
	readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : []));

const unknown = '/nothing-here';

/** Every page that there is, and one that there is not. */
const pages = [
	'/',
	...foldersIn(lessons).flatMap((slug) => [
		`/lessons/${slug}`,
		...foldersIn(path.join(lessons, slug, 'exercises')).map((name) => `/lessons/${slug}/${name}`)
	]),
	'/licences',
	'/playground',
	'/conditions',
	unknown
];

/** Opens a page and waits until it is there: the page for unknown addresses is drawn by script. */
async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** WCAG 2.2, 2.5.8: links in a sentence are left out, and a control within its label is as large as the label. */
function smallTargets(page: Page): Promise<string[]> {
	return page.locator('button, a[href], input, select, summary, [role=tab]').evaluateAll((all) =>
		all
			.filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.closest('.skip') === null)
			.filter((one) => !(one instanceof HTMLAnchorElement && getComputedStyle(one).display === 'inline'))
			.map((one) => ({ one, box: (one.closest('label') ?? one).getBoundingClientRect() }))
			.filter(({ box }) => box.width < 24 || box.height < 24)
			.map(({ one, box }) => `${one.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`)
	);
}

for (const address of pages) {
	test(`${address}: axe, headings, language, targets, and 320 px`, async ({ page, plays }) => {
		if (address === unknown)
			plays('there is no such page', /404 .*\/nothing-here\)$|Not found: \/nothing-here/);
		// Nothing runs here, so Python stays away, as it does from a reader who saves data.
		await page.addInitScript(() => {
			Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
		});
		await open(page, address);
		await test.step('axe finds nothing', async () => {
			expect.soft(await findings(page)).toEqual([]);
		});
		await test.step('one first heading, none skips a level, and the language is told', async () => {
			await expect.soft(page.locator('html')).toHaveAttribute('lang', 'en-GB');
			await expect.soft(page.getByRole('main')).toHaveCount(1);
			const levels = await page
				.getByRole('heading')
				.evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
			expect.soft(levels.filter((level) => level === 1)).toHaveLength(1);
			expect.soft(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
		});
		await test.step('what one must hit is 24 px or more', async () => {
			await page.setViewportSize({ width: 360, height: 740 });
			expect.soft(await smallTargets(page)).toEqual([]);
		});
		await test.step('nothing to scroll sideways at 320 px', async () => {
			await page.setViewportSize({ width: 320, height: 700 });
			expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
		});
	});
}

test('nothing moves for those who ask for stillness', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await open(page, '/');
	await page.getByRole('region', { name: 'Cell try-it' }).getByRole('button', { name: 'Run' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-python', /loading|busy/);
	expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
