// How mdsvex makes a page of lesson.md: our remark plugin turns tagged fences into cells, highlights the others, gives headings their
// ids and links their addresses. What is wrong with a lesson is said by load.ts, with its line, before this runs.
import { isTagged, parseCellTag } from './cell-tag';
import { shownFence } from './highlight';
import { addressOf, basePath, isExternal } from './links';
import { headingIds } from './names';

/** As much of a Markdown tree (mdast of remark-parse 8) as is looked at here. */
interface Node {
	type: string;
	value?: string;
	lang?: string | null;
	meta?: string | null;
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
	return (tree: Node, file: { filename?: string; path?: string }) => {
		const name = file.filename ?? file.path ?? 'lesson.md';
		const slug = /([^/\\]+)[/\\]lesson\.md$/.exec(name)?.[1] ?? '';
		const idOf = headingIds();
		const visit = (node: Node) => {
			if (node.type === 'code') drawFence(node, name);
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

function drawFence(node: Node, file: string): void {
	const info = node.meta ?? '';
	const html = isTagged(info)
		? `<Cell id=${JSON.stringify(parseCellTag(info, { file, line: node.position?.start.line ?? 1 }).id)} />`
		: `{@html ${JSON.stringify(shownFence(node.lang ?? 'text', node.value ?? '')).replaceAll('<', '\\u003c')}}`;
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
