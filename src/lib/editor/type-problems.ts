// The type checker's findings in the editor: underlined, told on hover, and reached by F8. The same stand as a list below the code.
import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Problem } from '#lib/analysis/types/problems';
import { publish } from './diagnostics';

const SEVERITY = { error: 'error', warning: 'warning', note: 'info', faded: 'hint' } as const;

export function showTypeProblems(view: EditorView, problems: readonly Problem[]): void {
	publish(view, 'types', diagnosticsOf(view.state.doc, problems));
}

/** A place that an edit has done away with since is brought back into the text; the next answer puts it right. */
export function diagnosticsOf(doc: Text, problems: readonly Problem[]): Diagnostic[] {
	const offset = (line: number, column: number) => {
		if (line > doc.lines) return doc.length;
		const { from, to } = doc.line(Math.max(line, 1));
		return Math.min(from + column, to);
	};
	return problems
		.map((problem) => {
			const from = offset(problem.line, problem.column);
			return {
				from,
				to: Math.max(from, offset(problem.endLine, problem.endColumn)),
				severity: SEVERITY[problem.kind],
				message: problem.message,
				...(problem.rule === null ? {} : { source: problem.rule })
			};
		})
		.sort((a, b) => a.from - b.from);
}
