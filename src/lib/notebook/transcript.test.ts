// Output as it is shown: in pieces by stream, with an end.
import { expect, test } from 'vitest';
import { Transcript } from './transcript.svelte';

test('neighbouring pieces of a stream are one', () => {
	const transcript = new Transcript();
	transcript.add('stdout', 'a');
	transcript.add('stdout', 'b\n');
	transcript.add('stderr', 'oh');
	transcript.add('stderr', '');
	transcript.add('stdout', 'c');
	expect(transcript.pieces).toEqual([
		{ stream: 'stdout', text: 'ab\n' },
		{ stream: 'stderr', text: 'oh' },
		{ stream: 'stdout', text: 'c' }
	]);
});

test.each([
	['within a line, where there is no other', ['1234567890abc'], '4567890abc'],
	['at the end of a line', ['1234\n5678\n90'], '5678\n90'],
	['piece by piece', ['1234567', '\n89\n', 'abcdefgh'], 'abcdefgh']
])('the beginning is dropped %s', (_, texts, left) => {
	const transcript = new Transcript(10);
	for (const [i, text] of texts.entries()) transcript.add(i % 2 ? 'stderr' : 'stdout', text);
	expect(transcript.pieces.map(({ text }) => text).join('')).toBe(left);
	expect(transcript.isCut).toBe(true);
});

test('a new run begins empty', () => {
	const transcript = new Transcript(2);
	transcript.add('stdout', 'abc');
	transcript.cap('stdout', 100_000);
	expect(transcript.notice).toBe('Output is shown up to 100,000 characters; the rest was dropped.');
	transcript.clear();
	expect(transcript).toMatchObject({ pieces: [], notice: null, isCut: false, isEmpty: true });
});
