// axe on every kind of page in both themes, and no sideways scrolling from 320 px up.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const pages = [
	'/',
	'/lessons/line-vs-branch-coverage',
	'/lessons/test-interdependence',
	'/lessons/line-vs-branch-coverage/zero-salary',
	'/lessons/test-interdependence/mend-four-leaks',
	'/licences',
	'/conditions'
];

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme });
		for (const address of pages) {
			test(`axe finds nothing on ${address}`, async ({ page }) => {
				await page.goto(address);
				const { violations } = await new AxeBuilder({ page }).analyze();
				expect(
					violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
				).toEqual([]);
			});
		}
	});
}

for (const address of pages) {
	test(`${address} fits 320 px`, async ({ page }) => {
		await page.setViewportSize({ width: 320, height: 700 });
		await page.goto(address);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	});
}
