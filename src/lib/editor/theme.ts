// The editor's look, from the custom properties of the site. Sizes are those of the static code in CodeEditor.svelte, so that
// nothing moves when one takes the other's place; colours of code are the site's `tok-` classes.
import { EditorView } from '@codemirror/view';

export const theme = EditorView.theme({
	'&': { color: 'var(--ink)', backgroundColor: 'var(--card)', font: 'inherit' },
	'&.cm-focused': { outline: 'none' },
	'.cm-scroller': { font: 'inherit', lineHeight: 'inherit', overflowX: 'auto' },
	'.cm-content': { padding: 'var(--code-pad) 0', caretColor: 'var(--ink)', fontVariantLigatures: 'none' },
	'.cm-line': { padding: '0 var(--s4) 0 var(--s3)' },
	'.cm-gutters': { color: 'var(--soft)', backgroundColor: 'var(--card)', border: 'none' },
	'.cm-lineNumbers .cm-gutterElement': {
		boxSizing: 'border-box',
		minWidth: 'var(--code-gutter)',
		padding: '0 var(--s2) 0 var(--s2)',
		borderInlineEnd: '4px solid transparent',
		position: 'relative'
	},
	'.cm-lineNumbers .line-run': { borderInlineEnd: '4px solid var(--pass)' },
	'.cm-lineNumbers .line-part': { borderInlineEnd: '4px double var(--warn)' },
	'.cm-lineNumbers .line-miss': { borderInlineEnd: '4px dotted var(--fail)' },
	'.cm-lineNumbers .line-out': { borderInlineEnd: '4px dashed var(--soft)' },
	'&.cm-marks-stale .cm-lineNumbers :is(.line-run, .line-part, .line-miss, .line-out)': {
		borderInlineEndColor: 'var(--line)'
	},

	// A mark on a line counts for all its margins; the sign stands once, beside the number.
	'.cm-lineNumbers .cm-error-sign': { color: 'var(--fail)', fontWeight: '700' },
	'.cm-lineNumbers .cm-error-sign::before': { content: '"✕"', position: 'absolute', left: '.35em' },
	'.cm-error-line': { backgroundColor: 'var(--fail-wash)' },
	'.cm-error-place': {
		textDecoration: 'underline wavy var(--fail) 1.5px',
		textUnderlineOffset: '4px',
		textDecorationSkipInk: 'none'
	},
	'&.cm-marks-stale .cm-error-line': { backgroundColor: 'var(--sunk)' },
	'&.cm-marks-stale .cm-error-place': { textDecorationColor: 'var(--soft)' },

	'.cm-operand': { paddingBottom: '2px' },
	'.cm-operand-alone': { borderBottom: '2px solid var(--pass)' },
	'.cm-operand-both': { borderBottom: '4px double var(--warn)' },
	'.cm-operand-true, .cm-operand-false': { borderBottom: '2px dashed var(--warn)' },
	'.cm-operand-never': { borderBottom: '2px dotted var(--fail)' },
	'.cm-operand-unknown': { borderBottom: '1px solid var(--line)' },
	'&.cm-marks-stale .cm-operand': { borderBottomColor: 'var(--edge)' },

	'&.cm-with-arcs .cm-content': { flexGrow: '0', minWidth: '0' },
	'&.cm-with-arcs .cm-line': { paddingInlineEnd: 'var(--s2)' },
	'.cm-arcs': {
		position: 'sticky',
		right: '0',
		flex: 'none',
		alignSelf: 'flex-start',
		backgroundColor: 'var(--card)',
		paddingInlineEnd: 'var(--s2)',
		pointerEvents: 'none'
	},
	'.cm-arcs-over': { boxShadow: '-1px 0 0 var(--line)' },
	'.cm-arcs svg': { display: 'block', maxWidth: 'none', overflow: 'visible' },
	'.cm-arc path': { fill: 'none', strokeWidth: '2' },
	'.cm-arc-taken path': { stroke: 'var(--pass)' },
	'.cm-arc-missed path': { stroke: 'var(--warn)' },
	'.cm-arc-missed .cm-arc-line': { strokeDasharray: '4 4' },
	'.cm-arc .cm-arc-reach': { stroke: 'transparent', strokeWidth: '11' },
	'.cm-arc-missed': { pointerEvents: 'stroke', outline: 'none' },
	'.cm-arc-missed:hover .cm-arc-line, .cm-arc-missed:focus .cm-arc-line': { strokeWidth: '3' },
	'.cm-arc-missed:is(:hover, :focus) .cm-arc-reach': { stroke: 'var(--accent-wash)' },
	'&.cm-marks-stale .cm-arc path': { stroke: 'var(--line)' },
	'&.cm-marks-stale .cm-arc .cm-arc-reach': { stroke: 'transparent' },

	'.cm-lintRange': { backgroundImage: 'none', paddingBottom: '1px', textDecorationSkipInk: 'none' },
	'.cm-lintRange-error': { textDecoration: 'underline wavy var(--fail) 1.5px', textUnderlineOffset: '4px' },
	'.cm-lintRange-warning': {
		textDecoration: 'underline dashed var(--warn) 1.5px',
		textUnderlineOffset: '4px'
	},
	'.cm-lintRange-info': { textDecoration: 'underline dotted var(--accent) 2px', textUnderlineOffset: '4px' },
	'.cm-lintRange-hint': { opacity: '.65', fontStyle: 'italic' },
	'.cm-lintRange-active': { backgroundColor: 'var(--accent-wash)' },
	'.cm-diagnostic': {
		font: '400 .95rem/1.4 var(--ui)',
		maxWidth: '34rem',
		maxHeight: '16rem',
		overflowY: 'auto',
		whiteSpace: 'pre-wrap',
		borderInlineStart: '4px solid var(--edge)',
		padding: 'var(--s2) var(--s3)'
	},
	'.cm-diagnostic-error': { borderInlineStartColor: 'var(--fail)' },
	'.cm-diagnostic-warning': { borderInlineStartColor: 'var(--warn)' },
	'.cm-diagnosticSource': { color: 'var(--soft)', fontSize: '.9em', opacity: '1' },
	'.cm-lsp-hover-tooltip, .cm-lsp-signature-tooltip': {
		font: '400 .9rem/1.45 var(--ui)',
		maxWidth: 'min(38rem, 90vw)',
		maxHeight: '16rem',
		overflowY: 'auto',
		padding: 'var(--s1) var(--s2)'
	},
	// The count of signatures stands before the first line, not on it.
	'.cm-lsp-signature-tooltip .cm-lsp-signature-num': {
		position: 'static',
		float: 'inline-start',
		font: '400 .9rem/1.45 var(--ui)',
		color: 'var(--soft)',
		marginInlineEnd: 'var(--s2)'
	},
	'.cm-tooltip pre, .cm-tooltip code, .cm-tooltip .cm-lsp-signature': {
		font: '400 .9rem/1.45 var(--mono)',
		fontVariantLigatures: 'none',
		whiteSpace: 'pre-wrap',
		margin: '0'
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul': {
		font: '400 .9rem/1.5 var(--mono)',
		fontVariantLigatures: 'none',
		maxWidth: 'min(30rem, 90vw)'
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px var(--s2)' },
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
		backgroundColor: 'var(--accent)',
		color: 'var(--accent-ink)'
	},
	'.cm-tooltip.cm-completionInfo': {
		font: '400 .9rem/1.45 var(--ui)',
		maxWidth: 'min(26rem, 90vw)',
		padding: 'var(--s2) var(--s3)'
	},

	'.cm-tooltip': {
		color: 'var(--ink)',
		backgroundColor: 'var(--card)',
		border: '1px solid var(--edge)',
		borderRadius: 'var(--r)'
	},
	'.cm-arc-says': { font: '400 .95rem/1.4 var(--ui)', maxWidth: '26rem', padding: 'var(--s2) var(--s3)' },

	'.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
		backgroundColor: 'var(--accent-wash)',
		boxShadow: 'inset 0 0 0 1px var(--accent)'
	},
	'.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
		backgroundColor: 'transparent',
		boxShadow: 'inset 0 0 0 1px var(--fail)'
	},
	'.cm-searchMatch': { backgroundColor: 'var(--warn-wash)', boxShadow: 'inset 0 0 0 1px var(--warn)' },
	'.cm-searchMatch-selected': { backgroundColor: 'var(--select)' },
	'.cm-searchMatch-selected, .cm-searchMatch-selected *': { color: 'var(--select-ink)' },
	'.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--sunk)', font: '400 1rem/1.4 var(--ui)' },
	'.cm-panels-top': { borderBottom: '1px solid var(--line)' },
	'.cm-textfield': {
		font: '400 1rem/1.4 var(--ui)',
		color: 'var(--ink)',
		backgroundColor: 'var(--card)',
		border: '1px solid var(--edge)',
		borderRadius: 'var(--r)'
	},
	'.cm-button': {
		backgroundImage: 'none',
		color: 'var(--ink)',
		border: '1px solid var(--edge)',
		borderRadius: 'var(--r)'
	},
	'.cm-panel.cm-search': { padding: 'var(--s2) var(--s5) var(--s2) var(--s3)' }
});
