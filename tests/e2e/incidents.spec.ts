// The ninety days: run by seed, read by keyboard, replayed from an address; and a post-mortem that leaves the page as a file.
import { readFile } from 'node:fs/promises';
import { findings } from './axe';
import { expect, test, type Page } from './journey';

const LESSON = '/lessons/normalisation-of-deviance';
const cellOf = (page: Page, id: string) => page.getByRole('region', { name: `Cell ${id}` });
/** Opens a page and waits until its cells are live: a click before that is lost on a slow machine. */
async function open(page: Page, address: string) {
	await page.goto(address);
	const first = page.locator('.cell, .exercise').first();
	await first.scrollIntoViewIfNeeded();
	await expect(first.locator('.cm-content')).toBeVisible();
}
const figureOf = (page: Page) => cellOf(page, 'ninety-days').getByRole('figure', { name: /^Incidents/ });

test('the days of a run are read one by one, by keyboard, and as a table', async ({ page }) => {
	await open(page, LESSON);
	const cell = cellOf(page, 'ninety-days');
	await cell.getByRole('button', { name: 'Run', exact: false }).first().click();
	const figure = figureOf(page);
	await expect(figure).toContainText('The incident began on day', { timeout: 60_000 });

	const day = figure.getByRole('slider', { name: 'Day' });
	await day.focus();
	await page.keyboard.press('Home');
	await expect(day).toHaveAttribute('aria-valuetext', /^Day 1: \d/);
	await page.keyboard.press('ArrowRight');
	await expect(day).toHaveAttribute('aria-valuetext', /^Day 2: \d/);
	await expect(figure.getByText(/^Day 2: \d/)).toBeVisible();
	await page.keyboard.press('End');
	await expect(day).toHaveAttribute('aria-valuetext', /^Day 90: \d/);
	await expect(figure.getByRole('button', { name: 'Next event' })).toHaveAttribute('aria-disabled', 'true');
	await figure.getByRole('button', { name: 'Previous event' }).press('Enter');
	await expect(day).not.toHaveAttribute('aria-valuetext', /^Day 90/);

	await figure.getByText('Every day as a table').press('Enter');
	await expect(figure.getByRole('row')).toHaveCount(91);
	await expect(page.getByRole('region', { name: 'Prediction for ninety-days' })).toContainText(
		/Your run says (within a week|later|never)/
	);
});

test('another seed is another ninety days, and an address brings it back', async ({ page }) => {
	await open(page, LESSON);
	const cell = cellOf(page, 'ninety-days');
	await cell.getByRole('spinbutton', { name: 'Seed' }).fill('12');
	await page.keyboard.press('Enter');
	const figure = figureOf(page);
	await expect(figure).toContainText('seed 12', { timeout: 60_000 });
	const said = await figure.locator('.say').first().innerText();
	await figure.getByRole('button', { name: 'Run seed 13' }).press('Enter');
	await expect(figure).toContainText('seed 13');
	await expect(figure.getByRole('button', { name: 'Run seed 14' })).toBeFocused();
	expect(await figure.locator('.say').first().innerText()).not.toBe(said);

	await open(page, `${LESSON}?cell=ninety-days&seed=12#cell-ninety-days`);
	await expect(cell.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('12');
	await expect(figure).toHaveCount(0);
	await cell.getByRole('button', { name: 'Run', exact: false }).first().click();
	await expect(figure).toContainText('seed 12', { timeout: 60_000 });
	expect(await figure.locator('.say').first().innerText()).toBe(said);
});

test('a cell that is run before the one it builds on says what is missing', async ({ page }) => {
	await open(page, LESSON);
	const cell = cellOf(page, 'near-misses');
	await cell.getByRole('button', { name: 'Run', exact: false }).first().click();
	await expect(cell).toContainText('Nothing is called history here', { timeout: 60_000 });
});

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

const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test.describe('at 320 px', () => {
	test.use({ viewport: { width: 320, height: 800 } });

	test('axe finds nothing in the charts, and they fit', async ({ page }) => {
		await open(page, LESSON);
		await page.getByRole('button', { name: 'Run all' }).click();
		await expect(cellOf(page, 'signals').getByRole('figure', { name: /^Incidents/ })).toContainText(
			'When each signal could have told',
			{ timeout: 60_000 }
		);
		await expect(cellOf(page, 'shared-key')).toContainText('billing');
		expect(await findings(page)).toEqual([]);
		expect(await isNarrow(page)).toBe(true);
	});

	test('axe finds nothing in the files that a run left, and they fit', async ({ page }) => {
		await open(page, `${LESSON}/causes-in-order`);
		await page.getByRole('button', { name: /^Run/ }).click();
		await expect(page.getByRole('figure', { name: 'Files' })).toContainText('post-mortem.md', {
			timeout: 60_000
		});
		expect(await findings(page)).toEqual([]);
		expect(await isNarrow(page)).toBe(true);
	});
});
