// Tags of components, whose attributes may hold expressions (`choices={[…]}`), as nodes of HTML. Everything that is a tag without them is
// HTML to Markdown itself, and is tried first.
import type { Extension as TreeExtension } from 'mdast-util-from-markdown';
import { mdxJsx } from 'micromark-extension-mdx-jsx';
import type { Construct, Extension } from 'micromark-util-types';

/** For micromark. Parsing throws where a tag begins and cannot be read. */
export function componentSyntax(): Extension {
	const { flow, text } = mdxJsx();
	const afterHtml = (constructs: Record<string, Construct | Construct[] | undefined> | undefined) =>
		Object.fromEntries(
			Object.entries(constructs ?? {}).map(([code, one]) => [
				code,
				[one ?? []].flat().map((construct) => ({ ...construct, add: 'after' as const }))
			])
		);
	return { flow: afterHtml(flow), text: afterHtml(text) };
}

/** For mdast-util-from-markdown. */
export const componentsFromMarkdown: TreeExtension = {
	enter: {
		mdxJsxFlowTag(token) {
			this.enter({ type: 'html', value: this.sliceSerialize(token) }, token);
		},
		mdxJsxTextTag(token) {
			this.enter({ type: 'html', value: this.sliceSerialize(token) }, token);
		}
	},
	exit: {
		mdxJsxFlowTag(token) {
			this.exit(token);
		},
		mdxJsxTextTag(token) {
			this.exit(token);
		}
	}
};
