// Ruff in the margin: not fetched before it is asked for, its problems in code and in words, one fix at a time, Format, and a way on where
// it does not load.
import { expect, test, type Page } from './journey';

const lesson = '/lessons/logging';
const cellOf = (page: Page) => page.getByRole('region', { name: 'Cell silent', exact: true });
const codeOf = (page: Page) => cellOf(page).getByRole('textbox', { name: 'Code of silent' });
const linterOf = (page: Page) => cellOf(page).getByRole('group', { name: 'Linter' });
const problemsOf = (page: Page) =>
	linterOf(page).getByRole('list', { name: 'Problems' }).getByRole('listitem');

async function openLesson(page: Page): Promise<string[]> {
	const fetched: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('ruff')) fetched.push(request.url());
	});
	await page.goto(lesson);
	await cellOf(page).scrollIntoViewIfNeeded();
	await expect(codeOf(page)).toHaveAttribute('contenteditable', 'true');
	return fetched;
}

async function type(page: Page, text: string): Promise<void> {
	await codeOf(page).focus();
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText(text);
}

test('is fetched by its button, not before, and says its problems in words', async ({ page }) => {
	const fetched = await openLesson(page);
	await cellOf(page).getByRole('button', { name: 'Run', exact: true }).click();
	await expect(cellOf(page).getByRole('log')).toContainText('order 4 packed');
	expect(fetched).toEqual([]);
	const word = codeOf(page).locator('.tok-keyword').first();
	const before = await word.boundingBox();
	await linterOf(page).getByRole('button', { name: 'Lint' }).click();
	await expect(problemsOf(page)).toHaveText([/line 22.*G004.*Logging statement uses f-string/]);
	await expect(linterOf(page).getByRole('status')).toContainText('1 problem.');
	await expect(linterOf(page).getByRole('link', { name: 'G004' })).toHaveAttribute(
		'href',
		'https://docs.astral.sh/ruff/rules/#G004'
	);
	await expect(cellOf(page).locator('.cm-lint-marker-warning')).toBeVisible();
	// The code has not moved for it.
	expect((await word.boundingBox())?.x).toBe(before?.x);
});

test('is fetched by the first edit, and offers each fix by itself, which one undo takes back', async ({
	page
}) => {
	await openLesson(page);
	await type(page, '\nlog.warn("a")\nlog.warn("b")\n');
	await expect(problemsOf(page)).toHaveCount(3);
	const fix = linterOf(page).getByRole('button', { name: 'Fix: Convert to warning' });
	await expect(fix).toHaveCount(2);
	await fix.first().click();
	await expect(codeOf(page)).toContainText('log.warning("a")');
	await expect(codeOf(page)).toContainText('log.warn("b")');
	await expect(fix).toHaveCount(1);
	await codeOf(page).focus();
	await page.keyboard.press('Control+z');
	await expect(codeOf(page)).toContainText('log.warn("a")');
	await expect(fix).toHaveCount(2);
});

test('lays out the code at Ctrl-Shift-F in one step, and the cursor stays with its code', async ({
	page
}) => {
	await openLesson(page);
	await type(page, '\nfirst=[ 1,2 ]\nsecond = {  "b":2 }');
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('Control+Shift+F');
	await expect(codeOf(page)).toContainText('second = {"b": 2}');
	await expect(linterOf(page).getByRole('status')).toContainText('Formatted.');
	await page.keyboard.insertText('3');
	await expect(codeOf(page)).toContainText('second = {"b": 23}');
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+z');
	await expect(codeOf(page)).toContainText('second = {  "b":2 }');
	await expect(codeOf(page)).toContainText('first=[ 1,2 ]');
});

test('says why it does not format, and marks what is no Python', async ({ page }) => {
	await openLesson(page);
	await type(page, '\ndef broken(:\n');
	await page.keyboard.press('Control+Shift+F');
	await expect(linterOf(page).getByRole('status')).toContainText('the syntax has to be right first');
	await expect(problemsOf(page).first()).toContainText('Expected a parameter');
});

test('that does not load leaves the editor as it is, and can be tried again', async ({ page, plays }) => {
	plays('the network breaks off', /ERR_FAILED .*\.wasm/);
	await page.route('**/*.wasm', (route) =>
		route.request().url().includes('ruff') ? route.abort() : route.continue()
	);
	await openLesson(page);
	await type(page, '\nprint("still here")');
	await expect(linterOf(page).getByRole('status')).toContainText('did not load');
	await cellOf(page).getByRole('button', { name: 'Run', exact: true }).click();
	await expect(cellOf(page).getByRole('log')).toContainText('still here');
	await page.unroute('**/*.wasm');
	await linterOf(page).getByRole('button', { name: 'Retry' }).click();
	await expect(problemsOf(page)).toHaveCount(1);
});

test('is in exercises too, and in lessons that ask for no rule of their own', async ({ page }) => {
	await page.goto(`${lesson}/only-at-debug`);
	await page.getByRole('group', { name: 'Linter' }).getByRole('button', { name: 'Lint' }).click();
	await expect(page.getByRole('list', { name: 'Problems' }).getByRole('listitem')).toHaveCount(3);
	await page.goto('/lessons/test-interdependence');
	await expect(page.getByRole('region', { name: 'Cell as-filed' })).toBeVisible();
	const cell = page.getByRole('region', { name: 'Cell as-filed' });
	await cell.getByRole('button', { name: 'Lint' }).click();
	await expect(cell.getByRole('group', { name: 'Linter' }).getByRole('status')).toContainText('rule F811');
});
