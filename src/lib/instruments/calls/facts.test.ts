import { describe, expect, test } from 'vitest';
import type { Call, CallsReport, Decorated, Identity } from './report';
import {
	depthOf,
	endOf,
	innerCount,
	keptOf,
	keptSentence,
	nestsOf,
	pauseWords,
	roleOf,
	summaryOf,
	traceText,
	written
} from './facts';

const call = (given: Partial<Call>): Call => ({
	name: 'charge',
	kind: 'function',
	file: 'cell.py',
	line: 1,
	within: null,
	test: '',
	around: null,
	decorates: null,
	arguments: [],
	entered: 1,
	left: 2,
	ended: 'returned',
	outcome: 'None',
	seconds: 0,
	pauses: 0,
	more: 0,
	...given
});

const layered: CallsReport = {
	calls: [
		call({
			name: 'timed.<locals>.wrapper',
			around: 'charge',
			arguments: [
				{ name: '', value: '10' },
				{ name: 'to', value: "'Ada'" }
			],
			entered: 1,
			left: 4,
			ended: 'raised',
			outcome: "OSError('no')",
			seconds: 0.002
		}),
		call({
			within: 0,
			entered: 2,
			left: 3,
			ended: 'raised',
			outcome: "OSError('no')",
			seconds: 0.0012,
			more: 2
		}),
		call({ name: 'Shop.open', entered: 5, left: null, ended: 'open', outcome: null, seconds: null })
	],
	more: 2,
	decorated: [],
	moreDecorated: 0
};

describe('the call trace', () => {
	test('nests calls in those that they happened in', () => {
		const [first, second] = nestsOf(layered.calls);
		expect(first?.inner.map(({ call }) => call.name)).toEqual(['charge']);
		expect(first && [innerCount(first), depthOf(first)]).toEqual([3, 2]);
		expect(second?.inner).toEqual([]);
	});

	test('is written as a call is written', () => {
		expect(layered.calls.map(written)).toEqual(["wrapper(10, to='Ada')", 'charge()', 'Shop.open()']);
	});

	test.each([
		[{ name: 'timed.<locals>.wrapper', around: 'charge', decorates: null }, 'timed, around charge'],
		[
			{ name: 'retry.<locals>.decorate.<locals>.wrapper', around: 'Shop.open', decorates: null },
			'retry, around Shop.open'
		],
		[{ name: 'Counted.__call__', around: 'charge', decorates: null }, 'Counted, around charge'],
		[{ name: 'timed', around: null, decorates: 'charge' }, 'decorating charge'],
		[{ name: 'charge', around: null, decorates: null }, '']
	])('says what a call is there for: %o', (given, says) => {
		expect(roleOf(given)).toBe(says);
	});

	test('says how a call was left', () => {
		expect(layered.calls.map((one) => endOf(one).word)).toEqual([
			'raised',
			'raised',
			'not left when the run ended'
		]);
		expect(endOf(call({ kind: 'generator' })).word).toBe('ended');
	});

	test('as text keeps the order of time, and what was not left comes last', () => {
		expect(traceText(layered)).toBe(
			[
				"-> wrapper(10, to='Ada')   (timed, around charge)",
				'|  -> charge()',
				"|  <- charge raised OSError('no')   1.2 ms   (2 calls within, not drawn)",
				"<- wrapper raised OSError('no')   2 ms",
				'-> Shop.open()',
				'<- Shop.open not left when the run ended'
			].join('\n')
		);
	});

	test('is summed up with what was not drawn', () => {
		expect(summaryOf(layered)).toBe(
			'5 calls, 2 layers deep, 2 left by an exception, 2 of them counted, not drawn'
		);
		expect(summaryOf({ ...layered, calls: [], more: 0 })).toBe('no function of yours was called');
	});

	test('says how often a call gave way', () => {
		expect(pauseWords(call({ kind: 'coroutine', pauses: 2 }))).toBe('waited twice');
		expect(pauseWords(call({ kind: 'generator', pauses: 1 }))).toBe('yielded once');
		expect(pauseWords(call({}))).toBe('');
	});
});

const before: Identity = {
	what: 'function',
	name: 'charge',
	doc: 'Charges a card.',
	signature: '(amount: int) -> str',
	annotations: 'amount: int, return: str',
	module: '__main__',
	wrapped: null
};
const decorated = (after: Identity | null, same = false): Decorated => ({
	name: 'charge',
	file: 'cell.py',
	line: 9,
	decorators: ['timed'],
	before,
	after,
	same
});

describe('what a decorator kept', () => {
	test('is told thing by thing', () => {
		const bare = { ...before, name: 'wrapper', doc: null, signature: '(*args)', annotations: null };
		expect(keptOf(decorated(bare)).map(({ what, state }) => `${what} ${state}`)).toEqual([
			'is a kept',
			'__name__ changed',
			'__doc__ lost',
			'signature changed',
			'annotations lost',
			'__module__ kept',
			'__wrapped__ none'
		]);
		expect(keptSentence(decorated(bare))).toBe(
			'Kept: what it is, __module__. Changed: __name__, signature. Lost: __doc__, annotations.'
		);
	});

	test('is all with wraps, which adds the way back', () => {
		expect(keptSentence(decorated({ ...before, wrapped: '<function charge>' }))).toBe(
			'Kept: what it is, __name__, __doc__, signature, annotations, __module__. Added: __wrapped__.'
		);
	});

	test('has words for a function that came back, and for none', () => {
		expect(keptSentence(decorated(before, true))).toMatch(/very function/);
		expect(keptSentence(decorated(null))).toMatch(/raised/);
	});
});
