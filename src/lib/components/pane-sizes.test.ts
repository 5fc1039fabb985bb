import { describe, expect, test } from 'vitest';
import {
	AS_BUILT,
	keepShares,
	keptShares,
	LEAST,
	movedTo,
	placeOf,
	rangeOf,
	type Shares
} from './pane-sizes';

const sum = (shares: Shares) => shares.reduce((all, share) => all + share, 0);

describe('a divider', () => {
	test('moves between the two panes beside it, and leaves the third alone', () => {
		expect(movedTo([30, 40, 30], 0, 20)).toEqual([20, 50, 30]);
		expect(movedTo([30, 40, 30], 1, 50)).toEqual([30, 20, 50]);
	});

	test.each([
		[0, -50],
		[0, 300],
		[1, -50],
		[1, 300]
	] as const)('%i leaves each pane its least, wherever it is put: %i', (divider, place) => {
		const shares = movedTo(AS_BUILT, divider, place);
		expect(Math.min(...shares)).toBe(LEAST);
		expect(sum(shares)).toBeCloseTo(100);
	});

	test('says where it stands and how far it goes', () => {
		expect([placeOf([30, 40, 30], 0), placeOf([30, 40, 30], 1)]).toEqual([30, 70]);
		expect(rangeOf([30, 40, 30], 0)).toEqual({ least: LEAST, most: 70 - LEAST });
		expect(rangeOf([30, 40, 30], 1)).toEqual({ least: 30 + LEAST, most: 100 - LEAST });
	});
});

describe('sizes', () => {
	const storage = (kept: string | null) => ({ getItem: () => kept });

	test('are kept from one visit to the next', () => {
		const map = new Map<string, string>();
		keepShares([20.5, 49.5, 30], { setItem: (key, value) => void map.set(key, value) });
		expect(keptShares({ getItem: (key) => map.get(key) ?? null })).toEqual([20.5, 49.5, 30]);
	});

	test.each([null, '', 'a b c', '1 2 97', '30 40', '30 40 50', '30 40 30 0', 'NaN NaN NaN'])(
		'are as built where %j is kept',
		(kept) => expect(keptShares(storage(kept))).toEqual(AS_BUILT)
	);

	test('are as built where storage is blocked, and are not kept', () => {
		const blocked = () => {
			throw new DOMException('blocked', 'SecurityError');
		};
		expect(keptShares({ getItem: blocked })).toEqual(AS_BUILT);
		expect(() => keepShares(AS_BUILT, { setItem: blocked })).not.toThrow();
	});
});
