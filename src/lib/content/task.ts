// task.md: front matter, the task, then its hints, as HTML. It is no component: nothing in it runs, and braces mean nothing.
import type { Element } from 'hast';
import type { Code, Heading, Link, Nodes, RootContent } from 'mdast';
import type { Handlers, State } from 'mdast-util-to-hast';
import { readFrontMatter, taskSchema, type TaskFrontMatter } from './front-matter';
import { shownFence } from './highlight';
import { LessonError } from './lesson-error';
import { addressOf, basePath, checkLink, isExternal, type LinkTargets } from './links';
import { htmlOf } from './html';
import { readSource, type Source } from './source';
import { nodesIn, rangeOf, writtenOf } from './tree';

export interface Task {
	frontMatter: TaskFrontMatter;
	/** HTML; headings in it begin at the third level. */
	task: string;
	hints: string[];
}

/** Reads a task.md. Throws a LessonError for a key, a heading, a link or a tag that is not right. */
export function readTask(file: string, text: string, targets: LinkTargets): Task {
	const source = readSource(file, text);
	const frontMatter = readFrontMatter(file, source.frontMatter, taskSchema);
	for (const node of nodesIn(source.tree)) checkNode(node, source, targets);
	const [task = [], ...hints] = sectionsOf(source);
	if (!task.length) {
		throw new LessonError(
			{ file, line: source.bodyLine },
			'there is no task',
			'write it below the front matter'
		);
	}
	const empty = hints.findIndex((hint) => !hint.length);
	if (empty !== -1) {
		throw new LessonError(
			{ file, line: null },
			`hint ${empty + 1} is empty`,
			'write it, or take its heading out'
		);
	}
	const html = (nodes: RootContent[]) => htmlOf(nodes, handlersFor(targets.slug));
	return { frontMatter, task: html(task), hints: hints.map(html) };
}

/** The body cut at each `## Hint`. */
function sectionsOf(source: Source): RootContent[][] {
	const sections: RootContent[][] = [[]];
	for (const node of source.tree.children) {
		if (node.type === 'heading' && isHint(node, source)) sections.push([]);
		else sections.at(-1)?.push(node);
	}
	return sections;
}

const isHint = (node: Heading, { text }: Source) => /^## Hint\s*$/.test(writtenOf(node, text));

function checkNode(node: Nodes, source: Source, targets: LinkTargets): void {
	const at = { file: source.file, line: rangeOf(node).line };
	const written = writtenOf(node, source.text);
	if (node.type === 'heading' && node.depth <= 2 && !isHint(node, source)) {
		throw new LessonError(at, `the heading "${written}"`, 'write ## Hint for a hint, and ### for any other');
	}
	const mayHoldTag = node.type === 'html' || node.type === 'text' || node.type === 'link';
	const tag = mayHoldTag ? /(?<!\\)<[A-Za-z/!][^>]*>?/.exec(written)?.[0] : undefined;
	if (tag !== undefined && (node.type !== 'link' || written.startsWith('<'))) {
		throw new LessonError(at, `${tag} in a task`, 'put it in backticks; a task is Markdown without tags');
	}
	if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
		checkLink(node.url, at, targets);
	}
}

/** A fence as on a lesson's page, and links with the site's addresses. */
const handlersFor = (slug: string): Handlers => ({
	code: (_state: State, { lang, value }: Code) => ({
		type: 'raw' as const,
		value: shownFence(lang ?? 'text', value)
	}),
	link: (state: State, node: Link): Element => ({
		type: 'element',
		tagName: 'a',
		properties: {
			href: addressOf(node.url, slug, basePath()),
			...(isExternal(node.url) ? { rel: ['external', 'noreferrer'] } : {})
		},
		children: state.all(node)
	})
});
