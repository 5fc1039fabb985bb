// checks/callers/: code that uses what the reader writes. A line that the type checker must flag ends in `# error: why`, in words for
// the reader; every other line must pass.
import { LessonError } from './lesson-error';
import type { CallerSpec, TypeRequirements } from './types';
import type { Files } from '#lib/runtime/protocol';

const FOLDER = 'callers/';
const MARK = /#\s*error\b\s*:?\s*(.*)$/;
const DOCSTRING = /^(?:\s|#[^\n]*\n)*("""|''')([\s\S]*?)\1/;

interface Places {
	/** Path of task.md, and of the folder of the checks. */
	file: string;
	checks: string;
}

/** Null where the exercise does not ask for the type checker. Throws a LessonError. */
export function readCallers(checks: Files, types: boolean, places: Places): TypeRequirements | null {
	const files = Object.keys(checks).filter((file) => file.startsWith(FOLDER));
	if (!types) {
		if (!files.length) return null;
		const at = { file: `${places.checks}/${files[0] ?? ''}`, line: null };
		throw new LessonError(at, 'nobody checks this caller', 'add types: true to task.md, or take it out');
	}
	if (!files.length) {
		throw new LessonError(
			{ file: places.file, line: 1 },
			'types: true, but there is no caller',
			'write one in checks/callers/'
		);
	}
	return { callers: files.map((file) => readCaller(file, checks[file] ?? '', places)) };
}

function readCaller(file: string, text: string, { checks }: Places): CallerSpec {
	const at = (line: number | null) => ({ file: `${checks}/${file}`, line });
	if (!file.endsWith('.py')) throw new LessonError(at(null), 'this caller is no Python', 'name it ….py');
	const says = DOCSTRING.exec(text)?.[2]?.trim().replace(/\s+/g, ' ');
	if (!says) throw new LessonError(at(1), 'this caller has no docstring', 'say in one who calls, and how');
	const flagged = text.split('\n').flatMap((source, index) => {
		const why = MARK.exec(source)?.[1]?.trim();
		if (why === undefined) return [];
		if (!why) throw new LessonError(at(index + 1), 'this error has no reason', 'write # error: why');
		return [{ line: index + 1, why }];
	});
	return { file, says, flagged };
}
