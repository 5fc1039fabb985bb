// An interpreter from the build's image: what it can do before its library is there, what it does when it is asked for more, what it
// must not have kept from the build, and that a page without a usable image works all the same.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadPyodide } from 'pyodide';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { testsInput } from '#lib/project/run-plan';
import { pythonAssets, type Asset } from '#lib/runtime/assets';
import type { FromWorker, LibraryParts, RunEvent, ToWorker } from '#lib/runtime/protocol';
import { restoring } from '#lib/worker/restore';
import { serve, type Wire } from '#lib/worker/serve';

const root = path.resolve(import.meta.dirname, '../..');
const glue = path.join(path.dirname(createRequire(import.meta.url).resolve('pyodide')), 'pyodide.asm.mjs');
const { assets } = pythonAssets;
const fileOf = (asset: Asset) => path.join(root, 'static', asset.path);
const bytes = (asset: Asset): ArrayBuffer => Uint8Array.from(readFileSync(fileOf(asset))).buffer;

interface Images {
	boot: ArrayBuffer;
	warm: ArrayBuffer;
}
function warmImage(): ArrayBuffer {
	const asset = assets['warm.bin'];
	if (!asset) throw new Error('there is no image of a warm interpreter');
	return bytes(asset);
}

/** A worker in this thread, whose library comes when the test says so. */
async function start({
	boot = bytes(assets['boot.bin']),
	warm = warmImage(),
	soon = () => {}
}: Partial<Images & Pick<Wire, 'soon'>> = {}) {
	const said: FromWorker[] = [];
	let ask: (message: ToWorker) => void = () => {};
	let sendLibrary: (library: LibraryParts) => void = () => {};
	const library = new Promise<LibraryParts>((resolve) => (sendLibrary = resolve));
	const served = serve(
		{ post: (message) => said.push(message), listen: (listener) => (ask = listener), soon },
		{
			boot: Promise.resolve(boot),
			library,
			signal: null,
			load: async (options, from) => {
				const { default: createPyodideModule } = await import(glue);
				const how = 'image' in from ? restoring(from.image, from.held, createPyodideModule) : {};
				const all: unknown = {
					...options,
					stdLibURL: fileOf(assets['stdlib.zip']),
					fullStdLib: false,
					...how
				};
				return loadPyodide(all as Parameters<typeof loadPyodide>[0]);
			}
		}
	);
	const isSaid = (type: FromWorker['type']) => said.some((message) => message.type === type);
	let runs = 0;
	return {
		said,
		isSaid,
		until: async (type: FromWorker['type']) => {
			while (!isSaid(type)) await new Promise((resolve) => setTimeout(resolve, 5));
		},
		/** The library arrives, and a run that has waited for it is made. */
		arrive: async () => {
			const bundles = [assets['classroom.zip'], assets['tests.zip']].flatMap((asset) =>
				asset ? [bytes(asset)] : []
			);
			sendLibrary({ stdlib: bytes(assets['stdlib.zip']), bundles, warm });
			await served;
		},
		cell: (code: string) => {
			const from = said.length;
			const input = { id: 'a', filename: 'a.py', code, files: {}, stdin: [], probes: [] };
			ask({ call: 'runCell', run: ++runs, input });
			return () => printed(said.slice(from));
		},
		/** Runs a test with this body, strictly and hermetically, and says how it went. */
		test: (body: string) => {
			const text = `def test_it():\n${body.replace(/^/gm, '    ')}\n`;
			const files = { 'test_it.py': text };
			const from = said.length;
			ask({ call: 'runTests', run: ++runs, input: testsInput(files, { strict: true }) });
			return said
				.slice(from)
				.flatMap((message) =>
					message.type === 'done' && 'tests' in message.output ? message.output.tests : []
				)
				.map(({ outcome, exception }) => [outcome, exception?.message].filter(Boolean).join(': '))
				.join();
		}
	};
}

/** What was printed since the run was begun last, and how it ended. */
function printed(messages: FromWorker[]): string {
	const since = messages.map(({ type }) => type).lastIndexOf('again') + 1;
	const events = messages
		.slice(since)
		.flatMap((message): RunEvent[] => ('events' in message ? message.events : []));
	return events.map((event) => (event.type === 'output' ? event.text : '')).join('');
}

describe('before its library is there', () => {
	it('a cell runs, and a module that is asked for later in it makes the run wait', async () => {
		const worker = await start();
		await worker.until('ready');
		expect(worker.isSaid('whole')).toBe(false);
		expect(worker.cell('import json\nx = [1]\nprint(json.dumps(x))')()).toBe('[1]\n');

		const second = worker.cell(
			'x.append(2)\nprint("before")\ntry:\n    __import__("colorsys")\nexcept BaseException:\n    pass\nprint(x)'
		);
		expect(worker.isSaid('again')).toBe(true);
		await worker.arrive();
		// Appended once, though the run was made twice.
		expect(second()).toBe('before\n[1, 2]\n');
		expect(worker.cell('import pytest, xml.dom\nprint(x, "colorsys" in __import__("sys").modules)')()).toBe(
			'[1, 2] True\n'
		);
	});

	it('one that has had a moment goes back to before its first run, too', async () => {
		const worker = await start({ soon: (work) => work() });
		await worker.until('ready');
		const run = worker.cell('print("once")\n__import__("colorsys")');
		expect(worker.isSaid('again')).toBe(true);
		await worker.arrive();
		expect(run()).toBe('once\n');
	});

	it('the first run of all says so, where it comes at once, and a new worker is to make it', async () => {
		const worker = await start();
		await worker.until('ready');
		worker.cell('__import__("colorsys")');
		expect(worker.isSaid('too-early')).toBe(true);
	});
});

describe('what an image holds', () => {
	/** What a first output needs of the library. Each of these is in the bytes that every reader waits for: think before you add one. */
	const IMPORTED = `
		__future__ __main__ _collections_abc _colorize _frozen_importlib _frozen_importlib_external _opcode_metadata
		_py_warnings _pyodide _sitebuiltins _ssl _weakrefset abc annotationlib ast asyncio base64 bisect bz2 classroom codecs
		codeop collections compression concurrent contextlib contextvars copy copyreg dataclasses datetime dis email encodings
		enum fnmatch functools genericpath glob heapq importlib inspect io ipaddress json keyword linecache locale logging lzma
		ntpath opcode operator os pathlib posixpath pprint pyodide random re reprlib selectors shutil signal site socket sqlite3
		ssl stat string struct subprocess tempfile textwrap threading token tokenize traceback types typing warnings weakref
		zipfile zipimport`;

	it('no more of the library than this', async () => {
		const worker = await start();
		await worker.until('ready');
		const list =
			'import sys\nprint(*sorted(n for n in sys.modules if "." not in n and n not in sys.builtin_module_names))';
		expect(worker.cell(list)().trim().split(' ')).toEqual(IMPORTED.trim().split(/\s+/));
	});
});

describe('what belongs to a process and not to its memory', () => {
	it('the time zone, the clock of logging, chance, and no trace of the build', async () => {
		const worker = await start();
		await worker.until('ready');
		const says = worker
			.cell(
				`
import datetime, logging, os, random, time
print(bool(time.daylight) or time.timezone == -datetime.datetime.now().astimezone().utcoffset().total_seconds())
record = logging.makeLogRecord({})
print(0 <= logging.LogRecord("a", 10, "", 1, "", (), None).relativeCreated < 60_000)
print(random.random())
print(sorted(name for name in os.environ if name.startswith("PYTHONHASH")), os.environ["_"])
`
			)()
			.split('\n');
		const other = await start();
		await other.until('ready');
		const chance = other.cell('import random\nprint(random.random())')();
		expect(says.slice(0, 2)).toEqual(['True', 'True']);
		expect(`${says[2]}\n`).not.toBe(chance);
		expect(says[3]).toBe('[] ./this.program');
	});
});

/** The file with one byte changed. */
function damaged(file: Uint8Array): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(file, (byte, place) => (place === 9_000 ? byte ^ 1 : byte));
}

describe('an interpreter that goes on from the image of a warm one', () => {
	const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
	afterEach(() => warned.mockClear());

	it('runs tests, each time as the first time', async () => {
		const worker = await start();
		await worker.arrive();
		const body = 'import json, shelve, _pytest\nassert not hasattr(json, "leak")\njson.leak = 1';
		expect([worker.test(body), worker.test(body)]).toEqual(['passed', 'passed']);
		expect(worker.test('assert [1, 2] == [1, 3]')).toMatch(/^failed: assert \[1, 2\] == \[1, 3\]/);
		expect(worker.said.filter(({ type }) => type === 'pristine')).toHaveLength(3);
		expect(warned).not.toHaveBeenCalled();
	});

	it('has the reader’s time zone, a clock that goes, and chance of its own', async () => {
		const body = `
import datetime, logging, random, time
assert time.timezone == -datetime.datetime.now().astimezone().utcoffset().total_seconds() or time.daylight
assert time.localtime(0).tm_gmtoff == ${-60 * new Date(0).getTimezoneOffset()}
assert 0 <= logging.LogRecord("a", 10, "", 1, "", (), None).relativeCreated < 60_000
assert abs(time.time() - ${Date.now() / 1000}) < 60
assert False, random.random()`;
		const chances = new Set<string>();
		for (const worker of [await start(), await start()]) {
			await worker.arrive();
			chances.add(worker.test(body));
		}
		expect([...chances]).toEqual([
			expect.stringMatching(/^failed: 0\.\d+/),
			expect.stringMatching(/^failed: 0\.\d+/)
		]);
	});

	it('has pytest for a cell too, and runs it there', async () => {
		const worker = await start();
		await worker.arrive();
		const code = `
import sys
print("_pytest.python" in sys.modules)
import pytest, pathlib
pathlib.Path("test_it.py").write_text("def test_it(): pass")
print(int(pytest.main(["-q", "-p", "no:cacheprovider"])))`;
		expect(worker.cell(code)()).toMatch(/^True\n[^]*1 passed[^]*\n0\n$/);
	});

	it('has rehearsed before, and nothing of that is left to see', async () => {
		const trace = `
import linecache, os, sys
print([name for name in [*globals(), *sys.modules, *linecache.cache, *os.listdir()] if "rehears" in name or name.endswith("warm.py")])`;
		const early = await start({ soon: (work) => work() });
		await early.until('ready');
		expect(early.cell(trace)()).toBe('[]\n');
		const worker = await start({ soon: (work) => work() });
		await worker.until('ready');
		await worker.arrive();
		expect(warned).not.toHaveBeenCalled();
		expect(worker.said.map(({ type }) => type)).not.toContain('events');
		expect(worker.cell(trace)()).toBe('[]\n');
		expect(worker.test('import sys\nassert "warm" not in sys.modules')).toBe('passed');
	});

	it('has no file open that its file system knows nothing of', async () => {
		const worker = await start();
		await worker.arrive();
		const code = `
import gc, io
gc.unfreeze()
print(sorted({one.fileno() for one in gc.get_objects() if type(one) is io.FileIO and not one.closed}))`;
		expect(worker.cell(code)()).toBe('[0, 1, 2]\n');
	});

	it('that has run a cell before keeps what the cell has made', async () => {
		const worker = await start();
		await worker.until('ready');
		worker.cell('kept = 1');
		await worker.arrive();
		expect(worker.cell('import pytest\nprint(kept)')()).toBe('1\n');
	});

	it.each([
		['a byte of it is another', () => damaged(new Uint8Array(warmImage())).buffer, /damaged/],
		['it is none at all', () => new ArrayBuffer(20_000), /no image/],
		['it is the image of another', () => bytes(assets['boot.bin']), /another start/]
	])('where %s it warms up by itself', async (_, file, says) => {
		const worker = await start({ warm: file() });
		await worker.arrive();
		expect(worker.test('import shelve')).toBe('passed');
		expect(String(warned.mock.lastCall?.[1])).toMatch(says);
	});
});

describe('where the image does not do', () => {
	it.each([
		['a byte of it is another', (file: Uint8Array) => void (file[5_000] = (file[5_000] ?? 0) ^ 1)],
		['it is none at all', (file: Uint8Array) => void file.fill(0)]
	])('%s: Python is started anew', async (_, damage) => {
		const file = new Uint8Array(bytes(assets['boot.bin']));
		damage(file);
		const worker = await start({ boot: file.buffer });
		// It asks for the library by that, where nobody has.
		await vi.waitFor(() => expect(worker.said).toContainEqual({ type: 'booting', step: 'packages' }));
		await worker.arrive();
		expect(worker.isSaid('whole')).toBe(true);
		expect(worker.cell('import colorsys\nprint(6 * 7)')()).toBe('42\n');
	});
});
