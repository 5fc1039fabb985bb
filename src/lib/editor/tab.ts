// Tab indents only once the reader has typed since the editor got focus, so that it traps nobody who is passing through;
// Escape gives Tab back to the page at any time.
import { indentLess, indentMore } from '@codemirror/commands';
import { StateEffect, StateField, type EditorState, type StateCommand } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

const setTyped = StateEffect.define<boolean>();

/** True where the next Tab indents. */
export const tabIndents = StateField.define<boolean>({
	create: () => false,
	update(typed, transaction) {
		for (const effect of transaction.effects) if (effect.is(setTyped)) return effect.value;
		return typed || (transaction.docChanged && isTyping(transaction));
	}
});

/** Read out with the editor's name. */
export const tabHint =
	'Tab leaves the editor until you type in it; then Tab indents, and Escape followed by Tab leaves.';

export const tabTrapsNobody = [
	tabIndents,
	keymap.of([
		{ key: 'Tab', run: (view) => indents(view.state) && insertIndent(view) },
		{ key: 'Shift-Tab', run: (view) => indents(view.state) && indentLess(view) },
		{
			key: 'Escape',
			run(view) {
				if (indents(view.state)) view.dispatch({ effects: setTyped.of(false) });
				return false;
			}
		}
	]),
	EditorView.focusChangeEffect.of((_state, focusing) => (focusing ? null : setTyped.of(false)))
];

/** Up to the next stop where nothing is selected; whole lines where something is. */
const insertIndent: StateCommand = ({ state, dispatch }) => {
	if (state.readOnly) return false;
	if (!state.selection.main.empty) return indentMore({ state, dispatch });
	const { head } = state.selection.main;
	const column = head - state.doc.lineAt(head).from;
	const insert = ' '.repeat(4 - (column % 4));
	dispatch(state.update(state.replaceSelection(insert), { scrollIntoView: true, userEvent: 'input.indent' }));
	return true;
};

function indents(state: EditorState): boolean {
	return state.field(tabIndents) && !state.readOnly;
}

function isTyping(transaction: { isUserEvent(event: string): boolean }): boolean {
	return transaction.isUserEvent('input') || transaction.isUserEvent('delete');
}
