import { describe, expect, test } from 'vitest';
import { namesQuotedIn, wordsIn } from './words';

const codeIn = (sentence: string) =>
	wordsIn(sentence)
		.filter(({ isCode }) => isCode)
		.map(({ text }) => text);
const textOf = (sentence: string) =>
	wordsIn(sentence)
		.map(({ text }) => text)
		.join('');

describe('what of a sentence is code', () => {
	test.each([
		[
			'test_receipt passes whatever till.py does: it runs none of its functions.',
			['test_receipt', 'till.py']
		],
		['A rate that is no number raises a ValueError instead of a RatesError.', ['ValueError', 'RatesError']],
		[
			'Caught by test_bands[500-10 %] and TestLoan::test_small.',
			['test_bands[500-10 %]', 'TestLoan::test_small']
		],
		['A test patched shop.send and never put it back.', ['shop.send']],
		['so that nobody sees what float() said', ['float()']],
		['Did you mean print(...)?', ['print(...)']],
		['The test has @pytest.mark.parametrize over it.', ['@pytest.mark.parametrize']],
		['Nothing here is called total_price. There is total.', ['total_price']],
		["The name 'conut' means nothing here.", ["'conut'"]],
		['It gives None without a word.', ['None']],
		['Lines 3 and 4 of shop/models/order.py never ran.', ['shop/models/order.py']],
		['vcl_recv, line 12 of site.vcl returned pass', ['vcl_recv', 'site.vcl']],
		['The operand `mortgage < 20_000` can be deleted.', ['mortgage < 20_000']],
		['The list is kept in __all__.', ['__all__']],
		['Not more than 20_000 of them.', ['20_000']]
	])('%s', (sentence, code) => expect(codeIn(sentence)).toEqual(code));

	test.each([
		'None of the tests has failed.',
		'Two tests, e.g. the first two, pass i.e. run. Then they end.',
		"The tests' names and the author's own words.",
		'1 of 3 conditions decide alone.',
		'It took 3.5 s at 10.30 a.m.',
		'and/or either of the two',
		'The page (see there) is open.'
	])('%s has none', (sentence) => expect(codeIn(sentence)).toEqual([]));

	test('what was seen and expected is a value, whatever stands in it', () => {
		const sentence = "It is wrong. Seen: 'a `b` c. d'. Expected: less than [1, 2].";
		expect(codeIn(sentence)).toEqual(["'a `b` c. d'", '[1, 2]']);
		expect(textOf(sentence)).toBe(sentence);
	});

	test('a sentence keeps each of its characters but the backticks around code', () => {
		const sentence = 'Two  spaces, a tick ` alone\nand\t`code` in a_line (of a.py).';
		expect(textOf(sentence)).toBe('Two  spaces, a tick ` alone\nand\tcode in a_line (of a.py).');
	});

	test('a name that an exception quotes is code in the sentence about it', () => {
		const names = namesQuotedIn("name 'log' is not defined. Did you mean: 'the' or 'logs'?");
		expect(names).toEqual(['log', 'logs']);
		const words = wordsIn('Nothing is called log here, and no catalogue. Did you mean logs?', names);
		expect(words.filter(({ isCode }) => isCode).map(({ text }) => text)).toEqual(['log', 'logs']);
	});

	test('a long sentence costs no more than its length', () => {
		const long = 'a.'.repeat(50_000) + '_'.repeat(50_000) + "'".repeat(50_000) + '('.repeat(50_000);
		expect(textOf(long)).toBe(long);
	});
});
