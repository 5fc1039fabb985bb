import { afterEach, expect, test, vi } from 'vitest';
import { LessonError } from '#lib/content/lesson-error';
import { handleError } from './hooks.server';

afterEach(() => vi.restoreAllMocks());

function told(error: unknown) {
	vi.spyOn(console, 'error').mockImplementation(() => {});
	const event = { url: new URL('http://localhost/lessons/x') };
	// @ts-expect-error of the event nothing is looked at
	return handleError({ error, event, status: 500, message: 'Internal Error' });
}

test('an author is told where the mistake is and what to do', () => {
	const mistake = new LessonError({ file: 'src/lessons/x/lesson.md', line: 7 }, 'no cell "a"', 'known are b');
	expect(told(mistake)).toEqual({
		message: 'Internal Error',
		author: 'src/lessons/x/lesson.md:7: no cell "a" - known are b'
	});
});

test('any other error stays in the log', () => {
	expect(told(new Error('secret'))).toEqual({ message: 'Internal Error' });
	expect(console.error).toHaveBeenCalledWith(expect.stringContaining('secret'));
});
