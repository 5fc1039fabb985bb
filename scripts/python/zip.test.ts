import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZip, writeZip } from './zip';

const text = (words: string) => new TextEncoder().encode(words);

describe('writeZip', () => {
	it('gives back what was put in, with names of any script', () => {
		const files = new Map([
			['a/b.py', text('print("b")\n')],
			['a/empty.py', text('')],
			['a/naïve-名.txt', text('ü')]
		]);
		const read = readZip(writeZip(files));
		expect([...read].map(([name, content]) => [name, new TextDecoder().decode(content)])).toEqual([
			['a/b.py', 'print("b")\n'],
			['a/empty.py', ''],
			['a/naïve-名.txt', 'ü']
		]);
	});

	it('gives the same bytes for the same files, in whatever order they come', () => {
		const one = new Map([
			['a.py', text('1')],
			['b.py', text('2')]
		]);
		const other = new Map([...one].reverse());
		expect(Buffer.from(writeZip(other)).equals(Buffer.from(writeZip(one)))).toBe(true);
	});
});

describe('readZip', () => {
	it('reads deflated files, as wheels have them', () => {
		const content = text('x'.repeat(1000));
		const zip = zipSync({ 'm.py': content, 'folder/': new Uint8Array() }, { level: 6 });
		expect(zip.length).toBeLessThan(content.length);
		expect(readZip(zip)).toEqual(new Map([['m.py', content]]));
	});

	it('refuses what is no zip', () => {
		expect(() => readZip(text('<html>not found</html>'))).toThrow('invalid zip data');
	});

	it('refuses what is cut off', () => {
		const zip = writeZip(new Map([['a.py', text('print(1)')]]));
		expect(() => readZip(zip.subarray(0, -30))).toThrow('invalid zip data');
	});
});
