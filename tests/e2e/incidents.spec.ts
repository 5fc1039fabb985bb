// A post-mortem that leaves the page as a file.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from './journey';

const LESSON = '/lessons/normalisation-of-deviance';
/** Opens a page and waits until its cells are live: a click before that is lost on a slow machine. */
async function open(page: Page, address: string) {
	await page.goto(address);
	const first = page.locator('.cell, .exercise').first();
	await first.scrollIntoViewIfNeeded();
	await expect(first.locator('.cm-content')).toBeVisible();
}

test('a post-mortem is written, read on the page, copied and exported as Markdown', async ({ page }) => {
	await open(page, `${LESSON}/causes-in-order`);
	const exercise = page.getByRole('region', { name: 'Exercise: Causes in order' });
	await exercise.getByRole('button', { name: /^Run/ }).click();
	const figure = exercise.getByRole('figure', { name: 'Files' });
	await expect(figure).toContainText('post-mortem.md', { timeout: 60_000 });
	await figure.getByText('Read').click();
	await expect(figure.getByRole('region', { name: 'Text of post-mortem.md' })).toContainText('# Incident 41');

	const download = page.waitForEvent('download');
	await figure.getByRole('button', { name: 'Export post-mortem.md as Markdown' }).press('Enter');
	const file = await download;
	expect(file.suggestedFilename()).toBe('post-mortem.md');
	const written = await readFile(await file.path(), 'utf8');
	expect(written).toContain('## Contributing causes, as they came about');

	await figure.getByRole('button', { name: 'Copy post-mortem.md' }).press('Enter');
	await expect(figure.getByRole('status')).toContainText('is copied');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(written);
});
