// The timeline of tasks as a reader meets it: the stall and its line, two runs side by side, by keyboard, and programs that never end.
import { expect, runAgain, test, type Page } from './journey';

const LATER = { timeout: 60_000 };

const open = async (page: Page, id: string) => {
	await page.goto('/lessons/asyncio');
	const cell = page.getByRole('region', { name: `Cell ${id}` });
	const run = async () => {
		await runAgain(cell);
		await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible(LATER);
	};
	return { cell, run, figure: cell.getByRole('figure', { name: 'Tasks' }) };
};

const type = async (page: Page, label: string, text: string) => {
	const code = page.getByRole('textbox', { name: label });
	await expect(code).toBeEditable();
	await code.focus();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText(text);
};

test('sees what held the loop up, and goes to the line, two functions deeper', async ({ page }) => {
	const { cell, run, figure } = await open(page, 'slow-and-fast');
	await run();
	await expect(figure).toContainText('It took 1 s on the virtual clock.', LATER);
	await expect(figure.getByRole('list', { name: 'What went wrong' })).toContainText(
		'time.sleep on line 11 of reports.py (time.sleep(1)), in render, called from slow_function (reports.py, line 7), called from slow (slow_and_fast.py, line 10)'
	);
	const facts = figure.getByRole('list', { name: 'What went wrong' });
	await facts.getByRole('button', { name: 'Line 11' }).first().click();
	await expect(cell.getByRole('tab', { name: 'reports.py' })).toHaveAttribute('aria-selected', 'true');
	await figure.getByText('The same in a table').click();
	await expect(figure.getByRole('row', { name: /^request · Task-3/ })).toContainText('0.9 s');
});

test('compares a run with the one before, and reads the marks by keyboard', async ({ page }) => {
	const { run, figure } = await open(page, 'three-at-a-time');
	await run();
	await expect(figure.getByRole('region', { name: 'This run' })).toContainText('4 s', LATER);
	await type(page, 'Code of three-at-a-time', WIDER);
	await run();
	await expect(figure.getByRole('region', { name: 'This run' })).toContainText('1 s', LATER);
	await expect(figure.getByRole('region', { name: 'The run before' })).toContainText('4 s');
	await expect(figure).toContainText('The run before took 4 s; this one took 3 s less.');
	await figure.getByRole('listbox', { name: 'This run, task by task' }).focus();
	await page.keyboard.press('ArrowDown');
	await expect(figure.getByRole('option', { selected: true })).toHaveAccessibleName(/sleep\(1\)/);
	await page.keyboard.press('End');
	await expect(figure.getByRole('status').first()).toContainText('ended well at 1 s');
});

const WIDER = `import asyncio

async def one(n):
    await asyncio.sleep(1)

async def main():
    await asyncio.gather(*(one(n) for n in range(10)))

asyncio.run(main())
`;

test('a coroutine that nobody awaited is named with its line', async ({ page }) => {
	const { cell, run, figure } = await open(page, 'never-awaited');
	await run();
	await expect(figure).toContainText('save() was called and never awaited, so nothing in it ran.', LATER);
	await expect(cell.getByRole('log')).toContainText("RuntimeWarning: coroutine 'save' was never awaited");
});

test('the real clock makes the reader wait, and Stop ends it', async ({ page }) => {
	const { cell, figure } = await open(page, 'never-awaited');
	await cell.getByRole('checkbox', { name: 'Real time' }).check();
	await type(page, 'Code of never-awaited', 'import asyncio\n\nasyncio.run(asyncio.sleep(60))\n');
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('button', { name: 'Stop' })).toBeVisible();
	await expect(cell.getByRole('status').filter({ hasText: /^running$/ })).toBeVisible(LATER);
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible(LATER);
	await expect(figure.or(cell.getByText('Stopped.'))).toBeVisible();
});

const ENDLESS = {
	'a task that never ends': [
		'import asyncio\n\nasync def main():\n    while True:\n        await asyncio.sleep(1)\n\nasyncio.run(main())\n',
		'waits again and again and never comes to its end',
		'(main at never_awaited.py:5)'
	],
	'a deadlock': [
		'import asyncio\n\nasync def main():\n    lock = asyncio.Lock()\n    async with lock:\n        async with lock:\n            pass\n\nasyncio.run(main())\n',
		'the program would hang for ever',
		'(main at never_awaited.py:6)'
	]
} as const;

for (const [what, [code, sentence, where]] of Object.entries(ENDLESS)) {
	test(`${what} is told with its line, at once`, async ({ page }) => {
		const { cell, run } = await open(page, 'never-awaited');
		await type(page, 'Code of never-awaited', code);
		await run();
		await expect(cell.getByRole('log')).toContainText(sentence, LATER);
		await expect(cell.getByRole('log')).toContainText(where);
	});
}
