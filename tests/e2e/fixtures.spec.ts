// The lesson on fixtures as a reader goes through it: the fresh machine, the timeline that changes with a scope, and access to both.
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

/** Puts `by` in place of the line that holds `find`, as a hand would. */
async function retype(cell: Locator, find: string, by: string): Promise<void> {
	const { keyboard } = cell.page();
	await cell.getByRole('textbox').focus();
	await cell.locator('.cm-line', { hasText: find }).first().click();
	await keyboard.press('Home');
	await keyboard.press('Shift+End');
	await keyboard.type(by);
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

test('the timeline follows the scope, and says how it was before', async ({ page }) => {
	await page.goto(LESSON);
	const cell = await run(page, 'scopes');
	const figure = cell.getByRole('figure', { name: 'Fixtures' });
	await expect(figure).toContainText('3 fixtures, set up 8 times for 3 tests');
	const server = figure.getByRole('row', { name: /^server/ });
	await expect(server).toContainText('3 times');
	const everything = cell.getByText('Everything that happened, in order');
	await everything.click();
	expect(await findings(page, '#cell-scopes')).toEqual([]);
	await everything.click();

	await retype(cell, 'scope="function"', '@pytest.fixture(scope="session")');
	await run(page, 'scopes');
	await expect(figure).toContainText('set up 6 times');
	await expect(server).toContainText('once');
	await expect(server).toContainText('before: 3 times');

	const tests = figure.getByRole('list', { name: 'Tests to follow' });
	await tests.getByRole('button', { name: /test_found/ }).focus();
	await page.keyboard.press('ArrowDown');
	await expect(tests.getByRole('button', { name: /test_alone/ })).toBeFocused();
	await expect(figure.getByRole('status')).toContainText('server was there already, set up for test_empty.');
	await figure.getByRole('button', { name: 'By time' }).click();
	await expect(figure.getByText(/^[\d.]+ m?s$/).first()).toBeVisible();
	await server.getByRole('button').click();
	await expect(cell.locator('.cm-content')).toBeFocused();
});

test('a fixture that fails is told in the timeline, in the table and at its line', async ({ page }) => {
	await page.goto(LESSON);
	const cell = page.getByRole('region', { name: 'Cell on-demand' });
	await retype(cell, 'companies.build(db)', 'raise OSError("disk full")');
	await run(page, 'on-demand');
	const figure = cell.getByRole('figure', { name: 'Fixtures' });
	await expect(figure).toContainText(
		'db: set-up failed (test_a_new_register_is_empty): OSError: disk full. It failed twice more.'
	);
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText('3 errors, 1 passed');

	await retype(cell, 'def db(tmp_path)', 'def db(tmp_pth):');
	await run(page, 'on-demand');
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText(
		'The fixture db asks for tmp_pth, and no fixture has that name; there is tmp_path'
	);
});

test('the timeline fits 320 px, and what one must hit is 24 px or more', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 700 });
	await page.goto(LESSON);
	const cell = await run(page, 'autouse');
	const table = cell.getByRole('region', { name: 'Fixtures in words' });
	await expect(table).toHaveAttribute('tabindex', '0');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	const small = await cell
		.getByRole('figure', { name: 'Fixtures' })
		.locator('button, summary')
		.evaluateAll((all) =>
			all
				.map((one) => ({ name: one.textContent, box: one.getBoundingClientRect() }))
				.filter(({ box }) => box.width < 24 || box.height < 24)
				.map(({ name, box }) => `${name}: ${box.width} x ${box.height}`)
		);
	expect(small).toEqual([]);
});
