// Whatever colours a program asks for can be read, on every ground that output lies on, in both themes.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, GROUNDS, INKS, paint } from './paint';
import { PLAIN, restyled } from './style';

const tokens = readFileSync(new URL('../../look/tokens.css', import.meta.url), 'utf8');
function token(name: string, theme: 'light' | 'dark'): string {
	const [, light = '', dark = ''] =
		new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? [];
	return theme === 'light' ? light : dark;
}

const COLOURS = [
	...[30, 31, 32, 33, 34, 35, 36, 37, 90, 91, 92, 93, 94, 95, 96, 97].map(String),
	...Array.from({ length: 256 }, (_, n) => `38;5;${n}`),
	'38;2;0;0;0',
	'38;2;255;255;255',
	'38;2;128;128;128'
];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
	const shown = (css: string, name: string) => {
		const found = new RegExp(`(?:^|;)${name}:([^;]+)`).exec(css)?.[1] ?? '';
		const both = /light-dark\((.+),(.+)\)/.exec(found);
		return both
			? (both[theme === 'light' ? 1 : 2] ?? '')
			: found.replace(/var\(--(.+)\)/, (_, one: string) => token(one, theme));
	};

	test.each(['paper', 'card', 'sunk'])('every colour on %s, dim ones too', (ground) => {
		for (const colour of [...COLOURS, ...COLOURS.map((one) => `2;${one}`), '2']) {
			const text = shown(paint(restyled(PLAIN, colour)), 'color');
			expect(contrast(text, token(ground, theme)), `${colour}: ${text}`).toBeGreaterThanOrEqual(4.5);
		}
	});

	test('every colour on every other, and inverse', () => {
		for (const colour of COLOURS.slice(0, 24)) {
			const grounds = COLOURS.slice(0, 16).map((one) => `${colour};${Number(one) + 10}`);
			const alone = [colour.replace(/^38/, '48'), `${colour};7`, `${colour.replace(/^38/, '48')};7`];
			for (const one of [...grounds, ...alone, ...grounds.map((both) => `${both};2;7`), '7']) {
				const css = paint(restyled(PLAIN, one));
				const ground = shown(css, 'background-color') || token('card', theme);
				expect(contrast(shown(css, 'color'), ground), `${one}: ${css}`).toBeGreaterThanOrEqual(4.4);
			}
		}
	});

	test('the grounds are those of the page', () => {
		const hardest = ['paper', 'card', 'sunk'].map((name) =>
			contrast(token(name, theme), token('ink', theme))
		);
		expect(contrast(GROUNDS[theme], token('ink', theme))).toBe(Math.min(...hardest));
		expect(INKS[theme]).toBe(token('ink', theme));
	});
});

test('text without a style has none', () => {
	expect(paint(PLAIN)).toBe('');
});

test('shapes', () => {
	expect(paint(restyled(PLAIN, '1;3;4;9'))).toBe(
		'font-weight:700;font-style:italic;text-decoration:underline line-through'
	);
});
