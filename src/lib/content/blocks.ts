// A lesson in the order in which it is read: prose, cells, guesses. The page is compiled from lesson.md itself; whoever makes something
// else of a lesson (a search, a notebook, a handout) takes it from here.
import type { Nodes, RootContent } from 'mdast';
import { isTagged, parseCellTag } from './cell-tag';
import { LessonError } from './lesson-error';
import type { Prose } from './prose';
import type { Source } from './source';
import { rangeOf, writtenOf } from './tree';
import type { Block, PredictionSpec } from './types';

/** Throws a LessonError for a guess that has no end, or stands within a paragraph. */
export function blocksOf(source: Source, { headings, predictions }: Prose): Block[] {
	const { file, text, tree } = source;
	const blocks: Block[] = [];
	const guesses = predictions.map((prediction) => guessOf(prediction, source));
	let under: string | null = null;
	let open: RootContent[] = [];
	const close = () => {
		if (open.length) blocks.push({ kind: 'prose', under, ...wordsOf(open, text) });
		open = [];
	};
	for (const node of tree.children) {
		const { from, to, line } = rangeOf(node);
		if (guesses.some((guess) => guess.from < from && from < guess.to)) continue;
		const guess = guesses.find((one) => from <= one.from && one.from < to);
		if (guess) {
			if (from < guess.from) {
				const remedy = 'put it on a line of its own, with a blank line before and after it';
				throw new LessonError({ file, line: guess.line }, 'a <Predict> within other text', remedy);
			}
			close();
			const inside = tree.children.filter((one) => from <= rangeOf(one).from && rangeOf(one).from < guess.to);
			blocks.push({
				kind: 'guess',
				under,
				...guess.spec,
				markdown: guess.markdown,
				text: inside.map(plainText).filter(Boolean).join('\n')
			});
		} else if (node.type === 'code' && isTagged(node.meta ?? '')) {
			close();
			blocks.push({ kind: 'cell', under, id: parseCellTag(node.meta ?? '', { file, line }).id });
		} else if (!(node.type === 'html' && /^<(script|!--)/.test(node.value))) {
			if (node.type === 'heading') {
				close();
				under = headings.find((heading) => heading.line === line)?.id ?? null;
			}
			open.push(node);
		}
	}
	close();
	return blocks;
}

interface Guess {
	spec: PredictionSpec;
	line: number;
	from: number;
	to: number;
	markdown: string;
}

function guessOf({ line, from, to, ...spec }: Prose['predictions'][number], { file, text }: Source): Guess {
	if (text.slice(from, to).endsWith('/>')) return { spec, line, from, to, markdown: '' };
	const end = text.indexOf('</Predict>', to);
	if (end === -1)
		throw new LessonError({ file, line }, 'this <Predict> has no end', 'close it with </Predict>');
	return { spec, line, from, to: end + '</Predict>'.length, markdown: text.slice(to, end).trim() };
}

const wordsOf = (nodes: readonly RootContent[], text: string) => ({
	markdown: nodes.map((node) => writtenOf(node, text)).join('\n\n'),
	text: nodes.map(plainText).filter(Boolean).join('\n')
});

/** What holds paragraphs or rows, each of which is a line of the plain text. */
const HOLDERS: ReadonlySet<string> = new Set<Nodes['type']>([
	'root',
	'blockquote',
	'list',
	'listItem',
	'table',
	'tableRow'
]);

/** The words of a node, without marks and tags. */
function plainText(node: Nodes): string {
	if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
	if (node.type === 'image') return node.alt ?? '';
	if (node.type === 'break') return '\n';
	if (!('children' in node)) return '';
	return node.children.map(plainText).join(HOLDERS.has(node.type) ? '\n' : '');
}
