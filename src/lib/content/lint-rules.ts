// Whether Ruff knows a rule that an author names: Ruff itself is asked, in the version that the site serves.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync } from '@astral-sh/ruff-wasm-web';
import { openRuff } from '#lib/analysis/ruff';

let isUp = false;

/** Brings Ruff up in Node, once; it takes a fifth of a second. */
export function wakeRuff(): void {
	if (isUp) return;
	const file = createRequire(import.meta.url).resolve('@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm');
	initSync({ module: readFileSync(file) });
	isUp = true;
}

/** True for `G`, `LOG`, `PT011`: a rule, or the beginning of some. */
export function isLintRule(name: string): boolean {
	wakeRuff();
	try {
		openRuff([name]);
		return true;
	} catch {
		return false;
	}
}
