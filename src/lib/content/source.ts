// A Markdown file of the content, read once: front matter, and the tree of the rest, which everything else is made from: cells, links,
// headings and blocks of a lesson, a task and its hints. The page of a lesson alone is compiled by mdsvex, with a reader of its own;
// tests/one-reader.test.ts holds the two together.
import type { Code, Root } from 'mdast';
import { LessonError, type Spot } from './lesson-error';
import { nodesIn, rangeOf, treeOf, writtenOf } from './tree';

export interface Fence {
	/** Line of the opening marks. */
	line: number;
	language: string;
	/** What stands after the language. */
	info: string;
	text: string;
}

export interface Source {
	file: string;
	/** The YAML between the `---` lines, which starts in line 2. */
	frontMatter: string;
	/** Line after the front matter. */
	bodyLine: number;
	/** The file with blank lines for its front matter: positions in the tree are positions in it, and its lines are the file's. */
	text: string;
	tree: Root;
	fences: Fence[];
}

/** What was read last, by file: a page of the contents needs all of them, and a lesson's page needs the contents. */
const lastRead = new Map<string, { content: string; source: Source }>();

/** Reads the Markdown of a lesson or a task. Throws a LessonError where the front matter or a fence has no end, or a fence is indented. */
export function readSource(file: string, content: string): Source {
	const last = lastRead.get(file);
	if (last?.content === content) return last.source;
	const source = readAfresh(file, content);
	lastRead.set(file, { content, source });
	return source;
}

function readAfresh(file: string, content: string): Source {
	const lines = content.split('\n');
	if (lines[0] !== '---') {
		throw new LessonError(
			{ file, line: 1 },
			'no front matter',
			'begin with a line `---`, then the keys, then `---` again'
		);
	}
	const end = lines.indexOf('---', 1);
	if (end === -1) {
		throw new LessonError({ file, line: 1 }, 'the front matter has no end', 'close it with a line `---`');
	}
	const text = '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n');
	const tree = treeOf(text);
	const fences = codeIn(tree).map((code) => readFence(code, { file, text }));
	return { file, frontMatter: lines.slice(1, end).join('\n'), bodyLine: end + 2, text, tree, fences };
}

const codeIn = (tree: Root): Code[] => [...nodesIn(tree)].filter((node) => node.type === 'code');

const FENCE = /^(`{3,}|~{3,})/;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

function readFence(code: Code, { file, text }: { file: string; text: string }): Fence {
	const { line } = rangeOf(code);
	const at: Spot = { file, line };
	const written = writtenOf(code, text);
	const marks = FENCE.exec(written.trimStart())?.[1];
	if (marks === undefined) {
		throw new LessonError(at, 'text indented by four spaces', 'take the spaces out; for code write a fence');
	}
	// In a list a fence would belong to the item, where the page could read it differently.
	if (code.position?.start.column !== 1 || !written.startsWith(marks)) {
		throw new LessonError(at, 'a fence that is indented', 'begin it at the margin, outside any list');
	}
	const [, ...inside] = written.split('\n');
	if (!CLOSING.exec(inside.at(-1) ?? '')?.[1]?.startsWith(marks)) {
		throw new LessonError(
			at,
			'this fence has no end',
			`close it with a line of ${marks} as long as the one that opens it`
		);
	}
	const swallowed = inside.findIndex((other) => /^ {0,3}`{3,}\w/.test(other));
	if (marks === '```' && swallowed !== -1) {
		throw new LessonError(
			at,
			`this fence has no end before another begins in line ${line + 1 + swallowed}`,
			'close it with a line of ``` (or open it with four, where it is meant to show a fence)'
		);
	}
	return { line, language: code.lang ?? '', info: code.meta ?? '', text: code.value };
}
