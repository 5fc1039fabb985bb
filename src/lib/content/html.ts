// Markdown as HTML, for what is no component: tasks, hints and pages of docs. Tags in it are left out.
import { toHtml } from 'hast-util-to-html';
import type { RootContent } from 'mdast';
import { toHast, type Handlers } from 'mdast-util-to-hast';
import { leaveCode } from './untranslated';

/** `handlers`: how nodes are made that are not as Markdown has them; HTML of theirs stands as it is. */
export function htmlOf(children: RootContent[], handlers: Handlers = {}): string {
	const tree = toHast({ type: 'root', children }, { handlers });
	return leaveCode(toHtml(tree, { allowDangerousHtml: true }).trim());
}
