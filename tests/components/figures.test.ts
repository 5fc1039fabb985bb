// Each picture of a run, drawn from what Python reported once: what a reader finds in it, by its roles and names, in both themes and on a
// phone.
import { expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { TypesClient } from '#lib/analysis/types/client';
import type { Problem } from '#lib/analysis/types/problems';
import { TypeChecker } from '#lib/analysis/types/type-checker.svelte';
import type { CellSpec } from '#lib/content/types';
import { cellSpec, sourceFile, testResult, testsReport } from '#lib/project/fake-runtime';
import type { CellReport, TestsInput } from '#lib/runtime/protocol';
import { barriers } from './access';
import { RECORDED, recorded, stage } from './stage';

/** Enough lines for every place that a report names. */
const lines = (count: number) =>
	Array.from({ length: count }, (_, i) => `line_${i + 1} = ${i + 1}\n`).join('');

const SPECS: Record<string, Partial<CellSpec>> = {
	'cell-': { files: [sourceFile('cell.py', lines(40))] },
	'tests-': {
		kind: 'coverage',
		files: [
			sourceFile('test_it.py', lines(40)),
			sourceFile('test_loan.py', lines(40)),
			sourceFile('loan.py', lines(4))
		],
		measure: ['loan.py']
	}
};

/** A checker that says this of whatever it is given. */
const checkerThatSays = (problems: Problem[]) =>
	new TypeChecker(async () => ({
		client: {
			put: () => {},
			remove: () => {},
			problems: async () => problems,
			extension: () => []
		} as unknown as TypesClient,
		close: () => {}
	}));

/** Runs a cell that Python answers with a recorded report. */
async function ran(name: string, checker: TypeChecker | null = null): Promise<Locator> {
	const spec = Object.entries(SPECS).find(([prefix]) => name.startsWith(prefix))?.[1];
	if (!spec) throw new Error(`no cell gives ${name}`);
	const answers = { runCell: () => recorded<never>(name), runTests: () => recorded<never>(name) };
	const { cell, run } = stage([cellSpec('drawn', spec)], answers, { checker });
	await run();
	return cell;
}

async function shows(within: Locator, ...texts: (string | RegExp)[]): Promise<void> {
	for (const text of texts) await expect.element(within).toHaveTextContent(text);
}

async function hasRows(within: Locator, count: number, ...names: RegExp[]): Promise<void> {
	await expect.poll(() => within.getByRole('row').length).toBe(count);
	for (const name of names) await expect.element(within.getByRole('row', { name }).first()).toBeVisible();
}

const items = (list: Locator) => list.getByRole('listitem').length;

interface Drawn {
	report: string;
	figure: string;
	/** What is in it. */
	reads: (figure: Locator, cell: Locator) => Promise<void>;
	checker?: TypeChecker;
}

const FIGURES: Drawn[] = [
	{
		report: 'cell-calls',
		figure: 'Call trace',
		async reads(figure) {
			await shows(
				figure,
				'5 calls, 2 layers deep, 2 left by an exception',
				/share raised\s*ZeroDivisionError/
			);
			const layers = figure.getByRole('button', { name: /^Calls within wrapper/ });
			expect(layers.all().map((one) => one.element().ariaExpanded)).toEqual(['true', 'true']);
			layers.first().element().focus();
			await userEvent.keyboard('{Enter}');
			await expect.element(layers.first()).toHaveAttribute('aria-expanded', 'false');
			await shows(figure, '1 call within');
			const inner = figure
				.getByRole('list', { name: /^Calls, in the order/ })
				.getByText('share(total=10, heads=2)');
			await figure.getByRole('button', { name: 'Close all layers' }).click();
			await expect.element(inner).not.toBeInTheDocument();
			await figure.getByRole('button', { name: 'Open all layers' }).click();
			await expect.element(inner).toBeVisible();
			await hasRows(
				figure.getByRole('table', { name: 'share before and after' }),
				8,
				/__doc__.*lost/,
				/__name__.*changed/
			);
			await expect
				.element(figure.getByRole('group', { name: 'Call trace as text' }))
				.toHaveTextContent('| -> share(total=10, heads=2)');
		}
	},
	{
		report: 'cell-factories',
		figure: 'Factory tree',
		async reads(figure) {
			await shows(
				figure,
				'2 calls of a factory make 3 objects, for 1 BEGIN, 1 INSERT. Outside of any factory: 1 COMMIT.'
			);
			await shows(figure, 'number 0, trait stale, 2 objects in all', 'shelf = Shelf created dict');
			await expect.poll(() => figure.getByRole('table').length).toBe(3);
			await expect
				.element(figure.getByRole('row', { name: /^name 'game' Faker word, seed 7/ }))
				.toBeVisible();
			await expect.element(figure.getByRole('button', { name: 'cell.py, line 28' })).toBeVisible();
			await expect
				.element(figure.getByRole('list', { name: 'SQL of this dict alone' }))
				.toHaveTextContent('INSERT INTO item');
		}
	},
	{
		report: 'cell-files',
		figure: 'Files',
		async reads(figure) {
			await shows(figure, /notes\.md\s*8 bytes/, /row\.bin\s*2 bytes/);
			await figure.getByRole('button', { name: 'Copy notes.md' }).click();
			await shows(figure, 'is copied');
			expect(await navigator.clipboard.readText()).toBe('# Café\n');
			await expect.element(figure.getByRole('button', { name: 'Download row.bin' })).toBeVisible();
			await expect
				.element(figure.getByRole('region', { name: 'Text of notes.md' }))
				.toHaveTextContent('# Café');
		}
	},
	{
		report: 'cell-incidents',
		figure: 'Incidents: Two days',
		async reads(figure) {
			await shows(figure, 'The incident began on day 2', 'rows: day 2, after 1 false alarm', 'age: never');
			const day = figure.getByRole('slider', { name: 'Day' });
			await expect.element(day).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Day 2: 6 %/));
			day.element().focus();
			await userEvent.keyboard('{Home}');
			await expect.element(day).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Day 1: 2 %/));
			await expect.element(figure.getByText(/^Day 1: 2 %/)).toBeVisible();
			await figure.getByRole('button', { name: 'Next event' }).click();
			await expect.element(figure.getByText(/^Day 2: 6 %/)).toBeVisible();
			await expect.element(figure.getByRole('button', { name: 'Next event' })).toBeDisabled();
			await hasRows(
				figure.getByRole('region', { name: 'Every day of: Two days' }),
				3,
				/^2 6 % none rang, looked into 3/
			);
		}
	},
	{
		report: 'cell-tables',
		figure: 'Tables',
		async reads(figure) {
			await shows(figure, '3 tables: rows 1 added, 1 changed, 1 removed');
			await hasRows(figure.getByRole('group', { name: 'Rows of customer' }), 3, /^removed 2 Bo/);
			await figure.getByRole('button', { name: /^sale 1 added, 1 changed/ }).click();
			await expect.element(figure.getByRole('row', { name: /^added/ })).toHaveTextContent('A-4');
			await figure
				.getByRole('button', { name: /go to its row in customer/ })
				.first()
				.click();
			await expect.element(figure.getByRole('row', { name: /Ada/ })).toHaveFocus();
			await figure.getByRole('button', { name: 'Back to sale' }).click();
			await figure.getByRole('checkbox', { name: 'Only what this run did' }).click();
			await expect.element(figure.getByRole('row', { name: /A-3/ })).not.toBeInTheDocument();
		}
	},
	{
		report: 'cell-tasks',
		figure: 'Tasks',
		async reads(figure) {
			await shows(figure, 'It took 1 s on the virtual clock. The event loop stood still for 1 s of that');
			const marks = figure.getByRole('listbox', { name: 'This run, task by task' });
			expect(
				marks
					.getByRole('group')
					.all()
					.map((one) => one.element().getAttribute('aria-label'))
			).toEqual(['event loop', 'main · Task-1', 'late · Task-2', 'sleep · Task-3', 'slow · Task-4']);
			marks.element().focus();
			await userEvent.keyboard('{ArrowDown}{End}');
			await expect
				.element(figure.getByRole('status').first())
				.toHaveTextContent('main · Task-1 ended well at 1 s');
			await userEvent.keyboard('{ArrowUp}');
			await expect
				.element(figure.getByRole('option', { selected: true }))
				.toHaveAccessibleName(/time\.sleep/);
			const wrong = figure.getByRole('list', { name: 'What went wrong' });
			expect(items(wrong)).toBe(2);
			await shows(wrong, 'late() was called and never awaited, so nothing in it ran.');
			await hasRows(figure.getByRole('region', { name: 'Tasks in a table' }), 5, /^sleep · Task-3.*0\.5 s/);
		}
	},
	{
		report: 'cell-varnish',
		figure: 'Request timeline',
		async reads(figure) {
			await shows(figure, '5 requests: 1 hit, 1 stale hit, 2 misses, 1 pass. The origin was asked 4 times.');
			await expect
				.element(figure.getByRole('button', { name: 'pass: GET / at 4 s, failed (503)' }))
				.toBeVisible();
			await hasRows(figure.getByRole('group', { name: 'Requests' }), 6, /^3 s GET \/ stale hit 200/);
			await figure.getByRole('button', { name: 'Show the trace of GET / at 1 s' }).click();
			await shows(figure, 'vcl_deliver');
		}
	},
	{
		report: 'cell-verdicts',
		figure: 'Checker and run',
		checker: checkerThatSays([
			{
				...{ file: 'loan.py', line: 2, column: 4, endLine: 2, endColumn: 9, kind: 'error' as const },
				...{ message: '"float" is not assignable to "int"', rule: 'reportReturnType' }
			}
		]),
		async reads(figure) {
			await figure.getByRole('button', { name: 'Check types' }).click();
			await shows(figure, 'They agree: both refuse it.', 'ZeroDivisionError division by zero');
			await expect.element(figure.getByRole('button', { name: 'loan.py, line 2' })).toBeVisible();
		}
	},
	{
		report: 'tests-fixtures',
		figure: 'Fixtures',
		async reads(figure) {
			await shows(
				figure,
				'3 fixtures, set up 5 times for 2 tests',
				'museum was set up for test_wing[north] and served 2 tests.'
			);
			await hasRows(
				figure.getByRole('region', { name: 'Fixtures in words' }),
				4,
				/^quiet.*autouse.*Teardown failed/
			);
			const tests = figure.getByRole('list', { name: 'Tests to follow' });
			expect(items(tests)).toBe(2);
			tests.getByRole('button', { name: /north/ }).element().focus();
			await userEvent.keyboard('{ArrowDown}');
			await expect.element(tests.getByRole('button', { name: /south/ })).toHaveFocus();
			await expect.element(figure.getByRole('status')).toHaveTextContent('museum was there already');
			await figure.getByRole('button', { name: 'By time' }).click();
			await expect
				.element(figure.getByRole('button', { name: 'By time' }))
				.toHaveAttribute('aria-pressed', 'true');
		}
	},
	{
		report: 'tests-logged',
		figure: 'Log',
		async reads(figure) {
			await shows(figure, '3 logging calls; no record was made of 1 of them.');
			await expect
				.element(figure.getByRole('row', { name: /test_it\.py, line 13 dump 1 × 1 × 0 ×/ }))
				.toBeVisible();
			const calls = figure.getByRole('list', { name: 'Logging calls' });
			expect(items(calls)).toBe(3);
			await figure.getByRole('button', { name: 'dropped 2' }).click();
			await expect.poll(() => items(calls)).toBe(2);
			await shows(calls, 'dropped by its logger, whose level is INFO');
			await expect
				.element(figure.getByRole('group', { name: 'Loggers at the end of the run' }))
				.toHaveTextContent('does not propagate');
		}
	},
	{
		report: 'tests-measured',
		figure: 'Coverage of loan.py',
		async reads(figure, cell) {
			await shows(figure, 'Lines that did not run:', /Line 4\s*never ran/);
			expect(await barriers(cell.element())).toEqual([]);
			await figure.getByRole('button', { name: 'Branches 50 %' }).click();
			await shows(figure, 'the condition on line 2 was always true', 'lines and branches together: 67 %');
			expect(await barriers(cell.element())).toEqual([]);
			await page.viewport(1000, 800);
			await figure.getByRole('button', { name: 'Conditions 0 of 2 alone' }).click();
			const conditions = cell.getByRole('figure', { name: 'Conditions' });
			await shows(conditions, '0 of 2 alone');
			await hasRows(conditions, 2, /test_small.*true.*not asked.*true/);
		}
	},
	{
		report: 'tests-mixed',
		figure: 'Test results',
		async reads(figure) {
			await shows(figure, '2 failed, 1 error, 3 passed, 1 skipped, 1 xfailed, 1 xpassed');
			const tests = figure.getByRole('list', { name: 'Test results' });
			const named = (name: string) => tests.getByRole('button', { name: new RegExp(`${name} `) });
			expect(tests.element().children).toHaveLength(9);
			await expect.element(named('test_limit')).toHaveAttribute('aria-expanded', 'true');
			await hasRows(tests.getByRole('group', { name: 'Comparison' }), 2, /expected.*True.*got.*False/);
			for (const [name, says] of [
				['test_bank', 'the bank is closed'],
				['test_skipped', 'too slow'],
				['test_expected', 'bug 7']
			] as const) {
				await named(name).click();
				await shows(tests, says);
			}
			await shows(figure, '1 warning', 'old rates');
		}
	},
	{
		report: 'tests-broken',
		figure: 'Test results',
		reads: (figure) => shows(figure, 'error: could not be collected', "No module named 'nowhere'")
	},
	{
		report: 'tests-refused',
		figure: 'Test results',
		reads: (figure) => shows(figure, 'pytest refused to run:', 'no such test: test_it.py::test_b')
	},
	{
		report: 'tests-replaced',
		figure: 'Test results',
		reads: (figure) => shows(figure, '1 passed', 'The code replaced pytest.raises and did not put it back.')
	}
];

/** What is folded away is drawn when it is opened. */
function unfold(within: Locator): void {
	for (const details of within.element().querySelectorAll('details')) details.open = true;
}

test.each(FIGURES)('$figure, of $report', async ({ report, figure: name, reads, checker }) => {
	await page.viewport(1000, 800);
	const cell = await ran(report, checker);
	const figure = cell.getByRole('figure', { name, exact: true });
	await expect.element(figure).toBeVisible();
	unfold(figure);
	await reads(figure, cell);
	unfold(figure);
	expect(await barriers(cell.element())).toEqual([]);
});

test('Incidents, of ninety days', async () => {
	await page.viewport(1000, 800);
	const report = recorded<CellReport>('cell-incidents');
	const [history] = report.observed.incidents?.histories ?? [];
	const [quietDay, badDay] = history?.days ?? [];
	if (!history || !quietDay || !badDay) throw new Error('no days were recorded');
	history.days = Array.from({ length: 90 }, (_, i) => ({ ...(i < 60 ? quietDay : badDay), day: i + 1 }));
	history.incidents = [{ from: 61, to: 90, says: 'short pages' }];
	const { cell, run } = stage([cellSpec('drawn')], { runCell: () => report });
	await run();
	const figure = cell.getByRole('figure', { name: 'Incidents: Two days' });
	await shows(figure, '90 days', 'The incident began on day 61');
	const day = figure.getByRole('slider', { name: 'Day' });
	day.element().focus();
	await userEvent.keyboard('{End}');
	await expect.element(day).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Day 90: 6 %/));
	unfold(figure);
	await hasRows(figure, 91);
	expect(await barriers(cell.element())).toEqual([]);
});

const TESTS = ['test_shop.py::test_buy', 'test_shop.py::test_empty', 'test_shop.py::test_sum'] as const;
const suite = [sourceFile('test_shop.py', lines(9)), sourceFile('loan.py', lines(4))];

test('Shake, of orders in which one test spoils another', async () => {
	await page.viewport(1000, 800);
	const [buy, empty, sum] = TESTS;
	const orderOf = ({ seed, select }: TestsInput) =>
		select ?? (seed === 2 ? [buy, empty, sum] : [empty, sum, buy]);
	const { cell, run } = stage([cellSpec('drawn', { kind: 'shake', files: suite, seeds: 3 })], {
		runTests(input) {
			const order = orderOf(input);
			const isSpoilt = (id: string) => id === empty && order.slice(0, order.indexOf(id)).includes(buy);
			return testsReport(order.map((id) => testResult(id, { outcome: isSpoilt(id) ? 'failed' : 'passed' })));
		}
	});
	await run();
	const figure = cell.getByRole('figure', { name: 'Shake' });
	await shows(figure, 'Shaken: 3 of 3 orders', '1 failed', 'Found in');
	await expect.element(figure.getByRole('button', { name: 'Replay with seed 2' })).toBeVisible();
	await hasRows(
		figure.getByRole('region', { name: 'Orders by tests' }),
		5,
		/Order of seed 2.*failed, 2 in order.*passed, the polluter, 1 in order/
	);
	await figure.getByRole('button', { name: 'Order of seed 2' }).click();
	const order = figure.getByRole('list', { name: 'Order of seed 2' });
	await expect.poll(() => items(order)).toBe(3);
	await shows(order, 'test_empty failed');
	unfold(figure);
	expect(await barriers(cell.element())).toEqual([]);
});

test('Mutants, of which one is left alive', async () => {
	await page.viewport(1000, 800);
	const spec = cellSpec('drawn', { kind: 'mutants', files: suite, measure: ['loan.py'] });
	const { cell, run } = stage([spec], {
		mutate: () => recorded('mutants'),
		runTests({ files }) {
			const isWrong = /return/.test(files['loan.py'] ?? '') && !files['loan.py']?.includes('amount <= 1000');
			return testsReport(
				TESTS.map((id, i) => testResult(id, { outcome: isWrong && i === 0 ? 'failed' : 'passed' }))
			);
		}
	});
	await run();
	const figure = cell.getByRole('figure', { name: 'Mutants' });
	await shows(figure, '6 of 7 caught');
	const mutants = figure.getByRole('list');
	await expect.poll(() => items(mutants)).toBe(7);
	await shows(mutants.getByRole('listitem').first(), /^alive.*every test still passes/);
	await expect.element(mutants.getByRole('button', { name: 'loan.py, line 3' })).toBeVisible();
	await shows(mutants, 'by test_buy');
	expect(await barriers(cell.element())).toEqual([]);
});

/** What a cell gives, without a picture. */
const GIVEN: [report: string, reads: (output: Locator) => Promise<void>][] = [
	['cell-text', (output) => shows(output, '42')],
	[
		'cell-table',
		(output) => hasRows(output.getByRole('region', { name: /value as a table$/ }), 3, /^Bo 4\.5/)
	],
	[
		'cell-long',
		async (output) => {
			const save = output.getByRole('button', { name: 'Save the whole table as CSV (1 row)' });
			await expect.element(save).toBeVisible();
		}
	],
	['cell-svg', (output) => shows(output, 'The SVG that it made, of 6 characters, is not drawn', 'dot')],
	['cell-exited', (output) => shows(output, 'The program ended itself (SystemExit).')],
	[
		'cell-raised',
		async (output) => {
			await shows(
				output.getByRole('alert'),
				'Something is divided by zero here',
				'ZeroDivisionError: division by zero'
			);
			expect(items(output.getByRole('list'))).toBe(2);
			await expect.element(output.getByRole('button', { name: 'cell.py, line 2' })).toBeVisible();
		}
	],
	[
		'cell-unreadable',
		(output) =>
			shows(output.getByRole('alert'), "Python cannot read this line: expected ':'", 'cell.py, line 2')
	]
];

test.each(GIVEN)('what a cell gives, of %s', async (report, reads) => {
	await page.viewport(1000, 800);
	const cell = await ran(report);
	const output = cell.getByRole('log');
	await expect.element(output).not.toBeEmptyDOMElement();
	await reads(output);
	unfold(output);
	expect(await barriers(cell.element())).toEqual([]);
});

test('all that was recorded is drawn here', () => {
	const drawn = [...FIGURES.map(({ report }) => report), ...GIVEN.map(([report]) => report), 'mutants'];
	// What Python says of a run before it has ended.
	expect([...drawn, 'events'].sort()).toEqual(RECORDED.toSorted());
});
