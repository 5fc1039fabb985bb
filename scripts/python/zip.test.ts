import { deflateRawSync } from 'node:zlib';
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
		const zip = Buffer.from(writeZip(new Map([['m.py', content]])));
		expect(readZip(deflated(zip, content)).get('m.py')).toEqual(Buffer.from(content));
	});

	it('refuses what is no zip', () => {
		expect(() => readZip(text('<html>not found</html>'))).toThrow('this is no zip archive');
	});

	it('names the file whose content is damaged', () => {
		const zip = Buffer.from(writeZip(new Map([['a.py', text('print(1)')]])));
		zip.write('p', zip.indexOf('print(1)') + 1);
		expect(() => readZip(zip)).toThrow('a.py is damaged in the zip');
	});
});

/** The one file of a stored zip, deflated: content swapped, method and packed size changed in both headers, the list moved. */
function deflated(stored: Buffer, content: Uint8Array): Buffer {
	const packed = deflateRawSync(content);
	const start = stored.indexOf(Buffer.from(content));
	const zip = Buffer.concat([stored.subarray(0, start), packed, stored.subarray(start + content.length)]);
	const central = start + packed.length;
	zip.writeUInt16LE(8, 8);
	zip.writeUInt32LE(packed.length, 18);
	zip.writeUInt16LE(8, central + 10);
	zip.writeUInt32LE(packed.length, central + 20);
	zip.writeUInt32LE(central, zip.length - 6);
	return zip;
}
