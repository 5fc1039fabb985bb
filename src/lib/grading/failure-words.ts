// What was seen and what was expected, in words, from what pytest says of a test.
import {
	assertNever,
	type AssertionReport,
	type ExceptionReport,
	type TestResult
} from '#lib/runtime/protocol';

const LONGEST = 240;
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** One or two sentences; empty for a test that passed. */
export function wordsOfFailure(result: TestResult): string {
	switch (result.outcome) {
		case 'passed':
			return '';
		case 'skipped':
			return `It was skipped${because(result.reason)}, so it has shown nothing.`;
		case 'xfailed':
			return `It is marked as expected to fail${because(result.reason)}, and it failed.`;
		case 'xpassed':
			return `It is marked as expected to fail${because(result.reason)}, but it passed.`;
		case 'failed':
		case 'error':
			return `${phaseWords(result)}${seenAndExpected(result)}`;
		default:
			return assertNever(result.outcome);
	}
}

const because = (reason: string) => (reason ? ` (${short(reason)})` : '');

function phaseWords(result: TestResult): string {
	if (result.phase === 'setup') return 'Its set-up failed. ';
	if (result.phase === 'teardown') return 'Its teardown failed. ';
	return '';
}

function seenAndExpected(result: TestResult): string {
	if (result.assertion) return wordsOfAssertion(result.assertion, messageOf(result.exception));
	if (result.exception) return wordsOfException(result.exception);
	return 'It failed, and pytest does not say why.';
}

/** The author's own message: what stands after the comma in `assert a == b, "message"`. */
function messageOf(exception: ExceptionReport | null): string {
	const first = exception?.message.split('\nassert ')[0]?.trim() ?? '';
	return /^(assert\b|AssertionError\b)/.test(first) ? '' : first;
}

const EXPECTED: Record<string, string> = {
	'==': '',
	'!=': 'anything but ',
	'<': 'less than ',
	'<=': 'at most ',
	'>': 'more than ',
	'>=': 'at least ',
	in: 'to find it in ',
	'not in': 'not to find it in ',
	is: '',
	'is not': 'anything but '
};

function wordsOfAssertion(assertion: AssertionReport, message: string): string {
	const { left, right, operator } = assertion;
	const said = message ? `${sentence(short(message))} ` : '';
	const expected = operator === null ? undefined : EXPECTED[operator];
	if (left !== null && right !== null && expected !== undefined) {
		return `${said}Seen: ${short(left)}. Expected: ${expected}${short(right)}.`;
	}
	// Its source would bring the message along once more, as code.
	if (message) return said.trim();
	const condition = assertion.source.replace(/^assert\s+/, '');
	return `Expected: ${short(condition)}. Seen: ${short(assertion.summary.replace(/^assert\s+/, ''))}.`;
}

/** `ZeroDivisionError: division by zero, in line 3 of mortgage.py.` */
export function wordsOfException(exception: ExceptionReport): string {
	const place = exception.at ? `, in line ${exception.at.line} of ${exception.at.file}` : '';
	// pytest.fail and pytest.raises say all there is to say in their message.
	const name = exception.type.split('.').at(-1) ?? exception.type;
	if (name === 'Failed') return sentence(short(exception.message || 'It was made to fail'));
	const message = exception.message ? `: ${short(exception.message)}` : '';
	return `${name}${message}${place}.`;
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** `2 tests`, `1 test`. */
