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
