// docs/conditions.md as a page: the definitions stand in one place.
import { marked } from 'marked';
import { leaveCode } from '#lib/content/untranslated';
import text from '../../../docs/conditions.md?raw';

export const load = async () => ({
	html: leaveCode(await marked.parse(text)),
	place: [{ title: 'What “decides alone” means', path: '' }]
});
