// The packages of the lesson on factories: asked for, and waited for.
import { expect, test, type Page } from './journey';
import { holdScripts } from './hold-scripts';

const lesson = '/lessons/factory-boy';
const cellOf = (page: Page, id: string) => page.getByRole('region', { name: `Cell ${id}` });

test('a lesson with other packages asks for them', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await page.goto(`${lesson}/late-orders`);
	await page.getByRole('button', { name: /^Run/ }).first().click();
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 120_000 });
	expect(asked.some((path) => /\/data\.[0-9a-f]+\.zip/.test(path))).toBe(true);
	expect(asked.some((path) => /\/tests\.[0-9a-f]+\.zip/.test(path))).toBe(true);
});

test('Run pressed before the page is alive waits for the packages of its lesson', async ({ page }) => {
	const scripts = await holdScripts(page);
	await page.goto(lesson, { waitUntil: 'commit' });
	await cellOf(page, 'one-call').getByRole('button', { name: /^Run/ }).click();
	scripts.letGo();
	await expect(cellOf(page, 'one-call').getByRole('figure', { name: 'Factory tree' })).toContainText(
		'2 calls of a factory make 4 objects',
		{ timeout: 60_000 }
	);
});
