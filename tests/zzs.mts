import { chromium } from 'playwright';
const HOST = 'http://localhost:4410';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const ctx = await b.newContext(); const page = await ctx.newPage();
const ready = () => page.waitForFunction(() => document.documentElement.dataset.python === 'ready', null, { timeout: 60000 });
const run = async (id: string) => { const cell = page.getByRole('region', { name: `Cell ${id}` }); const log = cell.getByRole('log'); const runs = await log.getAttribute('data-runs').catch(() => ''); await cell.getByRole('button', { name: /^(Run)/ }).first().click(); await page.waitForTimeout(300); await cell.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden', timeout: 60000 }); await page.waitForTimeout(5000); return cell; };
const part = process.argv[2];
if (part === '25') {
 await page.goto(HOST + '/lessons/static-duck-typing'); await ready();
 for (const id of ['nominal', 'protocol', 'generic']) { for (let i = 0; i < 3; i++) { const c = await run(id); console.log(id, i, (await c.innerText()).slice(-700).replace(/\s+/g, ' ')); } }
}
if (part === '28') {
 await page.goto(HOST + '/lessons/asyncio'); await ready();
 for (const id of ['slow-and-fast', 'too-late', 'ten-at-once']) { const c = await run(id); console.log('VIRTUAL', id, (await c.getByRole('log').innerText()).replace(/\s+/g, ' ').slice(0, 400));
  const sw = c.getByRole('checkbox').or(c.getByRole('switch')).or(c.getByRole('radio', { name: /real/i })); console.log(await sw.count(), await sw.first().getAttribute('aria-label').catch(() => '')); await sw.first().click({ force: true }).catch((e) => console.log(String(e).slice(0, 100)));
  const d = await run(id); console.log('REAL', id, (await d.getByRole('log').innerText()).replace(/\s+/g, ' ').slice(0, 400)); }
}
if (part === '27') {
 for (const [l, id] of [['asyncio', 'too-late'], ['decorators', 'buried'], ['line-vs-branch-coverage', 'two-tests']] as const) { await page.goto(`${HOST}/lessons/${l}`); await ready(); const c = await run(id); const t = await c.innerText(); console.log(l, id, (t.match(/[^.\n]*\blines? \d+[^.\n]*/gi) ?? []).slice(0, 14)); console.log((await c.getByRole('button').allInnerTexts()).filter((x) => /line|:\d/.test(x)).slice(0, 12)); }
}
if (part === '25b') {
 await page.goto(HOST + '/lessons/static-duck-typing'); await ready();
 for (const id of ['nominal', 'protocol', 'read-only']) { const cell = page.getByRole('region', { name: `Cell ${id}` }); await run(id); await cell.getByRole('button', { name: 'Check types' }).last().click(); await page.waitForTimeout(8000); for (let i = 0; i < 3; i++) { const c = await run(id); const t = await c.innerText(); console.log(id, i, t.slice(t.indexOf('Checker and run')).replace(/\s+/g, ' ').slice(0, 420)); } }
}
if (part === '39') {
 for (const [l, e] of [['asyncio', 'find-the-stall'], ['line-vs-branch-coverage', 'every-branch'], ['fixtures', 'roll-back'], ['factory-boy', 'late-orders'], ['test-interdependence', 'mend-four-leaks']] as const) {
  await page.goto(`${HOST}/lessons/${l}/${e}`); await page.waitForTimeout(500); if (!(await page.getByRole('tab').count())) { console.log(l, e, 'no tabs', page.url(), await page.title()); continue; }
  await ready(); const tabs = page.getByRole('tab'); const n = await tabs.count(); const names = await tabs.allInnerTexts(); await tabs.nth(n - 1).click(); const before = await page.locator('[role=tab][aria-selected=true]').allInnerTexts(); await page.getByRole('button', { name: /^Run/ }).first().click(); await page.waitForTimeout(5000); const after = await page.locator('[role=tab][aria-selected=true]').allInnerTexts(); console.log(l, e, names.join('|'), '->', before.join(), '=>', after.join());
 }
}
await b.close();
