// A Markdown file of the content taken apart by lines: front matter, fences, prose. The data of a lesson and of a task is made
// from this. The page of a lesson is not: mdsvex reads the file by itself, and both meet at the ids of cells.
import { LessonError } from './lesson-error';

export interface Fence {
	/** Line of the opening marks. */
	line: number;
	language: string;
	/** What stands after the language. */
	info: string;
	text: string;
}

export interface Source {
	file: string;
	/** The YAML between the `---` lines, which starts in line 2. */
	frontMatter: string;
	/** All that follows; `bodyLine` is the line of its beginning. */
	body: string;
	bodyLine: number;
	fences: Fence[];
	/** The lines that belong to no fence and no front matter. */
	prose: { line: number; text: string }[];
}

const OPENING = /^(`{3,}|~{3,})\s*(.*)$/;

/** Takes `text` apart. Throws a LessonError where the front matter or a fence has no end. */
export function takeApart(file: string, text: string): Source {
	const lines = text.split('\n');
	if (lines[0] !== '---') {
		throw new LessonError(
			{ file, line: 1 },
			'no front matter',
			'begin with a line `---`, then the keys, then `---` again'
		);
	}
	const end = lines.indexOf('---', 1);
	if (end === -1) {
		throw new LessonError({ file, line: 1 }, 'the front matter has no end', 'close it with a line `---`');
	}
	const source: Source = {
		file,
		frontMatter: lines.slice(1, end).join('\n'),
		body: lines.slice(end + 1).join('\n'),
		bodyLine: end + 2,
		fences: [],
		prose: []
	};
	for (let index = end + 1; index < lines.length; index++) {
		const line = lines[index] ?? '';
		const opening = OPENING.exec(line);
		if (!opening) {
			refuseIndentedFence(file, index + 1, line);
			source.prose.push({ line: index + 1, text: line });
			continue;
		}
		const [, marks = '', info = ''] = opening;
		const closing = lines.findIndex((other, at) => at > index && isClosing(other, marks));
		if (closing === -1) {
			throw new LessonError(
				{ file, line: index + 1 },
				'this fence has no end',
				`close it with a line of ${marks} as long as the one that opens it`
			);
		}
		const content = lines.slice(index + 1, closing);
		const swallowed = content.findIndex((other) => /^ {0,3}`{3,}\w/.test(other));
		if (marks.startsWith('`') && marks.length === 3 && swallowed !== -1) {
			throw new LessonError(
				{ file, line: index + 1 },
				`this fence has no end before another begins in line ${index + 2 + swallowed}`,
				'close it with a line of ``` (or open it with four, where it is meant to show a fence)'
			);
		}
		const [language = ''] = info.split(/\s+/);
		source.fences.push({
			line: index + 1,
			language,
			info: info.slice(language.length).trim(),
			text: content.join('\n')
		});
		index = closing;
	}
	return source;
}

function isClosing(line: string, marks: string): boolean {
	const trimmed = line.replace(/^ {0,3}/, '').trimEnd();
	return trimmed.length >= marks.length && [...trimmed].every((mark) => mark === marks[0]);
}

/** In a list a fence would belong to the item, where the page and the data could read it differently. */
function refuseIndentedFence(file: string, line: number, text: string): void {
	if (!/^\s+(`{3,}|~{3,})/.test(text)) return;
	throw new LessonError(
		{ file, line },
		'a fence that is indented',
		'begin it at the margin, outside any list'
	);
}
