// Tries the built site on real servers: `npm run hosts [-- nginx caddy]`. Each is started with a configuration of docs/hosts, once in full
// and once with nothing set, asked for the headers and encodings that docs/hosting.md tells of, and visited by a browser that runs a test.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright';
import { pythonAssets } from '../src/lib/runtime/assets';
import { ensureBrowser, launchArguments } from './browser';

interface Host {
	program: string;
	/** File in docs/hosts, in which SITE, STATE and PORT stand for what they are here. */
	config: string;
	args: (file: string) => string[];
	/** What a host that is told of the site sends; null where it is told nothing. */
	told: { encoding: string } | null;
}

const nginx = (file: string) => ['-c', file];
const caddy = (file: string) => ['run', '--config', file, '--adapter', 'caddyfile'];
const HOSTS: readonly Host[] = [
	{ program: 'nginx', config: 'nginx.conf', args: nginx, told: { encoding: 'gzip' } },
	{ program: 'nginx', config: 'nginx-plain.conf', args: nginx, told: null },
	{ program: 'caddy', config: 'Caddyfile', args: caddy, told: { encoding: 'br' } },
	{ program: 'caddy', config: 'Caddyfile-plain', args: caddy, told: null }
];
const LESSON = 'lessons/pytest';
const KEPT = 'public, max-age=31536000, immutable';
/** Bytes of Python's files until the tests of a cell have run, at most: what they are with gzip, with some room. */
const MOST = 24_000_000;

const site = path.resolve('build');
if (!existsSync(path.join(site, 'index.html'))) fail('There is no built site. Run `npm run build` first.');
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !HOSTS.some(({ program }) => program === name));
if (unknown) fail(`No server is known as "${unknown}": nginx and caddy are.`);
const found = ensureBrowser();
if (!found) fail('There is no browser to visit the site with.');

const browser = await chromium.launch({ executablePath: found.path, args: launchArguments() });
let failed = 0;
for (const host of HOSTS) {
	if (asked.length > 0 && !asked.includes(host.program)) continue;
	if (spawnSync(host.program, ['-v']).error) {
		console.log(
			`${host.config}: ${host.program} is not installed here (Debian: apt-get install ${host.program})`
		);
		if (asked.length > 0) failed += 1;
		continue;
	}
	const wrong = await tryOn(host, browser);
	failed += wrong.length;
	for (const one of wrong) console.log(`${host.config}: ${one}`);
}
await browser.close();
process.exitCode = failed ? 1 : 0;

/** Everything that is not as it should be, in words. */
async function tryOn(host: Host, visitor: Browser): Promise<string[]> {
	const state = await mkdtemp(path.join(tmpdir(), 'host-'));
	const port = await freePort();
	const file = path.join(state, host.config);
	const text = await readFile(path.join('docs/hosts', host.config), 'utf8');
	const put: Record<string, string> = { SITE: site, STATE: state, PORT: String(port) };
	await writeFile(
		file,
		text.replace(/^(?!#).*$/gm, (line) => line.replace(/SITE|STATE|PORT/g, (name) => put[name] ?? name))
	);
	const server = spawn(host.program, host.args(file), { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const ended = new Promise<never>((_, reject) =>
		server.once('exit', () => reject(new Error(`${host.program} ended: ${said.trim()}`)))
	);
	ended.catch(() => {});
	try {
		const address = `http://127.0.0.1:${port}/`;
		await Promise.race([answers(address), ended]);
		const wrong = [...(await wrongInHeaders(address, host)), ...(await wrongOnVisit(address, host, visitor))];
		return wrong;
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	} finally {
		server.kill();
		await rm(state, { recursive: true, force: true });
	}
}

async function wrongInHeaders(address: string, { told }: Host): Promise<string[]> {
	const wrong: string[] = [];
	const expectIt = (what: string, is: unknown, wanted: unknown) => {
		if (is !== wanted) wrong.push(`${what} is ${String(is)}, not ${String(wanted)}`);
	};
	const ask = (where: string) => fetch(address + where, { headers: { 'accept-encoding': 'gzip, br' } });
	for (const where of ['', LESSON]) {
		const page = await ask(where);
		expectIt(`/${where}`, page.status, 200);
		expectIt(`the type of /${where}`, page.headers.get('content-type')?.startsWith('text/html'), true);
	}
	expectIt('/no/such/page', (await ask('no/such/page')).status, 404);
	if (!told) return wrong;

	expectIt(
		'what stands on a page that is not there',
		(await (await ask('no/such/page')).text()).includes('There is no such page'),
		true
	);
	for (const { path: where } of Object.values(pythonAssets.assets)) {
		const { headers } = await ask(where);
		expectIt(`the encoding of ${where}`, headers.get('content-encoding'), told.encoding);
		expectIt(`how long ${where} is kept`, headers.get('cache-control'), KEPT);
		if (where.endsWith('.wasm'))
			expectIt(`the type of ${where}`, headers.get('content-type'), 'application/wasm');
	}
	const { headers } = await ask(LESSON);
	expectIt('how long a page is kept', headers.get('cache-control'), 'no-cache');
	expectIt('the opener policy', headers.get('cross-origin-opener-policy'), 'same-origin');
	expectIt('the embedder policy', headers.get('cross-origin-embedder-policy'), 'require-corp');
	return wrong;
}

async function wrongOnVisit(address: string, { config, told }: Host, visitor: Browser): Promise<string[]> {
	const context = await visitor.newContext();
	const page = await context.newPage();
	const wrong: string[] = [];
	page.on('pageerror', (error) => wrong.push(`the page complains: ${error.message}`));
	let bytes = 0;
	const inspector = await context.newCDPSession(page);
	await inspector.send('Network.enable');
	inspector.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	try {
		await page.goto(address + LESSON);
		const cell = page.getByRole('region', { name: 'Cell with-pytest' });
		await cell.getByRole('button', { name: /^Run/ }).click();
		await cell
			.getByText(/\d (passed|failed)/)
			.first()
			.waitFor({ timeout: 60_000 });
		const isolated = await page.evaluate(() => crossOriginIsolated);
		if (isolated !== (told !== null)) wrong.push(`the page is ${isolated ? '' : 'not '}isolated`);
		if (bytes > MOST) wrong.push(`${bytes.toLocaleString('en-GB')} bytes came until tests had run`);
		console.log(
			`${config}: a test ran, ${isolated ? '' : 'not '}isolated, ${(bytes / 1e6).toFixed(1)} MB came until then`
		);
	} catch (error) {
		wrong.push(`the visit failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
	} finally {
		await context.close();
	}
	return wrong;
}

async function answers(address: string): Promise<void> {
	for (;;) {
		const isThere = await fetch(address).then(
			() => true,
			() => false
		);
		if (isThere) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}
