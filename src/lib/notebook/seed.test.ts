// A cell that takes a seed: what it reads from `input()`, when it is stale, and what an address asks of it.
import { describe, expect, test } from 'vitest';
import type { CellSpec } from '#lib/content/types';
import type { IncidentDay, IncidentsReport } from '#lib/instruments/incidents/report';
import { answerOf } from '#lib/components/answers';
import { cellReport, cellSpec, FakeRuntime, sourceFile } from '#lib/project/fake-runtime';
import { FakeShelf } from '#lib/project/fake-shelf';
import { investigationOf } from './investigation';
import { Notebook } from './notebook.svelte';

function open(spec: Partial<CellSpec>, observed = {}) {
	const runtime = new FakeRuntime({ runCell: () => cellReport({ observed }) });
	const notebook = new Notebook({
		lesson: 'lesson',
		cells: [cellSpec('days', spec)],
		runtime,
		shelf: new FakeShelf(),
		investigationOf
	});
	const read = () => runtime.inputs('runCell').map(({ stdin }) => stdin);
	return { notebook, cell: notebook.cell('days'), read };
}

describe('a cell that takes a seed', () => {
	test('reads it first, and the prepared lines after it', async () => {
		const { notebook, cell, read } = open({ seed: 7, stdin: ['Ada'] });
		await notebook.run(cell);
		cell.seed = 12;
		await notebook.run(cell);
		expect(read()).toEqual([
			['7', 'Ada'],
			['12', 'Ada']
		]);
	});

	test.each([null, undefined, -1, 1.5, Number.NaN])(
		'runs under the author’s where the reader left %s',
		async (seed) => {
			const { notebook, cell, read } = open({ seed: 7 });
			cell.seed = seed;
			await notebook.run(cell);
			expect(read()).toEqual([['7']]);
		}
	);

	test('is stale from the change of its seed until it has run again', async () => {
		const { notebook, cell } = open({ seed: 7 });
		await notebook.run(cell);
		expect(cell.staleness).toBeNull();
		cell.seed = 8;
		expect(cell.staleness).toBe('edited');
		await notebook.run(cell);
		expect(cell.staleness).toBeNull();
	});

	test.each<[string, string, string[], boolean]>([
		['the seed alone', 'seed = int(input())', [], false],
		['the seed and a name', 'seed = int(input())\nname = input("Name: ")', [], true],
		['prepared lines', 'seed = int(input())', ['Ada'], true]
	])('has room for further lines where it reads %s', (_what, code, stdin, wants) => {
		const { cell } = open({ seed: 7, stdin, files: [sourceFile('days.py', code)] });
		expect(cell.wantsLines).toBe(wants);
	});

	test('has it put in place by an address, and does not run by itself', () => {
		const { notebook, cell, read } = open({ seed: 7 });
		expect(notebook.follow({ search: '?cell=days&seed=31', hash: '#cell-days' }, () => true)).toBeNull();
		expect(cell.seed).toBe(31);
		expect(read()).toEqual([]);
	});
});

test('a cell that takes none reads the prepared lines alone, and an address cannot give it one', async () => {
	const { notebook, cell, read } = open({ stdin: ['Ada'] });
	expect(notebook.follow({ search: '?cell=days&seed=31', hash: '' }, () => true)).toContain('cell “days”');
	await notebook.run(cell);
	expect(read()).toEqual([['Ada']]);
});

describe('how long until somebody knew', () => {
	const day = (number: number, page: IncidentDay['page']): IncidentDay => ({
		day: number,
		rate: 0.1,
		threshold: 0.05,
		page,
		lost: 0,
		notes: []
	});
	const report = (
		pages: Record<number, IncidentDay['page']>,
		incidents = [{ from: 10, to: 30, says: '' }]
	) => ({
		incidents: {
			histories: [
				{
					title: '',
					seed: 7,
					days: Array.from({ length: 30 }, (_, i) => day(i + 1, pages[i + 1] ?? 'none')),
					incidents,
					signals: []
				}
			],
			leftOut: 0,
			problem: null
		} satisfies IncidentsReport
	});

	test.each([
		['a page on its first day', report({ 10: 'heeded' }), 'within a week'],
		['a page on its seventh', report({ 16: 'heeded' }), 'within a week'],
		['a page on its eighth', report({ 16: 'unheeded', 17: 'heeded' }), 'later'],
		['pages that were left', report({ 12: 'unheeded' }), 'never'],
		['a page before it', report({ 9: 'heeded' }), 'never'],
		['no incident', report({ 9: 'heeded' }, []), null],
		['no chart', {}, null]
	])('%s', async (_what, observed, answer) => {
		const { notebook, cell } = open({}, observed);
		await notebook.run(cell);
		expect(answerOf(cell, 'incident-told')).toBe(answer);
	});
});
