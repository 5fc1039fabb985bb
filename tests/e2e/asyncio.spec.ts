// A program of tasks on the reader's real clock: it makes one wait, and Stop ends it.
import { expect, test, type Page } from './journey';

const LATER = { timeout: 60_000 };

const type = async (page: Page, label: string, text: string) => {
	const code = page.getByRole('textbox', { name: label });
	await expect(code).toBeEditable();
	await code.focus();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText(text);
};

test('the real clock makes the reader wait, and Stop ends it', async ({ page }) => {
	await page.goto('/lessons/asyncio');
	const cell = page.getByRole('region', { name: 'Cell never-awaited' });
	const figure = cell.getByRole('figure', { name: 'Tasks' });
	await cell.getByRole('checkbox', { name: 'Real time' }).check();
	await type(page, 'Code of never-awaited', 'import asyncio\n\nasyncio.run(asyncio.sleep(60))\n');
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('button', { name: 'Stop' })).toBeVisible();
	await expect(cell.getByRole('status').filter({ hasText: /^running$/ })).toBeVisible(LATER);
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible(LATER);
	await expect(figure.or(cell.getByText('Stopped.'))).toBeVisible();
});
