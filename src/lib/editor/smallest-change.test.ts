import { expect, test } from 'vitest';
import { smallestChange } from './smallest-change';

test.each([
	['nothing', 'abc', 'abc', null],
	['a letter in the middle', 'abc', 'axc', { from: 1, to: 2, insert: 'x' }],
	['an insertion among equals', 'aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
	['a deletion among equals', 'aaa', 'aa', { from: 2, to: 3, insert: '' }],
	['everything', 'abc', 'xyz', { from: 0, to: 3, insert: 'xyz' }],
	['from empty', '', 'x', { from: 0, to: 0, insert: 'x' }],
	['to empty', 'x', '', { from: 0, to: 1, insert: '' }],
	['half a surrogate pair is never left alone', 'a😀b', 'a😁b', { from: 1, to: 3, insert: '😁' }]
])('%s', (_, before, after, change) => {
	expect(smallestChange(before, after)).toEqual(change);
});

test('the change gives the new text, whatever the two texts are', () => {
	const texts = ['', 'a', 'ab', 'aba', 'abab', 'b\na', '😀', '😀😁', 'x😁', '😁x😀'];
	for (const before of texts) {
		for (const after of texts) {
			const change = smallestChange(before, after);
			const made = change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
			expect(made).toBe(after);
		}
	}
});
