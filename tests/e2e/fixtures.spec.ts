// The fresh machine of the lesson on fixtures: what a suite leant on.
import { findings } from './axe';
import { expect, test, type Locator, type Page } from './journey';

const LESSON = '/lessons/fixtures';

async function run(page: Page, id: string): Promise<Locator> {
	const cell = page.getByRole('region', { name: `Cell ${id}` });
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText(/ in \d/, {
		timeout: 60_000
	});
	return cell;
}

test('a suite passes on its developer’s machine, and on a fresh one shows what it leant on', async ({
	page
}) => {
	await page.goto(LESSON);
	await page.getByRole('radio', { name: '0', exact: true }).first().check();
	const cell = await run(page, 'works-here');
	const results = cell.getByRole('figure', { name: 'Test results' });
	await expect(results).toContainText('4 passed');
	await expect(cell).toContainText('The last run found companies.db there');
	await expect(page.getByText('You guessed')).toHaveCount(0);

	await cell.getByRole('switch', { name: 'Fresh machine' }).focus();
	await page.keyboard.press('Space');
	await expect(cell.getByRole('switch', { name: 'Fresh machine' })).toBeChecked();
	await expect(cell.getByRole('status').filter({ hasText: 'it ran on the other machine' })).toBeVisible();
	await run(page, 'works-here');
	await expect(results).toContainText('2 failed, 2 passed');
	await expect(results).toContainText('There is no table companies in this database');
	await expect(cell).not.toContainText('it ran on the other machine');
	await expect(page.getByText('You guessed 0.')).toBeVisible();
	await cell.getByText("What the developer's machine has").click();
	expect(await findings(page, '#cell-works-here')).toEqual([]);
});
