// Nothing is green unless tests ran and would have failed: the ways round that rule, tried on real pytest with the grader that readers use.
import { afterAll, describe, expect, test } from 'vitest';
import type { ExerciseSpec, SourceFile } from '#lib/content/types';
import { grade } from '#lib/grading/grade';
import type { Verdict } from '#lib/grading/verdict';
import { nodeRuntime } from '#lib/runtime/node/runtime';
import type { Files } from '#lib/runtime/protocol';

const runtime = nodeRuntime(['tests']);
afterAll(() => runtime.close());

const file = (name: string, text: string, readOnly = false): SourceFile => ({
	name,
	text,
	html: '',
	readOnly
});

const NOTHING_ASKED = {
	lines: null,
	branches: null,
	conditions: false,
	minTests: 0,
	maxTests: null,
	orders: 0,
	alone: false,
	leavesNoFiles: false,
	measure: []
};
const BARE: ExerciseSpec = {
	slug: 'truth',
	name: 'truth',
	title: 'Truth',
	level: 1,
	minutes: 1,
	packages: ['tests'],
	run: 'tests',
	shows: [],
	clock: 'real',
	entry: 'code.py',
	task: '',
	hints: [],
	start: [],
	solution: {},
	checks: {},
	types: null,
	judgesTests: false,
	keep: [],
	mutants: [],
	require: NOTHING_ASKED,
	stdin: [],
	seconds: 6,
	machine: null,
	mistakes: []
};

const shown = (verdict: Verdict) =>
	[
		verdict.kind,
		verdict.headline,
		...verdict.items.map((i) => `${i.ok ? '+' : '-'} ${i.label}: ${i.says}`)
	].join('\n');

async function judged(exercise: ExerciseSpec, files: Files, kind: Verdict['kind'], says?: RegExp) {
	const verdict = await grade(exercise, files, runtime);
	expect(verdict.kind, shown(verdict)).toBe(kind);
	if (says) expect(shown(verdict)).toMatch(says);
}

describe('hidden checks', () => {
	const exercise: ExerciseSpec = {
		...BARE,
		start: [file('loan.py', 'def double(x):\n    return x\n')],
		solution: { 'loan.py': 'def double(x):\n    return 2 * x\n' },
		checks: {
			'test_loan.py': [
				'import pytest',
				'from loan import double',
				'',
				'def test_two():',
				'    """double(2) is twice 2."""',
				'    assert double(2) == 4',
				'',
				'@pytest.mark.parametrize("x", [0, 3])',
				'def test_others(x):',
				'    """double(x) is twice x."""',
				'    assert double(x) == 2 * x',
				'',
				'def test_text_is_refused():',
				'    """double("a") raises TypeError."""',
				'    with pytest.raises(TypeError):',
				'        double("a") + 1',
				''
			].join('\n')
		}
	};
	const check = (code: string, kind: Verdict['kind'], says?: RegExp) =>
		judged(exercise, { 'loan.py': code }, kind, says);

	test('pass for what is right', () =>
		check(exercise.solution['loan.py'] ?? '', 'passed', /3 of 3 checks pass/));

	test('say what was seen and expected', () =>
		check(
			'def double(x):\n    return x + 1\n',
			'not-yet',
			/double\(2\) is twice 2\b.*Seen: 3\. Expected: 4\./s
		));

	test.each<[string, string]>([
		['an empty file', ''],
		['a syntax error', 'def double(x)\n'],
		['sys.exit(0) when imported', 'import sys\nsys.exit(0)\n'],
		['sys.exit(0) when called', 'import sys\ndef double(x):\n    sys.exit(0)\n'],
		['os._exit(0) when imported', 'import os\nos._exit(0)\n'],
		['pytest.skip when called', 'import pytest\ndef double(x):\n    pytest.skip("no")\n'],
		['pytest.skip when imported', 'import pytest\npytest.skip("no", allow_module_level=True)\n'],
		['pytest.xfail', 'import pytest\ndef double(x):\n    pytest.xfail("no")\n'],
		['pytest.exit', 'import pytest\ndef double(x):\n    pytest.exit("done", returncode=0)\n'],
		['a coroutine', 'async def double(x):\n    return 2 * x\n'],
		[
			'pytest.raises put out of action',
			'import contextlib, pytest\npytest.raises = lambda *a, **k: contextlib.nullcontext()\ndef double(x):\n    return 2 * int(x)\n'
		],
		[
			'an answer equal to everything, with pytest’s hook replaced',
			'import _pytest.python\n_pytest.python.pytest_pyfunc_call = lambda pyfuncitem: True\ndef double(x):\n    return 0\n'
		],
		[
			'the test’s function replaced',
			'import sys\ndef double(x):\n    sys.modules["test_loan"].test_two.__code__ = (lambda: None).__code__\n    return 0\n'
		],
		[
			'builtins replaced',
			'import builtins\nbuiltins.AssertionError = type("Nothing", (Exception,), {})\ndef double(x):\n    return 0\n'
		],
		[
			'the checks rewritten on disk',
			'from pathlib import Path\nPath("test_loan.py").write_text("def test_two(): pass\\n")\ndef double(x):\n    return 0\n'
		],
		[
			'a conftest.py written on the fly',
			'from pathlib import Path\nPath("conftest.py").write_text("")\ndef double(x):\n    return 0\n'
		],
		['an endless loop when imported', 'while True: pass\n']
	])('do not pass for %s', (_, code) => check(code, 'not-yet'), 60_000);

	test.each<[string, Files]>([
		[
			'conftest.py that deselects',
			{ 'conftest.py': 'def pytest_collection_modifyitems(items):\n    items.clear()\n' }
		],
		[
			'conftest.py that calls failures passes',
			{
				'conftest.py':
					'import pytest\n@pytest.hookimpl(wrapper=True)\ndef pytest_runtest_makereport(item, call):\n    report = yield\n    report.outcome = "passed"\n    return report\n'
			}
		],
		['pytest.ini that deselects', { 'pytest.ini': '[pytest]\naddopts = -k nothing\n' }],
		['pytest.py in place of pytest', { 'pytest.py': 'class raises: ...\n' }],
		['a test file of the same name', { 'test_loan.py': 'def test_two(): pass\n' }],
		['sitecustomize.py', { 'sitecustomize.py': 'import sys\nsys.exit(0)\n' }]
	])('are not bent by a stray %s', (_, files) =>
		judged(exercise, files, 'not-yet', /Seen: 2\. Expected: 4\./)
	);

	test('of an exercise whose answer is conftest.py are not bent by it either', async () => {
		const evil =
			'import pytest\n@pytest.hookimpl(wrapper=True)\ndef pytest_runtest_makereport(item, call):\n    report = yield\n    report.outcome = "passed"\n    return report\n';
		const open = { ...exercise, start: [...exercise.start, file('conftest.py', '')] };
		await judged(open, { 'conftest.py': evil }, 'not-yet');
	});
});

describe('the reader’s tests', () => {
	const exercise: ExerciseSpec = {
		...BARE,
		entry: 'test_age.py',
		judgesTests: true,
		start: [
			file('test_age.py', ''),
			file('age.py', 'def may_vote(age):\n    if age >= 18:\n        return True\n    return False\n', true)
		],
		solution: { 'test_age.py': '' },
		mutants: [
			{
				name: 'always',
				says: 'Nobody asked about a child.',
				caughtBy: [],
				files: { 'age.py': 'def may_vote(age):\n    return True\n' }
			},
			{
				name: 'over',
				says: 'Nobody asked about eighteen.',
				caughtBy: [],
				files: { 'age.py': 'def may_vote(age):\n    return age > 18\n' }
			}
		],
		require: { ...NOTHING_ASKED, branches: 100, measure: ['age.py'] }
	};
	const HEAD = 'import pytest\nfrom age import may_vote\n';
	const GOOD = `${HEAD}def test_child():\n    assert not may_vote(17)\ndef test_eighteen():\n    assert may_vote(18)\n`;
	const judge = (code: string, kind: Verdict['kind'], says?: RegExp, more: Partial<ExerciseSpec> = {}) =>
		judged({ ...exercise, ...more }, { 'test_age.py': code }, kind, says);

	test('pass where they catch every bug', () =>
		judge(GOOD, 'passed', /2 tests of yours pass, 2 of 2 bugs caught/));

	test('are told the bug that they miss', () =>
		judge(
			`${HEAD}def test_child():\n    assert not may_vote(17)\ndef test_old():\n    assert may_vote(40)\n`,
			'not-yet',
			/1 of 2 bugs caught.*Nobody asked about eighteen/s
		));

	test.each<[string, string, RegExp]>([
		['an empty file', '', /No test ran/],
		['sys.exit(0)', 'import sys\nsys.exit(0)\n', /SystemExit/],
		['tests renamed so that none is collected', GOOD.replaceAll('def test_', 'def check_'), /No test ran/],
		[
			'tests in a class that is not collected',
			`${HEAD}class Age:\n    def test_child(self):\n        assert not may_vote(17)\n`,
			/No test ran/
		],
		['skipped tests', GOOD.replaceAll('def test_', '@pytest.mark.skip\ndef test_'), /skipped/],
		['expected failures', GOOD.replaceAll('def test_', '@pytest.mark.xfail\ndef test_'), /expected to fail/],
		['coroutines never awaited', GOOD.replaceAll('def test_', 'async def test_'), /./],
		[
			'a coroutine called and dropped',
			`${HEAD}async def ask():\n    assert not may_vote(17)\ndef test_child():\n    ask()\n`,
			/never awaited/
		],
		[
			'tests that return what they should assert',
			`${HEAD}def test_child():\n    return may_vote(17) is False\ndef test_eighteen():\n    return may_vote(18)\n`,
			/returned a value|assert/
		],
		[
			'tests without an assertion',
			`${HEAD}def test_child():\n    may_vote(17)\ndef test_eighteen():\n    may_vote(18)\n`,
			/0 of 2 bugs caught/
		],
		['one test skipped beside good ones', `${GOOD}def test_other():\n    pytest.skip("later")\n`, /skipped/],
		[
			'tests that fail on right code',
			`${HEAD}def test_child():\n    assert may_vote(17)\n`,
			/0 of 2 bugs caught/
		],
		[
			'tests that read the source',
			'from pathlib import Path\nfrom age import may_vote\ndef test_source():\n    may_vote(1), may_vote(99)\n    assert Path("age.py").read_text().count("\\n") == 4\n',
			/test_source passes whatever age\.py does/
		],
		['pytest.fail put out of action', `${GOOD}pytest.fail = lambda *a, **k: None\n`, /replaced/]
	])('do not pass for %s', (_, code, says) => judge(code, 'not-yet', says), 60_000);

	const HOLLOW: [string, string][] = [
		['only calls', 'may_vote(20)'],
		['asserts one thing or true', 'assert may_vote(20) or True'],
		['asserts a tuple', 'assert (may_vote(20), "at twenty")'],
		['compares the code with itself', 'assert may_vote(20) == may_vote(20)'],
		[
			'compares with what is equal to everything',
			'from unittest.mock import ANY\n    assert may_vote(20) == ANY'
		],
		[
			'swallows its own failure',
			'try:\n        assert may_vote(3)\n    except AssertionError:\n        pass'
		],
		[
			'expects any error, its own too',
			'with pytest.raises(Exception):\n        assert may_vote(3)\n        raise ValueError'
		],
		['asserts only where it is right', 'if may_vote(20):\n        assert may_vote(20)'],
		['asks a function of its own', 'may_vote = lambda age: True\n    assert may_vote(20)'],
		['loops over nothing', 'for age in []:\n        assert may_vote(age)']
	];
	test.each(HOLLOW)('a test that %s is named beside good ones', (_, body) =>
		judge(
			`${GOOD}def test_more():\n    ${body}\n`,
			'not-yet',
			/1 test of yours cannot fail.*test_more passes whatever age\.py does/s
		)
	);

	test.each([
		['fails by pytest.fail', 'if not may_vote(20):\n        pytest.fail("twenty")'],
		['claims by a helper', 'def old(x):\n        assert x\n    old(may_vote(20))'],
		['compares with another answer', 'assert may_vote(20) != may_vote(3)'],
		['has one claim among calls', 'may_vote(1)\n    assert not may_vote(-1)\n    may_vote(99)']
	])('a test that %s can fail', (_, body) => judge(`${GOOD}def test_more():\n    ${body}\n`, 'passed'));

	test('a deleted test that was to stay is missed', () =>
		judge(GOOD, 'not-yet', /test_pensioner did not run/, { keep: ['test_pensioner'] }));

	test('coverage is asked of the code as given, not of what was made of it', () =>
		judged(
			exercise,
			{
				'test_age.py': `${HEAD}def test_child():\n    assert not may_vote(17)\n`,
				'age.py': 'may_vote = lambda age: False\n'
			},
			'not-yet',
			/50 % of the branches/
		));

	test(
		'a mutant under which the tests hang is not caught by that, and the grading goes on',
		() =>
			judge(GOOD, 'not-yet', /1 of 2 bugs caught.*still running.*A test has to fail/s, {
				mutants: [
					...exercise.mutants.slice(1),
					{
						name: 'hangs',
						says: '',
						caughtBy: [],
						files: { 'age.py': 'def may_vote(age):\n    while True: pass\n' }
					}
				]
			}),
		60_000
	);

	test('a mutant that cannot be imported is not caught by that', () =>
		judge(GOOD, 'not-yet', /1 of 2 bugs caught.*could not even be imported/s, {
			mutants: [
				...exercise.mutants.slice(1),
				{ name: 'broken', says: '', caughtBy: [], files: { 'age.py': 'raise RuntimeError\n' } }
			]
		}));

	test('tests that leak fail in some order, and it is named by its seed', () => {
		const leaky =
			'from age import may_vote\nSEEN = []\ndef test_a():\n    assert not may_vote(17)\n    SEEN.append(1)\ndef test_b():\n    assert may_vote(18) and SEEN\n';
		return judge(leaky, 'not-yet', /In the order of seed \d+, test_b did not pass/, {
			require: { ...NOTHING_ASKED, orders: 20 }
		});
	});

	test('a test that needs another does not pass alone', () => {
		const leaky =
			'from age import may_vote\nSEEN = []\ndef test_a():\n    assert not may_vote(17)\n    SEEN.append(1)\ndef test_b():\n    assert may_vote(18) and SEEN\n';
		return judge(leaky, 'not-yet', /Run alone, test_b did not pass/, {
			require: { ...NOTHING_ASKED, alone: true }
		});
	});

	test('conditions that have not decided alone are named', () =>
		judge(
			`${HEAD}def test_child():\n    assert not may_vote(17)\n`,
			'not-yet',
			/age >= 18 \([^)]*line 2[^)]*\) matters/,
			{
				mutants: [],
				require: { ...NOTHING_ASKED, conditions: true, measure: ['age.py'] }
			}
		));
});
