// The files of a cell with their editor, and what a run draws into it: by keyboard, while text changes, and on paper.
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { commands, page, userEvent, type Locator } from 'vitest/browser';
import type { CellSpec } from '#lib/content/types';
import { cellSpec, sourceFile } from '#lib/project/fake-runtime';
import { recorded, stage, type Staged } from './stage';

/** As tests/python/test_reports.py had it recorded. */
const LOAN = `def is_small(amount, trusted):
    if amount < 1000 or trusted:
        return True
    return False
`;
const TEST = 'from loan import is_small\n\n\ndef test_small():\n    assert is_small(1, False)\n';
const lines = (count: number) => Array.from({ length: count }, (_, i) => `x${i} = ${i}`).join('\n');

const measured: Partial<CellSpec> = {
	kind: 'coverage',
	files: [sourceFile('test_loan.py', TEST), sourceFile('loan.py', LOAN)],
	measure: ['loan.py']
};

const codeOf = (cell: Locator) => cell.getByRole('textbox', { name: /^Code of/ });

/** A cell whose editor is live. */
async function open(spec: Partial<CellSpec>, report = 'tests-measured'): Promise<Staged & { code: Locator }> {
	const answers = { runTests: () => recorded<never>(report), runCell: () => recorded<never>(report) };
	const staged = stage([cellSpec('bench', spec)], answers);
	const code = codeOf(staged.cell);
	await expect.element(code).toBeInTheDocument();
	code.element().focus();
	await expect.element(code).toHaveAttribute('contenteditable', 'true');
	await expect.element(code).toHaveFocus();
	return { ...staged, code };
}

/** The numbers of the lines that are marked so. */
const marked = (cell: Locator, kind: string) =>
	[...cell.element().querySelectorAll(`.cm-lineNumbers .${kind}`)].map((one) => one.textContent);

/** Counted from 1. */
function lineOfCursor(): number {
	const at = getSelection()?.anchorNode;
	const line = (at instanceof Element ? at : at?.parentElement)?.closest('.cm-line');
	return line ? [...(line.parentElement?.querySelectorAll('.cm-line') ?? [])].indexOf(line) + 1 : 0;
}

beforeEach(() => page.viewport(1000, 800));

test('lets Tab pass until something is typed, and Escape then Tab always leaves', async () => {
	const { code } = await open({});
	await userEvent.keyboard('{Tab}');
	await expect.element(code).not.toHaveFocus();
	code.element().focus();
	await userEvent.keyboard('{Control>}{End}{/Control}# a{Tab}');
	await expect.element(code).toHaveFocus();
	expect(code.element().textContent).toMatch(/# a +$/);
	await userEvent.keyboard('{Escape}{Tab}');
	await expect.element(code).not.toHaveFocus();
});

test('files are tabs that arrows move between', async () => {
	const { cell } = await open(measured);
	const tabs = cell.getByRole('tab');
	tabs.first().element().focus();
	await userEvent.keyboard('{ArrowRight}');
	await expect.element(tabs.nth(1)).toHaveFocus();
	await expect.element(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
	await expect.element(codeOf(cell)).toHaveTextContent('def is_small(amount, trusted):');
});

test('runs from the keyboard, marks what ran, and greys the marks once the text is another', async () => {
	const { cell } = await open(measured);
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await cell.getByRole('button', { name: /^Branches/ }).click();
	const arc = cell.getByRole('img', { name: /Line 2 didn't jump to line 4/ });
	await expect.element(arc).toBeInTheDocument();
	arc.element().focus();
	await expect.poll(() => cell.element().querySelector('.cm-arc-says')?.textContent).toContain('always true');
	await userEvent.keyboard('{Escape}');
	await expect.poll(() => cell.element().querySelector('.cm-arc-says')).toBeNull();
	expect(marked(cell, 'line-part')).toEqual(['2']);
	expect(marked(cell, 'line-miss')).toEqual(['4']);
	// One arc was taken, and is not for the keyboard.
	expect(cell.element().querySelectorAll('.cm-arc-taken')).toHaveLength(1);

	const toLine = cell.getByRole('button', { name: 'Line 2', exact: true }).first();
	await toLine.click();
	await expect.element(codeOf(cell)).toHaveFocus();
	await userEvent.keyboard('# new{Enter}');
	await expect.poll(() => marked(cell, 'line-part')).toEqual(['3']);
	await expect.element(arc).not.toBeInTheDocument();
	// The way to the line leads to where it is now; where nothing of it is left, to the place, and says so.
	const gone = cell.getByText('Line 2 of loan.py is no longer there. This is where it was.');
	await toLine.click();
	expect(lineOfCursor()).toBe(3);
	await expect.element(gone).not.toBeInTheDocument();
	await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
	await toLine.click();
	expect(lineOfCursor()).toBe(3);
	await expect.element(gone).toBeVisible();
	await userEvent.keyboard('{Control>}zzz{/Control}');
	await expect.element(gone).not.toBeInTheDocument();
	await expect.poll(() => marked(cell, 'line-part')).toEqual(['2']);
	await expect.element(arc).toBeInTheDocument();
});

test('a place in another file brings that file up, with the cursor on its line', async () => {
	const files = [sourceFile('main.py', 'import cell\n'), sourceFile('cell.py', lines(20))];
	const { cell, run } = await open({ files }, 'cell-calls');
	await run();
	await cell.getByRole('log').getByRole('button', { name: 'cell.py, line 11' }).click();
	await expect.element(cell.getByRole('tab', { name: 'cell.py' })).toHaveAttribute('aria-selected', 'true');
	await expect.element(codeOf(cell)).toHaveFocus();
	expect(lineOfCursor()).toBe(11);
});

test('a failing test is marked in the code, with the way to its line', async () => {
	const files = [sourceFile('test_loan.py', lines(60)), sourceFile('loan.py', LOAN)];
	const { cell, run } = await open({ kind: 'tests', files }, 'tests-mixed');
	await run();
	const results = cell.getByRole('list', { name: 'Test results' });
	await results.getByRole('button', { name: 'test_loan.py, line 24' }).click();
	await expect.element(codeOf(cell)).toHaveFocus();
	expect(lineOfCursor()).toBe(24);
	await expect.poll(() => cell.element().querySelector('.cm-error-sign')?.textContent).toBe('24');
});

test('has every line of a short file in the page for the browser to find, and every file on paper', async () => {
	const { cell, code } = await open(measured);
	await code.fill(lines(180));
	await userEvent.keyboard('{Control>}{Home}{/Control}');
	await expect.poll(() => code.element().querySelectorAll('.cm-line').length).toBe(180);
	await code.fill(`${lines(180)}\nlong = "${'word '.repeat(80)}"`);

	onTestFinished(() => commands.emulateMedia('screen'));
	await commands.emulateMedia('print');
	const onPaper = (words: string) =>
		[...cell.element().querySelectorAll('pre')].find(
			(pre) => pre.checkVisibility() && pre.textContent.includes(words)
		);
	await expect.poll(() => onPaper('x179 = 179')?.textContent).toContain('word word');
	const paper = onPaper('x179 = 179');
	// Two signs are two signs, also where a component sets a font of its own.
	expect(paper && getComputedStyle(paper).fontVariantLigatures).toBe('none');
	expect(paper && paper.scrollWidth <= paper.clientWidth).toBe(true);
	expect(cell.element().querySelector('.cm-content')?.checkVisibility()).toBe(false);
	expect(onPaper('def is_small')).toBeDefined();
	await commands.emulateMedia('screen');
	await expect.element(code).toHaveTextContent('x0 = 0');
	await expect.poll(() => onPaper('x179 = 179')).toBeUndefined();
});

test('a line that did not run is named on paper too, and no button that acts', async () => {
	const { cell, run } = await open(measured);
	await run();
	const coverage = cell.getByRole('figure', { name: 'Coverage of loan.py' });
	await expect.element(coverage).toHaveTextContent('never ran');
	onTestFinished(() => commands.emulateMedia('screen'));
	await commands.emulateMedia('print');
	await expect.element(coverage.getByRole('button', { name: 'Line 4' })).toBeVisible();
	expect(cell.element().querySelector('button.go')?.checkVisibility()).toBe(false);
});
