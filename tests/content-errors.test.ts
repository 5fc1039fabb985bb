// What an author gets wrong is said with its file, its line and what to do. Each row breaks one thing in a sound lesson, the one that
// `npm run new-lesson` begins with, and names the whole message.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContents } from '#lib/content/contents';
import { shown } from '#lib/content/folder';
import { LessonError } from '#lib/content/lesson-error';
import { loadLesson } from '#lib/content/load';
import { groupNames } from '#lib/runtime/package-groups';

const SLUG = 'small-sums';
const template = join(import.meta.dirname, '../scripts/new-lesson/template');
let root = '';

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'lessons-'));
	cpSync(template, join(root, SLUG), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Breaks something in the lesson's folder. */
type Break = (folder: string) => void;

/** Puts `after` in place of `before`, which must stand there. */
const change =
	(file: string, before: string, after: string): Break =>
	(folder) => {
		const text = readFileSync(join(folder, file), 'utf8');
		if (!text.includes(before)) throw new Error(`${file} has no "${before}"`);
		writeFileSync(
			join(folder, file),
			text.replace(before, () => after)
		);
	};
const lesson = (before: string, after: string) => change('lesson.md', before, after);
const task = (before: string, after: string) => change('exercises/round-down/task.md', before, after);
const write =
	(file: string, content: string | Uint8Array): Break =>
	(folder) => {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), content);
	};
const remove =
	(file: string): Break =>
	(folder) =>
		rmSync(join(folder, file), { recursive: true });

/** A message with paths counted from the lesson's folder, and without the lists of what is known, which grow. */
const settled = (message: string) =>
	message.replaceAll(`${shown(join(root, SLUG))}/`, '').replace(/known are .*$/, 'known are …');

/** The message about a broken lesson. */
function messageAfter(breaks: Break): string {
	breaks(join(root, SLUG));
	try {
		loadLesson(SLUG, root);
	} catch (error) {
		if (error instanceof LessonError) return settled(error.message);
		throw error;
	}
	return 'nothing is wrong with it';
}

test('the lesson is sound to begin with', () => {
	const { cells, exercises, predictions } = loadLesson(SLUG, root);
	expect(cells.map(({ id }) => id)).toEqual(['add', 'covered']);
	expect(predictions).toHaveLength(1);
	expect(exercises[0]).toMatchObject({ name: 'round-down', keep: ['test_whole'], judgesTests: true });
});

type Row = [what: string, breaks: Break, message: string];

describe('front matter', () => {
	test.each<Row>([
		[
			'an unknown key',
			lesson('minutes: 5', 'minuts: 5'),
			'lesson.md:9: unknown key "minuts" - did you mean "minutes"?'
		],
		[
			'an unknown key inside another',
			lesson('  author:', '  auther:'),
			'lesson.md:8: unknown key "article.auther" - did you mean "author"?'
		],
		[
			'a missing key',
			lesson('dek: One sentence under the title, that makes a reader want the first paragraph.\n', ''),
			'lesson.md:1: the key "dek" is missing - add it: text'
		],
		[
			'a value of another kind',
			lesson('minutes: 5', 'minutes: soon'),
			'lesson.md:9: "minutes" is not right - it must be a number'
		],
		[
			'a value out of range',
			lesson('minutes: 5', 'minutes: 600'),
			'lesson.md:9: "minutes" is not right - it must be 60 or less'
		],
		[
			'a level that is none',
			lesson('level: starting out', 'level: hard'),
			'lesson.md:10: "level" is not right - it must be one of starting out, working knowledge, experienced'
		],
		[
			'a group of packages that is none',
			lesson('packages: [tests]', 'packages: [test]'),
			`lesson.md:13: "packages.0" is not right - it must be one of ${groupNames.join(', ')}`
		],
		[
			'an address that is none',
			lesson('https://example.org/small-sums', 'example.org'),
			'lesson.md:7: "article.url" is not right - it must be an address that begins with https://'
		],
		[
			'YAML that breaks',
			lesson('title: Small sums', 'title: Small: sums'),
			'lesson.md:2: the front matter is no YAML: Nested mappings are not allowed in compact mappings - put text that holds a colon or begins with a mark in quotes, and indent by two spaces'
		],
		[
			'no front matter',
			lesson('---\ntitle', 'title'),
			'lesson.md:1: no front matter - begin with a line `---`, then the keys, then `---` again'
		],
		[
			'front matter without an end',
			lesson('[round-down]\n---', '[round-down]'),
			'lesson.md:1: the front matter has no end - close it with a line `---`'
		],
		[
			'an exercise without a folder',
			lesson('[round-down]', '[round-up]'),
			'lesson.md:1: exercises names "round-up", which has no folder - did you mean "round-down"?'
		],
		[
			'an exercise that is not listed',
			lesson('exercises: [round-down]\n', ''),
			'lesson.md:1: the exercise "round-down" is not listed - add it to exercises: in its place'
		],
		[
			'an unknown key of a task',
			task('minutes: 5', 'minutes: 5\nhints: 2'),
			'exercises/round-down/task.md:5: unknown key "hints" - known are …'
		],
		[
			'an entry that is not there',
			task('entry: rounding.py', 'entry: rouding.py'),
			'exercises/round-down/task.md:1: entry names "rouding.py", which is not in start/ - did you mean "rounding.py"?'
		],
		[
			'a file to open that is not there',
			task('entry: rounding.py', 'entry: rounding.py\nopens: rouding.py'),
			'exercises/round-down/task.md:1: opens names "rouding.py", which is not in start/ - did you mean "rounding.py"?'
		],
		[
			'a file to open that nobody may change',
			task('entry: rounding.py', 'entry: test_rounding.py\nread-only: [test_rounding.py]'),
			'exercises/round-down/task.md:1: "test_rounding.py" opens first and is read-only - name the file that is to be changed, opens: rounding.py'
		],
		[
			'an unknown requirement',
			task('judges-tests: true', 'require:\n  branch: 100'),
			'exercises/round-down/task.md:8: unknown key "require.branch" - did you mean "branches"?'
		]
	])('%s', (_what, breaks, message) => expect(messageAfter(breaks)).toBe(message));
});

describe('prose', () => {
	test.each<Row>([
		[
			'a stray brace',
			lesson('Change `2`', 'Change {2}'),
			'lesson.md:19: a bare { in prose - put it in backticks, `{`, or write \\{'
		],
		[
			'a stray closing brace',
			lesson('Change `2`', 'Change 2}'),
			'lesson.md:19: a bare } in prose - put it in backticks, `}`, or write \\}'
		],
		[
			'a formula',
			lesson('Change `2`', 'Change $x_{i}$'),
			'lesson.md:19: a formula between dollars; the page would read its braces as code - write it in words, in backticks, or with <sub> and <sup>'
		],
		[
			'a comparison',
			lesson('Change `2`', 'Change a < b'),
			'lesson.md:19: a `<` that begins no tag - put it in backticks, `a < b`, or write &lt;'
		],
		[
			'a tag that is none',
			lesson('Change `2`', 'Change <int>'),
			'lesson.md:19: <int> is no tag that a lesson can use - if it is code, put it in backticks'
		],
		[
			'a component that is none',
			lesson('Change `2`', '<Chart />'),
			'lesson.md:19: <Chart> is no tag that a lesson can use - known are …'
		],
		[
			'a cell written by hand',
			lesson('Change `2`', '<Cell id="add" />'),
			'lesson.md:19: a <Cell> written by hand - write a fence: ```python cell=one-test'
		],
		[
			'an address in angle brackets',
			lesson('Change `2`', '<https://example.org>'),
			'lesson.md:19: an address in angle brackets - write [words](https://example.org)'
		],
		[
			'a tag without an end',
			lesson('Change `2`', '<em class="a'),
			'lesson.md:19: this tag has no end - close it with >, and its quotes and braces before that'
		],
		[
			'a comment without an end',
			lesson('Change `2`', '<!-- change'),
			'lesson.md:19: this comment has no end - close it with -->'
		],
		[
			'styles',
			lesson('Change `2`', '<style>p {}</style>'),
			"lesson.md:19: a <style> in a lesson - take it out; what all lessons share is the site's to draw"
		],
		[
			'a second script',
			lesson('Change `2`', '<script></script>\n\n<script></script>'),
			'lesson.md:21: a second <script> - move its lines into the first; a lesson has at most one'
		],
		[
			'a script from elsewhere',
			lesson('## A test', '<script src="https://example.org/a.js"></script>\n\n## A test'),
			'lesson.md:25: a <script> with src= - import what it needs; a lesson loads nothing from elsewhere'
		],
		[
			'a footnote',
			lesson('## A test', 'A word[^1].\n\n## A test'),
			'lesson.md:25: a footnote - write it into the text, or into a sentence of its own'
		],
		[
			'indented text',
			lesson('Begin with', '    Begin with'),
			'lesson.md:19: text indented by four spaces - take the spaces out; for code write a fence'
		],
		[
			'a heading of the first level',
			lesson('## A sum', '# A sum'),
			'lesson.md:17: a heading of the first level - the title is in the front matter; begin at ##'
		],
		[
			'a heading underlined',
			lesson('## A sum', 'A sum\n====='),
			'lesson.md:18: a heading underlined - write ## before it'
		],
		[
			'a fragment that leads nowhere',
			lesson('(#a-test)', '(#a-tset)'),
			'lesson.md:19: no heading has the id "a-tset" - did you mean "a-test"?'
		],
		[
			'a lesson that is not there',
			lesson('(#a-test)', '(lesson:small-sum)'),
			'lesson.md:19: there is no lesson "small-sum" to link to - did you mean "small-sums"?'
		],
		[
			'an exercise that is not there',
			lesson('(exercise:round-down)', '(exercise:round-up)'),
			'lesson.md:19: "small-sums" has no exercise "round-up" - did you mean "round-down"?'
		],
		[
			'a link that cannot be followed',
			lesson('(#a-test)', '(../other)'),
			'lesson.md:19: cannot follow the link "../other" - write lesson:slug, exercise:name, #heading or https://…'
		],
		[
			'a link of a task that leads nowhere',
			task('Mend `rounded`.', 'See [it](exercise:up).'),
			'exercises/round-down/task.md:10: "small-sums" has no exercise "up" - known are …'
		],
		[
			'a tag in a task',
			task('Mend `rounded`.', 'Mend <b>it</b>.'),
			'exercises/round-down/task.md:10: <b> in a task - put it in backticks; a task is Markdown without tags'
		],
		[
			'another heading in a task',
			task('## Hint', '## Hints'),
			'exercises/round-down/task.md:12: the heading "## Hints" - write ## Hint for a hint, and ### for any other'
		]
	])('%s', (_what, breaks, message) => expect(messageAfter(breaks)).toBe(message));
});

describe('cells and predictions', () => {
	test.each<Row>([
		[
			'an id that stands twice',
			lesson('cell=covered', 'cell=add'),
			'lesson.md:33: the cell id "add" stands twice - give each cell an id of its own'
		],
		[
			'an id that is none',
			lesson('cell=add', 'cell=Add'),
			'lesson.md:21: "Add" is no cell id - use lower-case words with hyphens between them, cell=one-test'
		],
		[
			'an unknown attribute',
			lesson('cell=add', 'cell=add palette=red'),
			'lesson.md:21: unknown attribute "palette" in a fence - known are …'
		],
		[
			'an attribute without a value',
			lesson('cell=add', 'cell=add raises='),
			'lesson.md:21: raises has no value - write raises=...'
		],
		[
			'an attribute that stands twice',
			lesson('cell=add', 'cell=add seconds=3 seconds=4'),
			'lesson.md:21: seconds= stands twice - keep one of them'
		],
		[
			'an attribute of another kind',
			lesson('cell=add', 'cell=add seeds=3'),
			'lesson.md:21: seeds= means nothing to a cell of kind python - take it out, or make it a cell of kind shake'
		],
		[
			'a kind that is none',
			lesson('kind=coverage', 'kind=cover'),
			'lesson.md:33: kind=cover is not known - known are …'
		],
		[
			'a clock that is none',
			lesson('cell=add', 'cell=add clock=fast'),
			'lesson.md:21: clock=fast is not known - known are …'
		],
		[
			'an instrument that is none',
			lesson('cell=add', 'cell=add shows=weather'),
			'lesson.md:21: shows=weather is not known - known are …'
		],
		[
			'a number out of range',
			lesson('cell=add', 'cell=add seconds=1000'),
			'lesson.md:21: seconds=1000 is out of range - a whole number from 1 to 120'
		],
		[
			'a file that is not in files/',
			lesson('with="sums.py"', 'with="sum.py"'),
			'lesson.md:33: with= names "sum.py", which is not in files/ - did you mean "sums.py"?'
		],
		[
			'a file that no cell opens',
			write('files/other.py', 'x = 1\n'),
			'files/other.py: no cell opens this file - name it in with="…", or take it out'
		],
		[
			'a machine whose script is not there',
			lesson('with="sums.py"', 'with="sums.py" machine=sum.py'),
			'lesson.md:33: machine= names "sum.py", which is not in files/ - did you mean "sums.py"?'
		],
		[
			'a machine on a cell that runs no tests once',
			lesson('kind=coverage', 'kind=shake machine=sums.py'),
			'lesson.md:33: machine= means nothing to a cell of kind shake - take it out, or make it a cell of kind tests or coverage'
		],
		[
			'a file to measure that is not there',
			lesson('with="sums.py"', 'with="sums.py" measure=sum.py'),
			'lesson.md:33: measure= names "sum.py", which is not in the cell - did you mean "sums.py"?'
		],
		[
			'no file that pytest collects',
			lesson('file=test_sums.py', 'file=sums_check.py'),
			'lesson.md:33: pytest collects no file of the cell "covered" - name one of them test_….py'
		],
		[
			'tests without a file name',
			lesson(' file=test_sums.py', ''),
			'lesson.md:33: a cell of kind coverage without a file name - name the file, file=test_name.py'
		],
		[
			'an empty cell',
			lesson('1 + 2\n', ''),
			'lesson.md:21: the cell "add" is empty - give it a line of code'
		],
		[
			'a cell in another language',
			lesson('```python cell=add', '```bash cell=add'),
			'lesson.md:21: a cell in "bash" - cells are ```python'
		],
		[
			'words after a language',
			lesson('```python\nadd', '```python run\nadd'),
			'lesson.md:43: "run" after a language - add cell=<id>, or take it out'
		],
		[
			'a fence without a language',
			lesson('```python\nadd', '```\nadd'),
			'lesson.md:43: a fence without a language - write ```text, or ```python'
		],
		[
			'a language that is none',
			lesson('```python\nadd', '```pyhton\nadd'),
			'lesson.md:43: a fence in "pyhton" - did you mean "python"?'
		],
		[
			'a fence without an end',
			lesson('add(1, 2)\n```\n', 'add(1, 2)\n'),
			'lesson.md:43: this fence has no end - close it with a line of ``` as long as the one that opens it'
		],
		[
			'a fence that is indented',
			lesson('```python\nadd', '  ```python\nadd'),
			'lesson.md:43: a fence that is indented - begin it at the margin, outside any list'
		],
		[
			'a guess about a cell that is not there',
			lesson('cell="covered"', 'cell="cover"'),
			'lesson.md:27: <Predict> names the cell "cover", which is not there - did you mean "covered"?'
		],
		[
			'a guess at what cannot be read',
			lesson('reads="percent-lines"', 'reads="percent"'),
			'lesson.md:27: <Predict> cannot read "percent" - known are …'
		],
		[
			'a guess at what this cell does not give',
			lesson('cell="covered" reads', 'cell="add" reads'),
			'lesson.md:27: "percent-lines" cannot be read from "add", a cell of kind python - read it from a cell of kind coverage'
		],
		[
			'a guess with one choice',
			lesson("['50 %', '100 %']", "['50 %']"),
			"lesson.md:27: <Predict> with fewer than two choices - write choices={['33 %', '75 %']}"
		],
		[
			'a guess with the same choice twice',
			lesson("['50 %', '100 %']", "['50 %', '50 %']"),
			'lesson.md:27: the choice "50 %" stands twice in <Predict> - keep one of them'
		]
	])('%s', (_what, breaks, message) => expect(messageAfter(breaks)).toBe(message));
});

describe('files', () => {
	const folder = 'exercises/round-down';
	test.each<Row>([
		['a missing lesson.md', remove('lesson.md'), 'lesson.md: this file is missing - write it'],
		[
			'a stray file',
			write('notes.txt', 'later'),
			'notes.txt: nothing reads this file - take it out, or name it one of lesson.md, files, exercises'
		],
		[
			'a stray file in an exercise',
			write(`${folder}/notes.txt`, 'later'),
			'exercises/round-down/notes.txt: nothing reads this file - take it out, or name it one of task.md, start, solution, checks, mistakes, mutants, machine.py'
		],
		[
			'a missing task.md',
			remove(`${folder}/task.md`),
			'exercises/round-down/task.md: this file is missing - write it'
		],
		[
			'a missing start',
			remove(`${folder}/start`),
			'exercises/round-down/start: start/ is missing or has no such file - put in it the project as the reader first sees it'
		],
		[
			'a missing solution',
			remove(`${folder}/solution`),
			'exercises/round-down/solution: solution/ is missing or has no such file - put in it the files that change'
		],
		[
			'a solution that changes nothing',
			write(`${folder}/solution/rounding.py`, 'def rounded(number):\n    return number\n'),
			'exercises/round-down/solution/rounding.py: this file is the same in start/ - keep only the files that change'
		],
		[
			'a check named as a file of the reader',
			write(`${folder}/checks/test_rounding.py`, ''),
			'exercises/round-down/checks/test_rounding.py: a file of the reader has the same name - name it otherwise, test_checks.py'
		],
		[
			'checks that pytest does not collect',
			(f) => {
				remove(`${folder}/checks/test_checks.py`)(f);
				write(`${folder}/checks/checks.py`, 'x = 1\n')(f);
			},
			'exercises/round-down/checks: checks/ is missing or has no such file - put in it a file that pytest collects, test_*.py'
		],
		[
			'an exercise in which nothing can fail',
			(f) => {
				remove(`${folder}/checks`)(f);
				task('judges-tests: true\n', '')(f);
			},
			'exercises/round-down/task.md:1: nothing in this exercise could fail - give it checks/, judges-tests: true or require:'
		],
		[
			'a solution to a file that is read-only',
			task('keep:', 'read-only: [rounding.py]\nkeep:'),
			'exercises/round-down/task.md:1: the solution changes "rounding.py", which is read-only - take it out of one of them'
		],
		[
			'a mistake without its message',
			remove(`${folder}/mistakes/rounds-up/message.txt`),
			'exercises/round-down/mistakes/rounds-up: message.txt is missing - write in it what the reader must be told'
		],
		[
			'a mistake with an empty message',
			write(`${folder}/mistakes/rounds-up/message.txt`, '\n'),
			'exercises/round-down/mistakes/rounds-up/message.txt: this file is empty - write what the reader must be told'
		],
		[
			'a mutant that changes nothing',
			remove(`${folder}/mutants/off-by-one/rounding.py`),
			'exercises/round-down/mutants/off-by-one: no file is changed here - put the changed files in it'
		],
		[
			'a mutant that is the right code',
			write(
				`${folder}/mutants/off-by-one/rounding.py`,
				readFileSync(join(template, folder, 'solution/rounding.py'))
			),
			'exercises/round-down/mutants/off-by-one: every file here is as in the right code - put the bug in'
		],
		[
			'a mistake that is the solution',
			write(
				`${folder}/mistakes/rounds-up/rounding.py`,
				readFileSync(join(template, folder, 'solution/rounding.py'))
			),
			'exercises/round-down/mistakes/rounds-up: every file here is as in the right code - put the mistake in'
		],
		[
			'a check that has nothing to say',
			write(`${folder}/checks/test_checks.py`, 'def test_rounded():\n    assert True\n'),
			'exercises/round-down/checks/test_checks.py:1: the check "test_rounded" has no docstring - write in it what the reader is told when it fails'
		],
		[
			'a mutant of a file that is not there',
			write(`${folder}/mutants/off-by-one/round.py`, 'x = 1\n'),
			'exercises/round-down/mutants/off-by-one/round.py: neither start/ nor solution/ has this file - did you mean "rounding.py"?'
		],
		[
			'a file among the mutants',
			write(`${folder}/mutants/one.py`, 'x = 1\n'),
			'exercises/round-down/mutants/one.py: nothing reads this file - make a folder for it'
		],
		[
			'a hint without words',
			task('`//` rounds down.\n', ''),
			'exercises/round-down/task.md: hint 1 is empty - write it, or take its heading out'
		],
		[
			'a task without words',
			task('Mend `rounded`.\n', ''),
			'exercises/round-down/task.md:9: there is no task - write it below the front matter'
		],
		[
			'text that is no UTF-8',
			write('files/sums.py', new Uint8Array([0xff, 0xfe, 0x41])),
			'files/sums.py: this file is no UTF-8 text - save it as UTF-8, or take it out'
		],
		[
			'line ends of Windows',
			write('files/sums.py', 'x = 1\r\n'),
			'files/sums.py: this file has line ends of Windows - save it with \\n'
		],
		[
			'a byte order mark',
			write('files/sums.py', '\ufeffx = 1\n'),
			'files/sums.py: this file begins with a byte order mark - save it without'
		]
	])('%s', (_what, breaks, message) => expect(messageAfter(breaks)).toBe(message));

	test('a lesson that is not there', () => {
		expect(() => loadLesson('small-sum', root)).toThrow(
			'there is no such lesson - did you mean "small-sums"?'
		);
	});
});

test.each(['contents', 'playground'])('no lesson can be called %s', (slug) => {
	expect(() => loadLesson(slug, root)).toThrow(`"${slug}" is a page of its own`);
});

describe('the contents', () => {
	const contents =
		'- title: Testing\n  says: Start here.\n  lessons:\n    - slug: pytest\n    - slug: fixtures\n';
	test.each([
		['an unknown key', ['says:', 'sais:'], ':2: unknown key "0.sais" - did you mean "says"?'],
		[
			'a slug that is none',
			['slug: fixtures', 'slug: Fixtures'],
			':5: "0.lessons.1.slug" is not right - it must be lower-case words with hyphens between them'
		],
		[
			'a lesson that is listed twice',
			['fixtures', 'pytest'],
			':5: the lesson "pytest" is listed twice - keep the one in line 4, or this one'
		],
		[
			'a lesson in preparation without its summary',
			['fixtures', 'fixtures\n      in-preparation:\n        title: Fixtures'],
			':6: the key "0.lessons.1.in-preparation.summary" is missing - add it: text'
		],
		[
			'YAML that breaks',
			['Start here.', 'Start: here.'],
			':2: this file is no YAML: Nested mappings are not allowed in compact mappings - put text that holds a colon or begins with a mark in quotes, and indent by two spaces'
		],
		['no list', [contents, 'title: Testing'], ':1: this file is not right - it must be a list, [one, two]']
	])('%s', (_what, [before = '', after = ''], message) => {
		expect(contents).toContain(before);
		expect(() => readContents('contents.yaml', contents.replace(before, after))).toThrow(
			`contents.yaml${message}`
		);
	});
});
