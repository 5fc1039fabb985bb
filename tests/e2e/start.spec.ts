// The start of Python: begun from the head of the page, each file fetched once, little for a reader who saves data, and no worse off where
// the image of the started interpreter does not do.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteHandler } from '../../scripts/static-site';
import { holdScripts } from './hold-scripts';
import { expect, test, type Page } from './journey';

const lesson = '/lessons/pytest';
const cellOf = (page: Page) => page.getByRole('region', { name: /^Cell / }).first();
const isReady = (page: Page) =>
	expect(page.locator('html')).toHaveAttribute('data-python', 'ready', { timeout: 60_000 });

/** Names of Python's files, without their hashes, in the order in which they are asked for. */
function filesOf(page: Page): string[] {
	const files: string[] = [];
	page.on('request', (request) => {
		const file = /\/python\/(.*)\.[0-9a-f]{10}\.(\w+)$/.exec(new URL(request.url()).pathname);
		if (file && request.method() === 'GET') files.push(`${file[1]}.${file[2]}`);
	});
	return files;
}

const FIRST = ['boot.bin', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'pyodide.mjs'];
const LIBRARY = ['classroom.zip', 'stdlib.zip', 'tests.zip'];
const WARM = 'warm.bin';
/** Before the first output; docs/performance.md says what they are made of. Raise them only for what is worth a reader's wait. */
const MOST_REQUESTS = 50;
const MOST_BYTES = 6_200_000;
/** Of the scripts that a page needs to be alive. */
const MOST_SCRIPT = 105_000;

test('begins before the scripts of the page are there, and each file comes once', async ({ page }) => {
	const files = filesOf(page);
	const { letGo } = await holdScripts(page);
	await page.goto(lesson, { waitUntil: 'commit' });
	await expect.poll(() => files.toSorted()).toEqual(FIRST);
	const cell = cellOf(page);
	// Pressed while the page is dead.
	await cell.getByRole('button', { name: /^Run/ }).click();
	letGo();
	await expect(cell.getByRole('log')).toContainText('Ran 3 tests', { timeout: 60_000 });
	await isReady(page);
	expect(files.toSorted()).toEqual([...FIRST, ...LIBRARY, WARM].toSorted());
});

test('what comes before the first output is no more than this', async ({ page }) => {
	const came: Promise<{ url: string; size: number }>[] = [];
	page.on('requestfinished', (request) => {
		const url = request.url();
		if (!url.startsWith('http')) return;
		came.push(
			request.sizes().then(
				({ responseBodySize: size }) => ({ url, size }),
				() => ({ url, size: 0 })
			)
		);
	});
	// The library is on its way for longer than the first output needs: what is said of it here is that it is not waited for.
	await page.route(/\/python\/(stdlib|classroom|tests|warm)\./, () => {});
	const sent = (await (await page.goto(lesson))?.text()) ?? '';
	const cell = cellOf(page);
	await cell.getByRole('textbox').click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText('print(6 * 7)');
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('log')).toContainText('42', { timeout: 60_000 });
	const all = await Promise.all(came);
	const bytesOf = (files: typeof all) => files.reduce((sum, { size }) => sum + size, 0);
	// Python's four files, their frame, the page, its styles, its fonts, and its scripts.
	expect(all.length).toBeLessThan(MOST_REQUESTS);
	expect(bytesOf(all)).toBeLessThan(MOST_BYTES);
	// As the page was sent: what is imported later is named in its head as well by then.
	const named = [...sent.matchAll(/href="([^"]+)" rel="modulepreload"/g)].map(([, href = '']) => href);
	const scripts = all.filter(({ url }) => named.some((href) => new URL(href, page.url()).href === url));
	expect(scripts.length).toBeGreaterThan(10);
	expect(bytesOf(scripts)).toBeLessThan(MOST_SCRIPT);
});

test('fetches nothing for a reader who saves data, before something is run', async ({ page }) => {
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
	});
	const files = filesOf(page);
	await page.goto(lesson);
	const cell = cellOf(page);
	await expect(cell.getByRole('button', { name: /^Run/ })).toBeVisible();
	await expect(cell.locator('.cm-content')).toBeVisible();
	expect(files).toEqual([]);
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('log')).toContainText('Ran 3 tests', { timeout: 60_000 });
	expect(files.toSorted()).toEqual([...FIRST, ...LIBRARY].toSorted());
});

test('a host that compresses nothing sends the copies with gzip', async ({ page }) => {
	const host = createServer(siteHandler({ root: 'build', base: '', isolated: true, plain: true }));
	await new Promise<void>((resolve) => host.listen(0, resolve));
	const { port } = host.address() as AddressInfo;
	const whole: string[] = [];
	page.on('requestfinished', (request) => {
		const { pathname } = new URL(request.url());
		if (request.method() === 'GET' && /^\/python\/.*\.(?:wasm|bin|zip|mjs)$/.test(pathname))
			whole.push(pathname);
	});
	await page.goto(`http://localhost:${port}${lesson}`);
	const cell = cellOf(page);
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(cell.getByRole('log')).toContainText('Ran 3 tests', { timeout: 60_000 });
	await isReady(page);
	expect(whole).toEqual([]);
	host.closeAllConnections();
	host.close();
});

for (const [where, address, code, shows] of [
	['where a cell asks for the library', lesson, null, 'Ran 3 tests'],
	// Python's first worker then has to ask for it.
	['where nothing else asks for the library', '/playground', 'print(6 * 7)', '42']
] as const)
	test(`damaged images only cost time, ${where}`, async ({ page }) => {
		await page.route('**/python/*.bin', async (route) => {
			const response = await route.fetch();
			const body = await response.body();
			body[5_000] = (body[5_000] ?? 0) ^ 1;
			await route.fulfill({ response, body });
		});
		await page.goto(address);
		const cell = cellOf(page);
		if (code) {
			await cell.getByRole('textbox', { name: /^Code of/ }).click();
			await page.keyboard.press('ControlOrMeta+a');
			await page.keyboard.insertText(code);
		}
		await cell.getByRole('button', { name: /^Run/ }).click();
		await expect(cell.getByRole('log')).toContainText(shows, { timeout: 60_000 });
		await isReady(page);
	});

test('where the image does not do and the library does not come, it can be asked for again', async ({
	page,
	plays
}) => {
	plays('the host has no standard library', /404 .*stdlib/);
	await page.route('**/python/boot.*', async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, body: Buffer.alloc((await response.body()).length) });
	});
	await page.route('**/python/stdlib.*', (route) => route.fulfill({ status: 404 }));
	await page.goto('/playground');
	await expect(page.locator('html')).toHaveAttribute('data-python', 'failed', { timeout: 60_000 });
	await page.unroute('**/python/stdlib.*');
	await page.getByRole('button', { name: 'Retry' }).first().click();
	await isReady(page);
});
