// Parts of the site that do not arrive: a host that is being renewed, a network that comes and goes. Each has words and a way on.
import { expect, test, type Page } from './journey';

const lesson = '/lessons/line-vs-branch-coverage';
const cellOf = (page: Page) => page.getByRole('region', { name: 'Cell one-test' });
const isAlive = (page: Page) => expect(cellOf(page).locator('.cm-content')).toBeVisible();

test('without its scripts a page says so, and loads again', async ({ page, plays }) => {
	plays('the host has no scripts', /404 .*\.js\)$|Failed to fetch dynamically imported module/);
	await page.route('**/_app/immutable/**/*.js', (route) => route.fulfill({ status: 404 }));
	await page.goto(lesson);
	await expect(page.getByRole('alert')).toContainText('The scripts of this page did not load');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Line coverage is not branch coverage');
	await page.unrouteAll({ behavior: 'wait' });
	await page.getByRole('button', { name: 'Load the page again' }).click();
	await isAlive(page);
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a page that one was on the way to and that does not come says so, and loads again', async ({
	page,
	plays
}) => {
	plays('the host has no scripts of that page', /404 .*\.js\)$|Failed to fetch dynamically imported module/);
	await page.route(/immutable\/nodes\/(?![012]\.)/, (route) => route.fulfill({ status: 404 }));
	await page.goto('/');
	await expect(page.locator('html')).not.toHaveAttribute('data-python', 'off');
	await page.getByRole('link', { name: 'Line coverage is not branch coverage', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page did not load');
	await page.unrouteAll({ behavior: 'wait' });
	await page.getByRole('button', { name: 'Load it again' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Line coverage is not branch coverage');
	await isAlive(page);
});

test('an editor that does not come says so once one comes to the code, which can be typed in and run all the same', async ({
	page,
	plays
}) => {
	plays('the host has no script of the editor', /404 .*\.js\)$|Failed to fetch dynamically imported module/);
	await page.route('**/_app/immutable/chunks/*.js', async (route) => {
		const response = await route.fetch();
		if ((await response.text()).includes('cm-content')) await route.fulfill({ status: 404 });
		else await route.fulfill({ response });
	});
	await page.goto(lesson);
	await expect(page.locator('html')).not.toHaveAttribute('data-python', 'off');
	const code = cellOf(page).getByRole('textbox', { name: /^Code of/ });
	await code.focus();
	await expect(cellOf(page).getByRole('alert')).toContainText('The code editor did not load');
	await page.keyboard.press('Control+End');
	await page.keyboard.type('\ndef test_mine():\n    assert True\n');
	await page.keyboard.press('Control+Enter');
	await expect(cellOf(page).getByRole('figure', { name: 'Test results' })).toContainText('2 passed', {
		timeout: 60_000
	});
	await page.unrouteAll({ behavior: 'wait' });
	await cellOf(page).getByRole('button', { name: 'Load the page again' }).click();
	await isAlive(page);
});

test('a picture that does not come says so, and comes when it is asked for again', async ({
	page,
	plays
}) => {
	plays(
		'the host has no script of the figure',
		/404 .*\.js(?:\?again=\d+)?\)$|Failed to fetch dynamically imported module/
	);
	await page.route('**/_app/immutable/chunks/*.js*', async (route) => {
		const response = await route.fetch();
		if ((await response.text()).includes('What is drawn in the code')) await route.fulfill({ status: 404 });
		else await route.fulfill({ response });
	});
	await page.goto(lesson);
	const cell = cellOf(page);
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('alert')).toContainText('The picture did not load', {
		timeout: 60_000
	});
	// The run itself is there, and its tests.
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText('1 passed');
	await page.unrouteAll({ behavior: 'wait' });
	await cell.getByRole('button', { name: 'Load the picture' }).click();
	await expect(cell.getByRole('button', { name: /^Lines 75 %/ })).toBeVisible();
	await expect(cell.getByRole('alert')).toHaveCount(0);
});
