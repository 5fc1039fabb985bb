// Ruff itself, in the version that the site serves: what the lessons say about it must be so.
import { beforeAll, describe, expect, test } from 'vitest';
import { isLintRule, wakeRuff } from '#lib/content/lint-rules';
import { changesOf, documentationOf, type Change } from './problem';
import { openRuff } from './ruff';

beforeAll(wakeRuff);

const HEAD = 'import logging\n\nlog = logging.getLogger(__name__)\n';
const codes = (text: string, rules = ['G', 'LOG']) =>
	openRuff(rules)
		.check(text)
		.map(({ code }) => code);

function applied(text: string, changes: readonly Change[]): string {
	return [...changes]
		.reverse()
		.reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
}

test.each([
	['log.info(f"order {log}")', ['G004']],
	['log.info("order {}".format(log))', ['G001']],
	['log.info("order %s" % log)', ['G002']],
	['log.info("order " + str(log))', ['G003']],
	['log.warn("order")', ['G010']],
	['logging.info("order")', ['LOG015']],
	['log.debug("order %s", dump())', []],
	['self.log.info(f"order {log}")', ['G004']],
	['payments_logger = log\npayments_logger.info(f"order {log}")', ['G004']],
	['payments = logging.getLogger("a")\npayments.info(f"order {log}")', []],
	['_log = logging.getLogger("a")\n_log.info(f"order {log}")', []]
])('finds in %s: %j', (line, found) => expect(codes(`${HEAD}${line}\n`)).toEqual(found));

test('does not flag an f-string in a logging call unless it is asked to', () => {
	expect(codes(`${HEAD}log.info(f"order {log}")\n`, ['E', 'F'])).toEqual([]);
});

test('UP032 turns str.format in a logging call into an f-string', () => {
	const [problem] = openRuff(['UP032']).check(`${HEAD}log.info("order {}".format(log))\n`);
	expect(problem?.fix?.edits.map(({ text }) => text)).toEqual(['f"order {log}"']);
});

test('problems come from top to bottom, with places that count in UTF-16 units', () => {
	const text = `${HEAD}log.info("ж🙂"); log.warn("a")\nlog.warn("b")\n`;
	const found = openRuff(['G', 'LOG']).check(text);
	expect(found.map(({ from }) => `${from.line}:${from.column}`)).toEqual(['4:22', '5:5']);
	const [first] = found;
	if (!first?.fix) throw new Error('there should be a fix');
	expect(first.fix.says).toBe('Convert to `warning`');
	expect(applied(text, changesOf(first.fix, text))).toBe(
		`${HEAD}log.info("ж🙂"); log.warning("a")\nlog.warn("b")\n`
	);
});

test('a fix that takes something away changes nothing else', () => {
	const text = `${HEAD}log.error("a", exc_info=True)\n`;
	const [problem] = openRuff(['LOG014']).check(text);
	if (!problem?.fix) throw new Error('there should be a fix');
	expect(applied(text, changesOf(problem.fix, text))).toBe(`${HEAD}log.error("a")\n`);
});

describe('wrong syntax', () => {
	test('is told whatever the rules are, as no rule', () => {
		const [problem] = openRuff(['PT']).check('def broken(:\n');
		expect(problem?.code).toBeNull();
		expect(problem?.message).toContain('Expected a parameter');
	});

	test('is not laid out', () => expect(openRuff(['G']).format('def broken(:\n')).toBeNull());
});

test('lays out what it can read, and leaves what is right', () => {
	const ruff = openRuff(['G']);
	expect(ruff.format("x = [ 1,2 ]\nlog( 'a' )\n")).toBe('x = [1, 2]\nlog("a")\n');
	expect(ruff.format('x = [1, 2]\n')).toBe('x = [1, 2]\n');
	expect(ruff.format('try:\n    x = t"{1}"\nexcept ValueError, TypeError:\n    pass\n')).not.toBeNull();
});

test.each([
	['G', true],
	['LOG', true],
	['PT', true],
	['PT011', true],
	['GG', false],
	['G999', false],
	['pt', false],
	['', false]
])('%j as a rule that an author may ask for: %s', (name, isOne) => expect(isLintRule(name)).toBe(isOne));

test('a rule is documented under its code', () =>
	expect(documentationOf('G004')).toBe('https://docs.astral.sh/ruff/rules/#G004'));

// What the lesson on pytest says of its rules.
test.each([
	['class T(unittest.TestCase):\n    def test_a(self):\n        self.assertTrue("a" in b)\n', ['PT009']],
	['def test_a():\n    with pytest.raises(ValueError):\n        f()\n', ['PT011']],
	['def test_a():\n    with pytest.raises(Exception):\n        f()\n', ['PT011']],
	[
		'def test_a():\n    with pytest.raises(ValueError, match="too"):\n        f()\n        assert g()\n',
		['PT012']
	],
	['def test_a():\n    return 1 + 1 == 3\n', []],
	['def check_a():\n    assert 1\n\n\ndef test_b():\n    assert 1\n\n\ndef test_b():\n    assert 2\n', []]
])('PT says of %j: %j', (code, codes) => {
	const found = openRuff(['PT']).check(`import unittest\n\nimport pytest\n\n\n${code}`);
	expect(found.map((problem) => problem.code)).toEqual(codes);
});

test('F811, which every lesson has, finds a test that another has taken the name of', () => {
	const text = 'def test_b():\n    assert 1 == 2\n\n\ndef test_b():\n    assert 2\n';
	expect(
		openRuff(['F811'])
			.check(text)
			.map(({ code, from }) => `${code} ${from.line}`)
	).toEqual(['F811 5']);
});

test('PT009 offers a plain assert', () => {
	const text =
		'import unittest\n\n\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(f(), 2)\n';
	expect(
		openRuff(['PT'])
			.check(text)[0]
			?.fix?.edits.map((edit) => edit.text)
	).toEqual(['assert f() == 2']);
});
