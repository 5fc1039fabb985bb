// The code editor on its page: in the place of the text that was there before, and what only Python can tell it.
import { expect, test, type Locator, type Page } from './journey';

const lesson = '/lessons/line-vs-branch-coverage';
const cellOf = (page: Page) => page.getByRole('region', { name: 'Cell one-test' });
const codeOf = (page: Page) => cellOf(page).getByRole('textbox', { name: /Code of/ });
const isLive = { name: 'contenteditable', value: 'true' };

async function openEditor(page: Page) {
	await page.goto(lesson);
	await cellOf(page).scrollIntoViewIfNeeded();
	await expect(codeOf(page)).toHaveAttribute(isLive.name, isLive.value);
	return codeOf(page);
}

test('takes the place of the static code without moving anything', async ({ browser, page }) => {
	const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await still.goto(new URL(lesson, test.info().project.use.baseURL).href);
	await openEditor(page);
	const places = async (of: Page, code: Locator, lines: string) => {
		const box = await code.locator(lines).first().locator('.tok-keyword').first().boundingBox();
		const cell = await cellOf(of).boundingBox();
		const { height } = (await code.boundingBox()) ?? {};
		return box && cell && { x: box.x - cell.x, y: box.y - cell.y, height };
	};
	const before = cellOf(still).getByRole('group', { name: /Code of/ });
	expect(await places(page, codeOf(page), '.cm-line:has(.tok-keyword)')).toEqual(
		await places(still, before, '.line:has(.tok-keyword)')
	);
});

test('leaves the tab to the reader in an exercise, and offers what was measured', async ({ page }) => {
	await page.goto(`${lesson}/every-branch`);
	const exercise = page.getByRole('region', { name: /^Exercise:/ });
	const own = exercise.getByRole('tab', { selected: true });
	const name = (await own.textContent()) ?? '';
	await exercise.getByRole('button', { name: /^Run/ }).click();
	const offer = exercise.getByRole('button', { name: 'Show what ran in' });
	await expect(offer).toBeVisible({ timeout: 60_000 });
	await expect(own).toHaveText(name);
	await offer.click();
	await expect(own).not.toHaveText(name);
	await expect(exercise.locator('.cm-lineNumbers .line-run').first()).toBeVisible();
	await expect(offer).toHaveCount(0);
});

test('says once that quotes came out of a word processor, and mends them by a click', async ({ page }) => {
	await page.goto('/lessons/decorators');
	const cell = page.getByRole('region', { name: 'Cell buried' });
	const code = cell.getByRole('textbox', { name: 'Code of buried' });
	await cell.scrollIntoViewIfNeeded();
	await expect(code).toHaveAttribute(isLive.name, isLive.value);
	await code.fill('print(“it’s mended”)  # “so”');
	await expect(cell.locator('.cm-lintRange-error')).toHaveText('“');
	const told = cell.getByText('2 curly quotes came along with this code');
	const mend = cell.getByRole('button', { name: 'Put plain ones in their place' });
	const problems = cell.getByRole('list', { name: 'Problems' });
	await expect(problems).toContainText('2 curly quotes', { timeout: 60_000 });
	await expect(mend).toHaveCount(1);
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('alert')).toContainText('2 curly quotes', { timeout: 60_000 });
	await expect(problems).toContainText('told below');
	await expect(told).toHaveCount(1);
	await mend.click();
	await expect(code).toHaveText('print("it’s mended")  # “so”');
	await expect(mend).toHaveCount(0);
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('log')).toContainText('it’s mended');
});
