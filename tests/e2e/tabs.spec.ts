// Two pages on one exercise: the second is told before it writes, and nothing that was typed is lost.
import { expect, test, type Page } from './journey';

const exercise = '/lessons/line-vs-branch-coverage/zero-salary';
const codeOf = (page: Page) => page.getByRole('textbox', { name: 'Code of mortgage.py' });
const regionOf = (page: Page) => page.getByRole('region', { name: 'Exercise: The zero salary' });
const alertOf = (page: Page) => regionOf(page).getByRole('alert');

/** Types a line at the end of the code. */
async function type(page: Page, line: string) {
	await expect(codeOf(page)).toBeEditable();
	await codeOf(page).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText(`\n# ${line}`);
	await expect(codeOf(page)).toContainText(line);
}

/** All texts that are kept, as JSON. `base` is put in place of the author's text that they were made from. */
const kept = (page: Page, base?: string) =>
	page.evaluate(async (base) => {
		const answer = <T>(asked: IDBRequest<T>) =>
			new Promise<T>((done, fail) => {
				asked.onsuccess = () => done(asked.result);
				asked.onerror = () => fail(asked.error ?? new Error('no answer'));
			});
		const db = await answer(indexedDB.open('shakeout'));
		const store = db.transaction('texts', 'readwrite').objectStore('texts');
		const [keys, records] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
		if (base !== undefined)
			await Promise.all(records.map((record, i) => answer(store.put({ ...record, base }, keys[i]))));
		db.close();
		return JSON.stringify(records);
	}, base);

test('the second tab follows, is asked before it writes, takes over, and brings back what it replaced', async ({
	page,
	context
}) => {
	const other = await context.newPage();
	for (const one of [page, other]) {
		await one.goto(exercise);
		await expect(codeOf(one)).toBeEditable();
	}
	await type(page, 'of the first');
	await expect(alertOf(other)).toContainText('open in another tab, where mortgage.py was changed at');
	await expect(codeOf(other)).toContainText('of the first');

	await type(other, 'of the second');
	await expect(alertOf(other)).toContainText('What stands here differs');
	await expect(codeOf(other)).toBeFocused();
	await expect(codeOf(page)).not.toContainText('of the second');

	await regionOf(other).getByRole('button', { name: 'Look' }).focus();
	await other.keyboard.press('Enter');
	await expect(
		regionOf(other).getByRole('region', { name: 'mortgage.py: here and other tab' })
	).toContainText('of the second');
	await regionOf(other).getByRole('button', { name: 'Take over here' }).focus();
	await other.keyboard.press('Enter');
	await expect(alertOf(other)).toHaveCount(0);
	await expect(alertOf(page)).toContainText('open in another tab');
	await expect(codeOf(page)).toContainText('of the second');

	await regionOf(other)
		.getByRole('button', { name: /^Earlier versions/ })
		.click();
	await regionOf(other).getByRole('button', { name: 'Bring back' }).click();
	await expect(codeOf(other)).not.toContainText('of the second');
	await expect(codeOf(other)).toContainText('of the first');
	await regionOf(other).getByRole('button', { name: 'Bring mine back' }).click();
	await expect(codeOf(other)).toContainText('of the second');
});

test('where tabs cannot speak, the second to write is told, and after a reload both texts are there', async ({
	context
}) => {
	await context.addInitScript(() => {
		Reflect.deleteProperty(window, 'BroadcastChannel');
		Storage.prototype.setItem = () => {
			throw new DOMException('no room', 'QuotaExceededError');
		};
	});
	const [first, second] = [await context.newPage(), await context.newPage()];
	for (const one of [first, second]) {
		await one.goto(exercise);
		await expect(codeOf(one)).toBeEditable();
	}
	await type(first, 'of the first');
	await expect.poll(() => kept(first)).toContain('of the first');
	await type(second, 'of the second');
	await expect(alertOf(second)).toContainText('Another text of mortgage.py is kept');
	await expect.poll(() => kept(second)).toContain('of the second');
	await second.reload();
	await expect(alertOf(second)).toContainText('Beside this text of mortgage.py another one is kept');
	await expect(codeOf(second)).toContainText('of the first');
	await regionOf(second).getByRole('button', { name: 'Use the other' }).click();
	await expect(codeOf(second)).toContainText('of the second');
	await expect(alertOf(second)).toHaveCount(0);
});

test('an author’s change leaves an edited cell alone, says so, and shows both', async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage');
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	const code = cell.getByRole('textbox', { name: 'Code of one-test' });
	await expect(code).toBeEditable();
	await code.click();
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText('\n# mine');
	await expect(code).toContainText('# mine');
	// As if the author had had another text when it was edited.
	await expect.poll(() => kept(page, 'as it was')).toContain('# mine');
	await page.reload();
	const alert = cell.getByRole('alert');
	await expect(alert).toContainText('The lesson’s text of this cell has changed since you edited it');
	await expect(code).toContainText('# mine');
	await alert.getByRole('button', { name: 'Look' }).click();
	await expect(cell.getByRole('region', { name: /yours and lesson now/ })).toContainText('# mine');
	await alert.getByRole('button', { name: 'Take the new text' }).click();
	await expect(code).not.toContainText('# mine');
	await cell.getByRole('button', { name: 'Bring mine back' }).click();
	await expect(code).toContainText('# mine');
});
