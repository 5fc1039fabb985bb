// Markdown as a tree (mdast), with the places of its nodes: the one reader of all Markdown that is not compiled into a page.
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { componentsFromMarkdown, componentSyntax } from './component-syntax';

/** A tag that cannot be read as one is text in the tree; prose.ts says what is wrong with it. */
export function treeOf(text: string): Root {
	// Their transforms make nodes that know no place.
	const github = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension);
	const plain = { extensions: [gfm()], mdastExtensions: github };
	try {
		return fromMarkdown(text, {
			extensions: [...plain.extensions, componentSyntax()],
			mdastExtensions: [...plain.mdastExtensions, componentsFromMarkdown]
		});
	} catch {
		return fromMarkdown(text, plain);
	}
}

/** Every node, each before what is in it. */
export function* nodesIn(node: Nodes): Generator<Nodes> {
	yield node;
	if ('children' in node) for (const child of node.children) yield* nodesIn(child);
}

/** Where a node begins and ends in the text, and the line of its beginning. */
export function rangeOf({ type, position }: Nodes): { from: number; to: number; line: number } {
	const [from, to] = [position?.start.offset, position?.end.offset];
	if (!position || from === undefined || to === undefined) throw new Error(`a ${type} without its place`);
	return { from, to, line: position.start.line };
}

/** The text of a node as it is written. */
export function writtenOf(node: Nodes, text: string): string {
	const { from, to } = rangeOf(node);
	return text.slice(from, to);
}
