// Asks for the two typefaces that the first screen needs (prose and controls) together with the page, not after its styles.
import type { Handle } from '@sveltejs/kit';

const FIRST_SCREEN = /source-(?:serif-4|sans-3)-latin-wght-normal/;

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		preload: ({ type, path }) =>
			type === 'js' || type === 'css' || (type === 'font' && FIRST_SCREEN.test(path))
	});
