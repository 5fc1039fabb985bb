import { expect, test } from 'vitest';
import names from '../../../tests/fixtures/file-names.json' with { type: 'json' };
import { contentOf, isCodeFile, isTestFile, sizeOfBytes } from './files';

test.each(names)('$path is what it is to Python', ({ path, isTest, isCode }) => {
	expect({ isTest: isTestFile(path), isCode: isCodeFile(path) }).toEqual({ isTest, isCode });
});

test.each([
	['plain', new TextEncoder().encode('a\r\nb\n'), 'a\r\nb\n'],
	['none at all', new Uint8Array(), ''],
	['with letters of all kinds, and a mark before it', new TextEncoder().encode('\uFEFFäß𝄞'), '\uFEFFäß𝄞']
])('a text stays one: %s', (_what, bytes, text) => {
	expect(contentOf(bytes)).toBe(text);
	expect(sizeOfBytes(text)).toBeNull();
});

test.each([1, 2, 3, 256, 20_000])('%i bytes that are no text are kept as they are', (size) => {
	const bytes = Uint8Array.from({ length: size }, (_, nth) => 255 - (nth % 256));
	const content = contentOf(bytes);
	expect(sizeOfBytes(content)).toBe(size);
	expect(Buffer.from(content.slice('\0base64,'.length), 'base64')).toEqual(Buffer.from(bytes));
});

test('a NUL makes bytes of what could be a text', () => {
	expect(sizeOfBytes(contentOf(new Uint8Array([97, 0, 98])))).toBe(3);
});
