import { chromium } from 'playwright';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const [width = '1280', scheme = 'light', ...ids] = process.argv.slice(2);
const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme });
page.on('pageerror', (e) => console.log('pageerror', e.message));
await page.goto('http://localhost:5467/lessons/fixtures');
for (const id of ids) {
	const cell = page.getByRole('region', { name: `Cell ${id}` });
	await cell.scrollIntoViewIfNeeded();
	await cell.getByRole('button', { name: /^Run/ }).click();
	await cell.getByRole('figure', { name: /Test results/ }).waitFor({ timeout: 60000 });
	await page.waitForTimeout(1500);
	await cell.screenshot({ path: `/tmp/fx-shots/${id}-${width}-${scheme}.png` });
	console.log(id, await page.evaluate(() => document.documentElement.scrollWidth + ' of ' + innerWidth));
}
await browser.close();
