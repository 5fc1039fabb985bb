// A lesson is read twice: its page is compiled by mdsvex, its data is taken from our tree. Here both are held to see the same in every
// lesson, node by node, in the same lines, so that what a reader runs is what stands on the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'mdsvex';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { lessonsFolder, lessonSlugs } from '#lib/content/load';
import { lessonMarkdown } from '#lib/content/markdown';
import { readSource } from '#lib/content/source';

/** What both kinds of tree have of a node. */
interface Node {
	type: string;
	value?: string;
	lang?: string | null | undefined;
	meta?: string | null | undefined;
	depth?: number;
	url?: string;
	ordered?: boolean | null | undefined;
	position?: { start: { line: number } } | undefined;
	children?: readonly Node[];
}

/** A line for each node, those of a paragraph or a list indented below it. */
function outline({ type, position, children = [], ...rest }: Node, depth = 0): string[] {
	const { value, lang, meta, depth: level, url, ordered } = rest;
	const plain = /code/i.test(type) ? withoutEntities(value ?? '') : value;
	const said = [plain, lang, meta, level, url, ordered].filter((one) => one !== null && one !== undefined);
	const own = `${'  '.repeat(depth)}${position?.start.line}: ${type} ${JSON.stringify(said)}`;
	return [own, ...children.filter((one) => one.type !== 'yaml').flatMap((one) => outline(one, depth + 1))];
}

/** mdsvex writes these into code before anybody sees it. */
const withoutEntities = (code: string) =>
	code.replace(
		/&(lt|gt|#123|#125);/g,
		(entity) => ({ '&lt;': '<', '&gt;': '>', '&#123;': '{' })[entity] ?? '}'
	);

/** Below the root, which is the file. */
const outlineOf = (root: Node) => outline(root).slice(1);

const asData = (text: string) => outlineOf(readSource('lesson.md', text).tree);

async function asPage(text: string): Promise<string[]> {
	let seen: string[] = [];
	const look = () => (tree: Node) => void (seen = outlineOf(tree));
	await compile(text, { highlight: false, smartypants: false, remarkPlugins: [look] });
	return seen;
}

const template = join(import.meta.dirname, '../scripts/new-lesson/template/lesson.md');
const lessons = lessonSlugs().map((slug) => [slug, join(lessonsFolder(), slug, 'lesson.md')] as const);

test.each([...lessons, ['what a new lesson begins with', template] as const])('%s', async (_slug, file) => {
	const text = readFileSync(file, 'utf8');
	const data = asData(text);
	expect(data.length).toBeGreaterThan(20);
	expect(await asPage(text)).toEqual(data);
});

test('the page shows code as it is written', async () => {
	const text = '---\ntitle: One\n---\n\n```vcl\nif (a < b) { set c = "&lt;"; }\n```\n';
	const page = await compile(text, { ...lessonMarkdown, filename: 'lesson.md' });
	const [, html = ''] = /\{@html (".*")\}/.exec(page?.code ?? '') ?? [];
	const words = z
		.string()
		.parse(JSON.parse(html))
		.replace(/<[^>]*>/g, '');
	expect(words).toBe('if (a &lt; b) { set c = &quot;&amp;lt;&quot;; }');
});

test('where they part, it is seen', async () => {
	const text = '---\ntitle: One\n---\n\nA word[^1].\n\n[^1]: A note.\n';
	expect(await asPage(text)).not.toEqual(asData(text));
});
