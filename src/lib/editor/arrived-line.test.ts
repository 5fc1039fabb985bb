import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { arriveAt, arrivedLine, arrivedLineOf } from './arrived-line';

const open = () => EditorState.create({ doc: 'one\ntwo\nthree', extensions: [arrivedLine] });
const led = () => open().update({ selection: { anchor: 4 }, effects: arriveAt.of(4) }).state;

test('the line that one was led to is marked', () => {
	expect(arrivedLineOf(open())).toBeNull();
	expect(arrivedLineOf(led())).toBe(2);
	expect(arrivedLineOf(led().update({ effects: arriveAt.of(0) }).state)).toBe(1);
});

test.each([
	['the cursor moves', { selection: { anchor: 0 } }],
	['something is typed', { changes: { from: 0, insert: 'x' } }]
])('until %s', (_, change) => expect(arrivedLineOf(led().update(change).state)).toBeNull());
