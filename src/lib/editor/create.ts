// The live editor: everything of CodeMirror that the site uses comes together here and is loaded only when code comes near.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { pythonLanguage } from '@codemirror/lang-python';
import {
	bracketMatching,
	indentOnInput,
	indentUnit,
	LanguageSupport,
	syntaxHighlighting
} from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Change, Problem } from '#lib/analysis/problem';
import { arriveAt, arrivedLine } from './arrived-line';
import { branchArcs } from './branch-arcs';
import { coverageGutter } from './coverage-gutter';
import { drawShortFilesWhole } from './drawn-whole';
import { errorMark } from './error-mark';
import { lineNow, measured, sameMarks, setMarks, type LineNow, type Marks } from './marks';
import { operandMarks } from './operand-marks';
import { problemMargin, showProblems } from './problems';
import { showTypeProblems } from './type-problems';
import { smallestChange } from './smallest-change';
import { tabHint, tabTrapsNobody } from './tab';
import { theme } from './theme';
import type { Problem as TypeProblem } from '#lib/analysis/types/problems';
import { vclLanguage } from './vcl';

export interface EditorFile {
	/** Path; its end decides the language, and the editor keeps one history for each name. */
	name: string;
	text: string;
	readOnly: boolean;
	/** Accessible name. */
	label: string;
}

export interface EditorEvents {
	/** The reader changed the text. Not called for what `show` does. */
	change(text: string): void;
	/** Mod-Enter, Mod-Shift-Enter. */
	run(): void;
	check(): void;
	/** Mod-Shift-F. */
	format(): void;
	/** The reader took a fix that stands in the code. */
	fix: (problem: Problem) => void;
}

export interface Editor {
	/** Shows a file. The same name with another text is an edit that undo takes back; another name has its own history. */
	show(file: EditorFile): void;
	setMarks(marks: Marks): void;
	/** What the linter says of the text that is shown; null where it says nothing yet. */
	setProblems(problems: readonly Problem[] | null): void;
	/** Changes the text as if the reader had: one step that undo takes back, the cursor stays with its code. False where the text is not `before`. */
	edit(before: string, changes: readonly Change[]): boolean;
	/** What the type checker says of the file that is shown. */
	setTypeProblems(problems: readonly TypeProblem[]): void;
	/** Hovers, completion and the like for a file, by its name; null takes them away. */
	setTools(tools: ((name: string) => Extension) | null): void;
	/** Puts the cursor on a line, counted from 1, of the text `of`, wherever that line is by now, and shows it. Tells whether it has gone. */
	goTo(line: number, of: string): LineNow;
	focus(): void;
	/** Goes on where a plain text field was left: its selection, in characters, its place and, where it had it, the focus. */
	takeOver(held: { from: number; to: number; scrollLeft: number; hasFocus: boolean }): void;
	destroy(): void;
}

/** Marks a change that came from outside of the editor. */
const fromOutside = Annotation.define<boolean>();

export function createEditor(parent: HTMLElement, first: EditorFile, events: EditorEvents): Editor {
	let shown = first;
	const settings = new Compartment();
	const tools = new Compartment();
	let toolsOf: ((name: string) => Extension) | null = null;
	const kept = new Map<string, EditorState>();

	const fixed: Extension = [
		Prec.highest(runKeys(events)),
		measured,
		problemMargin,
		lineNumbers(),
		coverageGutter,
		arrivedLine,
		errorMark,
		operandMarks,
		branchArcs,
		history(),
		indentUnit.of('    '),
		EditorState.tabSize.of(4),
		indentOnInput(),
		bracketMatching(),
		closeBrackets(),
		search({ top: true }),
		syntaxHighlighting(classHighlighter),
		tabTrapsNobody,
		keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
		theme,
		EditorView.updateListener.of((update) => {
			if (!update.docChanged) return;
			if (update.transactions.every((transaction) => transaction.annotation(fromOutside))) return;
			const text = update.state.doc.toString();
			shown = { ...shown, text };
			events.change(text);
		})
	];
	const toolsFor = (file: EditorFile) => (file.name.endsWith('.py') ? (toolsOf?.(file.name) ?? []) : []);
	const fresh = (file: EditorFile) =>
		EditorState.create({
			doc: file.text,
			extensions: [settings.of(settingsOf(file)), tools.of(toolsFor(file)), languageOf(file.name), fixed]
		});
	const view = new EditorView({ parent, state: fresh(first) });
	drawShortFilesWhole(view);

	const replaceText = (text: string) => {
		const change = smallestChange(view.state.doc.toString(), text);
		if (!change) return;
		view.dispatch({ changes: change, annotations: [fromOutside.of(true), isolateHistory.of('full')] });
	};

	return {
		show(file) {
			const text = normalBreaks(file.text);
			if (file.name !== shown.name) {
				kept.set(shown.name, view.state);
				view.setState(kept.get(file.name) ?? fresh(file));
				drawShortFilesWhole(view);
				view.dispatch({
					effects: [settings.reconfigure(settingsOf(file)), tools.reconfigure(toolsFor(file))]
				});
			} else if (file.readOnly !== shown.readOnly || file.label !== shown.label) {
				view.dispatch({ effects: settings.reconfigure(settingsOf(file)) });
			}
			shown = file;
			replaceText(text);
		},
		setMarks(marks) {
			if (!sameMarks(view.state.field(measured).marks, marks)) view.dispatch({ effects: setMarks.of(marks) });
		},
		setProblems: (problems) => showProblems(view, problems, events.fix),
		edit(before, changes) {
			if (shown.readOnly || view.state.doc.toString() !== before) return false;
			view.dispatch({ changes: [...changes], annotations: isolateHistory.of('full') });
			return true;
		},
		setTypeProblems: (problems) => showTypeProblems(view, problems),
		setTools(made) {
			toolsOf = made;
			view.dispatch({ effects: tools.reconfigure(toolsFor(shown)) });
		},
		goTo(line, of) {
			const now = lineNow(view.state, line, of);
			const { from } = view.state.doc.line(now.line);
			view.dispatch({
				selection: { anchor: from },
				effects: [EditorView.scrollIntoView(from, { y: 'center' }), arriveAt.of(from)]
			});
			view.focus();
			return now;
		},
		focus: () => view.focus(),
		takeOver({ from, to, scrollLeft, hasFocus }) {
			const end = view.state.doc.length;
			view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) } });
			if (hasFocus) view.focus();
			view.scrollDOM.scrollLeft = scrollLeft;
		},
		destroy: () => view.destroy()
	};
}

function runKeys(events: EditorEvents): Extension {
	return keymap.of([
		{ key: 'Mod-Enter', run: () => (events.run(), true), preventDefault: true },
		{ key: 'Mod-Shift-Enter', run: () => (events.check(), true), preventDefault: true },
		{ key: 'Mod-Shift-f', run: () => (events.format(), true), preventDefault: true }
	]);
}

function settingsOf({ readOnly, label }: EditorFile): Extension {
	const attributes: Record<string, string> = { 'aria-label': label, 'aria-description': tabHint };
	attributes.autocapitalize = attributes.autocorrect = 'off';
	// It has the focus without this too; some tools that look for what can be scrolled by keyboard do not know.
	attributes.tabindex = '0';
	if (readOnly) {
		attributes['aria-readonly'] = 'true';
		attributes['aria-description'] = 'Can be read, not changed.';
		// Otherwise a phone would open its keyboard for text that cannot be typed in.
		attributes.inputmode = 'none';
	}
	return [EditorState.readOnly.of(readOnly), EditorView.contentAttributes.of(attributes)];
}

function languageOf(name: string): Extension {
	if (name.endsWith('.vcl')) return new LanguageSupport(vclLanguage);
	return name.endsWith('.py') ? new LanguageSupport(pythonLanguage) : [];
}

/** The editor's own idea of a text: lines end in `\n`. */
function normalBreaks(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}
