// Words that several instruments use for the same thing.
import { counted } from '#lib/sentence/counted';

/** A piece of a sentence: words, code, or a line of the file at hand that can be gone to. */
export type Part = string | { code: string } | { line: number; text: string };

/** The name of a test without its file: `TestCart::test_total` of `test_cart.py::TestCart::test_total`. The id where that is all there is. */
export const testName = (id: string): string => id.split('::').slice(1).join('::') || id;

/** What a report or a picture leaves out, as a sentence: "2 further files are not listed." */
export const leftOut = (n: number, one: string, what: string): string =>
	`${counted(n, one)} ${n === 1 ? 'is' : 'are'} ${what}.`;

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
