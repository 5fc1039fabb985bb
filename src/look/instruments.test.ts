// One look for all instruments: type in the four sizes of tokens.css, and frames, scrolling boxes and ways to a line from the kit alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../lib/instruments');
const views = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.svelte'))
	.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const outside = views.filter(({ name }) => !name.startsWith('kit/'));

/** What a style says of the size of type: `0.9rem` in `font: 400 0.9rem/1.4 var(--ui)` and in `font-size: 0.9rem`. */
const sizesIn = (text: string) =>
	[...text.matchAll(/font(?:-size)?:\s*([^;]+);/g)].flatMap(([, value = '']) =>
		/^(inherit|\d{3})$/.test(value) ? [] : (/var\(--size-\w+\)|[\d.]+(?:rem|px|em)/.exec(value) ?? [value])[0]
	);

const found = (has: (text: string) => boolean) =>
	outside.filter(({ text }) => has(text)).map(({ name }) => name);

test('type has one of four sizes', () => {
	const sizes = new Set(views.flatMap(({ text }) => sizesIn(text)));
	expect(views.length).toBeGreaterThan(20);
	expect([...sizes].sort()).toEqual(['code', 'mark', 'note', 'text'].map((size) => `var(--size-${size})`));
});

test('a frame is the kit’s Figure', () => {
	expect(found((text) => text.includes('<figure') || text.includes('<figcaption'))).toEqual([]);
});

test('a box that scrolls is the kit’s ScrollBox', () => {
	expect(found((text) => /overflow(?:-[xy])?:\s*(?:auto|scroll)/.test(text))).toEqual([]);
});

test('the way to a line is the kit’s PlaceButton', () => {
	expect(found((text) => /<button[^>]*onplace\(/s.test(text))).toEqual([]);
});
