// How fast a reader is served: `npm run bench [-- --rounds 5 --page /playground]`, on the built site. Each round visits a page with bare
// Pyodide and the site, each with a new profile, through what a reader presses, over a line as in life (bench/host.ts): what counts is the
// ratio within a round. docs/performance.md says what the rows mean. Prints a table and writes bench-results.json.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { openHost, type Host } from './bench/host';
import { summarise, tableOf, type Round } from './bench/summary';
import { ensureBrowser, launchArguments } from './browser';
import { wheelsFolder } from './python/places';

const NEEDED = /^(pytest|pluggy|iniconfig|packaging|pygments|coverage)-/i;
/** Writes seven tests and runs them, in Python as anybody starts it. */
const SEVEN_TESTS = `import os
import pytest, coverage
os.makedirs("seven", exist_ok=True)
with open("seven/test_seven.py", "w") as file:
    for i in range(7):
        file.write(f"def test_{i}():\\n    assert {i} + 1 == {i + 1}\\n")
print("ended with", int(pytest.main(["-q", "-p", "no:cacheprovider", "seven/test_seven.py"])))`;
/** Milliseconds for what a browser does by itself as it starts, and in which it writes down what it keeps. */
const SETTLE = 2_000;
/** Milliseconds for one step: the first visit waits until the host has compressed its files. */
const PATIENCE = 180_000;
/** Presses by script of which the median counts. */
const PRESSES = 5;

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		page: { type: 'string', default: '/lessons/pytest' }
	}
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
	fail(`--rounds needs a whole number from 1 up, not "${values.rounds}".`);
if (!existsSync('build/index.html')) fail('There is no built site. Run `npm run build` first.');
if (!existsSync(`build${values.page}.html`)) fail(`The built site has no page ${values.page}.`);
const wheels = (await readdir(wheelsFolder).catch(() => [])).filter((file) => NEEDED.test(file));
if (wheels.length < 6) fail('The wheels of pytest and coverage.py are not here. Run `npm run python` first.');
const executablePath = ensureBrowser()?.path ?? fail('There is no browser to measure in.');

/** What is visited, and selectors of what is pressed there. */
interface Peer {
	name: string;
	host: Host;
	page: string;
	/** The page that has pytest. */
	tests: string;
	controls: { code: string; run: string; stop: string; out: string };
}

const isolated = await openHost({ isolated: true });
const plain = await openHost({ isolated: false });
const cell = 'section[aria-label^="Cell "]';
const site = {
	page: values.page,
	tests: values.page,
	controls: {
		code: `${cell} [role=textbox]`,
		run: `${cell} button.go`,
		stop: `${cell} button.go`,
		out: `${cell} [role=log]`
	}
};
const asked = new URLSearchParams(wheels.map((wheel) => ['wheel', `/bare/wheels/${wheel}`]));
const peers: Peer[] = [
	{
		name: 'bare',
		host: isolated,
		page: '/bare/bare.html',
		tests: `/bare/bare.html?${asked.toString()}`,
		controls: { code: '#code', run: '#run', stop: '#stop', out: '#out' }
	},
	{ name: 'site', host: isolated, ...site },
	{ name: 'site, not isolated', host: plain, ...site }
];

try {
	const measured: Round[] = [];
	for (let round = 0; round <= rounds; round++) {
		// The first compresses what a host has compressed once and for all, and does not count.
		console.error(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
		const times: Record<string, number> = {};
		for (const [at] of peers.entries()) {
			const peer = peers[(at + round) % peers.length];
			if (peer)
				for (const [row, time] of Object.entries(await visits(peer))) times[`${row}|${peer.name}`] = time;
		}
		if (round > 0) measured.push(times);
	}
	const rows = Object.keys(measured[0] ?? {})
		.filter((name) => name.endsWith('|bare'))
		.map((name) => name.slice(0, -'|bare'.length))
		.toSorted()
		.map((row) => {
			const those = measured.map((times) =>
				Object.fromEntries(peers.map(({ name }) => [name, times[`${row}|${name}`] ?? NaN]))
			);
			return { row, peers: summarise(those, 'bare') };
		});
	for (const { row, peers: those } of rows) console.log([`\n${row}`, ...tableOf(those, 'bare')].join('\n'));
	await writeFile('bench-results.json', `${JSON.stringify({ rounds: measured, rows }, null, '\t')}\n`);
	console.log('\nEvery figure and every round: bench-results.json');
} finally {
	isolated.close();
	plain.close();
}

/** Milliseconds by row; bytes are given in kB. */
async function visits(peer: Peer): Promise<Record<string, number>> {
	const profile = await mkdtemp(path.join(tmpdir(), 'bench-'));
	try {
		const first = await inBrowser(peer, profile, async (page, bytes) => {
			const cold = await firstOutput(peer, page, peer.page, 'print(6*7)', '42');
			const weight = await bytes();
			await page.waitForTimeout(SETTLE);
			const click = await timeOf(peer, page, 'print(7*8)', '56');
			const presses: number[] = [];
			for (let i = 0; i < PRESSES; i++)
				presses.push(await pressed(peer, page, `print(1000+${i})`, `${1000 + i}`));
			const stop = await stopped(peer, page);
			return { cold, weight, click, press: presses.toSorted((a, b) => a - b)[PRESSES >> 1] ?? NaN, stop };
		});
		const back = await inBrowser(peer, profile, (page) =>
			firstOutput(peer, page, peer.page, 'print(6*7)', '42')
		);
		return {
			'(a) cold visit to first output': first.cold,
			'(b) return visit, browser started anew': back,
			'(c) a click on a warm Run to its output': first.click,
			"(c') pressed by script": first.press,
			'(d) Stop of an endless loop to the next output': first.stop,
			'(e) kB to first output': first.weight,
			'(g) cold, pytest and coverage imported, seven tests run': await withTests(peer)
		};
	} finally {
		await rm(profile, { recursive: true, force: true, maxRetries: 3 });
	}
}

async function withTests(peer: Peer): Promise<number> {
	const profile = await mkdtemp(path.join(tmpdir(), 'bench-'));
	try {
		return await inBrowser(peer, profile, (page) =>
			firstOutput(peer, page, peer.tests, SEVEN_TESTS, 'ended with 0')
		);
	} finally {
		await rm(profile, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** In a browser of its own, which keeps in `profile` what it keeps. `bytes` answers kB that have come so far. */
async function inBrowser<T>(
	{ host }: Peer,
	profile: string,
	work: (page: Page, bytes: () => Promise<number>) => Promise<T>
): Promise<T> {
	const context = await chromium.launchPersistentContext(profile, {
		executablePath,
		args: [...launchArguments(), ...host.arguments],
		viewport: { width: 1280, height: 800 }
	});
	try {
		await context.addInitScript({ path: path.join(import.meta.dirname, 'bench/in-page.js') });
		context.setDefaultTimeout(PATIENCE);
		const bytes = countBytes(context);
		const page = context.pages()[0] ?? (await context.newPage());
		await page.waitForTimeout(SETTLE);
		const answer = await work(page, bytes);
		await page.waitForTimeout(SETTLE);
		return answer;
	} finally {
		await context.close();
	}
}

function countBytes(context: BrowserContext): () => Promise<number> {
	const sizes: Promise<number>[] = [];
	context.on('requestfinished', (request) => {
		if (request.method() !== 'GET' || !request.url().startsWith('http')) return;
		sizes.push(
			request.sizes().then(
				({ responseBodySize }) => responseBodySize,
				() => 0
			)
		);
	});
	return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

/** Milliseconds from the start of the visit; the code is typed, and Run pressed, as soon as that can be done. */
async function firstOutput(
	peer: Peer,
	page: Page,
	address: string,
	code: string,
	line: string
): Promise<number> {
	await page.goto(peer.host.address + address, { waitUntil: 'commit' });
	await type(peer, page, code);
	const shown = await expectLine(peer, page, line);
	await page.locator(peer.controls.run).first().click();
	return (await shown()).sinceStart;
}

async function timeOf(peer: Peer, page: Page, code: string, line: string): Promise<number> {
	await type(peer, page, code);
	const shown = await expectLine(peer, page, line);
	await page.locator(peer.controls.run).first().click();
	return (await shown()).sinceClick;
}

async function pressed(peer: Peer, page: Page, code: string, line: string): Promise<number> {
	await type(peer, page, code);
	const shown = await expectLine(peer, page, line);
	await page.evaluate(`bench.press(${JSON.stringify(peer.controls)})`);
	return (await shown()).sinceClick;
}

async function stopped(peer: Peer, page: Page): Promise<number> {
	await timeOf(peer, page, 'print("loop" + "ing")\nwhile True: pass', 'looping');
	await page.waitForTimeout(500);
	await type(peer, page, 'print(111*111)');
	return page.evaluate<number>(`bench.stop(${JSON.stringify(peer.controls)}, "12321")`);
}

interface Shown {
	sinceClick: number;
	sinceStart: number;
}

/** From now on this line is looked for; the answer waits for it. */
async function expectLine(peer: Peer, page: Page, line: string): Promise<() => Promise<Shown>> {
	await page.evaluate(
		`void (window.shown = bench.shows(${JSON.stringify(peer.controls)}, ${JSON.stringify(line)}))`
	);
	return () => page.evaluate<Shown>('window.shown');
}

/** As a reader does who pastes. */
async function type(peer: Peer, page: Page, code: string): Promise<void> {
	const box = page.locator(peer.controls.code).first();
	await box.scrollIntoViewIfNeeded();
	await box.click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(code);
}

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}
