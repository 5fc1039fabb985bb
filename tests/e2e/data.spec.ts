// Journeys through the lesson on factories: its packages, the factory tree, the table browser.
import { expect, test, type Page } from './journey';
import { holdScripts } from './hold-scripts';

const lesson = '/lessons/factory-boy';
const cellOf = (page: Page, id: string) => page.getByRole('region', { name: `Cell ${id}` });

for (const [address, wants] of [
	[`${lesson}/late-orders`, true],
	['/', false]
] as const) {
	test(`${address} ${wants ? 'asks for' : 'does not ask for'} the data packages`, async ({ page }) => {
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		await page.goto(address);
		await page.getByRole('button', { name: /^Run/ }).first().click();
		await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 120_000 });
		expect(asked.some((path) => /\/data\.[0-9a-f]+\.zip/.test(path))).toBe(wants);
		expect(asked.some((path) => /\/tests\.[0-9a-f]+\.zip/.test(path))).toBe(true);
	});
}

test('reads what a factory built, follows a foreign key by keyboard and comes back', async ({ page }) => {
	test.slow();
	await page.goto(lesson);
	await cellOf(page, 'one-call').getByRole('button', { name: /^Run/ }).click();
	const tree = cellOf(page, 'one-call').getByRole('figure', { name: 'Factory tree' });
	await expect(tree).toContainText('2 calls of a factory make 4 objects, for 4 INSERT.', {
		timeout: 120_000
	});
	await expect(tree).toContainText('Faker name, seed 7');
	await expect(tree).toContainText('trait late: the same each time');

	const cell = cellOf(page, 'build-or-create');
	await cell.getByRole('button', { name: /^Run/ }).click();
	const tables = cell.getByRole('figure', { name: 'Tables' });
	await expect(tables).toContainText('A transaction is open', { timeout: 120_000 });
	await tables.getByRole('button', { name: /^order 3 added/ }).press('Enter');
	await expect(tables.getByRole('row', { name: /added/ })).toHaveCount(3);
	await tables
		.getByRole('button', { name: /go to its row in customer/ })
		.last()
		.press('Enter');
	await expect(tables.locator('tr:focus')).toContainText('Ada Lovelace');
	await tables.getByRole('button', { name: 'Back to order' }).press('Enter');
	await expect(tables.locator('tr:focus')).toContainText('added');
});

test('Run pressed before the page is alive waits for the packages of its lesson', async ({ page }) => {
	const scripts = await holdScripts(page);
	await page.goto(lesson, { waitUntil: 'commit' });
	await cellOf(page, 'one-call').getByRole('button', { name: /^Run/ }).click();
	scripts.letGo();
	await expect(cellOf(page, 'one-call').getByRole('figure', { name: 'Factory tree' })).toContainText(
		'2 calls of a factory make 4 objects',
		{ timeout: 60_000 }
	);
});

test('an integrity error keeps SQLite’s words, marks the line and says it plainly', async ({ page }) => {
	test.slow();
	await page.goto(lesson);
	await cellOf(page, 'one-call').getByRole('button', { name: /^Run/ }).click();
	await expect(cellOf(page, 'one-call').getByRole('figure', { name: 'Factory tree' })).toBeVisible({
		timeout: 120_000
	});
	const cell = cellOf(page, 'build-or-create');
	const editor = cell.getByRole('textbox', { name: /Code of/ });
	await expect(editor).toBeEditable();
	await editor.click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('OrderFactory(customer__vat_number=None, customer__email="x")');
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell).toContainText('The column vat_number of customer must have a value', {
		timeout: 120_000
	});
	await expect(cell).toContainText('NOT NULL constraint failed: customer.vat_number');
	await expect(cell.getByRole('figure', { name: 'Factory tree' })).toContainText('raised IntegrityError');
});
