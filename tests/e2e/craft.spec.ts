// The arguments for pytest, as a reader meets them.
import { expect, test } from './journey';

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
