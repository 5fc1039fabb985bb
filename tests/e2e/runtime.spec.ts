// What a reader may type and what must not hurt. What has HOST also runs on a host that cannot isolate its pages: there Python has no shared
// memory, so it waits and is stopped in another way, and a worker that is ended has to be replaced.
import { readFileSync } from 'node:fs';
import { expect, runAgain, test, type Locator, type Page } from './journey';

const HOST = { tag: '@host' };

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

test('prints, and shows the value of a last expression', HOST, async ({ page }) => {
	const { output } = await run(page, 'print("hello")\n6 * 7');
	await expect(output).toContainText('hello');
	await expect(output).toContainText('42');
});

test('input() reads the lines that the reader writes below the code', HOST, async ({ page }) => {
	const { cell, output } = await run(page, 'name = input("Name? ")\nprint("hello", name)');
	await expect(output).toContainText('Write what it is to read below the code');
	await cell.getByRole('textbox', { name: 'Lines that input() reads' }).fill('Ada');
	await cell.getByRole('button', { name: 'Run' }).click();
	await expect(output).toContainText('Name? Ada\nhello Ada');
});

test('an endless loop stops, and the next run answers', HOST, async ({ page }) => {
	const { cell } = await run(page, 'print("begun", flush=True)\nwhile True: pass');
	await expect(cell.getByRole('log')).toContainText('begun');
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('log')).toContainText('Stopped.');
	const { output } = await run(page, 'print("here again")');
	await expect(output).toContainText('here again');
});

test(
	'what a program prints as it is stopped is shown, and nothing else of the stop',
	HOST,
	async ({ page }, { project }) => {
		const code = 'import time\nprint("begun")\ntry:\n\ttime.sleep(30)\nfinally:\n\tprint("closed")';
		const { cell, output } = await run(page, code);
		await expect(output).toContainText('begun');
		await cell.getByRole('button', { name: 'Stop' }).click();
		// Where the worker is ended with it, no line of the program runs any more.
		const says = project.name === 'isolated' ? 'begun\nclosed\n' : 'begun\n';
		await expect(output).toContainText('Stopped.');
		await expect(output.locator('pre')).toHaveText(says);
		await expect(output).not.toContainText(/KeyboardInterrupt|Traceback/);
		await run(page, 'print("here again")');
		await expect(output.locator('pre')).toHaveText('here again\n');
	}
);

test('tests that had run stay where the run is stopped, and how many of how many', HOST, async ({ page }) => {
	const cell = page.getByRole('region', { name: 'Cell one-test' });
	const editor = cell.getByRole('textbox', { name: 'Code of one-test' });
	await cell.scrollIntoViewIfNeeded();
	await editor.click();
	await page.keyboard.press('ControlOrMeta+a');
	const tests = 'def test_a(): pass\ndef test_b():\n\twhile True: pass\ndef test_c(): pass';
	await page.keyboard.insertText(tests);
	await cell.getByRole('button', { name: 'Run' }).click();
	const results = cell.getByRole('figure', { name: 'Test results' });
	await expect(results).toContainText('1 of 3 tests have run: 1 passed', { timeout: 60_000 });
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('log')).toHaveText('Stopped.');
	await expect(results).toContainText('stopped after 1 of 3 tests: 1 passed');
	await expect(results.getByRole('listitem')).toHaveText([
		/test_a.*passed/,
		/test_b.*no result/,
		/test_c.*no result/
	]);
});

test('a loop that catches KeyboardInterrupt stops all the same', HOST, async ({ page }) => {
	const code = 'while True:\n    try:\n        while True: pass\n    except BaseException: pass';
	const { cell } = await run(page, code);
	await cell.getByRole('button', { name: 'Stop' }).click();
	await expect(cell.getByRole('log')).toContainText('Stopped.');
});

test('ten megabytes of print are shown in part, with how much there was, and the page lives', async ({
	page
}) => {
	const { output } = await run(page, 'for i in range(100_000): print("x" * 100)\nprint("the end")');
	await expect(output).toContainText('were not kept', { timeout: 60_000 });
	await expect(output.locator('pre')).toContainText(
		/characters in [\d,]+ lines are not shown here\.[^]*the end/
	);
	expect(await output.locator('pre span').count()).toBeLessThan(1_500);
	await output.getByRole('button', { name: 'Show more of it' }).click();
	expect(await output.locator('pre span').count()).toBeLessThan(1_500);
	const coming = page.waitForEvent('download');
	await output.getByRole('button', { name: 'Download what it printed' }).click();
	expect((await coming).suggestedFilename()).toBe('output.txt');
});

test('stdout and stderr by turns, and letters under a pile of accents', async ({ page }) => {
	const code = [
		'import sys',
		'print("e" + "\\u0301" * 200_000)',
		'for n in range(10_000): print("a"); print("b", file=sys.stderr)',
		'print("the end")'
	].join('\n');
	const { output } = await run(page, code);
	await expect(output.locator('pre')).toContainText(/more accents on this letter\][^]*the end/, {
		timeout: 60_000
	});
	expect(await output.locator('pre span').count()).toBeLessThan(1_500);
});

test('a message of five megabytes, a table of five thousand columns, a drawing without end', async ({
	page
}) => {
	const message = await run(page, 'raise ValueError("x" * 5_000_000)');
	await expect(message.output).toContainText('(cut: 5,000,000 characters in all)');
	await message.output.getByText('Whole traceback').click();
	await expect(
		message.output.getByRole('button', { name: /^Show 100,000 more characters of 4,/ })
	).toBeVisible();
	expect((await message.output.textContent())?.length).toBeLessThan(20_000);

	const table = await run(page, '[{f"c{n}": n for n in range(5_000)} for _ in range(100)]');
	await expect(table.output).toContainText('100 of 5,000 columns.');
	await expect(table.output).toContainText('40 of 100 rows.');

	const bomb = [
		'class Bomb:',
		'    def __repr__(self): return "a bomb"',
		'    def _repr_svg_(self):',
		'        parts = [\'<rect id="a0" width="1" height="1"/>\']',
		'        for n in range(1, 11):',
		'            parts.append(f\'<g id="a{n}">\' + f\'<use href="#a{n - 1}"/>\' * 10 + "</g>")',
		'        return \'<svg xmlns="http://www.w3.org/2000/svg">\' + "".join(parts) + "</svg>"',
		'Bomb()'
	].join('\n');
	const drawing = await run(page, bomb);
	await expect(drawing.output).toContainText(
		/The SVG that it made, of [\d,]+ characters, is not drawn: .*50,000 elements/
	);
	await expect(drawing.output).toContainText('a bomb');

	// What takes a parser minutes is not given to it.
	const markup = (kind: string, made: string) =>
		run(page, `class Deep:\n    def _repr_${kind}_(self): return ${made}\nDeep()`);
	const deep = await markup('html', '"<div>" * 100_000');
	await expect(deep.output).toContainText(/HTML .* is not drawn: its elements stand more than 150 deep/);
	const bold = await markup('html', '"".join(f"<div><b id={n}>x</div>" for n in range(3_000))');
	await expect(bold.output).toContainText(/HTML .* is not drawn: it has more than 5,000 elements/);
	const entity = await markup('svg', `'<!DOCTYPE svg [<!ENTITY a "b">]><svg>' + "&a;" * 1_000 + "</svg>"`);
	await expect(entity.output).toContainText(/SVG .* is not drawn: it declares entities/);
});

test('what is shown in part is saved whole, and where Python holds it no more it says so', async ({
	page
}) => {
	const press = async (output: Locator, button: RegExp) => {
		const download = page.waitForEvent('download');
		await output.getByRole('button', { name: button }).click();
		const saved = await download;
		return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') };
	};
	const message = await run(page, 'raise ValueError("x" * 5_000_000)');
	await message.output.getByText('Whole traceback').click();
	const traceback = await press(message.output, /^Save all 5,000,\d\d\d characters/);
	expect(traceback.name).toBe('traceback.txt');
	expect(traceback.text).toMatch(/^Traceback [^]* in <module>\n[^]*ValueError: x/);

	const value = await run(page, 'list(range(1_000_000))');
	const numbers = await press(value.output, /^Save the whole value as a file \(7,888,890 characters\)/);
	expect(numbers).toEqual({ name: 'zero-salary.txt', text: `[${[...Array(1_000_000).keys()].join(', ')}]` });

	const table = await run(page, '[{"n": n, "half": n / 2, "none": None} for n in range(100_000)]');
	const button = /^Save the whole table as CSV \(100,000 rows\)/;
	const rows = await press(table.output, button);
	expect(rows.name).toBe('zero-salary.csv');
	expect(rows.text.split('\r\n').length).toBe(100_002);
	expect(rows.text).toMatch(/^n,half,none\r\n0,0.0,\r\n[^]*\r\n99999,49999.5,\r\n$/);

	await page.getByRole('button', { name: 'Restart', exact: true }).click();
	await table.output.getByRole('button', { name: button }).click();
	await expect(table.output).toContainText(
		/Python does not hold it any more: .* Run the cell again to have it\./
	);
	await runAgain(table.cell);
	expect((await press(table.output, button)).text).toBe(rows.text);
});

test('code that patches what the classroom speaks with breaks itself, and Restart gives a fresh interpreter', async ({
	page
}) => {
	const patched = await run(
		page,
		'import json, builtins\njson.dumps = lambda *a, **k: "null"\ndel builtins.len\nprint("patched")'
	);
	await expect(patched.output).toContainText('patched');
	const after = await run(page, 'len([1])');
	await expect(after.output).toContainText('An earlier cell has replaced or deleted len');
	const forged = await run(
		page,
		'from classroom import bridge\nbridge._classroom.emit({"type": "nonsense"})'
	);
	await expect(forged.output).toContainText('its answer could not be read');
	const alive = await run(page, 'print(len([1, 2]), "alive")');
	await expect(alive.output).toContainText('2 alive');
});

interface Harm {
	code: string;
	says: RegExp;
}

/** The code ends in a plain sentence, its text is still there, and the next run answers. */
async function isSurvived(page: Page, { code, says }: Harm) {
	const { cell, output } = await run(page, code);
	await expect(output).toContainText(says, { timeout: 45_000 });
	await expect(cell.locator('.cm-content')).toContainText(code.split('\n')[0] ?? '');
	const next = await run(page, 'print("alive")');
	await expect(next.output).toContainText('alive');
}

test('memory without end: a plain sentence, and the text is still there', async ({ page }) => {
	const code = 'x = []\nwhile True: x.append("x" * 10_000_000 + str(len(x)))';
	await isSurvived(page, { code, says: /MemoryError|Python went down|time limit/ });
});

test('a program that ends Python: a plain sentence, and the text is still there', HOST, async ({ page }) => {
	await isSurvived(page, { code: 'import os\nos._exit(3)', says: /Python went down/ });
});

test('code that asks for harm: a plain sentence each time, and the text is still there', async ({ page }) => {
	const harms: Record<string, Harm> = {
		recursion: { code: 'def f(): f()\nf()', says: /RecursionError/ },
		'recursion inside C': {
			code: 'class A:\n    def __eq__(self, other): return self == other\nA() == A()',
			says: /RecursionError|Python went down/
		},
		'sys.exit': { code: 'import sys\nsys.exit(0)', says: /ended itself/ },
		'a fork bomb': { code: 'import os\nwhile True: os.fork()', says: /Error/ },
		'the page’s own JavaScript': { code: 'import js', says: /ModuleNotFoundError/ }
	};
	for (const [what, harm] of Object.entries(harms)) await test.step(what, () => isSurvived(page, harm));
});
