import { expect, test } from 'vitest';
import { fileInPieces } from './save-file';

test.each([
	[0, 0],
	[3, 0],
	[4_000_000, 0],
	[4_000_001, 1],
	[40_000_000, 9]
])('%i bytes are copied with %i turns for the page between', async (size, turns) => {
	const bytes = new Uint8Array(size).map((_, place) => place % 251);
	let had = 0;
	const file = await fileInPieces(bytes.buffer, async () => had++);
	expect(had).toBe(turns);
	// Not toEqual, which takes minutes for so many.
	expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
});
