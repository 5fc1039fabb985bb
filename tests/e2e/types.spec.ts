// The type checker as readers have it: in Chromium, on the built site. What it says of the lesson is golden: a release that says
// otherwise fails here, and the prose is looked at again.
import { expect, test, type JSHandle, type Locator, type Page } from './journey';

const LESSON = '/lessons/static-duck-typing';
const cellOf = (page: Page, id: string) => page.getByRole('region', { name: `Cell ${id}` });
const typesOf = (page: Page, id: string) =>
	cellOf(page, id).getByRole('group', { name: new RegExp(`^Types of`) });
/** The line that counts the problems, once they are up to date. */
const countOf = (types: ReturnType<typeof typesOf>) => types.locator('.says');
const SLOW = { timeout: 60_000 };

/** What each cell's list says, as `file:line kind`, with a part of the words where the prose quotes them. */
const GOLDEN: [string, string, string[]][] = [
	['nominal', '1 error', ['nominal.py, line 5', '"Artwork" is not assignable to "Person"']],
	['no-annotation', 'no problems', []],
	['protocol', '1 error', ['protocol.py, line 15', '"name" is not present']],
	['read-only', '1 error', ['read_only.py, line 14', '"name" is writable in protocol']],
	['generic', '1 note', ['generic.py, line 16', 'Type of "swing" is "Artwork"']],
	[
		'runtime-checkable',
		'3 errors',
		[
			'line 16',
			'"int" is not assignable to "str"',
			'line 18',
			'Data protocols',
			'line 21',
			'could produce a match'
		]
	],
	['iterable', '1 error', ['iterable.py, line 21', '"_T@list" is invariant']],
	['gradual', 'no problems', []]
];

test('says of every cell of the lesson what its prose tells, within 1.1 MB', async ({ page }) => {
	test.setTimeout(240_000);
	let bytes = 0;
	page.on('response', (response) => {
		if (response.url().includes('/types/')) bytes += Number(response.headers()['content-length'] ?? 0);
	});
	await page.goto(LESSON);
	await typesOf(page, 'nominal').getByRole('button', { name: 'Check types' }).click();
	for (const [id, count, words] of GOLDEN) {
		const types = typesOf(page, id);
		await types.scrollIntoViewIfNeeded();
		await expect(countOf(types), id).toHaveText(`Types: ${count}`, SLOW);
		for (const word of words) await expect(types, id).toContainText(word);
	}
	expect(bytes).toBeGreaterThan(0);
	expect(bytes).toBeLessThan(1_100_000);
});

test('lays the checker’s verdict beside the run’s, and follows an edit', async ({ page }) => {
	test.setTimeout(180_000);
	await page.goto(LESSON);
	const cell = cellOf(page, 'protocol');
	await cell.getByRole('button', { name: 'Run' }).click();
	const figure = cell.getByRole('figure', { name: 'Checker and run' });
	await figure.getByRole('button', { name: 'Check types' }).click(SLOW);
	await expect(figure).toContainText('They agree: both refuse it.', SLOW);
	await expect(figure).toContainText('1 line refused by both');
	await cell.locator('.cm-content').click();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.insertText('record_visit(Artwork("Autumn", "ink"), "noon")\n');
	await expect(countOf(typesOf(page, 'protocol'))).toHaveText('Types: 2 errors', SLOW);
	await expect(cell.locator('.cm-lintRange-error')).toHaveCount(2);
});

test('completes, explains and shows signatures as one types, and no docstring brings script along', async ({
	page
}) => {
	test.setTimeout(180_000);
	await page.goto(LESSON);
	const cell = cellOf(page, 'nominal');
	await typesOf(page, 'nominal').getByRole('button', { name: 'Check types' }).click();
	await expect(countOf(typesOf(page, 'nominal'))).toHaveText('Types: 1 error', SLOW);
	const code = cell.locator('.cm-content');
	await code.click();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.insertText(
		'def trap() -> None:\n    """Text <img src=x onerror="document.title=\'caught\'"><b>bold</b>."""\n\ntrap()\nvisitor = Person("Bo")\n'
	);
	await page.keyboard.type('visitor.na');
	await expect(page.locator('.cm-tooltip-autocomplete')).toContainText('name', SLOW);
	await page.keyboard.press('Escape');
	await page.keyboard.type('me\nrecord_visit(');
	await expect(page.locator('.cm-lsp-signature-tooltip')).toContainText('hour: int', SLOW);
	await page.keyboard.press('Escape');
	await code.getByText('trap', { exact: true }).last().hover();
	const hover = page.locator('.cm-lsp-hover-tooltip');
	await expect(hover).toContainText('trap() -> None', SLOW);
	await expect(hover.locator('img')).toHaveCount(0);
	await expect(page).not.toHaveTitle('caught');
});

test('an exercise is judged by the checker and by the run', async ({ page }) => {
	test.setTimeout(240_000);
	await page.goto(`${LESSON}/write-the-protocol`);
	const exercise = page.getByRole('region', { name: 'Exercise: Write the protocol' });
	const verdict = exercise.getByRole('status').filter({ hasText: /Passed|Not yet|Stopped/ });
	// A click on a page that is not alive yet is lost.
	await expect(exercise.locator('.cm-content')).toBeVisible(SLOW);
	await exercise.getByRole('button', { name: 'Check' }).click();
	await expect(verdict).toContainText('Not yet.', { timeout: 120_000 });
	await expect(exercise).toContainText('The type checker must pass line 16');
	await exercise.getByRole('button', { name: 'Solution' }).click();
	await exercise.getByRole('button', { name: 'Put the solution into the editor' }).click();
	await exercise.getByRole('button', { name: 'Check' }).click();
	await expect(verdict).toContainText('7 of 7 type checks pass', { timeout: 120_000 });
	await expect(verdict).toContainText('Passed.');
});

/** Collects what an editor has read out from now on: it takes each back after a fifth of a second. */
function saidAloud(editor: Locator): Promise<JSHandle<string[]>> {
	return editor.locator('.cm-announced').evaluateHandle((live) => {
		const all: string[] = [];
		new MutationObserver(() => all.push(live.textContent ?? '')).observe(live, { childList: true });
		return all;
	});
}

test('other lessons complete and explain once the reader asks, by keyboard too, and judge nothing', async ({
	page
}) => {
	test.setTimeout(240_000);
	const fetched: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/types/')) fetched.push(request.url());
	});
	await page.goto('/lessons/factory-boy');
	const choice = page.getByRole('group', { name: 'Completion and hovers' });
	const box = choice.getByRole('checkbox');
	const cell = cellOf(page, 'one-call');
	const code = cell.getByRole('textbox', { name: /^Code of/ });
	await expect(code).toBeEditable();
	await code.focus();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type('\nwrong: int = "text"\n');
	expect(fetched).toEqual([]);

	await box.check();
	await expect(choice).toContainText('F1 explains', SLOW);
	await code.focus();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type('import factory\nfactory.Seq');
	await page.getByRole('option', { name: 'Sequence', exact: true }).click(SLOW);
	await expect(code.locator('.cm-line').last()).toHaveText('factory.Sequence');
	const said = await saidAloud(cell);
	await page.keyboard.press('F1');
	await expect(page.locator('.cm-lsp-hover-tooltip')).toContainText('(class) Sequence', SLOW);
	await expect.poll(() => said.evaluate((all) => all.join())).toContain('(class) Sequence');
	await page.keyboard.press('Escape');
	await expect(page.locator('.cm-lsp-hover-tooltip')).toHaveCount(0);
	await expect(cell.locator('.cm-lintRange-error')).toHaveCount(0);
	await expect(typesOf(page, 'one-call')).toHaveCount(0);

	// The next page keeps the choice, and taking it back keeps that too.
	await page.goto('/lessons/logging/nothing-lost');
	await expect(box).toBeChecked();
	await expect(choice).toContainText('F1 explains', SLOW);
	await box.uncheck();
	await expect(choice).toContainText('about 1 MB');
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', SLOW);
	await expect(box).not.toBeChecked();
});

test('completion that does not load is said, and can be tried again', async ({ page, plays }) => {
	plays('the host has no checker', /404 .*\/types\/checker/);
	await page.route('**/types/checker.*', (route) => route.fulfill({ status: 404 }));
	await page.goto('/lessons/logging/nothing-lost');
	const choice = page.getByRole('group', { name: 'Completion and hovers' });
	await choice.getByRole('checkbox').check();
	await expect(choice.getByRole('alert')).toContainText('They cannot be loaded.', SLOW);
	await page.unrouteAll({ behavior: 'wait' });
	await choice.getByRole('button', { name: 'Retry' }).click();
	await expect(choice).toContainText('F1 explains', SLOW);
});

test('a checker that does not load is said, never green, and can be tried again; the editor works without', async ({
	page,
	plays
}) => {
	plays('the host has no checker', /404 .*\/types\/checker/);
	test.setTimeout(240_000);
	await page.route('**/types/checker.*', (route) => route.fulfill({ status: 404 }));
	await page.goto(`${LESSON}/ask-for-less`);
	const exercise = page.getByRole('region', { name: 'Exercise: Ask for less' });
	await exercise.getByRole('button', { name: 'Show type errors' }).click();
	await expect(exercise.getByRole('alert')).toContainText('Types cannot be checked.', SLOW);
	await exercise.getByRole('button', { name: 'Check' }).click();
	await expect(exercise.getByRole('status').filter({ hasText: 'Stopped.' })).toContainText(
		'Types could not be checked, so nothing is shown.',
		{ timeout: 120_000 }
	);
	await exercise.getByRole('button', { name: /^Run/ }).click();
	await expect(exercise.getByRole('figure', { name: 'Test results' })).toContainText('3 passed', SLOW);
	await page.unroute('**/types/checker.*');
	await exercise.getByRole('alert').getByRole('button', { name: 'Retry' }).click();
	await expect(countOf(exercise.getByRole('group', { name: /^Types of/ }))).toHaveText(/^Types: /, SLOW);
});

test('lessons that do not ask for it load nothing of it', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/types/')) asked.push(request.url());
	});
	await page.goto('/lessons/line-vs-branch-coverage');
	await page.getByRole('textbox', { name: 'Code of one-test' }).click();
	await page.keyboard.type('# edited');
	await expect(page.getByRole('button', { name: 'Check types' })).toHaveCount(0);
	expect(asked).toEqual([]);
});
