// A line of arguments, taken apart as a shell would: the rules of Python's shlex.split, which shell-words.test.ts holds it to.

/** Words of the line, or why it cannot be read, in shlex's own words. */
export type ShellWords = { words: string[]; trouble: null } | { words: null; trouble: string };

/** Splits at blanks; quotes keep blanks in a word, a backslash keeps the next character as it is (in double quotes only `"` and `\`). */
export function shellWords(line: string): ShellWords {
	const words: string[] = [];
	let word: string | null = null;
	let quote: '"' | "'" | null = null;
	for (let at = 0; at < line.length; at++) {
		const char = line.charAt(at);
		if (quote !== null) {
			const next = line.charAt(at + 1);
			if (char === quote) quote = null;
			else if (char === '\\' && quote === '"' && next === '') return unreadable('No escaped character');
			else if (char === '\\' && quote === '"' && (next === '"' || next === '\\')) {
				word = (word ?? '') + next;
				at++;
			} else word = (word ?? '') + char;
		} else if (char === '"' || char === "'") {
			quote = char;
			word ??= '';
		} else if (char === '\\') {
			if (at + 1 === line.length) return unreadable('No escaped character');
			word = (word ?? '') + line.charAt(++at);
		} else if (' \t\r\n'.includes(char)) {
			if (word !== null) words.push(word);
			word = null;
		} else word = (word ?? '') + char;
	}
	if (quote !== null) return unreadable('No closing quotation');
	if (word !== null) words.push(word);
	return { words, trouble: null };
}

const unreadable = (trouble: string): ShellWords => ({ words: null, trouble });
