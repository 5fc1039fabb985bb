// What an instrument that draws two runs side by side may rely on: the run before the last one, whatever came between them.
import { expect, test } from 'vitest';
import type { Observed, TasksReport } from '#lib/runtime/protocol';
import { cellReport, cellSpec, FakeRuntime, sourceFile } from './fake-runtime';
import { FakeShelf } from './fake-shelf';
import { Notebook } from './notebook.svelte';

const tasks = (seconds: number): TasksReport => ({
	clock: 'virtual',
	seconds,
	tasks: [],
	stalls: [],
	cancellations: [],
	deadlines: [],
	forgotten: [],
	leftOut: { tasks: 0, stretches: 0, stalls: 0 }
});

function open(seen: (Observed | 'wait')[]) {
	const left = [...seen];
	const runtime = new FakeRuntime({
		runCell: () => {
			const observed = left.shift() ?? {};
			return observed === 'wait' ? 'wait' : cellReport({ observed });
		}
	});
	const spec = cellSpec('a', { clock: 'virtual', files: [sourceFile('a.py', '1')] });
	const notebook = new Notebook({ lesson: 'lesson', cells: [spec], runtime, shelf: new FakeShelf() });
	return { notebook, runtime, cell: notebook.cell('a') };
}

test('the run before is kept beside the last one', async () => {
	const { notebook, cell } = open([{ tasks: tasks(1) }, { tasks: tasks(2) }, { tasks: tasks(3) }]);
	await notebook.run(cell);
	expect(cell.live.before).toBeNull();
	await notebook.run(cell);
	expect(cell.live.before?.observed.tasks?.seconds).toBe(1);
	await notebook.run(cell);
	expect(cell.live.before?.observed.tasks?.seconds).toBe(2);
});

test('a run that was stopped is no run before', async () => {
	const { notebook, cell } = open([{ tasks: tasks(1) }, 'wait', { tasks: tasks(3) }]);
	await notebook.run(cell);
	const stopped = notebook.run(cell);
	notebook.stop(cell);
	await stopped;
	await notebook.run(cell);
	expect(cell.live.before?.observed.tasks?.seconds).toBe(1);
});

test("a cell runs on the author's clock until the reader switches it", async () => {
	const { notebook, cell, runtime } = open([]);
	await notebook.run(cell);
	cell.clock = 'real';
	await notebook.run(cell);
	expect(runtime.inputs('runCell').map(({ clock }) => clock)).toEqual(['virtual', 'real']);
});
