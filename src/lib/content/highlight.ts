// Code as HTML, coloured at build time by the parser and the classes that the live editor uses, so that nothing changes its colour
// when the editor takes its place.
import { classHighlighter, highlightCode } from '@lezer/highlight';
import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { vclLanguage } from '#lib/editor/vcl';
import { leaveCode } from './untranslated';

/**
 * Python as HTML: one `<span class="line">` a line, a newline between them, so that the text of the result is `text` exactly.
 * Classes are those of lezer's classHighlighter (`tok-keyword`). Code that does not parse is coloured as far as it goes.
 */
export const highlightPython = (text: string) => highlight(text, parser.parse(text));

/** VCL in the same form. */
export const highlightVcl = (text: string) => highlight(text, vclLanguage.parser.parse(text));

function highlight(text: string, tree: Tree): string {
	let html = '';
	highlightCode(
		text,
		tree,
		classHighlighter,
		(piece, classes) => {
			html += classes ? `<span class="${classes}">${escapeHtml(piece)}</span>` : escapeHtml(piece);
		},
		() => {
			html += '</span>\n<span class="line">';
		}
	);
	return `<span class="line">${html}</span>`;
}

/** Text without colours, in the same form. */
export function plainLines(text: string): string {
	return text
		.split('\n')
		.map((line) => `<span class="line">${escapeHtml(line)}</span>`)
		.join('\n');
}

/** A file of a cell or an exercise: Python and VCL in colours, anything else plain. */
export function highlightFile(name: string, text: string): string {
	if (name.endsWith('.vcl')) return highlightVcl(text);
	return name.endsWith('.py') ? highlightPython(text) : plainLines(text);
}

/** Languages that a fence which is only shown may name. */
export const SHOWN_LANGUAGES = [
	'python',
	'pycon',
	'console',
	'bash',
	'text',
	'ini',
	'toml',
	'json',
	'sql',
	'vcl',
	'http',
	'diff'
] as const;

/** A fence that is only shown, as it stands in prose. */
export function shownFence(language: string, text: string): string {
	const colour = { python: highlightPython, vcl: highlightVcl }[language] ?? plainLines;
	const code = colour(text);
	return leaveCode(`<pre class="shown language-${language}" tabindex="0"><code>${code}</code></pre>`);
}

export function escapeHtml(text: string): string {
	const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
