import { chromium } from 'playwright';
const HOST = 'http://localhost:4410';
const C: [string, string, string, string][] = [
 ['pytest', 'with-pytest', 'param 5000', 'import pytest\n@pytest.mark.parametrize("n", range(5000))\ndef test_it(n): assert n >= 0'],
 ['pytest', 'with-pytest', 'fail 1000', 'import pytest\n@pytest.mark.parametrize("n", range(1000))\ndef test_it(n):\n    print("x" * 1000)\n    assert n == -1, "y" * 5000'],
 ['pytest', 'with-pytest', 'print 10MB', 'def test_it():\n    print("x" * 10_000_000)\n    assert 0'],
 ['pytest', 'with-pytest', 'long ids', 'import pytest\n@pytest.mark.parametrize("n", ["x" * 100_000 + str(i) for i in range(50)])\ndef test_it(n): assert n'],
 ['pytest', 'with-pytest', 'diff', 'def test_it():\n    assert [i for i in range(100_000)] == [i + 1 for i in range(100_000)]'],
 ['pytest', 'with-pytest', 'warnings', 'import warnings\ndef test_it():\n    for i in range(20000): warnings.warn("w%d" % i)'],
 ['logging', 'silent', '50,000 records', 'import logging\nlogging.basicConfig(level=10)\nfor i in range(50_000): logging.getLogger(f"a.b{i % 50}").info("m %s", i)'],
 ['logging', 'silent', 'loggers 5000', 'import logging\nlogging.basicConfig(level=10)\nfor i in range(5_000): logging.getLogger(f"a.{i}.c").warning("m %s", i)'],
 ['logging', 'silent', 'record 5MB', 'import logging\nlogging.warning("x" * 5_000_000)'],
 ['asyncio', 'one-fails', '5000 tasks', 'import asyncio\nasync def f(n):\n    await asyncio.sleep(n % 7)\nasync def main():\n    await asyncio.gather(*(f(i) for i in range(5000)))\nasyncio.run(main())'],
 ['asyncio', 'one-fails', '100000 steps', 'import asyncio\nasync def main():\n    for i in range(100_000): await asyncio.sleep(0)\nasyncio.run(main())'],
 ['asyncio', 'one-fails', 'task names', 'import asyncio\nasync def f(): await asyncio.sleep(1)\nasync def main():\n    await asyncio.gather(*(asyncio.create_task(f(), name="n" * 100_000) for i in range(20)))\nasyncio.run(main())'],
 ['decorators', 'buried', '100000 calls', 'import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a): return f(*a)\n    return w\n@d\ndef g(n): return n\nfor i in range(100_000): g(i)'],
 ['decorators', 'buried', '60 layers', 'import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a): return f(*a)\n    return w\ndef g(n): return n\nfor i in range(60): g = d(g)\nfor i in range(500): g(i)'],
 ['decorators', 'buried', 'args 5MB', 'def d(f):\n    def w(*a): return f(*a)\n    return w\n@d\ndef g(n): return n\ng("x" * 5_000_000)'],
 ['fixtures', 'on-demand', '500 fixtures', 'import pytest\n' + Array.from({length: 300}, (_, i) => `@pytest.fixture\ndef f${i}(${i ? 'f' + (i - 1) : ''}): return ${i}`).join('\n') + '\ndef test_it(f299): assert f299'],
 ['fixtures', 'on-demand', 'fixtures x tests', 'import pytest\n@pytest.fixture(params=range(50))\ndef a(request): return request.param\n@pytest.fixture(params=range(50))\ndef b(request, a): yield a\ndef test_it(b): assert b >= 0'],
 ['factory-boy', 'five-items', 'tables', 'import sqlite3\nfrom factory import Factory, Sequence\nclass X:\n    def __init__(self, **k): self.k = k\nclass F(Factory):\n    class Meta: model = X\n    a = Sequence(lambda n: "z" * 1000 + str(n))\nF.build_batch(3000)'],
 ['line-vs-branch-coverage', 'one-test', '5000 lines', Array.from({length: 5000}, (_, i) => `x${i} = ${i} if ${i % 2} else 0`).join('\n') + '\ndef test_it(): pass'],
 ['line-vs-branch-coverage', 'mutants', 'mutants', 'from mortgage import *\ndef test_it(): pass\n' + Array.from({length: 300}, (_, i) => `def test_${i}(): assert ${i} + 1`).join('\n')],
 ['test-interdependence', 'shake-tasks', '300 tests', Array.from({length: 300}, (_, i) => `def test_${i}(): assert True`).join('\n')],
 ['normalisation-of-deviance', 'signals', '?', 'for i in range(100000): print(i)'],
 ['varnish-debugging', 'five-requests', '3000 requests', 'from varnish import *\nprint(dir())'],
 ['static-duck-typing', 'nominal', 'many errors', Array.from({length: 1500}, (_, i) => `x${i}: int = "a${i}"`).join('\n')],
];
const only = process.argv[2];
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
let page = await b.newPage(); let at = '';
for (const [lesson, id, name, code] of C) {
  if (only && !(lesson + ' ' + name).match(only)) continue;
  if (at !== lesson) {
    await page.close(); page = await b.newPage();
    page.on('pageerror', (e) => console.log('   UNCAUGHT', String(e).slice(0, 200)));
    await page.addInitScript(() => { (window as any).__long = []; new PerformanceObserver((l) => { for (const e of l.getEntries()) (window as any).__long.push(Math.round(e.duration)); }).observe({ type: 'longtask' }); });
    await page.goto(`${HOST}/lessons/${lesson}`); at = lesson;
    await page.waitForFunction(() => document.documentElement.dataset.python === 'ready', null, { timeout: 60000 });
    await page.waitForTimeout(4000);
  }
  const cell = page.getByRole('region', { name: `Cell ${id}` });
  await cell.getByRole('textbox', { name: `Code of ${id}` }).or(cell.getByRole('textbox').first()).first().click();
  await page.keyboard.press('Control+a'); await page.keyboard.insertText(code);
  await page.waitForTimeout(2500);
  await page.evaluate(() => { (window as any).__long = []; });
  const cdp = process.env.PROF ? await page.context().newCDPSession(page) : null;
  if (cdp) { await cdp.send('Profiler.enable'); await cdp.send('Profiler.setSamplingInterval', { interval: 500 }); await cdp.send('Profiler.start'); }
  const t0 = Date.now();
  await cell.getByRole('button', { name: /^(Run|Shake|Measure|Mutate)/ }).first().click();
  await page.waitForTimeout(120);
  let done = 'ok';
  const stop = cell.getByRole('button', { name: 'Stop' });
  try { await stop.waitFor({ state: 'hidden', timeout: 60000 }); } catch { done = 'TIMEOUT'; await stop.click({ timeout: 3000 }).catch(() => {}); }
  const t1 = Date.now();
  await page.waitForTimeout(1500);
  if (cdp) { const { profile } = await cdp.send('Profiler.stop'); const self = new Map<string, number>(); const byId = new Map(profile.nodes.map((n: any) => [n.id, n])); profile.samples.forEach((id: number, i: number) => { const n: any = byId.get(id); const k = n.callFrame.functionName + ' ' + n.callFrame.url.split('/').pop() + ':' + n.callFrame.lineNumber + ':' + n.callFrame.columnNumber; self.set(k, (self.get(k) ?? 0) + profile.timeDeltas[i] / 1000); }); console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([k, v]) => `   ${v.toFixed(0)} ${k}`).join('\n')); }
  const long = await page.evaluate(() => (window as any).__long.sort((a: number, b: number) => b - a).slice(0, 6));
  const nodes = await cell.evaluate((e) => e.querySelectorAll('*').length);
  const text = (await cell.innerText()).slice(-120).replace(/\s+/g, ' ');
  console.log(`${(long[0] ?? 0) > 200 ? 'BAD ' : '    '}${lesson.slice(0, 9)} ${name.padEnd(18)} ${done} ${t1 - t0} ms long ${long.join(',')} nodes ${nodes} | ${text.slice(-80)}`);
}
await b.close();
