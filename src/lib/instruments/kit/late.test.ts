import { expect, test } from 'vitest';
import { Late } from './late';

/** A component that comes as the calls of `come` say, one a time that it is asked for. */
function coming(...calls: ('comes' | 'fails')[]) {
	let asked = 0;
	const late = new Late<string>(async () => {
		const call = calls[asked++];
		if (call !== 'comes') throw new TypeError('Failed to fetch dynamically imported module');
		return { default: 'figure' };
	});
	return { late, asked: () => asked };
}

test('it is asked for once, however often it is needed, and not before', async () => {
	const { late, asked } = coming('comes');
	expect([late.component, late.isMissing, asked()]).toEqual([null, false, 0]);
	await Promise.all([late.load(), late.load()]);
	await late.load();
	expect([late.component, late.isMissing, asked()]).toEqual(['figure', false, 1]);
});

test('what did not come is told, and can be asked for again', async () => {
	const { late, asked } = coming('fails', 'fails', 'comes');
	await late.load();
	expect([late.component, late.isMissing]).toEqual([null, true]);
	await late.load();
	expect(late.isMissing).toBe(true);
	await late.load();
	expect([late.component, late.isMissing, asked()]).toEqual(['figure', false, 3]);
});

test('a script that did not come is asked for by another address: a browser remembers that the first one failed', async () => {
	const failed = 'https://site.test/figure.js';
	let asked = 0;
	const late = new Late<string>(async () => {
		asked += 1;
		throw new TypeError(`Failed to fetch dynamically imported module: ${failed}`);
	});
	await late.load();
	await late.load();
	expect([asked, late.isMissing]).toEqual([1, true]);
});
