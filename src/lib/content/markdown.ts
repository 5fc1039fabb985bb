// How mdsvex makes a page of lesson.md: our remark plugin turns tagged fences into cells, highlights the others, gives headings their
// ids and links their addresses. Fences are taken from our own reader, as mdsvex has put entities into their code by then. What is wrong
// with a lesson is said by load.ts, with its line, before this runs.
import { isTagged, parseCellTag } from './cell-tag';
import { shownFence } from './highlight';
import { LessonError } from './lesson-error';
import { addressOf, basePath, isExternal } from './links';
import { headingIds } from './names';
import { readSource, type Fence } from './source';

/** As much of a Markdown tree (mdast of remark-parse 8) as is looked at here. */
interface Node {
	type: string;
	value?: string;
	url?: string;
	position?: { start: { line: number } };
	data?: { hProperties?: Record<string, string> };
	children?: Node[];
}

const IMPORTS = [
	"import Cell from '#lib/components/Cell.svelte';",
	"import Predict from '#lib/components/Predict.svelte';"
].join('\n');

/** The remark plugin. */
function lessonPage() {
	return (tree: Node, file: { filename?: string; path?: string; contents: unknown }) => {
		const name = file.filename ?? file.path ?? 'lesson.md';
		const slug = /([^/\\]+)[/\\]lesson\.md$/.exec(name)?.[1] ?? '';
		const { fences } = readSource(name, String(file.contents));
		const idOf = headingIds();
		const visit = (node: Node) => {
			if (node.type === 'code') drawFence(node, name, fences);
			if (node.type === 'heading') node.data = { ...node.data, hProperties: { id: idOf(textOf(node)) } };
			if (node.type === 'link' && node.url !== undefined) {
				if (isExternal(node.url)) node.data = { ...node.data, hProperties: { rel: 'external noopener' } };
				node.url = addressOf(node.url, slug, basePath());
			}
			node.children?.forEach(visit);
		};
		visit(tree);
		importComponents(tree);
	};
}

function drawFence(node: Node, file: string, fences: readonly Fence[]): void {
	const line = node.position?.start.line ?? 1;
	const fence = fences.find((one) => one.line === line);
	if (!fence) {
		throw new LessonError(
			{ file, line },
			'code that the page alone takes for a fence',
			'write a fence at the margin'
		);
	}
	const { info, language, text } = fence;
	const html = isTagged(info)
		? `<Cell id=${JSON.stringify(parseCellTag(info, { file, line }).id)} />`
		: `{@html ${JSON.stringify(shownFence(language || 'text', text)).replaceAll('<', '\\u003c')}}`;
	node.type = 'html';
	node.value = html;
}

/** Into the author's own script where there is one: Svelte takes no second. */
function importComponents(tree: Node): void {
	const script = tree.children?.find(
		(node) => node.type === 'html' && /^<script(?![^>]*\bmodule\b)/.test(node.value ?? '')
	);
	if (script) script.value = script.value?.replace(/^(<script[^>]*>)/, `$1\n${IMPORTS}`) ?? '';
	else tree.children?.unshift({ type: 'html', value: `<script lang="ts">\n${IMPORTS}\n</script>` });
}

const textOf = (node: Node): string => node.value ?? node.children?.map(textOf).join('') ?? '';

/** Options for mdsvex. */
export const lessonMarkdown = {
	extensions: ['.md'],
	smartypants: { dashes: false, quotes: true, ellipses: false } as const,
	highlight: false as const,
	remarkPlugins: [lessonPage]
};
