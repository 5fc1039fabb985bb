// Journeys without a mouse: only keys are pressed, and where the focus is going is asked of the page, never set.
import { expect, test, type Locator, type Page } from './journey';

/** Presses Tab until the focus is there. `most` keeps a page in which it never comes from going on for ever. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 60) {
	await expect(target).toBeVisible();
	for (let presses = 0; presses < most; presses++) {
		if (await target.evaluate((element) => element.contains(document.activeElement))) return;
		await page.keyboard.press(key);
	}
	throw new Error(`${most} times ${key} did not lead to ${target.toString()}`);
}

test('from the contents into a lesson, a guess, a run, and its three views', async ({ page }) => {
	await page.goto('/');
	await tabTo(page, page.getByRole('link', { name: 'Line coverage is not branch coverage', exact: true }));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/line-vs-branch-coverage$/);
	const guess = page.getByRole('radio', { name: '25 %' }).first();
	await tabTo(page, guess);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('radio', { name: '75 %' }).first()).toBeChecked();
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	await tabTo(page, cell.getByRole('button', { name: 'Run' }));
	await page.keyboard.press('Enter');
	const branches = cell.getByRole('button', { name: /^Branches/ });
	await expect(branches).toBeVisible({ timeout: 60_000 });
	await tabTo(page, branches);
	await page.keyboard.press('Space');
	await expect(branches).toHaveAttribute('aria-pressed', 'true');
	await expect(cell).toContainText('the condition on line 2 was always true');
});

test('a whole exercise: type, run, check, hint, solution, check again, and on to the next', async ({
	page
}) => {
	await page.goto('/lessons/line-vs-branch-coverage/zero-salary');
	const exercise = page.getByRole('region', { name: 'Exercise: The zero salary' });
	const code = exercise.getByRole('textbox', { name: 'Code of mortgage.py' });
	const verdict = exercise.getByRole('status').filter({ hasText: /Passed|Not yet|Stopped/ });

	await tabTo(page, code);
	await page.keyboard.press('Control+End');
	await page.keyboard.type('# typed');
	await expect(code).toContainText('# typed');
	await page.keyboard.press('Control+Enter');
	await expect(exercise.getByRole('figure', { name: 'Test results' })).toContainText(/passed/, {
		timeout: 60_000
	});
	await expect(exercise.getByRole('button', { name: /^Check/ })).toBeVisible();
	await page.keyboard.press('Control+Shift+Enter');
	await expect(verdict).toContainText('Not yet', { timeout: 60_000 });

	await page.keyboard.press('Escape');
	await page.keyboard.press('Tab');
	await expect(code).not.toBeFocused();
	await tabTo(page, exercise.getByRole('button', { name: /^Hint 1/ }));
	await page.keyboard.press('Enter');
	await expect(exercise.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1);
	await tabTo(page, exercise.getByRole('button', { name: 'Solution' }));
	await page.keyboard.press('Enter');
	await tabTo(page, exercise.getByRole('button', { name: 'Put the solution into the editor' }));
	await page.keyboard.press('Enter');
	await expect(code).toContainText('salary > 0');
	await tabTo(page, exercise.getByRole('button', { name: 'Bring mine back' }), 'Shift+Tab');
	await page.keyboard.press('Enter');
	await expect(code).toContainText('# typed');
	await tabTo(page, exercise.getByRole('button', { name: 'Put the solution into the editor' }));
	await page.keyboard.press('Enter');
	await tabTo(page, exercise.getByRole('button', { name: /^Check/ }));
	await page.keyboard.press('Enter');
	await expect(verdict).toContainText('Passed', { timeout: 60_000 });

	await tabTo(page, exercise.getByRole('link', { name: /^Next: / }), 'Shift+Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('The zero salary');
});

test('an endless loop is stopped from the keyboard, and files are tabs that arrows move between', async ({
	page
}) => {
	await page.goto('/lessons/test-interdependence');
	const cell = page.getByRole('region', { name: 'Cell shake-tasks' });
	const tabs = cell.getByRole('tab');
	await tabTo(page, tabs.first());
	await page.keyboard.press('ArrowRight');
	await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
	await expect(tabs.nth(1)).toBeFocused();
	await tabTo(page, cell.getByRole('button', { name: 'Run' }));
	await page.keyboard.press('Enter');
	await expect(cell.getByRole('progressbar')).toBeVisible({ timeout: 60_000 });
	// The same button, and it has kept the focus.
	await page.keyboard.press('Enter');
	await expect(cell.getByRole('button', { name: 'Run' })).toBeFocused();
	await expect(cell.getByRole('figure', { name: 'Shake' })).toContainText(/stopped/i);
});
