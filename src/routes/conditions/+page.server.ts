// docs/conditions.md as a page: the definitions stand in one place.
import { htmlOf } from '#lib/content/html';
import { treeOf } from '#lib/content/tree';
import text from '../../../docs/conditions.md?raw';

export const load = () => ({
	html: htmlOf(treeOf(text).children),
	place: [{ title: 'What “decides alone” means', path: '' }]
});
