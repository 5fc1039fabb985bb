// The code of a file as it stands on the page before, or without, the live editor. Imports nothing of CodeMirror, so that the page stays light.

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const entities: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#34;': '"',
	'&#39;': "'",
	'&#x27;': "'"
};

const lineStart = '<span class="line">';

/**
 * One `<span class="line">` for each line of `text`, with nothing between them. The colours are those of `html`, which was made at
 * build time, as long as it says the same as `text`; a reader's own text from last time comes without colours until the editor is there.
 */
export function staticLines(html: string, text: string): string {
	if (withoutLastBreak(plainText(html)) !== withoutLastBreak(text)) {
		return text
			.split('\n')
			.map((line) => `${lineStart}${escapeText(line)}</span>`)
			.join('');
	}
	const lines = html.replace(/\s*\n\s*(?=<span class="line">)/g, '').trimEnd();
	const missing = text.split('\n').length - (lines.split(lineStart).length - 1);
	return lines + `${lineStart}</span>`.repeat(Math.max(0, missing));
}

/** The text of highlighted lines: tags out, entities back to characters. */
export function plainText(html: string): string {
	const lines = html
		.split(lineStart)
		.slice(1)
		.map((line) => line.replace(/<[^>]*>/g, '').replace(/\n$/, ''));
	return lines
		.join('\n')
		.replace(/&(?:amp|lt|gt|quot|#34|#39|#x27);/g, (entity) => entities[entity] ?? entity);
}

function escapeText(text: string): string {
	return text.replace(/[&<>]/g, (character) => escapes[character] ?? character);
}

function withoutLastBreak(text: string): string {
	return text.endsWith('\n') ? text.slice(0, -1) : text;
}
