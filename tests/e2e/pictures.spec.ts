// Pictures are of the text that they stand beside: after a check, after an edit, and when one order of many is run again.
import { expect, test } from './journey';

const LATER = { timeout: 60_000 };

test('a verdict stands beside the run of what it judged, and an edit makes both old', async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage/each-condition-decides');
	const exercise = page.getByRole('region', { name: /^Exercise:/ });
	await exercise.getByRole('button', { name: /^Run/ }).click();
	await expect(exercise.getByText('Below: what Run came to')).toBeVisible(LATER);
	await expect(exercise.getByRole('button', { name: 'Conditions 1 of 3 alone' })).toBeVisible();

	await exercise.getByRole('button', { name: 'Solution', exact: true }).click();
	await exercise.getByRole('button', { name: 'Put the solution into the editor' }).click();
	await expect(exercise.getByText('stale: edited since it ran (test_mortgage.py)')).toBeVisible();
	await exercise.getByRole('button', { name: /^Check/ }).click();
	await expect(exercise.getByRole('status').filter({ hasText: 'Passed.' })).toBeVisible(LATER);
	await expect(
		exercise.getByText('Below: a run of this check, on the files as they were checked.')
	).toBeVisible();
	await exercise.getByRole('button', { name: 'Conditions 3 of 3 alone' }).click();
	await exercise.getByRole('button', { name: 'mortgage.py, line 2' }).first().click();
	await expect(exercise.locator('.cm-arrived')).toContainText('existing_customer');
});

test('an order is run again where it stands, and its link leads back to it', async ({ page }) => {
	await page.goto('/lessons/test-interdependence');
	const cell = page.getByRole('region', { name: 'Cell shake-tasks' });
	const figure = cell.getByRole('figure', { name: 'Shake' });
	await cell.getByLabel('Orders').fill('6');
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(figure).toContainText('Found in', LATER);
	await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible();
	await figure
		.getByRole('button', { name: /^Replay with seed/ })
		.first()
		.click();
	await expect(figure.getByRole('status').filter({ hasText: 'as in the shake' })).toBeVisible(LATER);
	await expect(figure.getByRole('row')).toHaveCount(8);

	await figure.getByRole('button', { name: 'Order of seed 3' }).click();
	await figure.getByRole('button', { name: 'Link to this order' }).click();
	await expect(figure.getByRole('status').filter({ hasText: 'is copied' })).toBeVisible();
	await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
	await expect(cell.getByRole('status').filter({ hasText: 'asks for the order of seed 3' })).toBeVisible();
	await cell.getByRole('button', { name: 'Replay with seed 3' }).click();
	await expect(figure.getByRole('list', { name: 'Order of seed 3' })).toBeVisible(LATER);
});
