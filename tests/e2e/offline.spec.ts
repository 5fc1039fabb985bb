// After the first visit the network may go: lessons open, code runs, exercises are checked.
import { expect, test } from './journey';

test.use({ serviceWorkers: 'allow' });

test('reads, runs and checks without a network', async ({ page, context }) => {
	// Python is started three times.
	test.setTimeout(240_000);
	await page.goto('/lessons/line-vs-branch-coverage');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		const cache = await caches.open('shakeout-files');
		// Kept while one reads on; this test has no time to.
		for (;;) {
			const names = (await cache.keys()).map(({ url }) => url);
			if (
				['pyodide.asm.', 'stdlib.', 'tests.', 'classroom.'].every((part) =>
					names.some((n) => n.includes(part))
				)
			)
				return;
			await new Promise(requestAnimationFrame);
		}
	});
	await context.setOffline(true);

	await page.reload();
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(cell.getByRole('button', { name: /^Lines 75 %/ })).toBeVisible({ timeout: 60_000 });

	await page.goto('/');
	await page.getByRole('link', { name: 'Shaking out test interdependence' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Shaking out test interdependence');

	await page.goto('/lessons/line-vs-branch-coverage/zero-salary');
	await page.getByRole('button', { name: /^Check/ }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Not yet' })).toBeVisible({ timeout: 60_000 });
});
