// What is asked of the type checker once it runs: the problems of a project, and, for an editor, hovers, completion and signatures.
// Loaded only when somebody checks types, together with CodeMirror's client for language servers.
import {
	hoverTooltips,
	LSPClient,
	LSPPlugin,
	serverCompletion,
	signatureHelp,
	type Transport
} from '@codemirror/lsp-client';
import { Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { problemsOf, type Problem, type ServerDiagnostic } from './problems';
import { safeElement, safeHtml } from './safe-html';
import { ROOT, ROOT_URI } from './server';
import { Documents, documentsOf } from './workspace';

/** Longest that one answer may take, in milliseconds. The first takes seconds where the machine is slow. */
const PATIENCE = 60_000;
const HOVER_AFTER = 250;

/** Strictness, and where modules are. The server cannot ask for its configuration, so it finds it as a file. */
const CONFIGURATION = {
	typeshedPath: '/typeshed',
	pythonVersion: '3.14',
	pythonPlatform: 'Linux',
	extraPaths: ['/site-packages'],
	typeCheckingMode: 'standard',
	// Each class Meta of factory_boy is another than that of its base.
	reportIncompatibleVariableOverride: 'none'
};

type Texts = Readonly<Record<string, string>>;

export class TypesClient {
	#client: LSPClient;
	#documents: Documents;
	#extensions = new Map<string, Extension>();

	private constructor(client: LSPClient) {
		this.#client = client;
		this.#documents = documentsOf(client);
	}

	/** `stubs`: what the server finds in its file system. Rejects where it does not answer. */
	static async connect(transport: Transport, stubs: Texts): Promise<TypesClient> {
		const client = new LSPClient({
			rootUri: ROOT_URI,
			timeout: PATIENCE,
			workspace: (client) => new Documents(client),
			sanitizeHTML: safeHtml,
			initializationOptions: {
				files: { ...stubs, [`${ROOT}/pyrightconfig.json`]: JSON.stringify(CONFIGURATION) }
			},
			// Its words are for those who maintain it; faults are told by the page.
			notificationHandlers: { 'window/logMessage': () => true, 'window/showMessage': () => true },
			unhandledNotification: () => {},
			extensions: [
				serverCompletion(),
				hoverTooltips({ hoverTime: HOVER_AFTER }),
				hoverByKeyboard,
				signatureHelp()
			]
		});
		client.connect(transport);
		await client.initializing;
		return new TypesClient(client);
	}

	/** Has the checker know the files of a project as they are now, and none besides. `name` is a word with hyphens. */
	put(name: string, files: Texts): void {
		for (const uri of this.#uris(name)) if (!(fileOf(uri, name) in files)) this.#documents.remove(uri);
		for (const [file, text] of Object.entries(files)) this.#documents.put(uriOf(name, file), text);
		this.#client.sync();
	}

	/** The problems of every Python file of a project as it was last put. Rejects where the server does not answer. */
	async problems(name: string): Promise<Problem[]> {
		const uris = this.#uris(name).filter((uri) => uri.endsWith('.py'));
		const all = await Promise.all(
			uris.map(async (uri) => {
				const answer = await this.#client.request<unknown, { items?: ServerDiagnostic[] }>(
					'textDocument/diagnostic',
					{ textDocument: { uri } }
				);
				// Without a list it has not looked at the file: that must never pass for "no problems".
				if (!answer.items) throw new Error(`no answer about ${fileOf(uri, name)}`);
				return problemsOf(fileOf(uri, name), answer.items);
			})
		);
		return all.flat();
	}

	remove(name: string): void {
		for (const uri of this.#uris(name)) {
			this.#documents.remove(uri);
			this.#extensions.delete(uri);
		}
	}

	/** For the editor that shows this file. */
	extension(name: string, file: string): Extension {
		const uri = uriOf(name, file);
		const made = this.#extensions.get(uri) ?? this.#client.plugin(uri, 'python');
		this.#extensions.set(uri, made);
		return made;
	}

	#uris(name: string): string[] {
		return this.#documents.files.map(({ uri }) => uri).filter((uri) => uri.startsWith(uriOf(name, '')));
	}
}

const explain = StateEffect.define<Tooltip | null>();

/** What F1 has brought up; it goes with the next move or change. */
const explained = StateField.define<Tooltip | null>({
	create: () => null,
	update(shown, tr) {
		for (const effect of tr.effects) if (effect.is(explain)) return effect.value;
		return tr.docChanged || tr.selection ? null : shown;
	},
	provide: (field) => showTooltip.from(field)
});

/** Asks about the name at the cursor, shows the answer and says it aloud, unless the reader has gone on meanwhile. */
async function explainAtCursor(view: EditorView): Promise<void> {
	const plugin = LSPPlugin.get(view);
	if (!plugin) return;
	const { doc, selection } = view.state;
	const { head } = selection.main;
	plugin.client.sync();
	const answer = await plugin.client.request<unknown, { contents: { kind: string; value: string } } | null>(
		'textDocument/hover',
		{ position: plugin.toPosition(head), textDocument: { uri: plugin.uri } }
	);
	if (!answer || view.state.doc !== doc || !view.state.selection.eq(selection)) return;
	const html = plugin.docToHTML(answer.contents.value, 'markdown');
	const dom = safeElement(html, 'cm-lsp-hover-tooltip cm-lsp-documentation');
	view.dispatch({
		effects: [
			explain.of({ pos: head, above: true, create: () => ({ dom }) }),
			EditorView.announce.of(dom.textContent ?? '')
		]
	});
}

/**
 * F1 tells what a pointer would be told at the cursor; Escape puts it away. CodeMirror's `activateHover` is given up where the pointer
 * moves over the code before the answer is there, as it does when a list of completions closes under it.
 */
const hoverByKeyboard: Extension = [
	explained,
	Prec.high(
		keymap.of([
			{
				key: 'F1',
				preventDefault: true,
				run(view) {
					// Without an answer there is nothing to show; a checker that has gone down is told of by the page.
					explainAtCursor(view).catch(() => {});
					return true;
				}
			},
			{
				key: 'Escape',
				run(view) {
					if (view.state.field(explained) === null) return false;
					view.dispatch({ effects: explain.of(null) });
					return true;
				}
			}
		])
	)
];

const uriOf = (project: string, file: string) =>
	`${ROOT_URI}${project}/${file.split('/').map(encodeURIComponent).join('/')}`;
const fileOf = (uri: string, project: string) => decodeURIComponent(uri.slice(uriOf(project, '').length));
