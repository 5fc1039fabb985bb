// What the linter and the type checker say of one editor, each by itself: CodeMirror knows one list alone, and whoever sets it replaces all.
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';

type Source = 'lint' | 'types';
const said = new WeakMap<EditorView, Partial<Record<Source, readonly Diagnostic[]>>>();

/** Puts the findings of one of them in place of those that it had before. */
export function publish(view: EditorView, source: Source, diagnostics: readonly Diagnostic[]): void {
	const all = { ...said.get(view), [source]: diagnostics };
	said.set(view, all);
	const { length } = view.state.doc;
	const inside = [...(all.lint ?? []), ...(all.types ?? [])]
		.map((one) => ({ ...one, from: Math.min(one.from, length), to: Math.min(one.to, length) }))
		.sort((a, b) => a.from - b.from);
	view.dispatch(setDiagnostics(view.state, inside));
}
