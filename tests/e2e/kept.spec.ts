// What a reader typed is kept, and where a browser keeps nothing the page says so and goes on.
import { expect, test, type Page } from './journey';

const lesson = '/lessons/line-vs-branch-coverage';
const exercise = `${lesson}/zero-salary`;
const codeOf = (page: Page) => page.getByRole('textbox', { name: 'Code of mortgage.py' });
const trouble = (page: Page) => page.getByRole('status').filter({ hasText: 'until you close this tab' });

/** Types a line at the end of the code. */
async function type(page: Page, text: string) {
	await expect(codeOf(page)).toBeEditable();
	await codeOf(page).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText(text);
	await expect(codeOf(page)).toContainText(text.trim());
}

test('what was typed is there after a reload, and in another tab', async ({ page, context }) => {
	await page.goto(exercise);
	await type(page, '\n# mine');
	await page.reload();
	await expect(codeOf(page)).toContainText('# mine');
	const other = await context.newPage();
	await other.goto(exercise);
	await expect(codeOf(other)).toContainText('# mine');
	await expect(trouble(other)).toHaveCount(0);
});

test('without IndexedDB the page says so, and everything runs', async ({ page }) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('blocked', 'SecurityError');
		};
	});
	await page.goto(exercise);
	await expect(trouble(page)).toContainText('does not let Shakeout keep anything');
	await type(page, '\n# mine');
	await page.getByRole('button', { name: 'Check' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Not yet' })).toBeVisible({ timeout: 60_000 });
	await expect(codeOf(page)).toContainText('# mine');
	// On another page of the site, and back: the tab has kept it.
	await page.getByRole('link', { name: '← Back to the lesson' }).click();
	await expect(page).toHaveURL(new RegExp(`${lesson}$`));
	await page.goBack();
	await expect(codeOf(page)).toContainText('# mine');
});

test('a full device is said to be full, and what is typed later is kept once there is room', async ({
	page
}) => {
	await page.addInitScript(() => {
		// eslint-disable-next-line @typescript-eslint/unbound-method -- it is applied to each store in turn
		const put = IDBObjectStore.prototype.put;
		Object.assign(window, { isFull: true });
		IDBObjectStore.prototype.put = function (...given) {
			if (Reflect.get(window, 'isFull') === true) throw new DOMException('no room', 'QuotaExceededError');
			return put.apply(this, given);
		};
	});
	await page.goto(exercise);
	await type(page, '\n# first');
	await expect(trouble(page)).toContainText('This device has no room left');
	const alert = page.getByRole('region', { name: /^Exercise:/ }).getByRole('alert');
	await expect(alert).toContainText('This device has no room left');
	await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
	await page.evaluate(() => Object.assign(window, { isFull: false }));
	await type(page, '\n# second');
	await expect(trouble(page)).toHaveCount(0);
	await expect(alert).toHaveCount(0);
	await page.addInitScript(() => Object.assign(window, { isFull: false }));
	await page.reload();
	await expect(codeOf(page)).toContainText('# first');
	await expect(codeOf(page)).toContainText('# second');
});

test('links that are broken say what they ask for, and the page is whole', async ({ page }) => {
	const notice = page.getByRole('status').filter({ hasText: 'The page is all here' });
	await page.goto(`${lesson}#cell-one-tes`);
	await expect(notice).toContainText('leads to “cell-one-tes”, which is not on this page');
	await expect(page.getByRole('region', { name: 'Cell one-test' })).toBeVisible();
	await page.goto('/lessons/test-interdependence?cell=shake-tasks&seed=seven');
	await expect(notice).toContainText('the order of seed “seven”');
	await expect(
		page.getByRole('region', { name: 'Cell shake-tasks' }).getByLabel('First seed')
	).not.toHaveValue('seven');
	await page.goto(`${exercise}?seed=4`);
	await expect(notice).toContainText('there is none to shake here');
});
