// While pages are made: asks for the two typefaces that the first screen needs (prose and controls) together with the page, not after
// its styles, and hands an author's mistake on in words.
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { LessonError } from '#lib/content/lesson-error';

const FIRST_SCREEN = /source-(?:serif-4|sans-3)-latin-wght-normal/;

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		preload: ({ type, path }) =>
			type === 'js' || type === 'css' || (type === 'font' && FIRST_SCREEN.test(path))
	});

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (error instanceof LessonError) {
		console.error(error.message);
		return { message, author: error.message };
	}
	console.error(status === 404 || !(error instanceof Error) ? error : error.stack);
	return { message };
};
