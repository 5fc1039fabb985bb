import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { tabIndents } from './tab';

const start = () => EditorState.create({ doc: 'a', extensions: tabIndents });

test('Tab belongs to the page until the reader types', () => {
	expect(start().field(tabIndents)).toBe(false);
	const typed = start().update({ changes: { from: 0, insert: 'x' }, userEvent: 'input.type' }).state;
	expect(typed.field(tabIndents)).toBe(true);
});

test('a change that the reader did not type does not take Tab', () => {
	expect(
		start()
			.update({ changes: { from: 0, insert: 'x' } })
			.state.field(tabIndents)
	).toBe(false);
});
