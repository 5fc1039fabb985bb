// Which names a reader's files may have: a place within the project, the same on every system, free, and no key of something else.
import { MODULES } from './modules';

/** Under which names the lines for input() and the arguments of pytest are kept. */
export const INPUT_NAME = 'input()';
export const ARGS_NAME = 'pytest arguments';
/** What is kept like a file and is none. */
const KEPT = [INPUT_NAME, ARGS_NAME];
const LONGEST = 100;

/** A name as it was typed, without what nobody means: blanks around it, `./` before it, letters in two parts. */
export const asFileName = (typed: string): string =>
	typed
		.trim()
		.normalize('NFC')
		.replace(/^(?:\.\/)+/, '');

/** Why no file can be called that, a sentence and what to do; null where one can. `taken`: names of the other files. */
export function refusalOf(name: string, taken: readonly string[]): string | null {
	if (name === '') return 'A file needs a name: write one, such as helper.py.';
	const said = `“${name}”`;
	if (/^[a-z]:/i.test(name))
		return `${said} begins with a drive. Files lie in the project: leave the drive out, as in helper.py.`;
	if (name.includes('\\')) return `${said} has a backslash. Write folders with /, as in data/rates.csv.`;
	if (name.startsWith('/'))
		return `${said} begins at the root of a disk. Files lie in the project: leave out the / at its beginning.`;
	const parts = name.split('/');
	if (parts.includes('..')) return `${said} leads out of the project. Leave out “..”.`;
	if (parts.includes('.')) return `${said} has a “.” for a folder. Leave it out.`;
	if (name.endsWith('/')) return `${said} is a folder. Add the file’s own name, as in data/rates.csv.`;
	if (parts.includes('')) return `${said} has a folder without a name. Write one / and not two.`;
	// Half of a pair is no character, and could not be written to a file's name.
	const bad = /[\p{Cc}\p{Cs}<>:"|?*]/u.exec(name)?.[0];
	if (bad !== undefined)
		return `${/[\p{Cc}\p{Cs}]/u.test(bad) ? 'That name' : said} has a character that not every system allows in a name${/[\p{Cc}\p{Cs}]/u.test(bad) ? '' : `: ${bad}`}. Leave it out.`;
	if (parts.some((part) => /^ |[ .]$/.test(part)))
		return `${said} has a blank at an edge or a dot at its end, which some systems take away. Leave it out.`;
	if (name.length > LONGEST)
		return `That name has ${name.length} characters. ${LONGEST} are the most: write a shorter one.`;
	if (KEPT.includes(name)) return `${said} is kept for something else here. Choose another name.`;
	return clashOf(name, taken);
}

/** Where systems that take a and A for the same would have one file for two, or a file where a folder is. */
function clashOf(name: string, taken: readonly string[]): string | null {
	if (taken.includes(name)) return `There is a file “${name}” already. Choose another name.`;
	const low = name.toLowerCase();
	for (const other of taken) {
		const its = other.toLowerCase();
		if (its === low)
			return `There is “${other}”, which Windows and macOS take for the same name as “${name}”. Choose another.`;
		if (its.startsWith(`${low}/`)) return `“${name}” is the folder of “${other}”. Choose another name.`;
		if (low.startsWith(`${its}/`))
			return `“${other}” is a file, and cannot be a folder too. Choose another name.`;
	}
	return null;
}

/** What is to be said of a name that a file may have all the same; null where there is nothing. */
export function noteOn(name: string): string | null {
	const module = /^([^/]+?)(?:\.py|\/.*\.py)$/.exec(name)?.[1];
	return module !== undefined && MODULES.has(module)
		? `There is a module “${module}” already, so an import of ${module} may find that one or this file.`
		: null;
}
