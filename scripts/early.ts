// Writes .shakeout/early.js, the script that begins Python from a page's head: src/lib/runtime/early.ts with all that it needs, the
// frame's page and the names of Python's files. Run after bundles.ts and runner.ts, whose results are in it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { bundle, inline } from './inline-script';

const root = path.resolve(import.meta.dirname, '..');
const manifest = z.object({ assets: z.record(z.string(), z.unknown()) });

const script = await bundle('src/lib/runtime/early.ts', 'earlyPython');
const runner = readFileSync(path.join(root, 'static/runner.html'), 'utf8');
const { assets } = manifest.parse(
	JSON.parse(readFileSync(path.join(root, '.shakeout/python-assets.json'), 'utf8'))
);
// Just what it fetches by itself, and of that the names and sizes.
const needed = ['pyodide.asm.wasm', 'boot.bin', 'pyodide.mjs', 'pyodide.asm.mjs', 'stdlib.zip'];
const names = Object.fromEntries(needed.map((name) => [name, assets[name]]));
const text = inline(
	`${script}\nearlyPython.beginEarly(document.currentScript.dataset.root, ${JSON.stringify(runner)}, ${JSON.stringify(names)});`
);
writeFileSync(path.join(root, '.shakeout/early.js'), text);
console.log(`.shakeout/early.js: begins Python from a page's head, ${Math.round(text.length / 1024)} KB`);
