// A reader's journeys through the lessons, by role and name, and what axe finds in what they draw.
import { findings } from './axe';
import { expect, test } from './journey';

test('runs something real from the contents, and finds the polluter', async ({ page }) => {
	await page.goto('/');
	const cell = page.getByRole('region', { name: 'Cell try-it' });
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByText(/passes alone and fails after/)).toBeVisible({ timeout: 60_000 });
	await expect(cell.getByRole('figure', { name: 'Shake' })).toContainText('test_discount');
	expect(await findings(page)).toEqual([]);
});

test('sees three views of one run, and coverage.py’s own sentence', async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage');
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	await page.getByRole('radio', { name: '75 %' }).first().check();
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByRole('button', { name: /Lines 75 %/ })).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText('That was your guess.')).toBeVisible();
	await cell.getByRole('button', { name: /Lines 75 %/ }).click();
	await cell.getByRole('button', { name: /Branches 50 %/ }).click();
	await expect(cell).toContainText('the condition on line 2 was always true');
	await cell.getByRole('button', { name: /Conditions/ }).click();
	await expect(cell.getByRole('table').first()).toBeVisible();
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText(
		'test_a_small_sum_is_approved'
	);
});

test('a name that an earlier cell gives is told with that cell, and the cells above run', async ({
	page
}) => {
	await page.goto('/lessons/decorators');
	const cell = page.getByRole('region', { name: 'Cell order' });
	await cell.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(cell).toContainText('timed comes from the cell layers above, which has not run.', {
		timeout: 60_000
	});
	expect(await findings(page)).toEqual([]);
	await cell.getByRole('button', { name: 'Run the cells above' }).press('Enter');
	await expect(cell.locator('button:focus')).toHaveText(/^(Run|Stop)/);
	await expect(cell.getByText('comes from the cell')).toHaveCount(0);
	await expect(cell.getByRole('log')).not.toContainText('NameError');
	await expect(page.getByRole('region', { name: 'Cell layers' }).getByRole('log')).not.toBeEmpty();
});

test('counts mutants', async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage');
	const cell = page.getByRole('region', { name: 'Cell mutants' });
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByRole('figure', { name: 'Mutants' })).toContainText('2 of 11 caught', {
		timeout: 60_000
	});
});

test('solves an exercise: a hint, the solution as a diff, a check, and it is kept', async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage/zero-salary');
	const exercise = page.getByRole('region', { name: 'Exercise: The zero salary' });
	const verdict = exercise.getByRole('status').filter({ hasText: /Passed|Not yet|Stopped/ });
	await exercise.getByRole('button', { name: 'Check' }).click();
	await expect(verdict).toContainText(/^\s*◐?\s*Not yet\./, { timeout: 60_000 });
	await expect(verdict).toContainText('checks pass');
	await exercise.getByRole('button', { name: /Hint/ }).click();
	await expect(exercise.getByRole('list', { name: 'Hints' })).toContainText('Which of the three rules');
	const code = exercise.getByRole('textbox', { name: 'Code of mortgage.py' });
	await expect(code).toHaveAttribute('contenteditable', 'true');
	await code.focus();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.insertText('# mine\n');
	await exercise.getByRole('button', { name: 'Solution' }).click();
	await expect(exercise.getByRole('region', { name: 'Solution of mortgage.py beside yours' })).toBeVisible();
	expect(await findings(page)).toEqual([]);
	await exercise.getByRole('button', { name: 'Put the solution into the editor' }).click();
	await exercise.getByRole('button', { name: 'Check' }).click();
	await expect(verdict).toContainText(/Passed\. (\d+) of \1 checks pass/, { timeout: 60_000 });
	await expect(exercise.getByRole('button', { name: 'Bring mine back' })).toBeVisible();
	await page.reload();
	await expect(exercise.getByRole('textbox', { name: 'Code of mortgage.py' })).toContainText('salary > 0');
	await page.goto('/lessons/line-vs-branch-coverage');
	await expect(page.getByRole('complementary', { name: 'In this lesson' })).toContainText('passed');
});

test('replays an order by the seed in the address', async ({ page }) => {
	await page.goto('/lessons/test-interdependence?cell=shake-tasks&seed=7#cell-shake-tasks');
	const cell = page.getByRole('region', { name: 'Cell shake-tasks' });
	await expect(cell.getByLabel('First seed')).toHaveValue('7');
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByRole('button', { name: 'Order of seed 7' })).toBeVisible({ timeout: 60_000 });
});

test('a missing bundle is named, with a way to try again', async ({ page, plays }) => {
	plays('the host has no standard library', /404 .*\/python\/stdlib/);
	await page.route('**/python/stdlib.*', (route) => route.fulfill({ status: 404 }));
	await page.goto('/lessons/line-vs-branch-coverage');
	await expect(page.getByRole('alert')).toContainText('stdlib');
	await page.unroute('**/python/stdlib.*');
	await page.getByRole('button', { name: 'Retry' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready');
});

test('runs where the browser starts no worker from a blob', async ({ page, plays }) => {
	plays('the browser refuses the worker', /Creating a worker from 'blob:/);
	// As WebKit on a host that isolates its pages.
	await page.route('**/runner.html', async (route) => {
		const runner = await (await route.fetch()).text();
		await route.fulfill({
			contentType: 'text/html',
			body: runner.replace('worker-src blob: data:', 'worker-src data:')
		});
	});
	await page.goto('/');
	const cell = page.getByRole('region', { name: 'Cell try-it' });
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByText(/passes alone and fails after/)).toBeVisible({ timeout: 60_000 });
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test('a lesson reads in full, code in colours', async ({ page }) => {
		await page.goto('/lessons/test-interdependence');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Shaking out test interdependence');
		await expect(page.locator('.tok-keyword').first()).toBeVisible();
		await expect(page.locator('noscript p')).toContainText('need JavaScript');
	});
});
