// A page that the browser translates says the same as one that it does not: verdicts, results, output, buttons, whatever changes.
import { holdScripts } from './hold-scripts';
import { expect, test, type Locator, type Page } from './journey';
import { translate, type Translator } from './translator';

/** The linter's button, and what it says while it comes, looks and has looked: each edit starts it anew, at a pace of its own. */
const LINTER = /\bLint\b|Fetching the linter, about 3 MB\.|Ruff [\d.]+, rule \w+: (?:looking|no problem)\./g;

/** What can be read, without times and the linter's progress, which differ from run to run. */
async function shown(region: Locator): Promise<string> {
	const text = await region.evaluate((element) => (element instanceof HTMLElement ? element.innerText : ''));
	return text
		.replace(/<?\d+(?:\.\d+)? m?s\b/g, 'some time')
		.replace(LINTER, 'the linter')
		.replace(/\s+/g, ' ');
}

/** Names of files and tests, alone or within a sentence, that a translator would touch. */
function namesInDanger(region: Locator): Promise<string[]> {
	return region.evaluate((element) => {
		const found: string[] = [];
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const text = walker.currentNode.textContent?.trim() ?? '';
			const parent = walker.currentNode.parentElement;
			if (parent?.closest('script, style, [translate]')?.getAttribute('translate') === 'no') continue;
			if (/\w\.py\b|\btest_\w/.test(text) && !parent?.closest('script, style')) found.push(text);
		}
		return found;
	});
}

async function write(page: Page, code: Locator, text: string): Promise<void> {
	await code.focus();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
}

/** A cell runs twice and an exercise is run, stopped, checked, solved. Answers what was there to read at each step. */
async function journey(page: Page, translator: Translator | null): Promise<string[]> {
	const read: string[] = [];
	await page.goto('/lessons/line-vs-branch-coverage');
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	const code = cell.getByRole('textbox', { name: /^Code of/ });
	await cell.scrollIntoViewIfNeeded();
	await expect(code).toHaveAttribute('contenteditable', 'true');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	if (translator) await translate(page, translator);
	const results = cell.getByRole('figure', { name: 'Test results' });
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(results).toContainText('1 passed', { timeout: 60_000 });
	await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible();
	read.push(await shown(cell));
	await cell.getByRole('tab', { name: 'test_mortgage.py' }).click();
	await write(page, code, 'def test_a():\n    assert 1 == 2\n\n\ndef test_b():\n    assert 3 == 4\n');
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(results).toContainText('2 failed', { timeout: 60_000 });
	await expect(results).not.toContainText('passed');
	await expect(cell).toContainText('rule F811: no problem.');
	if (!translator) expect(await namesInDanger(cell)).toEqual([]);
	await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible();
	read.push(await shown(cell));

	await page.goto('/lessons/line-vs-branch-coverage/zero-salary');
	const exercise = page.getByRole('region', { name: 'Exercise: The zero salary' });
	const verdict = exercise.getByRole('status').filter({ hasText: /Passed|Not yet|Stopped/ });
	const mortgage = exercise.getByRole('textbox', { name: 'Code of mortgage.py' });
	await expect(mortgage).toHaveAttribute('contenteditable', 'true');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
	if (translator) await translate(page, translator);
	await write(page, mortgage, 'while True:\n    pass\n');
	await exercise.getByRole('button', { name: /^Run/ }).click();
	await exercise.getByRole('button', { name: 'Stop' }).click();
	await expect(exercise.getByText('Stopped.')).toBeVisible();
	await expect(exercise.getByRole('button', { name: /^Check/ })).toBeVisible();
	read.push(await shown(exercise));
	await exercise.getByRole('button', { name: 'Solution', exact: true }).click();
	await exercise.getByRole('button', { name: /^Hint 1/ }).click();
	await exercise.getByRole('button', { name: 'Reset' }).click();
	await exercise.getByRole('button', { name: /^Check/ }).click();
	await expect(verdict).toContainText('Not yet.', { timeout: 60_000 });
	if (!translator) expect(await namesInDanger(exercise)).toEqual([]);
	read.push(await shown(exercise));
	await exercise.getByRole('button', { name: 'Put the solution into the editor' }).click();
	await exercise.getByRole('button', { name: 'Solution', exact: true }).click();
	await exercise.getByRole('button', { name: /^Check/ }).click();
	await expect(verdict).toContainText('Passed.', { timeout: 60_000 });
	await expect(exercise).toContainText('rule F811: no problem.');
	read.push(await shown(exercise));
	return read;
}

test('says the same in a page that is translated while it is used', async ({ browser, page }) => {
	test.slow();
	const asItIs = await journey(page, null);
	for (const translator of ['replaces', 'wraps'] as const) {
		const context = await browser.newContext();
		const errors: string[] = [];
		context.on('weberror', (error) => errors.push(error.error().message));
		expect(await journey(await context.newPage(), translator), translator).toEqual(asItIs);
		expect(errors).toEqual([]);
		await context.close();
	}
});

test('comes alive where it was translated before its scripts came', async ({ page }) => {
	const { letGo } = await holdScripts(page);
	await page.goto('/lessons/line-vs-branch-coverage', { waitUntil: 'commit' });
	await expect(page.getByRole('region', { name: 'Cell mutants' })).toBeAttached();
	await translate(page, 'replaces');
	letGo();
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('figure', { name: 'Test results' })).toContainText('1 passed', {
		timeout: 60_000
	});
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	await expect(cell.getByRole('button', { name: /^Run/ })).toHaveText(/^Run Ctrl ↵$/);
});
