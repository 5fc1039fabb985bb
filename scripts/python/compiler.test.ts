// In real Pyodide: compiled code must not depend on what else the interpreter has seen.
import { beforeAll, expect, it } from 'vitest';
import { startCompiler, type Compiler } from './compiler';
import { writeZip } from './zip';

const source = (words: string) => new TextEncoder().encode(words);
const folder = '/lib/python3.14/site-packages/';
const small = new Map([
	['shop/__init__.py', source('from shop.price import total\n')],
	[
		'shop/price.py',
		source(
			'def total(prices, quantity=1):\n\treturn sum(prices) * quantity if "net" in {"net", "gross"} else 12345.5\n'
		)
	],
	['shop/template.py', source('def {{ name }}(): pass\n')],
	['shop-1.0.dist-info/METADATA', source('Name: shop\n')]
]);
let compiler: Compiler;

beforeAll(async () => {
	compiler = await startCompiler('');
}, 60_000);

it('puts bytecode in the place of sources, and leaves what is not Python as it is', () => {
	expect([...compiler.compile(small, folder).keys()].sort()).toEqual([
		'shop-1.0.dist-info/METADATA',
		'shop/__init__.pyc',
		'shop/price.pyc',
		'shop/template.py'
	]);
});

it('marks bytecode as never to be checked against a source', () => {
	const flags = compiler.compile(small, folder).get('shop/price.pyc')?.subarray(4, 8);
	expect([...(flags ?? [])]).toEqual([1, 0, 0, 0]);
});

it('gives the same bundle after other code has used the same names and values', () => {
	const before = writeZip(compiler.compile(small, folder));
	const others = new Map([
		['other.py', source('prices = quantity = total = "net"\nrate = 12345.5\nclass gross: shop = {"price"}\n')]
	]);
	const kept = compiler.compile(others, folder);
	const after = writeZip(compiler.compile(small, folder));
	expect(kept.size).toBe(1);
	expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true);
});
