// Pictures of a cell that is run more than once: beside the run before, under another seed, in another order, and at an address.
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cellReport, cellSpec, sourceFile, testResult, testsReport } from '#lib/project/fake-runtime';
import type { CellReport, TestsInput, TestsReport } from '#lib/runtime/protocol';
import { recorded, stage } from './stage';

test('tasks stand beside those of the run before, which keeps its own length', async () => {
	const [slow, fast] = [recorded<CellReport>('cell-tasks'), recorded<CellReport>('cell-tasks')];
	const { tasks } = fast.observed;
	if (!tasks) throw new Error('no tasks were recorded');
	tasks.stalls = [];
	const reports = [slow, fast];
	const { cell, run } = stage([cellSpec('twice')], { runCell: () => reports.shift() ?? fast });
	await run();
	const figure = cell.getByRole('figure', { name: 'Tasks' });
	await expect.element(figure.getByRole('region', { name: 'This run' })).toHaveTextContent('held up 1 s');
	await run();
	await expect
		.element(figure.getByRole('region', { name: 'The run before' }))
		.toHaveTextContent('held up 1 s');
	await expect.element(figure.getByRole('region', { name: 'This run' })).toHaveTextContent('held up 0 s');
	await expect.element(figure).toHaveTextContent('The run before took just as long, 1 s.');
});

test('a fixture’s row says how it was before', async () => {
	const [first, second] = [recorded<TestsReport>('tests-fixtures'), recorded<TestsReport>('tests-fixtures')];
	const { fixtures } = second.observed;
	if (!fixtures) throw new Error('no fixtures were recorded');
	// `wing` is set up for the first test alone.
	fixtures.lives = fixtures.lives.slice(0, 4);
	for (const one of fixtures.tests) one.used = one.used.filter((life) => life < 4);
	const reports = [first, second];
	const files = [sourceFile('test_it.py', 'def test_wing(wing): ...\n')];
	const { cell, run } = stage([cellSpec('twice', { kind: 'tests', files })], {
		runTests: () => reports.shift() ?? second
	});
	await run();
	const wing = cell.getByRole('figure', { name: 'Fixtures' }).getByRole('row', { name: /^wing/ });
	await expect.element(wing).toHaveTextContent('twice');
	await run();
	await expect.element(wing).toHaveTextContent('once');
	await expect.element(wing).toHaveTextContent('before: twice');
});

test('another seed is run from the picture, and the focus stays on what started it', async () => {
	const { cell, runtime, run, notebook } = stage([cellSpec('days', { seed: 7 })], {
		runCell: () => recorded('cell-incidents')
	});
	await run();
	const figure = cell.getByRole('figure', { name: 'Incidents: Two days' });
	await figure.getByRole('button', { name: 'Run seed 8' }).click();
	await expect.poll(() => runtime.inputs('runCell').map(({ stdin }) => stdin[0])).toEqual(['7', '8']);
	await expect.element(cell.getByRole('spinbutton', { name: 'Seed' })).toHaveValue(8);
	await expect.element(figure.getByRole('button', { name: 'Run seed 8' })).toHaveFocus();
	await figure.getByRole('button', { name: 'Link to this run' }).click();
	const link = new URL(await navigator.clipboard.readText());
	expect(link.searchParams.get('seed')).toBe('7');
	// Who opens it finds the seed in place, and nothing runs by itself.
	expect(notebook.follow(link, () => true)).toBeNull();
	await expect.element(cell.getByText('asks for the run of seed 7')).toBeVisible();
	await expect.element(cell.getByRole('spinbutton', { name: 'Seed' })).toHaveValue(7);
	expect(runtime.inputs('runCell')).toHaveLength(2);
});

const IDS = ['test_shop.py::test_buy', 'test_shop.py::test_empty', 'test_shop.py::test_sum'];

test('an order is run again where it stands, and its link leads back to it', async () => {
	const spec = cellSpec('orders', { kind: 'shake', seeds: 3, files: [sourceFile('test_shop.py', 'pass\n')] });
	const { cell, run, notebook, runtime } = stage([spec], {
		runTests({ seed, select }: TestsInput) {
			const order = select ?? (seed === 2 ? IDS : IDS.toReversed());
			const isSpoilt = (id: string) =>
				id.endsWith('empty') && order.indexOf(id) > order.indexOf(IDS[0] ?? '');
			return testsReport(
				order.map((id) =>
					testResult(id, { outcome: isSpoilt(id) && order.includes(IDS[0] ?? '') ? 'failed' : 'passed' })
				)
			);
		}
	});
	await run();
	const figure = cell.getByRole('figure', { name: 'Shake' });
	await figure.getByRole('button', { name: 'Replay with seed 2' }).click();
	await expect.element(figure.getByText(/as in the shake/)).toBeVisible();
	await expect.poll(() => figure.getByRole('row').length).toBe(5);

	await figure.getByRole('button', { name: 'Order of seed 3' }).click();
	await figure.getByRole('button', { name: 'Link to this order' }).click();
	await expect.element(figure.getByText(/is copied/)).toBeVisible();
	const ran = runtime.inputs('runTests').length;
	expect(notebook.follow(new URL(await navigator.clipboard.readText()), () => true)).toBeNull();
	await expect.element(cell.getByText('asks for the order of seed 3')).toBeVisible();
	await cell.getByRole('button', { name: 'Replay with seed 3' }).click();
	await expect.element(figure.getByRole('list', { name: 'Order of seed 3' })).toBeVisible();
	expect(
		runtime
			.inputs('runTests')
			.slice(ran)
			.map(({ seed }) => seed)
	).toContain(3);
});

test('what is printed again is drawn anew, so that it is read out and seen', async () => {
	const { cell, run } = stage([cellSpec('same')], {
		runCell(_, say) {
			say({ type: 'output', stream: 'stdout', text: 'the same\n' });
			return cellReport();
		}
	});
	await run();
	const line = cell.getByRole('log').getByText('the same');
	await expect.element(line).toBeVisible();
	const first = line.element();
	await run();
	await expect.poll(() => first.isConnected).toBe(false);
	await expect.element(line).toBeVisible();
});

test('a progress line is one line, colours are drawn, and what is copied has no escapes', async () => {
	const { cell, run } = stage([cellSpec('painted')], {
		runCell(_, say) {
			for (let n = 0; n <= 100; n++) say({ type: 'output', stream: 'stdout', text: `\r${n} %` });
			say({ type: 'output', stream: 'stdout', text: '\rdone\n\x1b[31mred\x1b[0m plain\n' });
			return cellReport();
		}
	});
	await run();
	const output = cell.getByRole('log');
	await expect.element(output.getByText('red', { exact: true })).toHaveStyle({ color: 'rgb(204, 0, 0)' });
	const box = output.element().querySelector('pre');
	if (!box) throw new Error('nothing was printed');
	getSelection()?.selectAllChildren(box);
	expect(getSelection()?.toString().trim()).toBe('done%\nred plain');
});

test('a call of a factory that raised says so', async () => {
	const report = recorded<CellReport>('cell-factories');
	const [made] = report.observed.factories?.calls ?? [];
	if (!made) throw new Error('no factory was recorded');
	made.raised = 'IntegrityError';
	const { cell, run } = stage([cellSpec('raised')], { runCell: () => report });
	await run();
	await expect
		.element(cell.getByRole('figure', { name: 'Factory tree' }))
		.toHaveTextContent('Item raised IntegrityError');
	await page.viewport(1000, 800);
});
