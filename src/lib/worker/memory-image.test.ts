// An image puts back what a memory held, and one that is not whole is refused before it touches anything.
import { describe, expect, it } from 'vitest';
import { decodeImage, encodeImage } from './memory-image';

const PAGE = 65_536;
const head = { held: ['emit', null], immortal: ['é'], zone: [4], modules: ['sys'] };

/** A page of memory with these bytes in it. */
function memory(bytes: Record<number, number>): Uint8Array {
	const made = new Uint8Array(PAGE);
	for (const [at, byte] of Object.entries(bytes)) made[Number(at)] = byte;
	return made;
}

describe('an image', () => {
	const started = memory({ 0: 1, 300: 2, 512: 3, [PAGE - 1]: 4 });
	const fresh = memory({ 0: 1, 5_000: 9 });

	it('puts the memory back over a new one, and what lies outside of it', () => {
		const image = decodeImage(encodeImage(head, started, [fresh]).buffer);
		const target = fresh.slice();
		image.fill(target);
		expect(target).toEqual(started);
		expect(image).toMatchObject({ ...head, pages: 1 });
	});

	it('holds what any of the bases has otherwise', () => {
		const touched = memory({ 0: 1, 20_000: 7 });
		const image = decodeImage(encodeImage(head, started, [fresh, touched]).buffer);
		for (const base of [fresh, touched]) {
			const target = base.slice();
			image.fill(target);
			expect(target).toEqual(started);
		}
	});

	it('leaves out what a new memory has anyway', () => {
		const same = memory({});
		expect(encodeImage(head, same, [same]).length).toBeLessThan(256);
	});

	it('is the same each time', () => {
		expect(encodeImage(head, started, [fresh])).toEqual(encodeImage(head, started, [fresh]));
	});

	it('is refused where a byte of it is another', () => {
		const file = encodeImage(head, started, [fresh]);
		for (const at of [0, 9, 40, file.length - 1]) {
			const damaged = file.slice();
			damaged[at] = (damaged[at] ?? 0) ^ 1;
			expect(() => decodeImage(damaged.buffer), `byte ${at}`).toThrow(/no image|damaged/);
		}
	});

	it('is refused for a memory that is too small, and leaves what a larger one has behind it', () => {
		const image = decodeImage(encodeImage(head, started, [fresh]).buffer);
		expect(() => image.fill(new Uint8Array(PAGE - 1))).toThrow('too small');
		const larger = new Uint8Array(2 * PAGE).fill(7, PAGE);
		larger.set(fresh);
		image.fill(larger);
		expect([...larger.subarray(PAGE)].every((byte) => byte === 7)).toBe(true);
		expect(larger.subarray(0, PAGE)).toEqual(started);
	});
});
