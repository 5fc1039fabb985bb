import { chromium } from 'playwright';
const HOST = 'http://localhost:4410';
const FLOODS: Record<string,string> = {
 'million lines': 'for i in range(1_000_000):\n    print("line", i)',
 'out and err by turns': 'import sys\nfor i in range(200_000):\n    print("a", i)\n    print("b", i, file=sys.stderr)',
 'combining': 'print("e" + "\\u0301" * 300_000)',
 'combining lines': 'for i in range(2000):\n    print("e" + "\\u0301" * 500)',
 'one line 10 MB': 'print("x" * 10_000_000)',
 'one line 10 MB pieces': 'for i in range(10_000):\n    print("x" * 1000, end="")',
 'line in bits': 'for i in range(300_000):\n    print("ab", end="", flush=True)',
 'colours': 'for i in range(100_000):\n    print(f"\\x1b[3{i%8}mred{i}\\x1b[0m", end="")',
 'cr': 'for i in range(300_000):\n    print("\\r", i, end="", flush=True)',
 'emoji line': 'print("👩‍👩‍👧‍👦" * 500_000)',
 'rtl': 'print("ש" * 2_000_000)',
 'exception 5MB': 'raise ValueError("x" * 5_000_000)',
 'exception 5MB lines': 'raise ValueError("x\\n" * 2_500_000)',
 'exception group': 'raise ExceptionGroup("g", [ValueError("x" * 10000) for _ in range(2000)])',
 'repr 5MB': '"x" * 5_000_000',
 'rows 100000': '[{"a": i, "b": str(i)} for i in range(100_000)]',
 'rows tuple': '[(i, i) for i in range(100_000)]',
 'column 5MB': '[{"c" * 5_000_000: 1}, {"c" * 5_000_000: 2}]',
 'columns 5000': '[{f"c{i}": i for i in range(5000)} for _ in range(50)]',
 'cell 5MB': '[{"a": "y" * 5_000_000, "b": 1}, {"a": "z", "b": 2}]',
 'deep recursion': 'def f(n): return f(n+1)\nf(0)',
 'html big': 'class A:\n    def _repr_html_(self): return "<table>" + "<tr><td>1</td></tr>" * 200_000 + "</table>"\nA()',
 'html nest': 'class A:\n    def _repr_html_(self): return "<div>" * 100_000\nA()',
 'html attr': 'class A:\n    def _repr_html_(self): return "<p title=\\"" + "x" * 5_000_000 + "\\">hi</p>"\nA()',
 'svg use bomb': 'class A:\n    def _repr_svg_(self):\n        s = "<svg xmlns=\\"http://www.w3.org/2000/svg\\"><defs><g id=\\"a0\\"><rect width=\\"1\\" height=\\"1\\"/></g>"\n        for i in range(1, 20):\n            s += f"<g id=\\"a{i}\\">" + f"<use href=\\"#a{i-1}\\"/>" * 10 + "</g>"\n        return s + "</defs><use href=\\"#a19\\"/></svg>"\nA()',
 'svg path': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\"><path d=\\"M0 0" + " L1 1" * 1_000_000 + "\\"/></svg>"\nA()',
 'svg filter': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"4000\\" height=\\"4000\\"><filter id=\\"f\\">" + "<feGaussianBlur stdDeviation=\\"100\\"/>" * 500 + "</filter><rect filter=\\"url(#f)\\" width=\\"4000\\" height=\\"4000\\"/></svg>"\nA()',
 'svg text': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\"><text>" + "x" * 3_000_000 + "</text></svg>"\nA()',
 'warnings': 'import warnings\nfor i in range(20_000):\n    warnings.warn(f"w {i}")',
 'logging': 'import logging\nlogging.basicConfig()\nfor i in range(50_000):\n    logging.warning("w %s", i)',
 'print 1000': 'print("\\n".join(str(i) for i in range(1000)))',
 'tabs': 'print("\\t" * 1_000_000)',
 'nul': 'print("\\0" * 1_000_000)',
 'ansi junk': 'print("\\x1b[" * 500_000)',
 'ansi osc': 'print("\\x1b]8;;" + "x" * 3_000_000)',
 'surrogates': 'print("\\ud800" * 1_000_000)',
 'deep list': 'x = []\nfor i in range(100_000): x = [x]\nx',
 'nested dict': 'd = {}\nfor i in range(300): d = {str(i): d, "k": list(range(100))}\nd',
 'many displays': 'from IPython.display import display\nfor i in range(5000): display(i)',
 'assert diff': 'assert "a" * 3_000_000 == "b" * 3_000_000',
 'name 5MB': 'globals()["n" * 5_000_000]',
 'class name': 'type("C" * 3_000_000, (Exception,), {})\nraise type("C" * 3_000_000, (Exception,), {})("x")',
 'note 5MB': 'e = ValueError("x")\nfor i in range(2000): e.add_note("n" * 3000)\nraise e',
 'chain': 'def f(n):\n    try:\n        raise ValueError(n)\n    except ValueError:\n        if n: f(n - 1)\n        raise KeyError(n)\nf(300)',
 'syntax 1MB': 'x = ' + '('.repeat(5000),
 'svg nest': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\">" + "<g>" * 60_000 + "</g>" * 60_000 + "</svg>"\nA()',
 'svg entities': 'class A:\n    def _repr_svg_(self):\n        d = "<!DOCTYPE svg [<!ENTITY a0 \\"<g/>\\">" + "".join(f"<!ENTITY a{i} \\"" + f"&a{i-1};" * 10 + "\\">" for i in range(1, 12)) + "]>"\n        return d + "<svg xmlns=\\"http://www.w3.org/2000/svg\\">&a11;</svg>"\nA()',
 'svg entity quad': 'class A:\n    def _repr_svg_(self):\n        return "<!DOCTYPE svg [<!ENTITY a \\"" + "x" * 100_000 + "\\">]><svg xmlns=\\"http://www.w3.org/2000/svg\\"><text>" + "&a;" * 100_000 + "</text></svg>"\nA()',
 'html b bomb': 'class A:\n    def _repr_html_(self): return "".join(f"<b id={i}>" for i in range(3000)) + "<p>x" * 3000\nA()',
 'html b div': 'class A:\n    def _repr_html_(self): return "".join(f"<div><b id={i}>x</div>" for i in range(3000))\nA()',
 'html template': 'class A:\n    def _repr_html_(self): return "<template>" * 40000\nA()',
 'html shadow': 'class A:\n    def _repr_html_(self): return "<div><template shadowrootmode=open>" + "<p>x</p>" * 60_000 + "</template></div>"\nA()',
 'html flex': 'class A:\n    def _repr_html_(self): return "<div style=\\"display:flex\\">" * 140 + "x"\nA()',
 'html grid': 'class A:\n    def _repr_html_(self): return "<div style=\\"display:grid;grid-template-columns:auto auto\\">" * 140 + "x"\nA()',
 'html tables': 'class A:\n    def _repr_html_(self): return "<table><tr><td>" * 45 + "x"\nA()',
 'html has': 'class A:\n    def _repr_html_(self): return "<style>" + "".join(f"*:has(~ * *:not(.a{i})) * {{color: red}}" for i in range(300)) + "</style>" + "<div><p>x</p></div>" * 4500\nA()',
 'html shadowblur': 'class A:\n    def _repr_html_(self): return "<style>p{box-shadow:0 0 500px red;filter:blur(90px);width:4000px;height:3000px}</style>" + "<p>x</p>" * 3000\nA()',
 'html vars': 'class A:\n    def _repr_html_(self): return "<style>:root{--a0: x x x x x;" + "".join(f"--a{i}: " + f"var(--a{i-1}) " * 10 + ";" for i in range(1, 12)) + "} p {content: var(--a11); font-family: var(--a11)}</style><p>x</p>"\nA()',
 'html columns': 'class A:\n    def _repr_html_(self): return "<div style=\\"columns: 100000; column-width:1px;height:1px\\">" + "x " * 100_000 + "</div>"\nA()',
 'html text': 'class A:\n    def _repr_html_(self): return "<p>" + "x" * 490_000 + "</p>"\nA()',
 'html textwords': 'class A:\n    def _repr_html_(self): return "<p>" + "xy " * 160_000 + "</p>"\nA()',
 'svg textwords': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\"><text>" + "xy " * 160_000 + "</text></svg>"\nA()',
 'svg path ok': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\" viewBox=\\"0 0 100 100\\"><path stroke=\\"red\\" stroke-dasharray=\\"0.001\\" d=\\"M0 0" + " L100 1 L 0 0" * 30_000 + "\\"/></svg>"\nA()',
 'svg style': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"3000\\" height=\\"3000\\"><style>rect{filter:blur(200px)}</style>" + "<rect width=\\"3000\\" height=\\"3000\\"/>" * 3000 + "</svg>"\nA()',
 'svg big': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"1000000000\\" height=\\"1000000000\\"><rect width=\\"3000\\" height=\\"3000\\"/></svg>"\nA()',
 'svg animate': 'class A:\n    def _repr_svg_(self): return "<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"300\\" height=\\"300\\">" + "<rect width=\\"300\\" height=\\"300\\"><animate attributeName=\\"x\\" from=\\"0\\" to=\\"9\\" dur=\\"1s\\" repeatCount=\\"indefinite\\"/></rect>" * 4000 + "</svg>"\nA()',
};
const only = process.argv[2];
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await b.newPage();
page.on('pageerror', (e) => console.log('   UNCAUGHT', String(e).slice(0, 200)));
await page.addInitScript(() => {
  (window as any).__long = [];
  new PerformanceObserver((l) => { for (const e of l.getEntries()) (window as any).__long.push(Math.round(e.duration)); }).observe({ type: 'longtask' });
  let last = performance.now(); (window as any).__gap = 0;
  const ch = new MessageChannel();
  setInterval(() => { const n = performance.now(); (window as any).__gap = Math.max((window as any).__gap, n - last); last = n; }, 4);
});
async function open() {
 await page.goto(HOST + '/lessons/line-vs-branch-coverage');
 await page.waitForFunction(() => document.documentElement.dataset.python === 'ready', null, { timeout: 60000 });
 await page.waitForTimeout(4000);
}
await open();
for (const [name, code] of Object.entries(FLOODS)) {
  if (only && !name.match(only)) continue;
  const cell = page.getByRole('region', { name: 'Cell zero-salary' });
  const editor = cell.getByRole('textbox', { name: 'Code of zero-salary' });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(code);
  await page.waitForTimeout(1500);
  await page.evaluate(() => { (window as any).__long = []; (window as any).__gap = 0; });
  const cdp = process.env.PROF ? await page.context().newCDPSession(page) : null;
  if (cdp) { await cdp.send('Profiler.enable'); await cdp.send('Profiler.setSamplingInterval', { interval: 500 }); await cdp.send('Profiler.start'); }
  const t0 = Date.now();
  const runs = await cell.getByRole('log').getAttribute('data-runs');
  await cell.getByRole('button', { name: /^Run/ }).click();
  let done = 'ok';
  try { await page.waitForFunction((r) => { const c = [...document.querySelectorAll('[role=log]')].find((e) => e.getAttribute('aria-label')?.includes('zero-salary')); return c && c.getAttribute('data-runs') !== r && ![...document.querySelectorAll('button')].some((x) => x.textContent?.trim() === 'Stop' && (x as HTMLElement).offsetParent); }, runs, { timeout: 45000, polling: 200 }); } catch { done = 'TIMEOUT';
    await cell.getByRole('button', { name: 'Stop' }).click({timeout:5000}).catch(()=>{}); }
  const t1 = Date.now();
  await page.waitForTimeout(700);
  if (cdp) { const { profile } = await cdp.send('Profiler.stop'); const self = new Map<string, number>(); const byId = new Map(profile.nodes.map((n: any) => [n.id, n])); profile.samples.forEach((id: number, i: number) => { const n: any = byId.get(id); const k = n.callFrame.functionName + ' ' + n.callFrame.url.split('/').pop() + ':' + n.callFrame.lineNumber; self.set(k, (self.get(k) ?? 0) + profile.timeDeltas[i] / 1000); }); console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 22).map(([k, v]) => `   ${v.toFixed(0)} ${k}`).join('\n')); }
  const r = await page.evaluate(() => ({ long: (window as any).__long.sort((a: number, b: number) => b - a).slice(0, 5), gap: Math.round((window as any).__gap) }));
  const text = (await cell.getByRole('log').innerText()).slice(-160).replace(/\s+/g, ' ');
  const worst = Math.max(r.gap, r.long[0] ?? 0);
  console.log(`${worst > 200 ? 'BAD ' : '    '}${name.padEnd(22)} ${done} ${t1 - t0} ms  gap ${r.gap} long ${r.long.join(',')}  | ${text.slice(-90)}`);
}
await b.close();
