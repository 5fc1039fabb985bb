// What a reader may type and what must not hurt: run on a host that isolates its pages and on one that cannot.
import { expect, test, type Page } from './journey';

/** Puts code into the zero-salary cell, which runs plain Python, and runs it. */
async function run(page: Page, code: string) {
	const cell = page.getByRole('region', { name: 'Cell zero-salary' });
	await cell.scrollIntoViewIfNeeded();
	const editor = cell.getByRole('textbox', { name: 'Code of zero-salary' });
	await editor.click();
	await expect(cell.locator('.cm-content')).toBeVisible();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(code);
	await cell.getByRole('button', { name: 'Run' }).click();
	return { cell, output: cell.getByRole('log', { name: 'Output of zero-salary' }) };
}

test.beforeEach(async ({ page }) => {
	await page.goto('/lessons/line-vs-branch-coverage');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });
});

test('prints, and shows the value of a last expression', async ({ page }) => {
	const { output } = await run(page, 'print("hello")\n6 * 7');
	await expect(output).toContainText('hello');
	await expect(output).toContainText('42');
});

test('a cell that printed runs again', async ({ page }) => {
	const { cell, output } = await run(page, 'import random\nprint("first", random.random())');
	await expect(output).toContainText('first');
	const first = await output.textContent();
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(output).not.toHaveText(first ?? '');
	await expect(output).toContainText('first');
});

test('input() reads the lines that the reader writes below the code', async ({ page }) => {
	const { cell, output } = await run(page, 'name = input("Name? ")\nprint("hello", name)');
	await expect(output).toContainText('Write what it is to read below the code');
	await cell.getByRole('textbox', { name: 'Lines that input() reads' }).fill('Ada');
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(output).toContainText('Name? Ada\nhello Ada');
});

test('an endless loop stops, and the next run answers', async ({ page }) => {
	const { cell } = await run(page, 'print("begun", flush=True)\nwhile True: pass');
	await expect(cell.getByRole('log')).toContainText('begun');
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('log')).toContainText('Stopped.');
	const { output } = await run(page, 'print("here again")');
	await expect(output).toContainText('here again');
});

test('a loop that catches KeyboardInterrupt stops all the same', async ({ page }) => {
	const code = 'while True:\n    try:\n        while True: pass\n    except BaseException: pass';
	const { cell } = await run(page, code);
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('log')).toContainText('Stopped.');
});

test('ten megabytes of print are cut with a notice, and the page lives', async ({ page }) => {
	const { output } = await run(page, 'for i in range(100_000): print("x" * 100)\nprint("end")');
	await expect(output).toContainText('the rest was dropped');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

for (const [what, code, says] of [
	[
		'memory without end',
		'x = []\nwhile True: x.append("x" * 10_000_000 + str(len(x)))',
		/MemoryError|Python went down|time limit/
	],
	['recursion', 'def f(): f()\nf()', /RecursionError/],
	[
		'recursion inside C',
		'class A:\n    def __eq__(self, other): return self == other\nA() == A()',
		/RecursionError|Python went down/
	],
	['os._exit', 'import os\nos._exit(3)', /Python went down/],
	['sys.exit', 'import sys\nsys.exit(0)', /ended itself/],
	['a fork bomb', 'import os\nwhile True: os.fork()', /Error/],
	['the page’s own JavaScript', 'import js', /ModuleNotFoundError/]
] as const) {
	test(`${what}: a plain sentence, and the text is still there`, async ({ page }) => {
		const { cell, output } = await run(page, code);
		await expect(output).toContainText(says, { timeout: 45_000 });
		await expect(cell.locator('.cm-content')).toContainText(code.split('\n')[0] ?? '');
		const next = await run(page, 'print("alive")');
		await expect(next.output).toContainText('alive');
	});
}
