import { expect, test } from 'vitest';
import { shellWords } from './shell-words';

/** A line, and what shlex.split of Python 3.14 makes of it: its words, or the message of its ValueError. */
const SHLEX: [line: string, made: string[] | string][] = [
	['', []],
	['   ', []],
	['-k small', ['-k', 'small']],
	['  -k   small\t-x ', ['-k', 'small', '-x']],
	["-k 'small or large'", ['-k', 'small or large']],
	['-k "small or large"', ['-k', 'small or large']],
	["-m 'not slow' -q", ['-m', 'not slow', '-q']],
	['-k="a b"c', ['-k=a bc']],
	["''", ['']],
	["-k ''", ['-k', '']],
	['""', ['']],
	["a''b", ['ab']],
	['a\\ b', ['a b']],
	['a\\\\b', ['a\\b']],
	['"a\\"b"', ['a"b']],
	['"a\\\\b"', ['a\\b']],
	['"a\\nb"', ['a\\nb']],
	["'a\\b'", ['a\\b']],
	['a#b #c', ['a#b', '#c']],
	["it's", 'No closing quotation'],
	['"open', 'No closing quotation'],
	['a\\', 'No escaped character'],
	['"a\\', 'No escaped character'],
	["'a\"b'", ['a"b']],
	['-k\nsmall', ['-k', 'small']],
	["café 'naïve ☃'", ['café', 'naïve ☃']],
	['test_it.py::test_a[1-2]', ['test_it.py::test_a[1-2]']],
	['$HOME `ls` ; rm *', ['$HOME', '`ls`', ';', 'rm', '*']]
];

test.each(SHLEX)('%j is taken apart as shlex does', (line, made) => {
	const { words, trouble } = shellWords(line);
	expect(words ?? trouble).toEqual(made);
});
