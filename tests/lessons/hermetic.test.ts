// What a hermetic run leaves behind must not reach the next, and no program may end more than its own run: in real Pyodide.
import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { testsInput } from '#lib/project/run-plan';
import { nodeRuntime } from '#lib/runtime/node/runtime';
import type { Calls, Files, RunEvent } from '#lib/runtime/protocol';

const runtime = nodeRuntime(['tests']);
afterAll(() => runtime.close());

const cell = (code: string, seconds = 20) =>
	runtime.call(
		'runCell',
		{ id: 'cell', filename: 'cell.py', code, files: {}, stdin: [], probes: [] },
		{ seconds }
	).ended;

async function tests(files: Files, more: Partial<Calls['runTests']['input']> = {}) {
	const ended = await runtime.call('runTests', testsInput(files, more), { seconds: 20 }).ended;
	if (ended.kind !== 'done') throw new Error(`the run ended as ${JSON.stringify(ended)}`);
	return ended.report;
}

/** Runs one test body and says how each went. */
async function body(code: string): Promise<string[]> {
	const report = await tests({ 'test_it.py': `def test_it():\n${code.replace(/^/gm, '    ')}\n` });
	return report.tests.map(({ outcome, exception }) =>
		[outcome, exception?.type, exception?.message].filter(Boolean).join(' ')
	);
}

describe('nothing leaks from one hermetic run into the next', () => {
	it.each([
		['a module’s globals', 'import json; json.leak = 1', 'import json; assert not hasattr(json, "leak")'],
		['the environment', 'import os; os.environ["LEAK"] = "1"', 'import os; assert "LEAK" not in os.environ'],
		['the working directory', 'import os; os.chdir("/")', 'import os; assert os.getcwd() == "/home/reader"'],
		[
			'files in /tmp',
			'open("/tmp/leak", "w").write("x")',
			'import os; assert not os.path.exists("/tmp/leak")'
		],
		[
			'folders nobody may enter',
			'import os; os.makedirs("/tmp/a/b"); os.chmod("/tmp/a", 0)',
			'import os; assert not os.path.lexists("/tmp/a")'
		],
		['builtins', 'import builtins; builtins.len = lambda x: 7', 'assert len([]) == 0'],
		['sys.path', 'import sys; sys.path.insert(0, "/leak")', 'import sys; assert "/leak" not in sys.path'],
		['sys.modules', 'import sys; sys.modules.clear()', 'import json; assert json.dumps(1) == "1"'],
		[
			'open files',
			'import os; leak = [os.open("/tmp/f", os.O_CREAT) for _ in range(40)]',
			'import os; assert os.open("/tmp/g", os.O_CREAT) < 40'
		],
		[
			'closed standard files',
			'import os; os.close(1); os.close(2)',
			'import os; assert os.write(1, b"x") == 1'
		],
		[
			'the recursion limit',
			'import sys; sys.setrecursionlimit(50_000)',
			'import sys; assert sys.getrecursionlimit() < 50_000'
		],
		[
			'logging handlers',
			'import logging; logging.disable()',
			'import logging; assert logging.root.manager.disable == 0'
		],
		[
			'the random seed',
			'import random; random.seed(1)',
			'import random; assert random.random() != random.Random(1).random()'
		]
	])('%s', async (_what, leak, look) => {
		await body(leak);
		expect(await body(look)).toEqual(['passed']);
	});

	it('chance is new each time', async () => {
		const seen = new Set<string>();
		for (let run = 0; run < 5; run++)
			seen.add((await body('import random; assert random.random() is None')).join());
		expect(seen.size).toBe(5);
	});

	it('an interpreter whose library was changed is not used again', async () => {
		await body('import pytest\nwith open(pytest.__file__, "ab") as file: file.write(b"spoilt")');
		expect(await body('assert True')).toEqual(['passed']);
	});

	it('many runs, with much memory used in between, end alike', async () => {
		for (let run = 0; run < 12; run++) {
			await body('big = bytearray(30_000_000)');
			expect(await body('assert sum(range(10)) == 45')).toEqual(['passed']);
		}
	});
});

describe('deep recursion is Python’s own error, under pytest too', () => {
	const kinds = [
		['a plain function', 'def f(): f()\nf()'],
		['__eq__', 'class A:\n    def __eq__(self, other): return self == other\nA() == A()'],
		['repr of a nested list', 'deep = []\nfor _ in range(100_000): deep = [deep]\nrepr(deep)'],
		['json.loads', 'import json\njson.loads("[" * 100_000)'],
		['sorted with a key', 'def f(x): return sorted([x], key=f)\nf(1)'],
		['__getattr__', 'class A:\n    def __getattr__(self, name): return getattr(self, name + "x")\nA().x']
	] as const;

	it.each(kinds)('%s, in a cell', async (_what, code) => {
		await cell('kept = 1');
		expect(await cell(code)).toMatchObject({
			kind: 'done',
			report: { exception: { type: 'RecursionError' } }
		});
		expect(await cell('kept')).toMatchObject({ kind: 'done', report: { value: { text: '1' } } });
	});

	it.each(kinds)('%s, in a test', async (_what, code) => {
		expect((await body(code))[0]).toMatch(/^failed RecursionError/);
	});
});

describe('whatever a program does, the next one runs', () => {
	it.each([
		['os._exit', 'import os\nos._exit(3)', 'crashed'],
		['os.abort', 'import os\nos.abort()', 'crashed'],
		['a loop without end', 'while True: pass', 'out-of-time']
	])('%s', async (_what, code, kind) => {
		expect(await cell(code, 2)).toMatchObject({ kind });
		expect(await cell('6 * 7')).toMatchObject({ kind: 'done', report: { value: { text: '42' } } });
	});

	it.each([
		['sys.exit', 'import sys\nsys.exit(0)', { ended: 'exited' }],
		['os.fork', 'import os\nos.fork()', { ended: 'raised' }],
		['js', 'import js', { exception: { type: 'ModuleNotFoundError' } }],
		['pyodide_js', 'import pyodide_js', { exception: { type: 'ModuleNotFoundError' } }]
	])('%s does not end the interpreter', async (_what, code, report) => {
		await cell('kept = 2');
		expect(await cell(code)).toMatchObject({ kind: 'done', report });
		expect(await cell('kept')).toMatchObject({ report: { value: { text: '2' } } });
	});
});

describe('a hermetic run does only what is its own', () => {
	it('no archive of the library is read anew, whatever files the project has', async () => {
		let printed = '';
		const code = 'import zipimport\nprint(sorted(zipimport._zip_directory_cache))\n';
		const input = { entry: 'main.py', files: { 'main.py': code }, stdin: [], probes: [] };
		const onEvent = (event: RunEvent) => (printed += event.type === 'output' ? event.text : '');
		await runtime.call('runProgram', input, { seconds: 20, onEvent }).ended;
		expect(printed).toContain('/lib/python314.zip');
	});

	it('a collection looks at what the run has made, not at what was there before', async () => {
		const code = 'import gc\nassert "_Part" not in {type(one).__name__ for one in gc.get_objects()}';
		expect(await body(code)).toEqual(['passed']);
	});
});

describe('after Restart the next run ends, whatever the cells have done to Python', () => {
	it.each([
		['every built-in is gone', 'import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)'],
		[
			'json answers null, and the library with it',
			'import json, re, ast, io, traceback\njson.dumps = json.loads = re.compile = ast.parse = io.StringIO = lambda *a, **k: "null"\n' +
				'traceback.TracebackException.format = json.JSONEncoder.encode = None'
		],
		[
			'the classroom itself is patched',
			'from classroom import bridge, cells, streams\nbridge.call = cells.Cells.run = streams.Pipe.push = lambda *a, **k: "null"\n' +
				'bridge._classroom.emit = bridge._classroom.handlers = None'
		]
	])(
		'%s',
		async (_what, code) => {
			const kinds = [(await cell(code)).kind, (await cell('print(len([1]))')).kind];
			expect(kinds.filter((kind) => kind !== 'done' && kind !== 'crashed')).toEqual([]);
			await runtime.restart();
			expect(await cell('print(len([1]))\n[1, {"a": 2}]')).toMatchObject({
				kind: 'done',
				report: { ended: 'ok', exception: null }
			});
		},
		120_000
	);
});

describe.skipIf(availableParallelism() < 2)('in two lanes', () => {
	const two = nodeRuntime(['tests'], { interrupts: true, lanes: 2 });
	afterAll(() => two.close());
	const program = (code: string, onEvent?: (event: RunEvent) => void) =>
		two.call(
			'runProgram',
			{ entry: 'main.py', files: { 'main.py': code }, stdin: [], probes: [] },
			{ seconds: 60, ...(onEvent ? { onEvent } : {}) }
		);

	it('a run does not wait for one that goes on, and neither has files of the other', async () => {
		let begin = () => {};
		const begun = new Promise<void>((resolve) => (begin = resolve));
		const endless = program('open("one.txt", "w").close()\nprint("begun")\nwhile True: pass', begin);
		await begun;
		let printed = '';
		const beside = program('import os\nprint(os.listdir())', (event) => {
			if (event.type === 'output') printed += event.text;
		});
		expect(await beside.ended).toMatchObject({ kind: 'done', report: { ended: 'ok' } });
		expect(printed).toBe("['main.py']\n");
		endless.stop();
		expect(await endless.ended).toMatchObject({ kind: 'stopped' });
	});
});
