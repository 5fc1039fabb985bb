// What a reader may rely on from the cells of a lesson: the order of runs, what is stale, what stops what, and that texts stay.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CellSpec } from '#lib/content/types';
import {
	cellReport,
	cellSpec,
	FakeRuntime,
	raised,
	sourceFile,
	testResult,
	testsReport,
	type FakeAnswers
} from '#lib/project/fake-runtime';
import { SHOWN_AFTER } from '#lib/runtime/shown-after';
import { FakeShelf, textRecord } from '#lib/project/fake-shelf';
import { Notebook } from './notebook.svelte';
import { investigationOf } from './investigation';
import { Shake } from './shake.svelte';

function open(
	cells: CellSpec[],
	answers: FakeAnswers = { runCell: () => cellReport() },
	shelf = new FakeShelf()
) {
	const runtime = new FakeRuntime(answers);
	const notebook = new Notebook({ lesson: 'lesson', cells, runtime, shelf, investigationOf });
	const stale = () => notebook.cells.map((cell) => cell.staleness);
	const states = () => notebook.cells.map((cell) => cell.live.state.kind);
	const ran = () => runtime.inputs('runCell').map((input) => input.id);
	return { notebook, runtime, shelf, stale, states, ran, cell: (id: string) => notebook.cell(id) };
}
/** Lets the time go by after which a run that is under way is shown. */
const untilShown = () => vi.advanceTimersByTimeAsync(SHOWN_AFTER);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const abc = () => ['a', 'b', 'c'].map((id) => cellSpec(id));

describe('a name that was not found', () => {
	const cells = () => [
		cellSpec('rows', { files: [sourceFile('rows.py', 'rows = [1]')] }),
		cellSpec('tested', { kind: 'tests', files: [sourceFile('test_it.py', 'rows = [2]')] }),
		cellSpec('total', { files: [sourceFile('total.py', 'total = sum(rows)')] })
	];
	const missing = {
		runCell: ({ id }: { id: string }) =>
			id === 'total' ? raised('NameError', "name 'rows' is not defined") : cellReport()
	};

	test('is told with the cell above that gives it, while that has not run', async () => {
		const { notebook, cell, ran } = open(cells(), missing);
		expect(notebook.unrunAbove(cell('total'))).toBeNull();
		await notebook.run(cell('total'));
		expect(notebook.unrunAbove(cell('total'))).toEqual({ name: 'rows', above: cell('rows'), before: false });
		await notebook.runFromAbove(cell('total'));
		expect(ran()).toEqual(['total', 'rows', 'total']);
		expect(notebook.unrunAbove(cell('total'))).toBeNull();
		await notebook.restart();
		await notebook.run(cell('total'));
		expect(notebook.unrunAbove(cell('total'))).toEqual({ name: 'rows', above: cell('rows'), before: true });
	});

	test('is not told where the reader has taken it out above', async () => {
		const { notebook, cell } = open(cells(), missing);
		cell('rows').workspace.files[0]?.type('columns = [1]');
		await notebook.run(cell('total'));
		expect(notebook.unrunAbove(cell('total'))).toBeNull();
	});

	test('the cells above end at the first that fails, and it is said which', async () => {
		const { notebook, cell, ran } = open(cells(), { runCell: () => raised('ValueError') });
		await notebook.runFromAbove(cell('total'));
		expect(ran()).toEqual(['rows']);
		expect(notebook.notice).toBe('Running the cells above ended at “rows”, as it ended in an error.');
	});
});

describe('the queue', () => {
	test('one cell runs at a time, in the order asked', async () => {
		const { notebook, cell, states, ran } = open(abc(), {
			runCell: ({ id }) => (id === 'c' ? 'wait' : cellReport())
		});
		const runs = [notebook.run(cell('c')), notebook.run(cell('a')), notebook.run(cell('b'))];
		await untilShown();
		expect(states()).toEqual(['queued', 'queued', 'running']);
		expect(ran()).toEqual(['c']);
		notebook.stop(cell('c'));
		await Promise.all(runs);
		expect(ran()).toEqual(['c', 'a', 'b']);
	});

	test('asking twice is asking once', async () => {
		const { notebook, cell, ran } = open(abc(), { runCell: () => 'wait' });
		void notebook.run(cell('a'));
		void notebook.run(cell('a'));
		expect(ran()).toEqual(['a']);
	});

	test('Stop takes a waiting cell out, and leaves what it showed', async () => {
		const { notebook, cell, states, ran } = open(abc(), {
			runCell: ({ id }) => (id === 'a' ? 'wait' : cellReport())
		});
		await notebook.run(cell('b'));
		void notebook.run(cell('a'));
		const waiting = notebook.run(cell('b'));
		await untilShown();
		expect(states()).toEqual(['running', 'queued', 'idle']);
		notebook.stop(cell('b'));
		expect(await waiting).toBe('stopped');
		expect(states()).toEqual(['running', 'done', 'idle']);
		expect(ran()).toEqual(['b', 'a']);
	});

	test('a cell takes its text when it starts, not when it was asked for', async () => {
		const { notebook, cell, runtime } = open(abc(), {
			runCell: ({ id }) => (id === 'a' ? 'wait' : cellReport())
		});
		void notebook.run(cell('a'));
		const second = notebook.run(cell('b'));
		cell('b').workspace.files[0]?.type('changed while it waited');
		notebook.stop(cell('a'));
		await second;
		expect(runtime.inputs('runCell')[1]?.code).toBe('changed while it waited');
	});
});

describe('the address of a shake', () => {
	test('puts its seed in place, in its cell alone, and runs nothing', () => {
		const { notebook, runtime } = open([cellSpec('a', { kind: 'shake' }), cellSpec('b', { kind: 'shake' })]);
		const address = { search: '?cell=b&seed=7', hash: '#cell-b' };
		expect(notebook.follow(address, () => true)).toBeNull();
		const planned = notebook.cells.map(({ investigation }) =>
			investigation instanceof Shake ? [investigation.firstSeed, investigation.seeds] : null
		);
		expect(planned).toEqual([
			[1, 20],
			[7, 1]
		]);
		expect(runtime.calls).toEqual([]);
	});

	test('that leads nowhere gets a sentence, and changes nothing', () => {
		const { notebook } = open([cellSpec('a', { kind: 'shake' })]);
		const address = { search: '?cell=c&seed=7', hash: '' };
		expect(notebook.follow(address, () => true)).toContain('the cell “c”, which cannot be shaken here');
		expect(notebook.cell('a').investigation).toMatchObject({ firstSeed: 1, seeds: 20 });
	});
});

describe('Run all', () => {
	test('runs every cell in order, hermetic ones too', async () => {
		const cells = [cellSpec('a'), cellSpec('t', { kind: 'tests' }), cellSpec('b')];
		const { notebook, runtime } = open(cells, {
			runCell: () => cellReport(),
			runTests: () => testsReport([testResult('test_a.py::test_x', { outcome: 'failed' })])
		});
		await notebook.runAll();
		expect(runtime.calls.map(({ name }) => name)).toEqual(['runCell', 'runTests', 'runCell']);
		expect(notebook.notice).toBeNull();
	});

	test.each<[string, Partial<CellSpec>, string | null, string[]]>([
		['goes on after an error that the lesson means', { raises: 'ValueError' }, 'ValueError', ['a', 'b', 'c']],
		['goes on where the class is one of the reader’s', { raises: 'Oops' }, 'shop.Oops', ['a', 'b', 'c']],
		['stops at an error that it does not mean', {}, 'ValueError', ['a', 'b']],
		['stops at another error than the one meant', { raises: 'ValueError' }, 'TypeError', ['a', 'b']],
		['stops where an error was meant and none came', { raises: 'ValueError' }, null, ['a', 'b']]
	])('%s', async (_, spec, type, ranCells) => {
		const { notebook, ran } = open([cellSpec('a'), cellSpec('b', spec), cellSpec('c')], {
			runCell: ({ id }) => (id === 'b' && type !== null ? raised(type) : cellReport())
		});
		await notebook.runAll();
		expect(ran()).toEqual(ranCells);
		expect(notebook.notice === null).toBe(ranCells.includes('c'));
		expect(notebook.isBusy).toBe(false);
	});

	test('says where it ended', async () => {
		const { notebook } = open(abc(), {
			runCell: ({ id }) => (id === 'a' ? raised('NameError') : cellReport())
		});
		await notebook.runAll();
		expect(notebook.notice).toBe('Run all ended at “a”, as it ended in an error.');
	});

	test('Stop ends all of it', async () => {
		const { notebook, cell, states } = open(abc(), { runCell: () => 'wait' });
		const all = notebook.runAll();
		notebook.stop(cell('a'));
		await all;
		expect(states()).toEqual(['done', 'idle', 'idle']);
		expect(notebook.notice).toMatch(/it was stopped/);
	});

	test('Stop of a cell that waits in it ends it there', async () => {
		const { notebook, cell, states, ran } = open(abc(), { runCell: () => 'wait' });
		const all = notebook.runAll();
		notebook.stop(cell('b'));
		notebook.stop(cell('a'));
		await all;
		expect(states()).toEqual(['done', 'idle', 'idle']);
		expect(ran()).toEqual(['a']);
	});

	test('that stops does not take along a cell that was asked for by itself', async () => {
		let isFirst = true;
		const { notebook, cell, ran } = open(abc(), {
			runCell: ({ id }) => {
				if (id !== 'b') return cellReport();
				if (isFirst) void notebook.run(cell('a'));
				isFirst = false;
				return raised('NameError');
			}
		});
		await notebook.runAll();
		expect(ran()).toEqual(['a', 'b', 'a']);
	});

	test('waits for nothing, and does nothing, while a cell runs', async () => {
		const { notebook, cell, states } = open(abc(), { runCell: () => 'wait' });
		void notebook.run(cell('c'));
		await notebook.runAll();
		await untilShown();
		expect(states()).toEqual(['idle', 'idle', 'running']);
	});

	test('leaves nothing stale', async () => {
		const { notebook, stale } = open(abc());
		await notebook.runAll();
		await notebook.runAll();
		expect(stale()).toEqual([null, null, null]);
	});
});

describe('what is stale', () => {
	test('nothing before it has run', () => {
		const { cell, stale } = open(abc());
		cell('a').workspace.files[0]?.type('x');
		expect(stale()).toEqual([null, null, null]);
	});

	test('a cell edited since its run, and every later cell; typing it back mends both', async () => {
		const { notebook, cell, stale } = open(abc());
		await notebook.runAll();
		cell('b').workspace.files[0]?.type('x = 2');
		expect(stale()).toEqual([null, 'edited', 'earlier-changed']);
		cell('b').workspace.files[0]?.type('print("b")');
		expect(stale()).toEqual([null, null, null]);
	});

	test('later cells once an earlier one has run again', async () => {
		const { notebook, cell, stale } = open(abc());
		await notebook.runAll();
		await notebook.run(cell('b'));
		expect(stale()).toEqual([null, null, 'earlier-changed']);
	});

	test('a cell that ran on the other machine, until it runs on this one or the switch goes back', async () => {
		const machine = sourceFile('developer.py', 'leave()');
		const { notebook, cell, stale, runtime } = open([cellSpec('t', { kind: 'tests', machine })], {
			runTests: () => testsReport([testResult('t.py::test_a')])
		});
		cell('t').workspace.machine.isFresh = true;
		expect(stale()).toEqual([null]);
		cell('t').workspace.machine.isFresh = false;
		await notebook.run(cell('t'));
		cell('t').workspace.machine.isFresh = true;
		expect(stale()).toEqual(['other-machine']);
		cell('t').workspace.machine.isFresh = false;
		expect(stale()).toEqual([null]);
		cell('t').workspace.machine.isFresh = true;
		await notebook.run(cell('t'));
		expect(stale()).toEqual([null]);
		const developers = { file: 'developer.py', source: 'leave()' };
		expect(runtime.inputs('runTests').map((input) => input.machine)).toEqual([developers, null]);
	});

	test('never a hermetic cell, for what others do', async () => {
		const { notebook, cell, stale } = open([cellSpec('a'), cellSpec('t', { kind: 'tests' })], {
			runCell: () => cellReport(),
			runTests: () => testsReport([])
		});
		await notebook.runAll();
		await notebook.run(cell('a'));
		await notebook.restart();
		expect(stale()).toEqual(['restarted', null]);
	});

	test('all shared cells after a restart, until each has run again', async () => {
		const { notebook, runtime, cell, stale } = open(abc());
		await notebook.runAll();
		await notebook.restart();
		expect(runtime.restarts).toBe(1);
		expect(stale()).toEqual(['restarted', 'restarted', 'restarted']);
		expect(notebook.notice).toMatch(/restarted/);
		await notebook.run(cell('a'));
		expect(stale()).toEqual([null, 'restarted', 'restarted']);
	});
});

describe('the whole of what is shown in part', () => {
	const file = { kind: 'file', bytes: new ArrayBuffer(3) } as const;

	test('comes from Python', async () => {
		const { notebook, runtime, cell } = open(abc(), {
			runCell: () => cellReport(),
			whole: () => ({ kind: 'done', report: file })
		});
		await notebook.run(cell('a'));
		expect(await notebook.whole(cell('a'), 7)).toEqual(file);
		expect(runtime.inputs('whole')).toEqual([{ kept: 7 }]);
	});

	test('is gone after a restart, and nothing is started to find that out', async () => {
		const { notebook, runtime, cell } = open(abc(), {
			runCell: () => cellReport(),
			whole: () => ({ kind: 'done', report: file })
		});
		await notebook.run(cell('a'));
		await notebook.restart();
		expect(await notebook.whole(cell('a'), 7)).toEqual({ kind: 'gone' });
		expect(runtime.inputs('whole')).toEqual([]);
		await notebook.run(cell('a'));
		expect(await notebook.whole(cell('a'), 8)).toEqual(file);
	});

	test('that takes Python down with it says what is lost', async () => {
		const { notebook, cell, stale } = open(abc(), {
			runCell: () => cellReport(),
			whole: () => ({ kind: 'out-of-time', seconds: 60, lost: true })
		});
		await notebook.run(cell('a'));
		const end = await notebook.whole(cell('a'), 7);
		expect(end).toMatchObject({ kind: 'none', says: expect.stringMatching(/after 60 seconds/) });
		expect(stale()[0]).toBe('lost');
		expect(notebook.notice).toMatch(/while it wrote a file/);
	});
});

describe('a lost interpreter', () => {
	test.each<[string, FakeAnswers['runCell']]>([
		['stopped', () => ({ kind: 'stopped', lost: true })],
		['out of time', () => ({ kind: 'out-of-time', seconds: 10, lost: true })],
		['crashed', () => ({ kind: 'crashed', message: 'the stack ran over' })]
	])('%s: earlier cells are stale, and one sentence says so until they have run again', async (_, end) => {
		const { notebook, cell, stale } = open(abc(), {
			runCell: (input, say) => (input.id === 'c' && end ? end(input, say) : cellReport())
		});
		await notebook.run(cell('a'));
		await notebook.run(cell('b'));
		expect(await notebook.run(cell('c'))).toBe('lost');
		expect(stale().slice(0, 2)).toEqual(['lost', 'lost']);
		expect(notebook.notice).toMatch(/Python had to be started afresh when “c” was ended/);
		await notebook.run(cell('a'));
		expect(notebook.notice).not.toBeNull();
		await notebook.run(cell('b'));
		expect(stale().slice(0, 2)).toEqual([null, null]);
	});

	test('a stop that kept it leaves the others as they are', async () => {
		const { notebook, cell, stale } = open(abc(), {
			runCell: ({ id }) => (id === 'b' ? { kind: 'stopped' } : cellReport())
		});
		await notebook.run(cell('a'));
		await notebook.run(cell('b'));
		expect(stale()[0]).toBeNull();
		expect(notebook.notice).toBeNull();
	});

	test('a restart during a run is told as a restart', async () => {
		const { notebook, runtime, cell, stale } = open(abc(), {
			runCell: ({ id }) => (id === 'b' ? 'wait' : cellReport())
		});
		runtime.losesOnStop = true;
		await notebook.run(cell('a'));
		const run = notebook.run(cell('b'));
		await notebook.restart();
		await run;
		expect(stale()[0]).toBe('restarted');
		expect(notebook.notice).toMatch(/has been restarted/);
	});
});

describe('texts', () => {
	test('are kept by lesson, cell and file', () => {
		const { cell, shelf } = open([
			cellSpec('a', { files: [sourceFile('a.py', ''), sourceFile('b.py', '')] })
		]);
		cell('a').workspace.files[1]?.type('mine');
		expect(shelf.texts).toEqual([['lesson/a/b.py', 'mine']]);
	});

	test('come back, but not over what was typed meanwhile', async () => {
		const shelf = new FakeShelf({
			texts: { 'lesson/a/a.py': textRecord('kept a'), 'lesson/b/b.py': textRecord('kept b') }
		});
		const { notebook, cell } = open(abc(), {}, shelf);
		cell('b').workspace.files[0]?.type('typed at once');
		await notebook.restore();
		expect(notebook.cells.map(({ workspace }) => workspace.files[0]?.text)).toEqual([
			'kept a',
			'typed at once',
			'print("c")'
		]);
	});

	test('Reset has a way back, which a keystroke closes', () => {
		const { cell, shelf } = open(abc());
		const a = cell('a').workspace;
		a.files[0]?.type('mine');
		a.place.reset();
		expect(a.files[0]?.text).toBe('print("a")');
		expect(a.place.canUndo).toBe(true);
		a.place.undo();
		expect(a.files[0]?.text).toBe('mine');
		expect(shelf.texts.at(-1)).toEqual(['lesson/a/a.py', 'mine']);
		a.place.reset();
		a.files[0]?.type('new');
		expect(a.place.canUndo).toBe(false);
	});

	test('of read-only files cannot be changed', () => {
		const { cell } = open([cellSpec('a', { files: [sourceFile('a.py', 'given', true)] })]);
		cell('a').workspace.files[0]?.type('x');
		expect(cell('a').workspace.files[0]?.text).toBe('given');
	});

	test('are highlighted as built only while they are the author’s', () => {
		const { cell } = open(abc());
		const [file] = cell('a').workspace.files;
		file?.type('mine');
		expect(file?.html).toBeNull();
		file?.reset();
		expect(file?.html).not.toBeNull();
	});
});

test('leaving the page ends what runs and leaves no variables behind', async () => {
	const { notebook, runtime, cell } = open(abc(), { runCell: () => 'wait' });
	const run = notebook.run(cell('a'));
	notebook.close();
	expect(await run).toBe('stopped');
	expect(runtime.restarts).toBe(1);
});

test('what a cell hands to Python', async () => {
	const spec = cellSpec('a', {
		files: [sourceFile('a.py', 'import b'), sourceFile('b.py', 'x = 1')],
		stdin: ['7'],
		seconds: 3
	});
	const { notebook, runtime, cell } = open([spec]);
	await notebook.run(cell('a'));
	expect(runtime.calls).toEqual([
		{
			name: 'runCell',
			seconds: 3,
			input: {
				id: 'a',
				filename: 'a.py',
				code: 'import b',
				files: { 'b.py': 'x = 1' },
				stdin: ['7'],
				probes: []
			}
		}
	]);
});

test.each(['real', 'virtual'] as const)('a cell whose clock can be chosen names it: %s', async (clock) => {
	const { notebook, runtime, cell } = open([
		cellSpec('a', { clock: 'virtual', files: [sourceFile('a.py', '1')] })
	]);
	cell('a').workspace.clock = clock;
	await notebook.run(cell('a'));
	expect(runtime.inputs('runCell')).toMatchObject([{ clock }]);
});

describe('arguments for pytest', () => {
	const tests = (args: string | null) =>
		open([cellSpec('a', { kind: 'tests', args, files: [sourceFile('test_a.py', '')] })], {
			runTests: () => testsReport([])
		});

	test('go to pytest word by word, after the one that undoes the quiet', async () => {
		const { notebook, cell, runtime } = tests("-k 'small or large' -x");
		expect(await notebook.run(cell('a'))).toBe('good');
		expect(runtime.inputs('runTests')[0]?.args).toEqual(['-v', '-k', 'small or large', '-x']);
	});

	test('are none where the lesson asks for none', async () => {
		const { notebook, cell, runtime } = tests(null);
		await notebook.run(cell('a'));
		expect(cell('a').workspace.args).toBeNull();
		expect(runtime.inputs('runTests')[0]?.args).toEqual([]);
	});

	test('that cannot be read stop pytest from being called, and say why', async () => {
		const { notebook, cell, runtime } = tests('-q');
		await notebook.run(cell('a'));
		cell('a').workspace.args?.type("-k 'small");
		expect(await notebook.run(cell('a'))).toBe('failed');
		expect(runtime.inputs('runTests')).toHaveLength(1);
		expect(cell('a').workspace.argsTrouble).toBe('No closing quotation');
		expect(cell('a').live.state.kind).toBe('done');
	});

	test('that were changed make what is shown stale, are kept, and go back with a reset', async () => {
		const { notebook, cell, stale, shelf } = tests('-q');
		await notebook.run(cell('a'));
		cell('a').workspace.args?.type('-x');
		expect(stale()).toEqual(['edited']);
		expect(shelf.texts).toEqual([['lesson/a/pytest arguments', '-x']]);
		cell('a').workspace.place.reset();
		expect([cell('a').workspace.args?.text, stale()]).toEqual(['-q', [null]]);
		cell('a').workspace.place.undo();
		expect(cell('a').workspace.args?.text).toBe('-x');
	});

	test('come back with the reader', async () => {
		const shelf = new FakeShelf({ texts: { 'lesson/a/pytest arguments': textRecord('-x') } });
		const { notebook, cell } = open(
			[cellSpec('a', { kind: 'tests', args: '-q', files: [sourceFile('test_a.py', '')] })],
			{},
			shelf
		);
		await notebook.restore();
		expect(cell('a').workspace.args?.text).toBe('-x');
	});
});
