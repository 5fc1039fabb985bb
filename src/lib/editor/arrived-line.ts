// The line that somebody has just been led to: marked until the cursor or the text moves on, so that the eye finds it.
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** Marks the line at this place. To go with the selection that leads there. */
export const arriveAt = StateEffect.define<number>();

const mark = Decoration.line({ class: 'cm-arrived' });

const field = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update(marked, transaction) {
		for (const effect of transaction.effects)
			if (effect.is(arriveAt))
				return Decoration.set([mark.range(transaction.state.doc.lineAt(effect.value).from)]);
		return transaction.docChanged || transaction.selection ? Decoration.none : marked;
	},
	provide: (of) => EditorView.decorations.from(of)
});

export const arrivedLine: Extension = [
	field,
	EditorView.theme({
		'.cm-arrived': { backgroundColor: 'var(--accent-wash)', boxShadow: 'inset 3px 0 0 var(--accent)' }
	})
];

/** Number of the marked line; null where none is. */
export function arrivedLineOf(state: EditorState): number | null {
	const at = state.field(field, false)?.iter();
	return at?.value ? state.doc.lineAt(at.from).number : null;
}
