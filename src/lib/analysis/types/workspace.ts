// The files that the checker knows, of every cell and exercise of a page: open whether or not an editor shows them, so that what is
// typed in one tab counts in the next.
import { LSPPlugin, Workspace, type LSPClient, type WorkspaceFile } from '@codemirror/lsp-client';
import { ChangeSet, Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

class OpenDocument implements WorkspaceFile {
	readonly languageId = 'python';
	version = 0;
	view: EditorView | null = null;
	/** The text as it should be; `doc` is what the checker has been told. */
	wanted: Text;

	constructor(
		readonly uri: string,
		public doc: Text
	) {
		this.wanted = doc;
	}

	getView(): EditorView | null {
		return this.view;
	}
}

export class Documents extends Workspace {
	files: OpenDocument[] = [];

	override getFile(uri: string): OpenDocument | null {
		return this.files.find((file) => file.uri === uri) ?? null;
	}

	/** Has the checker know a file, or its new text. `tell` sends what has changed. */
	put(uri: string, text: string): void {
		const doc = Text.of(text.split('\n'));
		const known = this.getFile(uri);
		if (known) {
			known.wanted = doc;
			return;
		}
		const file = new OpenDocument(uri, doc);
		this.files.push(file);
		// Modules are looked for in its file system, which knows nothing of open documents until it is told.
		this.client.notification('pyright/createFile', { uri });
		this.client.didOpen(file);
	}

	remove(uri: string): void {
		if (!this.getFile(uri)) return;
		this.files = this.files.filter((file) => file.uri !== uri);
		this.client.didClose(uri);
		this.client.notification('pyright/deleteFile', { uri });
	}

	syncFiles() {
		return this.files.flatMap((file) => {
			const plugin = file.view && LSPPlugin.get(file.view);
			const wanted = plugin ? plugin.view.state.doc : file.wanted;
			const prevDoc = file.doc;
			if (wanted.eq(prevDoc)) {
				plugin?.clear();
				return [];
			}
			const changes = plugin?.syncedDoc.eq(prevDoc) ? plugin.unsyncedChanges : replace(prevDoc, wanted);
			file.doc = file.wanted = wanted;
			file.version += 1;
			plugin?.clear();
			return [{ file, prevDoc, changes }];
		});
	}

	openFile(uri: string, _language: string, view: EditorView): void {
		this.put(uri, view.state.doc.toString());
		const file = this.getFile(uri);
		if (file) file.view = view;
	}

	/** The editor shows another file now; this one stays known. */
	closeFile(uri: string, view: EditorView): void {
		const file = this.getFile(uri);
		if (file?.view !== view) return;
		file.view = null;
	}

	/** Documents are opened by `put`; before the connection there are none. */
	override connected(): void {}
}

const replace = (before: Text, after: Text) =>
	ChangeSet.of({ from: 0, to: before.length, insert: after }, before.length);

export const documentsOf = (client: LSPClient): Documents => {
	if (!(client.workspace instanceof Documents)) throw new Error('this client has another workspace');
	return client.workspace;
};
