// After the first visit the network may go: lessons open, code runs, exercises are checked.
import { expect, test, type Page } from './journey';

test.use({ serviceWorkers: 'allow' });

/** Waits until Python's files are kept: that happens while one reads on, and a test has no time to. */
const keeps = (page: Page, ...others: string[]) =>
	page.evaluate(async (more) => {
		const cache = await caches.open('shakeout-files');
		const parts = ['pyodide.asm.', 'boot.', 'stdlib.', 'tests.', 'classroom.', ...more];
		for (;;) {
			const names = (await cache.keys()).map(({ url }) => url);
			if (parts.every((part) => names.some((name) => name.includes(part)))) return;
			await new Promise(requestAnimationFrame);
		}
	}, others);

test('reads, runs and checks without a network', async ({ page, context }) => {
	// Python is started three times.
	test.setTimeout(240_000);
	await page.goto('/lessons/line-vs-branch-coverage');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await keeps(page);
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

test('fetches what was kept and has been taken away since', async ({ page, context }) => {
	await page.goto('/lessons/pytest');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	await keeps(page);
	// As a browser does that has run out of room: what the page has been handed cannot be read any more, in the frame of Python.
	await context.addInitScript(() => {
		if (self === top) return;
		const gone = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
		Object.assign(Blob.prototype, { arrayBuffer: gone, text: gone });
	});
	const fetched: string[] = [];
	page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
	await page.reload();
	const cell = page.getByRole('region', { name: /^Cell / }).first();
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('log')).toContainText('Ran 3 tests', { timeout: 60_000 });
	expect(fetched.some((path) => path.includes('/python/boot.'))).toBe(true);
});

test('a lesson with other packages gets them on a later visit too', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto('/lessons/factory-boy');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	await keeps(page, 'data.');
	await page.goto('/');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	// Python goes on from page to page.
	await page.locator('a[href$="/lessons/factory-boy"]').first().click();
	const cell = page.getByRole('region', { name: 'Cell five-items' });
	await cell.getByRole('textbox').click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('import factory\nfactory.__name__');
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(cell.getByRole('log')).toContainText("'factory'", { timeout: 60_000 });
});
