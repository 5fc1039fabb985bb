// A short file is in the page as a whole, not only the part of it in sight, so that the browser finds every word of it. CodeMirror has no
// setting for that; what it has is a flag for printing, under which it draws everything. Here the flag is up while a file is short.
import type { EditorView } from '@codemirror/view';

/** Lines up to which a file is drawn whole. Beyond it the editor's own search is the way. */
const SHORT = 200;

/** To be called when a view is new, and when it has been given another state. Where CodeMirror should keep the flag elsewhere one day, nothing is done. */
export function drawShortFilesWhole(view: EditorView): void {
	const drawing: unknown = Reflect.get(view, 'viewState');
	if (typeof drawing !== 'object' || drawing === null || !('printing' in drawing)) return;
	let isPrinting = false;
	Object.defineProperty(drawing, 'printing', {
		get: () => isPrinting || view.state.doc.lines <= SHORT,
		set: (value: boolean) => (isPrinting = value)
	});
	view.requestMeasure();
}
