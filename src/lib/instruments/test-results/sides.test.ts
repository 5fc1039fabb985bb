import { describe, expect, test } from 'vitest';
import type { AssertionReport } from '#lib/runtime/protocol';
import { originsOf, sidesOf, splitComparison, spread } from './sides';

const failed = (
	source: string,
	left: string | null,
	operator: string | null,
	right: string | null
): AssertionReport => ({
	source,
	summary: `assert ${left} ${operator} ${right}`,
	left,
	right,
	operator,
	lines: []
});

describe('which side was expected', () => {
	test.each([
		['what stands on the right', failed('assert add(1, 2) == 4', '3', '==', '4'), '4', '3'],
		['a literal on the left', failed('assert 4 == add(1, 2)', '4', '==', '3'), '4', '3'],
		['the right of two literals', failed("assert 'a' == 'b'", "'a'", '==', "'b'"), "'b'", "'a'"],
		['is', failed('assert allowed(1) is False', 'True', 'is', 'False'), 'False', 'True'],
		[
			'an equals sign in a string',
			failed("assert 'a == b' == f()", "'a == b'", '==', "'c'"),
			"'a == b'",
			"'c'"
		]
	])('%s', (_, assertion, expected, got) => {
		const sides = sidesOf(assertion);
		expect([sides?.first.name, sides?.first.text, sides?.second.name, sides?.second.text]).toEqual([
			'expected',
			expected,
			'got',
			got
		]);
	});

	test('another comparison has a left and a right', () => {
		expect(sidesOf(failed('assert 2 in f()', '2', 'in', '[1]'))).toMatchObject({
			first: { name: 'left', text: '2' },
			second: { name: 'right', text: '[1]' },
			isExpectation: false
		});
	});

	test('nothing to lay beside each other', () => {
		expect(sidesOf(failed('assert f()', null, null, null))).toBeNull();
	});
});

test('where the values came from is told, and a line of a diff is not taken for it', () => {
	const lines = [
		{ mark: ' ' as const, text: "+  where 2 = len(['standard', 'express'])" },
		{ mark: ' ' as const, text: '+    where <Shop> = shop()' },
		{ mark: ' ' as const, text: '+  and   3 = f(1)' },
		{ mark: '+' as const, text: ' where 2 = len([])' },
		{ mark: ' ' as const, text: 'Right contains one more item: 3' }
	];
	expect(originsOf({ lines })).toEqual(["2 = len(['standard', 'express'])", '<Shop> = shop()', '3 = f(1)']);
});

test.each([
	['assert f(a == b) == g()', '==', { left: 'f(a == b)', right: 'g()' }],
	['assert x is not None', '==', null],
	["assert f('it\\'s == it') == 1", '==', { left: "f('it\\'s == it')", right: '1' }]
])('%s is split at %s', (source, operator, sides) => {
	expect(splitComparison(source, operator)).toEqual(sides);
});

test.each([
	['[1, 2]', '[\n  1,\n  2\n]'],
	["{'a': [1, 2], 'b': 'x, y'}", "{\n  'a': [1, 2],\n  'b': 'x, y'\n}"],
	['(1,)', '(\n  1,\n)'],
	['Point(x=1, y=2)', 'Point(\n  x=1,\n  y=2\n)'],
	["OrderedDict({'a': 1, 'b': 2})", "OrderedDict({\n  'a': 1,\n  'b': 2\n})"],
	['[1]', '[1]'],
	['plain text, with commas', 'plain text, with commas'],
	["'a, b'", "'a, b'"]
])('%s is spread', (repr, lines) => {
	expect(spread(repr)).toBe(lines);
});
