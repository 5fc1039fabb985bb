// task.md: front matter, the task, then its hints, as HTML. It is no component: nothing in it runs, and braces mean nothing.
import { Marked, type Tokens } from 'marked';
import { readFrontMatter, taskSchema, type TaskFrontMatter } from './front-matter';
import { escapeHtml, shownFence } from './highlight';
import { LessonError } from './lesson-error';
import { addressOf, basePath, checkLink, isExternal, type LinkTargets } from './links';
import { takeApart, type Source } from './source';
import { leaveCode } from './untranslated';

export interface Task {
	frontMatter: TaskFrontMatter;
	/** HTML; headings in it begin at the third level. */
	task: string;
	hints: string[];
}

/** Reads a task.md. Throws a LessonError for a key, a heading, a link or a tag that is not right. */
export function readTask(file: string, text: string, targets: LinkTargets): Task {
	const source = takeApart(file, text);
	const frontMatter = readFrontMatter(file, source.frontMatter, taskSchema);
	checkLines(source, targets);
	const [task = '', ...hints] = sectionsOf(source);
	if (!task.trim()) {
		throw new LessonError(
			{ file, line: source.bodyLine },
			'there is no task',
			'write it below the front matter'
		);
	}
	const empty = hints.findIndex((hint) => !hint.trim());
	if (empty !== -1) {
		throw new LessonError(
			{ file, line: null },
			`hint ${empty + 1} is empty`,
			'write it, or take its heading out'
		);
	}
	const html = (markdown: string) => htmlOf(markdown, targets.slug);
	return { frontMatter, task: html(task), hints: hints.map(html) };
}

/** The body cut at each `## Hint`. */
function sectionsOf(source: Source): string[] {
	const cuts = source.prose.filter(({ text }) => isHint(text)).map(({ line }) => line - source.bodyLine);
	const lines = source.body.split('\n');
	return [-1, ...cuts].map((cut, index, all) =>
		lines.slice(cut + 1, all[index + 1] ?? lines.length).join('\n')
	);
}

const isHint = (line: string) => /^## Hint\s*$/.test(line);

function checkLines(source: Source, targets: LinkTargets): void {
	for (const { line, text } of source.prose) {
		const at = { file: source.file, line };
		const words = text.replace(/(`+)(?:(?!`).)*\1/g, '');
		if (/^#{1,2}\s/.test(text) && !isHint(text)) {
			throw new LessonError(at, `the heading "${text}"`, 'write ## Hint for a hint, and ### for any other');
		}
		const tag = /<[A-Za-z/!][^>]*>?/.exec(words)?.[0];
		if (tag !== undefined) {
			throw new LessonError(at, `${tag} in a task`, 'put it in backticks; a task is Markdown without tags');
		}
		for (const [, url = ''] of words.matchAll(/\]\(\s*([^)\s]+)/g)) checkLink(url, at, targets);
	}
}

function htmlOf(markdown: string, slug: string): string {
	const marked = new Marked({
		renderer: {
			code: ({ lang, text }: Tokens.Code) => `${shownFence(lang ?? 'text', text)}\n`,
			link(token: Tokens.Link) {
				const href = escapeHtml(addressOf(token.href, slug, basePath()));
				const rel = isExternal(token.href) ? ' rel="external noreferrer"' : '';
				return `<a href="${href}"${rel}>${this.parser.parseInline(token.tokens)}</a>`;
			}
		}
	});
	return leaveCode(marked.parse(markdown, { async: false }).trim());
}
