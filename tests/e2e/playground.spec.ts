// Files of one's own on the playground: added, renamed, removed and brought back by keyboard, kept, and the same in a second tab.
import { expect, test, type Page } from './journey';

const cellOf = (page: Page) => page.getByRole('region', { name: 'Cell scratch' });
const tabsOf = (page: Page) => cellOf(page).getByRole('tab');
const press = (page: Page, name: string | RegExp) =>
	cellOf(page).getByRole('button', { name }).press('Enter');

async function add(page: Page, name: string) {
	await press(page, 'Add a file');
	await expect(cellOf(page).getByRole('textbox', { name: 'Name of the new file' })).toBeFocused();
	await page.keyboard.insertText(name);
	await page.keyboard.press('Enter');
}

/** Puts a text in place of a file's. */
async function write(page: Page, name: string, text: string) {
	const code = cellOf(page).getByRole('textbox', { name: `Code of ${name}` });
	await expect(code).toBeEditable();
	await code.click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
}

async function run(page: Page, shows: string) {
	await press(page, /^Run/);
	await expect(cellOf(page).getByRole('log', { name: 'Output of scratch' })).toContainText(shows, {
		timeout: 60_000
	});
}

test('a file is added, run, renamed, removed and brought back by keyboard, and is kept', async ({ page }) => {
	await page.goto('/playground');
	await write(page, 'scratch', 'import helper\nhelper.ANSWER');
	for (const [name, why] of [
		['../helper.py', 'leads out of the project'],
		['scratch.py', 'There is a file “scratch.py” already']
	] as const) {
		await add(page, name);
		await expect(cellOf(page).getByRole('alert')).toContainText(why);
		await expect(cellOf(page).getByRole('textbox', { name: 'Name of the new file' })).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(cellOf(page).getByRole('button', { name: 'Add a file' })).toBeFocused();
	}
	await add(page, 'first.py');
	await expect(tabsOf(page)).toHaveText(['scratch.py', 'first.py']);
	await write(page, 'first.py', 'ANSWER = 42');
	await press(page, 'Rename first.py');
	await expect(cellOf(page).getByRole('textbox', { name: 'New name of first.py' })).toBeFocused();
	await page.keyboard.insertText('helper.py');
	await page.keyboard.press('Enter');
	await expect(tabsOf(page)).toHaveText(['scratch.py', 'helper.py']);
	await run(page, '42');

	await press(page, 'Remove helper.py');
	await expect(tabsOf(page)).toHaveCount(0);
	await run(page, 'ModuleNotFoundError');
	await press(page, 'Remove scratch.py');
	await expect(cellOf(page).getByRole('alert').filter({ hasText: 'so it stays' })).toBeVisible();
	await press(page, 'Bring mine back');
	await run(page, '42');

	await page.reload();
	await expect(tabsOf(page)).toHaveText(['scratch.py', 'helper.py']);
	await run(page, '42');
});

test('files from the device are added as they are: a text to be edited, bytes by name and size, both kept and read by a run', async ({
	page
}) => {
	await page.goto('/playground');
	await write(page, 'scratch', 'open("a.bin", "rb").read() == bytes(range(256)), open("a.txt").read()');
	const chooser = page.waitForEvent('filechooser');
	await press(page, 'Add from this device');
	await (
		await chooser
	).setFiles([
		{ name: 'a.bin', mimeType: '', buffer: Buffer.from(Uint8Array.from({ length: 256 }, (_, nth) => nth)) },
		{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a text') },
		{ name: 'large.bin', mimeType: '', buffer: Buffer.alloc(1_000_001) }
	]);
	await expect(tabsOf(page)).toHaveText(['scratch.py', 'a.bin', 'a.txt']);
	await expect(cellOf(page).getByRole('alert')).toContainText('large.bin is larger than 1 MB');
	await expect(cellOf(page).getByText('a.bin is no text: 256 bytes.')).toBeVisible();
	await run(page, "(True, 'a text')");

	await page.reload();
	await tabsOf(page).nth(1).click();
	await expect(cellOf(page).getByText('a.bin is no text: 256 bytes.')).toBeVisible();
	await run(page, "(True, 'a text')");
	await press(page, 'Remove a.bin');
	await expect(tabsOf(page)).toHaveText(['scratch.py', 'a.txt']);
	await press(page, 'Bring mine back');
	await expect(tabsOf(page)).toHaveText(['scratch.py', 'a.bin', 'a.txt']);
});

test('a file that is added in one tab is in the other, and a name that a module has is told', async ({
	page,
	context
}) => {
	const other = await context.newPage();
	for (const one of [page, other]) {
		await one.goto('/playground');
		await expect(cellOf(one).getByRole('textbox', { name: 'Code of scratch' })).toBeEditable();
	}
	await add(page, 'pytest.py');
	await expect(cellOf(page).getByText('There is a module “pytest” already')).toBeVisible();
	await write(page, 'pytest.py', 'MINE = 1');
	await expect(tabsOf(other)).toHaveText(['scratch.py', 'pytest.py']);
	await tabsOf(other).nth(1).click();
	await expect(cellOf(other).getByRole('textbox', { name: 'Code of pytest.py' })).toContainText('MINE = 1');
	await expect(cellOf(other).getByRole('alert')).toContainText('pytest.py was changed at');
	await press(page, 'Remove pytest.py');
	await expect(tabsOf(other)).toHaveCount(0);
});
