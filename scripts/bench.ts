// How fast a reader is served: `npm run bench [-- --rounds 7]`, on the built site. Each round measures bare Pyodide and the site one after
// the other in the same browser, in fresh contexts, so that what counts is their ratio. Prints a table and writes bench-results.json.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { summarise, tableOf, type Round } from './bench/summary';
import { ensureBrowser, launchArguments } from './browser';
import { contentType } from './content-types';
import { pyodideFolder, wheelsFolder } from './python/places';
import { siteHandler } from './static-site';

const BARE = 'bare loadPyodide()';
const NEEDED = /^(pytest|pluggy|iniconfig|packaging|pygments|coverage)-/i;
const LESSON = '/lessons/line-vs-branch-coverage';
const TEN_TESTS = Array.from({ length: 10 }, (_, i) => `def test_${i}():\n    assert ${i} + 1 == ${i + 1}\n`);
/** Measurements of one kind in one round; their median stands for the round. */
const REPEATS = 5;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
	fail(`--rounds needs a whole number from 1 up, not "${values.rounds}".`);
if (!existsSync('build/index.html')) fail('There is no built site. Run `npm run build` first.');
const wheels = (await readdir(wheelsFolder).catch(() => [])).filter((file) => NEEDED.test(file));
if (wheels.length < 6) fail('The wheels of pytest and coverage.py are not here. Run `npm run python` first.');
const found = ensureBrowser();
if (!found) fail('There is no browser to measure in.');

const isolated = await serve(true);
const plain = await serve(false);
const browser = await chromium.launch({ executablePath: found.path, args: launchArguments() });
try {
	const measured: Round[] = [];
	for (let round = 1; round <= rounds; round++) {
		console.error(`round ${round} of ${rounds}`);
		const bare = await measureBare(browser, isolated.address);
		measured.push({
			[BARE]: bare.ready,
			'bare: pytest and coverage imported': bare.imported,
			'bare: ten tests, warm': bare.tests,
			...named('', await measureSite(browser, isolated.address)),
			...named(', not isolated', await measureSite(browser, plain.address))
		});
	}
	const rows = summarise(measured, BARE);
	console.log(tableOf(rows, BARE).join('\n'));
	const results = { browser: browser.version(), rounds: measured, rows };
	await writeFile('bench-results.json', `${JSON.stringify(results, null, '\t')}\n`);
	console.log('\nEvery figure and every round: bench-results.json');
} finally {
	await browser.close();
	isolated.server.close();
	plain.server.close();
}

interface SiteTimes {
	ready: number;
	first: number;
	imported: number;
	click: number;
	stop: number;
	tests: number;
}

function named(where: string, times: SiteTimes): Round {
	return {
		[`ready${where}`]: times.ready,
		[`first output, Run pressed on arrival${where}`]: times.first,
		[`pytest and coverage imported and one test measured, the same${where}`]: times.imported,
		[`Run to first output${where}`]: times.click,
		[`Stop of an endless loop to next output${where}`]: times.stop,
		[`ten tests, measured, warm${where}`]: times.tests
	};
}

async function measureBare(browser: Browser, address: string) {
	return inFreshContext(browser, async (page) => {
		await page.goto(`${address}/bare/bare.html`);
		await page.waitForFunction('window.isThere');
		const urls = wheels.map((wheel) => `/bare/wheels/${wheel}`);
		return page.evaluate<{ ready: number; imported: number; tests: number }>(
			`measure(${JSON.stringify(urls)})`
		);
	});
}

async function measureSite(browser: Browser, address: string): Promise<SiteTimes> {
	return {
		first: await measureFirst(browser, address, 'zero-salary', 'ZeroDivisionError'),
		imported: await measureFirst(browser, address, 'one-test', '1 passed'),
		...(await inFreshContext(browser, async (page) => {
			await open(page, address);
			await page.waitForFunction('bench.readyAt()');
			const ready = await page.evaluate<number>('bench.readyAt()');

			await write(page, 'zero-salary', 'import time\nprint("at", time.monotonic_ns())');
			await timeRun(page, 'zero-salary', 'at ');
			const click = await timesOf(() => timeRun(page, 'zero-salary', 'at '));

			await write(page, 'zero-salary', 'import time\nprint("at", time.monotonic_ns())\nwhile True: pass');
			const endless = { cell: 'zero-salary', text: 'at ' };
			await timeUntilShown(page, { ...endless, clicks: 1 });
			// Once: where a worker is given up for a Stop, a second one right after it would time the making of the next spare.
			const stop = await timeUntilShown(page, { ...endless, clicks: 2 });
			await page.locator('#cell-zero-salary button.go').click();

			await write(page, 'one-test', TEN_TESTS.join('\n'));
			await timeRun(page, 'one-test', '10 passed');
			const tests = await timesOf(() => timeRun(page, 'one-test', '10 passed'));
			return { ready, click, stop, tests };
		}))
	};
}

/**
 * Milliseconds from the moment a lesson's page is asked for until a cell, as the author left it, shows `text`. Run is pressed as soon as
 * the page has loaded, before Python is there.
 */
async function measureFirst(browser: Browser, address: string, cell: string, text: string): Promise<number> {
	return inFreshContext(browser, async (page) => {
		await open(page, address);
		await timeRun(page, cell, text);
		return page.evaluate<number>('bench.shownAt()');
	});
}

async function open(page: Page, address: string): Promise<void> {
	await page.addInitScript({ path: path.join(import.meta.dirname, 'bench/in-page.js') });
	await page.goto(address + LESSON);
}

/** Puts code into the editor of a cell, as a reader pastes it. */
async function write(page: Page, cell: string, code: string): Promise<void> {
	const editor = page.locator(`#cell-${cell} [role=textbox]`);
	await editor.scrollIntoViewIfNeeded();
	await editor.click();
	await page.locator(`#cell-${cell} .cm-content`).click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(code);
}

/** Milliseconds from a click on Run until the cell shows `text`. Returns when the run has ended. */
async function timeRun(page: Page, cell: string, text: string): Promise<number> {
	const time = await timeUntilShown(page, { cell, text, clicks: 1 });
	await page.evaluate(`bench.untilIdle(${JSON.stringify(cell)})`);
	return time;
}

function timeUntilShown(page: Page, what: { cell: string; text: string; clicks: number }): Promise<number> {
	return page.evaluate<number>(`bench.timeUntilShown(${JSON.stringify(what)})`);
}

async function timesOf(measure: () => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let i = 0; i < REPEATS; i++) times.push(await measure());
	return times.toSorted((a, b) => a - b)[REPEATS >> 1] ?? NaN;
}

async function inFreshContext<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
	const context = await browser.newContext();
	try {
		return await work(await context.newPage());
	} finally {
		await context.close();
	}
}

/** The built site, and beside it under /bare/ the npm package and the wheels, untouched. */
async function serve(isolated: boolean): Promise<{ server: Server; address: string }> {
	const site = siteHandler({ root: path.resolve('build'), base: '', isolated });
	const server = createServer((request, response) => {
		if (request.url?.startsWith('/bare/')) void sendBare(request, response);
		else site(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, resolve));
	return { server, address: `http://localhost:${(server.address() as AddressInfo).port}` };
}

async function sendBare(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const [, , folder = '', file = ''] = (request.url ?? '').split('/');
	const places: Record<string, string> = { pyodide: pyodideFolder, wheels: wheelsFolder };
	const place = folder === 'bare.html' ? path.join(import.meta.dirname, 'bench', folder) : null;
	const from = place ?? path.join(places[folder] ?? '', path.basename(file));
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
	response.setHeader('Content-Type', contentType(from));
	try {
		response.end(await readFile(from));
	} catch {
		response.writeHead(404).end();
	}
}

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}
