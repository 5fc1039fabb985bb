// Which parts of a sentence that we make are code. A translator must leave those alone, and the page sets them as code. Only what can be
// nothing else is taken: what stands between backticks, and names in a form that words do not have.

export interface Word {
	text: string;
	isCode: boolean;
}

const NAME = String.raw`[A-Za-z_]\w{0,99}`;
/** Empty parentheses, those with three dots, and a test's parameters, which may have spaces. */
const TAIL = String.raw`(?:\(\)|\(\.\.\.\)|\[[^\]\n]{1,80}\])?`;
const FILES = 'py|pyi|vcl|txt|db|json|csv|toml|ini|cfg|log|md|sqlite|ya?ml|sql';

const FORMS = [
	// Between backticks, which go.
	'`([^`\\n]{1,200})`',
	// shop/order.py
	String.raw`(?<![\w./-])(?:[\w-]{1,80}\/){0,8}[\w-]{1,80}\.(?:${FILES})\b(?![\w/(])`,
	// TestLoan::test_small, test_file.py::test_small
	String.raw`(?<![\w.])${NAME}(?:::${NAME}){1,4}${TAIL}`,
	// @pytest.mark.skip, shop.send: two letters at least in each part, so that neither "e.g." nor "a.m." is one
	String.raw`(?<![\w.])@?[A-Za-z_]\w{1,99}(?:\.[A-Za-z_]\w{1,99}){1,8}${TAIL}`,
	String.raw`(?<![\w.])@${NAME}`,
	// total_price, test_bands[500-10 %], 20_000
	String.raw`(?<![\w.])\w{0,99}_\w{0,99}(?!\w)${TAIL}`,
	// print(...), float()
	String.raw`(?<![\w.])${NAME}(?:\(\)|\(\.\.\.\))`,
	// KeyError, TaskGroup
	String.raw`(?<![\w.])(?:[A-Z][a-z0-9]{1,40}){2,8}(?![\w.]\w)`,
	// Not where a sentence may begin, nor in "None of them".
	String.raw`(?<=[a-z,:;=(] )(?:None|True|False)(?!\w| of)`,
	// 'conut'
	String.raw`(?<=^|[\s(])(?:'[^'\s]{1,60}'|"[^"\s]{1,60}")(?!\w)`
];
const CODE = new RegExp(FORMS.join('|'), 'g');

/** What a failed assertion saw: a value up to its full stop. */
const VALUE =
	/((?:^|[.\s])(?:Seen|Expected): (?:anything but |less than |at most |more than |at least |(?:not )?to find it in )?)([\s\S]+?)(?=\. (?:Seen|Expected): |\.?$)/g;

/** Names that a sentence may need as a word. */
const AMBIGUOUS =
	/^(?:all|and|any|are|but|can|def|for|has|here|is|it|name|not|one|own|that|the|them|this|what|with|was)$/i;

/** The names in quotes of an exception's message: `name 'log' is not defined`. They look like words where the sentence about it has them. */
export function namesQuotedIn(message: string): string[] {
	const names = [...message.slice(0, 2_000).matchAll(/'([A-Za-z_]\w{2,60})'/g)].map(([, name = '']) => name);
	return [...new Set(names)].filter((name) => !AMBIGUOUS.test(name));
}

/**
 * The sentence in its order; put together again it is the same but for the backticks around code. `names` are taken for code wherever
 * they stand as words.
 */
export function wordsIn(sentence: string, names: readonly string[] = []): Word[] {
	const code = names.length
		? new RegExp(`${CODE.source}|(?<![\\w'’-])(?:${names.join('|')})(?![\\w'’-])`, 'g')
		: CODE;
	const words: Word[] = [];
	let end = 0;
	for (const found of sentence.matchAll(VALUE)) {
		const [, before = '', value = ''] = found;
		words.push(...plainOrCode(sentence.slice(end, found.index) + before, code));
		words.push({ text: value, isCode: true });
		end = found.index + found[0].length;
	}
	return [...words, ...plainOrCode(sentence.slice(end), code)];
}

function plainOrCode(text: string, code: RegExp): Word[] {
	const words: Word[] = [];
	let end = 0;
	for (const found of text.matchAll(code)) {
		if (found.index > end) words.push({ text: text.slice(end, found.index), isCode: false });
		words.push({ text: found[1] ?? found[0], isCode: true });
		end = found.index + found[0].length;
	}
	if (end < text.length) words.push({ text: text.slice(end), isCode: false });
	return words;
}
