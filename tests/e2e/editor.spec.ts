// The code editor and what a run draws into it: by keyboard, while text changes, in the place of the text that was there before.
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

/** Counted from 1, among the lines of the editor that has the cursor. */
const lineOfCursor = (page: Page) =>
	page.evaluate(() => {
		const at = getSelection()?.anchorNode;
		const line = (at instanceof Element ? at : at?.parentElement)?.closest('.cm-line');
		return line ? [...(line.parentElement?.querySelectorAll('.cm-line') ?? [])].indexOf(line) + 1 : null;
	});

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

test('lets Tab pass until something is typed, and Escape then Tab always leaves', async ({ page }) => {
	const code = await openEditor(page);
	await code.focus();
	await page.keyboard.press('Tab');
	await expect(code).not.toBeFocused();
	await code.focus();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('# a');
	await page.keyboard.press('Tab');
	await expect(code).toBeFocused();
	await expect(code).toContainText(/# a +$/);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Tab');
	await expect(code).not.toBeFocused();
});

test('runs from the keyboard, marks what ran, and greys the marks once the text is another', async ({
	page
}) => {
	const code = await openEditor(page);
	await code.focus();
	await page.keyboard.press('Control+Enter');
	const cell = cellOf(page);
	await cell.getByRole('button', { name: /^Branches/ }).click();
	const arc = cell.getByRole('img', { name: /Line 2 didn't jump to line 4/ });
	await arc.focus();
	await expect(page.getByRole('tooltip').or(page.locator('.cm-arc-says'))).toContainText('always true');
	const lines = cell.locator('.cm-lineNumbers');
	await expect(lines.locator('.line-part')).toHaveText('2');
	await expect(lines.locator('.line-miss')).toHaveText('4');

	await cell.getByRole('button', { name: 'Line 2' }).first().click();
	await expect(codeOf(page)).toBeFocused();
	await page.keyboard.type('# new');
	await page.keyboard.press('Enter');
	await expect(lines.locator('.line-part')).toHaveText('3');
	await expect(arc).toHaveCount(0);
	// The way to the line leads to where it is now; where nothing of it is left, to the place, and says so.
	const gone = cell.getByText('Line 2 of mortgage.py is no longer there. This is where it was.');
	await cell.getByRole('button', { name: 'Line 2' }).first().click();
	expect(await lineOfCursor(page)).toBe(3);
	await expect(gone).toHaveCount(0);
	await page.keyboard.press('Control+Shift+K');
	await cell.getByRole('button', { name: 'Line 2' }).first().click();
	expect(await lineOfCursor(page)).toBe(3);
	await expect(gone).toBeVisible();
	for (let edit = 0; edit < 3; edit++) await page.keyboard.press('Control+z');
	await expect(gone).toHaveCount(0);
	await expect(lines.locator('.line-part')).toHaveText('2');
	await expect(arc).toHaveCount(1);
});

test('holds a failing test against what was expected, with the way to its line', async ({ page }) => {
	const code = await openEditor(page);
	await code.fill('def test_sum():\n    print("<b>seen</b>")\n    assert sum([1, 2]) == 4\n');
	await page.keyboard.press('Control+Enter');
	const results = cellOf(page).getByRole('list', { name: 'Test results' });
	await expect(results.getByRole('listitem')).toHaveCount(1);
	await expect(results.getByRole('listitem')).toContainText(/test_sum.*failed/s);
	const row = results.getByRole('row').last();
	await expect(row.getByRole('cell')).toHaveText(['4', '3']);
	await expect(results.getByText('<b>seen</b>')).toBeVisible();
	await results.getByRole('button', { name: 'test_mortgage.py, line 3' }).click();
	await expect(cellOf(page).getByRole('textbox', { name: 'Code of' })).toBeFocused();
	await expect(cellOf(page).locator('.cm-error-sign')).toHaveText('3');
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

test('has every line of a short file in the page for the browser to find, and every file on paper', async ({
	page
}) => {
	const code = await openEditor(page);
	const text = Array.from({ length: 180 }, (_, line) => `x${line} = ${line}`).join('\n');
	await code.fill(text);
	await page.keyboard.press('ControlOrMeta+Home');
	await expect(code.locator('.cm-line')).toHaveCount(180);

	await code.fill(`${text}\nlong = "${'word '.repeat(80)}"`);
	await page.emulateMedia({ media: 'print' });
	const paper = cellOf(page).locator('pre').filter({ hasText: 'x179 = 179' });
	await expect(paper).toContainText('word word');
	// Two signs are two signs, also where a component sets a font of its own.
	await expect(paper).toHaveCSS('font-variant-ligatures', 'none');
	await expect(code).toBeHidden();
	await expect(cellOf(page).locator('pre').filter({ hasText: 'def ' })).toBeVisible();
	expect(await paper.evaluate((pre) => pre.scrollWidth <= pre.clientWidth)).toBe(true);
	await page.emulateMedia({ media: null });
	await expect(code).toContainText('x0 = 0');
	await expect(paper).toHaveCount(0);
});

test('a line that did not run is named on paper too', async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage');
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	await cell.getByRole('button', { name: 'Run' }).click();
	const coverage = cell.getByRole('figure', { name: /^Coverage/ });
	await expect(coverage).toContainText('never ran', { timeout: 60_000 });
	await page.emulateMedia({ media: 'print' });
	await expect(coverage.getByRole('button', { name: 'Line 4' })).toBeVisible();
	await expect(cell.getByRole('button', { name: 'Run' })).toBeHidden();
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
