// Contrast of what is seen together, computed from tokens.css in both themes, by WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
/** What everyone gets; the block for readers who ask for more contrast comes after. */
const [usual = '', more = ''] = css.split('@media (prefers-contrast: more)');

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const TEXT = 4.5;
const MARK = 3;

const surfaces = ['paper', 'card', 'sunk'];
const washes = ['accent-wash', 'pass-wash', 'fail-wash', 'warn-wash'];
const code = ['keyword', 'name', 'text', 'number', 'comment', 'meta', 'quiet'].map((name) => `code-${name}`);

const textPairs: [text: string, ground: string][] = [
	...pairs(['ink', 'soft', 'accent', 'pass', 'fail', 'warn'], surfaces),
	...pairs(['ink', 'soft'], washes),
	...pairs(code, ['card', 'sunk']),
	['select-ink', 'select'],
	['accent', 'accent-wash'],
	['pass', 'pass-wash'],
	['fail', 'fail-wash'],
	['warn', 'warn-wash'],
	['accent-ink', 'accent'],
	['paper', 'pass'],
	['paper', 'fail'],
	['paper', 'warn']
];
const markPairs: [mark: string, ground: string][] = [
	...pairs(['accent', 'pass', 'fail', 'warn', 'edge'], surfaces),
	...pairs(['accent', 'pass', 'fail', 'warn'], washes),
	// Where the selection begins and ends must be seen, on a marked line too.
	...pairs(['select'], [...surfaces, ...washes]),
	['edge', 'accent-wash']
];

describe.each(THEMES)('%s', (theme) => {
	test.each(textPairs)('text %s on %s', (text, ground) => {
		expect(contrast(colour(usual, text, theme), colour(usual, ground, theme))).toBeGreaterThanOrEqual(TEXT);
	});

	test.each(markPairs)('mark %s on %s', (mark, ground) => {
		expect(contrast(colour(usual, mark, theme), colour(usual, ground, theme))).toBeGreaterThanOrEqual(MARK);
	});

	test.each(['soft', 'line', 'edge'])('more contrast raises %s', (name) => {
		const paper = colour(usual, 'paper', theme);
		expect(contrast(colour(more, name, theme), paper)).toBeGreaterThan(
			contrast(colour(usual, name, theme), paper)
		);
	});
});

test('every colour has both themes', () => {
	const declared = [...usual.matchAll(/--[\w-]+:\s*#/g)];
	expect(declared).toEqual([]);
});

function pairs(foregrounds: string[], grounds: string[]): [string, string][] {
	return foregrounds.flatMap((foreground) => grounds.map((ground): [string, string] => [foreground, ground]));
}

function colour(block: string, name: string, theme: Theme): string {
	const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(block);
	const found = match?.[theme === 'light' ? 1 : 2];
	if (found === undefined) throw new Error(`tokens.css has no --${name}: light-dark(#rrggbb, #rrggbb)`);
	return found;
}

function contrast(a: string, b: string): number {
	const [high = 1, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
