// The call trace and the arguments for pytest, as a reader meets them.
import { findings } from './axe';
import { expect, test } from './journey';

test('a decorated call is read layer by layer, by keyboard, as text, and beside what was kept', async ({
	page
}) => {
	await page.goto('/lessons/decorators');
	const cell = page.getByRole('region', { name: 'Cell timing' });
	await page.getByRole('region', { name: 'Cell buried' }).getByRole('button', { name: 'Run' }).click();
	await cell.getByRole('button', { name: 'Run' }).click();
	const trace = cell.getByRole('figure', { name: 'Call trace' });
	await expect(trace).toContainText('timed, around price_in', { timeout: 60_000 });
	await expect(trace).toContainText('decorating price_in');
	await expect(trace.getByText("price_in(currency='JPY', pounds=100)").first()).toBeVisible();

	const layer = trace.getByRole('button', { name: "Calls within wrapper('JPY', 100)" });
	await layer.focus();
	await page.keyboard.press('Enter');
	await expect(layer).toHaveAttribute('aria-expanded', 'false');
	await expect(trace.getByText("price_in(currency='JPY', pounds=100)").first()).toBeHidden();
	await expect(trace).toContainText('2 calls within');
	await page.keyboard.press('Enter');
	await expect(layer).toHaveAttribute('aria-expanded', 'true');

	await trace.getByText('As text').click();
	await expect(trace.getByRole('group', { name: 'Call trace as text' })).toContainText(
		"|  |  -> ask(currency='EUR')"
	);
	await expect(trace.getByRole('row', { name: /__name__/ })).toContainText('changed');
	await expect(trace.getByRole('row', { name: /__doc__/ })).toContainText('lost');
	expect(await findings(page, '#cell-timing')).toEqual([]);
});

test('arguments choose what pytest runs; what cannot be read, and what pytest refuses, is said', async ({
	page
}) => {
	await page.goto('/lessons/pytest');
	const cell = page.getByRole('region', { name: 'Cell bands' });
	const args = cell.getByRole('textbox', { name: 'pytest arguments' });
	const results = cell.getByRole('figure', { name: 'Test results' });
	await expect(page.locator('html')).not.toHaveAttribute('data-python', 'off');
	await args.fill("-k 'edge and not 100'");
	// Enter that ends a word of an input method is none of ours; Safari tells it by its number alone.
	for (const of of [{ isComposing: true }, { keyCode: 229 }]) {
		await args.dispatchEvent('keydown', { key: 'Enter', ...of });
		await expect(cell.getByRole('button', { name: 'Stop' })).toHaveCount(0);
	}
	await args.press('Enter');
	await expect(results).toContainText('2 failed', { timeout: 60_000 });
	await expect(cell.getByRole('group', { name: 'What pytest printed in bands' })).toContainText(
		'7 deselected / 2 selected'
	);
	await expect(results.getByText('postage(750)').first()).toBeVisible();

	await args.fill("-k 'edge");
	await args.press('Enter');
	await expect(cell.getByRole('alert')).toContainText('no closing quotation');
	await expect(results).toContainText('2 failed');

	await args.fill('--nonsense');
	await args.press('Enter');
	await expect(results).toContainText('unrecognized arguments: --nonsense');
	await expect(cell.getByRole('alert')).toBeHidden();

	await cell.getByRole('button', { name: 'Reset' }).click();
	await expect(args).toHaveValue('-k test_a_band');
	await cell.getByRole('button', { name: 'Bring mine back' }).click();
	await expect(args).toHaveValue('--nonsense');
});
