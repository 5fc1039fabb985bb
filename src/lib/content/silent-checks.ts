// Each check says in its docstring what the reader is told when it fails. One that says nothing is an author's mistake.
import { isTestFile } from '#lib/runtime/files';
import type { Files } from '#lib/runtime/protocol';
import { LessonError } from './lesson-error';

/** The head of a test, up to the bracket that opens its parameters; at the margin, or a method at four spaces. */
const HEAD = /^(?: {4})?(?:async )?def (test\w*)\(/gm;
const DOCSTRING = /^\s*[rRuU]?["']/;

/** `folder`: path of the checks, for the message. Throws a LessonError for the first check without a word. */
export function refuseSilentChecks(checks: Files, folder: string): void {
	for (const [file, text] of Object.entries(checks)) {
		if (!isTestFile(file)) continue;
		for (const head of text.matchAll(HEAD)) {
			const name = head[1] ?? '';
			// Some say what was measured, and are given their docstring as they run.
			if (text.includes(`${name}.__doc__ =`)) continue;
			if (DOCSTRING.test(bodyAfter(text, head.index + head[0].length))) continue;
			const line = text.slice(0, head.index).split('\n').length;
			throw new LessonError(
				{ file: `${folder}/${file}`, line },
				`the check "${name}" has no docstring`,
				'write in it what the reader is told when it fails'
			);
		}
	}
}

/** What stands behind the colon of a function whose parameters begin here. */
function bodyAfter(text: string, at: number): string {
	let depth = 1;
	let index = at;
	for (; index < text.length && depth > 0; index++) {
		const mark = text.charAt(index);
		if ('([{'.includes(mark)) depth++;
		else if (')]}'.includes(mark)) depth--;
	}
	return text.slice(text.indexOf(':', index) + 1);
}
