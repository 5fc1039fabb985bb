// docs/conditions.md as a page: the definitions stand in one place.
import { marked } from 'marked';
import text from '../../../docs/conditions.md?raw';

export const load = async () => ({
	html: await marked.parse(text),
	place: [{ title: 'What “decides alone” means', path: '' }]
});
