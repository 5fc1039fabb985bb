// What the linter says, in the margin and under the code. Its fixes stand in the tooltip, each to be taken by hand.
import { lintGutter, nextDiagnostic, type Diagnostic } from '@codemirror/lint';
import { Compartment, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { stretchOf, type Problem } from '#lib/analysis/problem';
import { publish } from './diagnostics';

const margin = new Compartment();

/** Empty until there is something to show: a lesson without a linter has no margin for one. */
export const problemMargin: Extension = margin.of([]);

const shown: Extension = [
	lintGutter(),
	keymap.of([{ key: 'F8', run: nextDiagnostic }]),
	EditorView.theme({
		// The stock look comes as pictures, which a strict policy may forbid, in colours of its own.
		// It lies over the margin of the numbers, so that the code stays where it is when the linter comes.
		'.cm-gutter-lint': { width: '0', overflow: 'visible', zIndex: '1' },
		'.cm-gutter-lint .cm-gutterElement': { padding: '0', position: 'relative' },
		'.cm-lint-marker': {
			position: 'absolute',
			left: '.1rem',
			width: '1rem',
			height: 'auto',
			textAlign: 'center',
			font: '700 .8rem/26px var(--mono)',
			content: 'normal !important'
		},
		// Where a run has put its sign beside the number, one is enough.
		'.cm-error-sign .cm-lint-marker-error::before': { content: 'none' },
		'.cm-lint-marker-warning::before': { content: '"▲"', color: 'var(--warn)' },
		'.cm-lint-marker-error::before': { content: '"✕"', color: 'var(--fail)' },
		'.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
		'.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warn) 1px', textUnderlineOffset: '4px' },
		'.cm-lintRange-error': { textDecoration: 'underline wavy var(--fail) 1px', textUnderlineOffset: '4px' },
		'.cm-lintPoint::after': { borderBottomColor: 'var(--warn)' },
		'.cm-diagnostic': {
			font: '400 .95rem/1.4 var(--ui)',
			padding: 'var(--s2) var(--s3)',
			maxWidth: '30rem',
			borderInlineStart: '4px solid var(--warn)'
		},
		'.cm-diagnostic-error': { borderInlineStartColor: 'var(--fail)' },
		'.cm-diagnosticAction': {
			font: '500 .9rem/1.4 var(--ui)',
			color: 'var(--accent)',
			backgroundColor: 'transparent',
			border: '1px solid var(--edge)',
			borderRadius: 'var(--r)',
			minHeight: '24px',
			marginInlineStart: 'var(--s2)'
		}
	})
];

/** Puts the problems of the text as it stands into the editor, with a margin for them while there are any. */
export function showProblems(
	view: EditorView,
	problems: readonly Problem[] | null,
	onfix: (problem: Problem) => void
): void {
	const isWanted = problems !== null && problems.length > 0;
	if (isWanted !== (margin.get(view.state) === shown)) {
		view.dispatch({ effects: margin.reconfigure(isWanted ? shown : []) });
	}
	const text = view.state.doc.toString();
	publish(
		view,
		'lint',
		(problems ?? []).map((problem) => diagnosticOf(problem, text, onfix))
	);
}

function diagnosticOf(problem: Problem, text: string, onfix: (problem: Problem) => void): Diagnostic {
	const { code, message, fix } = problem;
	return {
		...stretchOf(problem, text),
		severity: code === null ? 'error' : 'warning',
		message: code === null ? message : `${code}: ${message}`,
		actions: fix ? [{ name: fix.says.replaceAll('`', ''), apply: () => onfix(problem) }] : []
	};
}
