// What stands around the lessons: theme, shortcuts, the way past the header, the menu on a phone, progress, addresses.
import { findings } from './axe';
import { expect, test } from './journey';
import { holdScripts } from './hold-scripts';

const lesson = '/lessons/line-vs-branch-coverage';

test('keeps the theme that the reader chose, from the first paint on', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto('/licences');
	const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const light = await background();
	const theme = page.getByRole('button', { name: /^Theme:/ });
	await expect(theme).toHaveAccessibleName('Theme: as your system');
	await theme.click();
	await expect(theme).toHaveAccessibleName('Theme: light');
	await theme.click();
	await expect(theme).toHaveAccessibleName('Theme: dark');
	expect(await background()).not.toBe(light);

	await page.goto('/', { waitUntil: 'commit' });
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await theme.click();
	await expect(page.locator('html')).not.toHaveAttribute('data-theme');
	expect(await background()).toBe(light);
});

test('lists the shortcuts at `?`, but not while one types', async ({ page }) => {
	await page.goto('/');
	const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	const orders = page.getByLabel('Orders');
	await expect(page.locator('html')).not.toHaveAttribute('data-python', 'off');
	await orders.focus();
	await page.keyboard.press('?');
	await expect(dialog).toBeHidden();
	await page.getByRole('link', { name: 'Shakeout' }).focus();
	await page.keyboard.press('?');
	await expect(dialog).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
	expect(await findings(page)).toEqual([]);
	await dialog.getByRole('button', { name: 'Close' }).click();
	await expect(dialog).toBeHidden();
});

test('the first Tab leads past the header', async ({ page }) => {
	await page.goto(lesson);
	await page.keyboard.press('Tab');
	const skip = page.getByRole('link', { name: 'Skip to the text' });
	await expect(skip).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/#main$/);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('names each step while Python loads, then says that it is ready', async ({ page }) => {
	await page.goto(lesson);
	const header = page.getByRole('banner');
	await expect(header.getByRole('progressbar')).toHaveAccessibleName(
		/Downloading|Preparing|Starting|Loading/
	);
	await expect(header.getByRole('status')).toHaveText('Python 3.14 ready', { timeout: 60_000 });
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready');
	await expect(header.getByRole('progressbar')).toHaveCount(0);
});

test('what is pressed, chosen and typed before the page is alive is done when it is', async ({ page }) => {
	const scripts = await holdScripts(page);
	await page.goto(lesson, { waitUntil: 'commit' });
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	const guess = page.getByRole('radiogroup').first().getByRole('radio').first();
	await guess.check();
	const code = cell.getByRole('textbox', { name: /^Code of/ });
	await code.click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('\n# typed ear');
	await cell.getByRole('button', { name: 'Run' }).click();
	await code.focus();
	await page.keyboard.type('ly');
	scripts.letGo();
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText('1 passed', {
		timeout: 60_000
	});
	await expect(guess).toBeChecked();
	await expect(page.getByText('You guessed').or(page.getByText('That was your guess'))).toBeVisible();
	// The measured file has come up by itself.
	await cell.getByRole('tab').first().click();
	await expect(cell.locator('.cm-content')).toContainText('# typed early');
});

test('a number that is selected as the page comes alive is still selected, so that typing replaces it', async ({
	page
}) => {
	const scripts = await holdScripts(page);
	await page.goto('/lessons/test-interdependence', { waitUntil: 'commit' });
	const orders = page.getByRole('region', { name: 'Cell shake-tasks' }).getByLabel('Orders');
	await expect(orders).toHaveValue('20');
	await orders.selectText();
	scripts.letGo();
	// The attribute goes as the last thing of the coming alive, in an idle moment.
	await expect(orders).not.toHaveAttribute('value');
	await page.keyboard.type('6');
	await expect(orders).toHaveValue('6');
});

test('arrow keys move between files before the page is alive', async ({ page }) => {
	const scripts = await holdScripts(page);
	await page.goto('/lessons/test-interdependence', { waitUntil: 'commit' });
	const tabs = page.getByRole('region', { name: 'Cell shake-tasks' }).getByRole('tab');
	await tabs.first().focus();
	await page.keyboard.press('ArrowRight');
	scripts.letGo();
	await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
	await expect(tabs.nth(1)).toBeFocused();
});

test('loads no Python where nothing runs', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await page.goto('/licences', { waitUntil: 'networkidle' });
	expect(asked.filter((path) => path.startsWith('/python/'))).toEqual([]);
	await expect(page.locator('html')).toHaveAttribute('data-python', 'off');
});

test('saves the data of those who ask for it, until they touch a cell', async ({ page }) => {
	await page.addInitScript(() =>
		Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
	);
	await page.goto('/', { waitUntil: 'networkidle' });
	await expect(page.locator('html')).toHaveAttribute('data-python', 'off');
	await page.getByLabel('Orders').focus();
	await expect(page.locator('html')).not.toHaveAttribute('data-python', 'off');
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 } });
	test('the outline is a menu, before the page is alive too', async ({ page }) => {
		const scripts = await holdScripts(page);
		await page.goto(lesson, { waitUntil: 'commit' });
		const outline = page.getByRole('complementary', { name: 'In this lesson' });
		await expect(outline).toBeHidden();
		await page.getByRole('button', { name: 'In this lesson' }).click();
		await outline.getByRole('link', { name: 'Take away' }).click();
		await expect(outline).toBeHidden();
		await expect(page.getByRole('heading', { name: 'Take away' })).toBeInViewport();
		scripts.letGo();
	});
});

test('the contents say how far one has come, and where to carry on', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('link', { name: /^Begin: / })).toBeVisible();
	await page.goto(`${lesson}/zero-salary`);
	await page.getByRole('button', { name: 'Solution' }).click();
	await page.getByRole('button', { name: 'Put the solution into the editor' }).click();
	await page.getByRole('button', { name: 'Check' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Passed.' })).toBeVisible({ timeout: 60_000 });
	await page.goto('/');
	await expect(page.getByText(/^1 of \d+ exercises solved$/)).toBeVisible();
	await page.getByRole('link', { name: /^Carry on: / }).click();
	await expect(page).toHaveURL(new RegExp(`${lesson}/.+`));
});

test('every lesson of the contents is there, and says whose article it grew from', async ({ page }) => {
	await page.goto('/');
	const links = page.getByRole('listitem').getByRole('heading').getByRole('link');
	await expect(links).toHaveCount(11);
	const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
	// Read as it comes from the host; access.spec.ts opens each of them.
	const paragraphs = (address: string) =>
		page.evaluate(async (address) => {
			const lesson = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
			return [...lesson.querySelectorAll('main p')].map(
				(one) => one.textContent?.replace(/\s+/g, ' ').trim() ?? ''
			);
		}, address);
	for (const address of addresses)
		expect(await paragraphs(address), address).toContainEqual(expect.stringMatching(/^After “.+” by .+\.$/));
});

test('an address that leads nowhere says so, with the way back', async ({ page, plays }) => {
	plays('there is no such page', /404 .*nothing-here/);
	const response = await page.goto('/lessons/nothing-here');
	expect(response?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
	await page.getByRole('link', { name: 'To the contents' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find out what your tests never asked');
});

test('names everything that is bundled, with its licence', async ({ page }) => {
	await page.goto('/licences');
	for (const name of ['CPython', 'Pyodide', 'pytest', 'coverage', '@codemirror/state', 'svelte']) {
		await expect(page.getByRole('listitem').filter({ hasText: name }).first()).toContainText(/\d+\.\d+/);
	}
});

test('the playground runs any code, keeps it, and measures tests of it', async ({ page }) => {
	await page.goto('/playground');
	const scratch = page.getByRole('region', { name: 'Cell scratch' });
	await scratch.getByRole('textbox', { name: 'Code of scratch' }).click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('sum(range(10))');
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(scratch.getByRole('log', { name: 'Output of scratch' })).toContainText('45', {
		timeout: 60_000
	});
	const tests = page.getByRole('region', { name: 'Cell tests' });
	await tests.getByRole('button', { name: /^Run/ }).click();
	await expect(tests.getByRole('button', { name: /^Branches 75 %/ })).toBeVisible({ timeout: 60_000 });
	await page.reload();
	await expect(scratch.getByText('sum(range(10))')).toBeVisible();
});
