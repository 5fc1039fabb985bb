import { describe, expect, it } from 'vitest';
import { canonicalise } from './marshal';

/** Marked for reference: the type's byte with its highest bit set. */
const marked = (type: string) => type.charCodeAt(0) | 0x80;
const byte = (type: string) => type.charCodeAt(0);
const reference = (number: number) => [byte('r'), number, 0, 0, 0];

function canonical(...bytes: number[]): number[] {
	const data = Uint8Array.from(bytes);
	canonicalise(data);
	return [...data];
}

describe('canonicalise', () => {
	it('takes away a mark that nothing refers to', () => {
		expect(canonical(marked('z'), 1, 97)).toEqual([byte('z'), 1, 97]);
	});

	it('keeps a mark that is referred to, and numbers it anew', () => {
		// ("a", "b", "b"), where "a" is marked because something else in the interpreter holds it too.
		expect(canonical(byte(')'), 3, marked('z'), 1, 97, marked('z'), 1, 98, ...reference(1))).toEqual([
			...[byte(')'), 3, byte('z'), 1, 97, marked('z'), 1, 98],
			...reference(0)
		]);
	});

	it('gives one form to what differs in marks alone', () => {
		const plain = canonical(byte(')'), 2, byte('i'), 1, 0, 0, 0, byte('N'));
		expect(canonical(marked(')'), 2, marked('i'), 1, 0, 0, 0, byte('N'))).toEqual(plain);
	});

	it.each([
		['a long of three digits', [byte('l'), 3, 0, 0, 0, 1, 0, 2, 0, 3, 0]],
		['a negative long', [byte('l'), 0xff, 0xff, 0xff, 0xff, 1, 0]],
		['a float', [byte('g'), 0, 0, 0, 0, 0, 0, 0, 0]],
		['bytes', [byte('s'), 2, 0, 0, 0, 1, 2]],
		['a frozen set', [byte('>'), 1, 0, 0, 0, byte('T')]],
		['a dict', [byte('{'), byte('T'), byte('N'), byte('0')]],
		['a slice', [byte(':'), byte('N'), byte('N'), byte('N')]]
	])('reads %s to its end', (_, bytes) => {
		expect(canonical(...bytes)).toEqual(bytes);
	});

	it('refuses a type it does not know', () => {
		expect(() => canonical(byte('?'))).toThrow('of a type (?) that is not known here');
	});

	it('refuses bytes that are left over', () => {
		expect(() => canonical(byte('N'), byte('N'))).toThrow('ends at byte 1 of 2');
	});
});
