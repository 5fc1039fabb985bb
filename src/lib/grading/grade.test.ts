// What may and may not turn green. The fake plays pytest; the same ways are tried on the real one in tests/lessons/truth.test.ts.
import { describe, expect, test } from 'vitest';
import type { ExceptionReport, Files, TestResult, TestsInput, TestsReport } from '#lib/runtime/protocol';
import type { Ended } from '#lib/runtime/runtime';
import {
	exerciseSpec,
	FakeRuntime,
	requirements,
	sourceFile,
	testResult,
	testsReport
} from '#lib/project/fake-runtime';
import { grade } from './grade';
import type { Verdict } from './verdict';

const CHECKS = {
	'test_checks.py':
		'def test_two():\n    """Double 2."""\n\n@pytest.mark.parametrize("x", [1, 2])\ndef test_many(x): ...\n'
};
const GREEN = ['test_two', 'test_many[1]', 'test_many[2]'].map((name) =>
	testResult(`test_checks.py::${name}`)
);

const exception = (over: Partial<ExceptionReport>): ExceptionReport => ({
	type: 'AssertionError',
	message: '',
	friendly: '',
	frames: [],
	at: null,
	full: '',
	...over
});

const at = (file: string) => ({ file, line: 2, column: null, endLine: null, endColumn: null });

type Pytest = (input: TestsInput, nth: number) => TestsReport | Ended<TestsReport>;

const CHANGED = 'every answer is another';

/** Plays pytest. Each test that it has told of fails by its assert on changed code, unless it is among the hollow ones. */
function pytest(answer: Pytest, hollow: readonly string[] = [], onChange: Ended<TestsReport> | null = null) {
	let nth = 0;
	const seen = new Map<string, TestResult>();
	const change = {
		id: 'every answer',
		file: null,
		function: null,
		stage: 0,
		files: { 'code.py': CHANGED }
	};
	return new FakeRuntime({
		changes: () => ({ same: { 'code.py': 'the same in other words' }, changes: [change] }),
		runTests: (input) => {
			if (input.probes.includes('calls')) return testsReport([...seen.values()]);
			if (codeIn(input) === CHANGED && onChange !== null) return onChange;
			if (codeIn(input) === CHANGED)
				return testsReport(
					[...seen.values()].map((test) => (hollow.includes(test.id) ? test : claimed(test)))
				);
			const report = answer(input, nth++);
			if ('tests' in report) for (const test of report.tests) seen.set(test.id, test);
			return report;
		}
	});
}

/** What is imported as code.py. */
const codeIn = ({ files, behind }: TestsInput) => behind?.['code.py'] ?? files['code.py'];

/** A test whose own assert has failed. */
const claimed = (test: TestResult): TestResult => ({
	...test,
	outcome: 'failed',
	phase: 'call',
	exception: exception({ at: at(test.file) })
});

const said = (verdict: Verdict) => [verdict.headline, ...verdict.items.map((item) => item.says)].join('\n');

describe('hidden checks', () => {
	const exercise = exerciseSpec({ checks: CHECKS });
	const check = (report: TestsReport | Ended<TestsReport>) =>
		grade(
			exercise,
			{},
			pytest(() => report)
		);

	test('pass where each of them ran and passed', async () => {
		const verdict = await check(testsReport(GREEN));
		expect(verdict).toMatchObject({ kind: 'passed', headline: '2 of 2 checks pass.' });
		expect(verdict.items).toEqual([
			{ kind: 'check', label: 'Double 2.', ok: true, says: 'As asked.' },
			{ kind: 'check', label: 'Many.', ok: true, says: 'As asked.' }
		]);
	});

	const [two, one, last] = GREEN;
	if (!two || !one || !last) throw new Error('three results');
	const broken = { file: 'test_checks.py', exception: exception({ type: 'SystemExit', message: '0' }) };
	test.each<[string, TestsReport | Ended<TestsReport>, RegExp]>([
		['nothing ran', testsReport([]), /No test ran/],
		['nothing ran, with exit code 0', testsReport([], { exitCode: 0 }), /No test ran/],
		[
			'a test that another has taken the name of',
			testsReport(GREEN, {
				lost: [{ file: 'test_it.py', name: 'test_a', line: 1, again: 4, says: 'test_a no longer exists' }]
			}),
			/test_a no longer exists/
		],
		[
			'nothing ran, and pytest says why',
			testsReport([], { unrun: ['cannot collect test class'] }),
			/No test ran: cannot collect test class/
		],
		['sys.exit(0) when imported', testsReport([], { exitCode: 0, broken: [broken] }), /SystemExit: 0/],
		['one check did not run', testsReport([one, last]), /did not run/],
		[
			'a check was skipped',
			testsReport([{ ...two, outcome: 'skipped', reason: 'no' }, one, last]),
			/skipped \(no\)/
		],
		['one case was skipped', testsReport([two, one, { ...last, outcome: 'skipped' }]), /skipped/],
		[
			'a check was made to xfail',
			testsReport([{ ...two, outcome: 'xfailed' }, one, last]),
			/expected to fail/
		],
		[
			'a check was made to xpass',
			testsReport([{ ...two, outcome: 'xpassed' }, one, last]),
			/expected to fail/
		],
		[
			'a check failed in teardown',
			testsReport([{ ...two, outcome: 'error', phase: 'teardown' }, one, last]),
			/teardown/
		],
		['pytest was replaced', testsReport(GREEN, { replaced: ['pytest.raises'] }), /replaced pytest\.raises/],
		['pytest ended early', testsReport(GREEN, { exitCode: 2 }), /exit code 2/],
		['the exit code says that something failed', testsReport(GREEN, { exitCode: 1 }), /reported a failure/],
		['pytest refused', testsReport([], { refusal: 'unknown option', exitCode: 4 }), /unknown option/],
		['it hung', { kind: 'out-of-time', seconds: 10 }, /still running after 10 seconds/],
		['Python died', { kind: 'crashed', message: 'the stack ran over.' }, /Python went down/],
		[
			'same names in another file',
			testsReport(GREEN.map((t) => ({ ...t, file: 'test_mine.py' }))),
			/did not run/
		]
	])('do not pass where %s', async (_, report, says) => {
		const verdict = await check(report);
		expect(verdict.kind).toBe('not-yet');
		expect(said(verdict)).toMatch(says);
	});

	test('that a run which hung had already passed count as passed', async () => {
		const runtime = new FakeRuntime({
			runTests: (_, say) => {
				say({ type: 'test', result: two });
				return { kind: 'out-of-time', seconds: 10 };
			}
		});
		const verdict = await grade(exercise, {}, runtime);
		expect(verdict).toMatchObject({ kind: 'not-yet', headline: '1 of 2 checks pass.' });
	});

	test('say their docstring, what was seen and what was expected', async () => {
		const assertion = {
			source: 'assert double(2) == 4',
			summary: 'assert 3 == 4',
			left: '3',
			right: '4',
			operator: '==',
			lines: []
		};
		const wrong = { ...two, outcome: 'failed' as const, doc: 'Double 2.', assertion };
		const verdict = await check(testsReport([wrong, one, last]));
		expect(verdict.headline).toBe('1 of 2 checks pass.');
		expect(verdict.items[0]).toMatchObject({ label: 'Double 2.', says: 'Seen: 3. Expected: 4.' });
	});

	test('run strictly, by name, over the reader’s project', async () => {
		const runtime = pytest(() => testsReport(GREEN));
		await grade(exercise, { 'code.py': 'mine' }, runtime);
		expect(runtime.inputs('runTests')).toEqual([
			expect.objectContaining({
				strict: true,
				args: ['test_checks.py'],
				files: { 'code.py': 'mine', ...CHECKS }
			})
		]);
	});

	test('cannot be shadowed, nor bent by files that do not belong to the exercise', async () => {
		const runtime = pytest(() => testsReport(GREEN));
		const strays = [
			'test_checks.py',
			'conftest.py',
			'pytest.ini',
			'pytest.py',
			'sitecustomize.py',
			'.coveragerc'
		];
		await grade(exercise, Object.fromEntries(strays.map((name) => [name, 'evil'])), runtime);
		expect(runtime.inputs('runTests')[0]?.files).toEqual({ 'code.py': 'def double(x): ...\n', ...CHECKS });
	});

	test('use the reader’s conftest.py where writing it is the exercise, but never a changed read-only file', async () => {
		const start = [sourceFile('conftest.py', 'given'), sourceFile('shop.py', 'given', true)];
		const runtime = pytest(() => testsReport(GREEN));
		await grade(
			exerciseSpec({ checks: CHECKS, start, solution: {} }),
			{ 'conftest.py': 'mine', 'shop.py': 'mine' },
			runtime
		);
		expect(runtime.inputs('runTests')[0]?.files).toEqual({
			'conftest.py': 'mine',
			'shop.py': 'given',
			...CHECKS
		});
	});
});

test('an exercise without checks or tests is never green', async () => {
	expect(
		(
			await grade(
				exerciseSpec(),
				{},
				pytest(() => testsReport(GREEN))
			)
		).kind
	).toBe('not-yet');
});

describe('the reader’s own tests', () => {
	const start = [sourceFile('test_code.py', ''), sourceFile('code.py', 'right', true)];
	const mutants = ['a', 'b'].map((name) => ({
		name,
		says: `Nobody noticed ${name}.`,
		caughtBy: [],
		files: { 'code.py': `bug ${name}` }
	}));
	const exercise = exerciseSpec({
		start,
		mutants,
		judgesTests: true,
		solution: { 'test_code.py': 'solved' }
	});
	const good = testResult('test_code.py::test_good');
	const other = testResult('test_code.py::test_other');
	const failed = { ...good, outcome: 'failed' as const };
	const isMutated = (input: TestsInput) => codeIn(input)?.startsWith('bug') ?? false;
	const catches = (input: TestsInput) => testsReport(isMutated(input) ? [failed] : [good, other]);

	test('pass where they pass on right code and fail on each broken one', async () => {
		const verdict = await grade(exercise, {}, pytest(catches));
		expect(verdict).toMatchObject({ kind: 'passed', headline: '2 tests of yours pass, 2 of 2 bugs caught.' });
	});

	test('are told about the bug that they miss', async () => {
		const misses = pytest((input) => testsReport(codeIn(input) === 'bug a' ? [failed] : [good]));
		const verdict = await grade(exercise, {}, misses);
		expect(verdict).toMatchObject({
			kind: 'not-yet',
			headline: '1 test of yours passes, 1 of 2 bugs caught.'
		});
		expect(said(verdict)).toContain('Nobody noticed b.');
	});

	test('are tried on no further bug where the one that they miss is enough', async () => {
		const runtime = pytest((input) => testsReport(isMutated(input) ? [good] : [good, other]));
		const verdict = await grade(exercise, {}, runtime, {
			isEnough: (items) => items.some(({ says }) => says === 'Nobody noticed a.')
		});
		expect(verdict.kind).toBe('not-yet');
		expect(runtime.inputs('runTests').filter(isMutated)).toHaveLength(1);
	});

	test('are run on the code as given, whatever the reader made of it', async () => {
		const runtime = pytest(catches);
		await grade(exercise, { 'code.py': 'raise SystemExit', 'test_code.py': 'mine' }, runtime);
		const seen = runtime.inputs('runTests').map((input) => codeIn(input)?.split('\n')[0]);
		expect(seen).toEqual([
			'right',
			'bug a',
			'bug b',
			'right',
			CHANGED,
			'the same in other words',
			'the same in other words'
		]);
		const inputs = runtime.inputs('runTests');
		expect(inputs.every(({ files }) => files['test_code.py'] === 'mine')).toBe(true);
		// All that a pass is made of is watched over.
		expect(inputs.filter(({ strict }) => !strict).map(codeIn)).toEqual([CHANGED]);
	});

	test('find the right code in its file while a bug or a change is in', async () => {
		const runtime = pytest(catches);
		await grade(exercise, {}, runtime);
		const changed = runtime.inputs('runTests').filter(({ behind }) => Object.keys(behind ?? {}).length);
		expect(changed.map(codeIn)).toEqual(['bug a', 'bug b', CHANGED]);
		expect(changed.every(({ files }) => files['code.py'] === 'right')).toBe(true);
	});

	test('are judged on right code too where the reader may change it', async () => {
		const open = exerciseSpec({
			start: [sourceFile('code.py', 'right'), sourceFile('test_code.py', '')],
			mutants,
			judgesTests: true,
			solution: {}
		});
		const tuned = pytest((input) => testsReport([codeIn(input) === 'always 42' ? good : failed]));
		const verdict = await grade(open, { 'code.py': 'always 42' }, tuned);
		expect(verdict.kind).toBe('not-yet');
		expect(verdict.headline).toContain('0 of 2 bugs caught');
	});

	test.each<[string, TestsReport | Ended<TestsReport>, RegExp]>([
		['there are none', testsReport([]), /No test ran/],
		['one fails', testsReport([failed, other]), /It failed/],
		['one is skipped', testsReport([{ ...good, outcome: 'skipped' }, other]), /skipped/],
		['one is xfailed', testsReport([{ ...good, outcome: 'xfailed' }, other]), /expected to fail/],
		[
			'they do not import',
			testsReport([], {
				exitCode: 2,
				broken: [{ file: 'test_code.py', exception: exception({ type: 'SyntaxError' }) }]
			}),
			/SyntaxError/
		],
		['they replace pytest', testsReport([good], { replaced: ['pytest.fail'] }), /replaced pytest\.fail/],
		['they hang', { kind: 'out-of-time', seconds: 10 }, /still running/]
	])('count for nothing where %s', async (_, report, says) => {
		const runtime = pytest(() => report);
		const verdict = await grade(exercise, {}, runtime);
		expect(verdict.kind).toBe('not-yet');
		expect(verdict.headline).toContain('0 of 2 bugs caught');
		expect(said(verdict)).toMatch(says);
		expect(runtime.calls).toHaveLength(1);
	});

	test('that fail by chance are found out at the end', async () => {
		const chance = pytest((input, nth) =>
			isMutated(input) || nth === 4 ? testsReport([failed]) : testsReport([good])
		);
		const verdict = await grade(exercise, {}, chance);
		expect(verdict.kind).toBe('not-yet');
		expect(said(verdict)).toContain('passed at first and not when it was run again');
	});

	test('that only compare source text are found out at the end', async () => {
		const comparing = pytest((input) => testsReport([input.files['code.py'] === 'right' ? good : failed]));
		expect((await grade(exercise, {}, comparing)).kind).toBe('not-yet');
	});

	test('that vanish in a second run are found out', async () => {
		const vanishing = pytest((input, nth) =>
			isMutated(input) ? testsReport([failed]) : testsReport(nth ? [good] : [good, other])
		);
		expect(said(await grade(exercise, {}, vanishing))).toContain('test_other ran at first and not');
	});

	describe('with a bug in', () => {
		const withBug = (report: TestsReport | Ended<TestsReport>) =>
			grade(
				exercise,
				{},
				pytest((input) => (isMutated(input) ? report : testsReport([good])))
			);

		test.each<[string, TestsReport | Ended<TestsReport>]>([
			['a test fails', testsReport([failed])],
			['set-up fails', testsReport([{ ...good, outcome: 'error', phase: 'setup' }])]
		])('catch it where %s', async (_, report) => {
			expect((await withBug(report)).kind).toBe('passed');
		});

		test.each<[string, TestsReport | Ended<TestsReport>]>([
			['they hang', { kind: 'out-of-time', seconds: 4 }],
			['they bring Python down', { kind: 'crashed', message: 'gone' }],
			['they still pass', testsReport([good])],
			['none of them runs', testsReport([])],
			[
				'they cannot be imported',
				testsReport([], { exitCode: 2, broken: [{ file: 'test_code.py', exception: exception({}) }] })
			],
			['one is skipped', testsReport([{ ...good, outcome: 'skipped' }])],
			[
				'only a test fails that was not there before',
				testsReport([{ ...failed, id: 'test_code.py::test_new' }])
			],
			['pytest is replaced', testsReport([failed], { replaced: ['pytest.fail'] })]
		])('do not catch it where %s', async (_, report) => {
			const verdict = await withBug(report);
			expect(verdict.kind).toBe('not-yet');
			expect(verdict.headline).toContain('0 of 2 bugs caught');
		});
	});

	describe('must be able to fail', () => {
		const hollow = (by: readonly string[], report: (input: TestsInput) => TestsReport = catches) =>
			grade({ ...exercise, require: requirements({ orders: 3 }) }, {}, pytest(report, by));

		test('and one that cannot is named', async () => {
			const verdict = await hollow([other.id]);
			expect(verdict.kind).toBe('not-yet');
			expect(verdict.headline).toContain('1 test of yours cannot fail');
			const [claim] = verdict.items.filter(({ kind }) => kind === 'claim');
			expect(claim?.label).toBe('test_other');
			expect(claim?.says).toMatch(/^test_other passes whatever code\.py does: /);
		});

		test('and orders are not tried before they can', async () => {
			const runtime = pytest(catches, [other.id]);
			await grade({ ...exercise, require: requirements({ orders: 3 }) }, {}, runtime);
			expect(runtime.inputs('runTests').filter(({ seed }) => seed !== null)).toEqual([]);
		});

		test('and all that can are told so', async () => {
			const verdict = await hollow([]);
			expect(verdict.kind).toBe('passed');
			expect(said(verdict)).toContain('Each of your 2 tests failed on some change of code.py.');
		});

		test('and one that a bug has failed needs no change', async () => {
			const runtime = pytest((input) =>
				testsReport(isMutated(input) ? [claimed(good), claimed(other)] : [good, other])
			);
			expect((await grade(exercise, {}, runtime)).kind).toBe('passed');
			expect(runtime.inputs('runTests').some((input) => codeIn(input) === CHANGED)).toBe(false);
		});

		test('with all of its cases together', async () => {
			const cases = [1, 2].map((n) => testResult(`test_code.py::test_many[${n}]`));
			const runtime = pytest(
				(input) => testsReport(isMutated(input) ? [failed, ...cases] : [good, ...cases]),
				['test_code.py::test_many[1]']
			);
			expect((await grade(exercise, {}, runtime)).kind).toBe('passed');
		});

		test.each<[string, Partial<TestResult>]>([
			['an error', { exception: exception({ type: 'TypeError' }) }],
			['an assert of the code itself', { exception: { ...exception({}), at: at('code.py') } }],
			['an assert of a fixture', { outcome: 'error', phase: 'setup' }]
		])('by a claim of its own and not by %s', async (_, over) => {
			const runtime = pytest(
				(input) => testsReport(isMutated(input) ? [good, { ...claimed(other), ...over }] : [good, other]),
				[other.id]
			);
			expect(said(await grade(exercise, {}, runtime))).toContain('test_other passes whatever code.py does');
		});

		test.each<[string, Ended<TestsReport>, string]>([
			['hangs', { kind: 'out-of-time', seconds: 4 }, 'test_good goes on and on once code.py is changed.'],
			[
				'brings Python down',
				{ kind: 'crashed', message: 'gone' },
				'test_good ends Python once code.py is changed.'
			]
		])('and one that %s in place of failing is told so', async (_, ended, says) => {
			const runtime = pytest((input) => (isMutated(input) ? ended : testsReport([good])), [], ended);
			const verdict = await grade(exercise, {}, runtime);
			expect(verdict.kind).toBe('not-yet');
			expect(said(verdict)).toContain(says);
		});

		test('where the reader has written them', async () => {
			const given = {
				...exercise,
				start: [sourceFile('test_code.py', '', true), sourceFile('code.py', 'right', true)]
			};
			expect((await grade(given, {}, pytest(catches, [other.id]))).kind).toBe('passed');
		});
	});

	describe('that a bug names', () => {
		const named = (
			by: string[],
			report: TestsReport | Ended<TestsReport>,
			files: Files = { 'code.py': 'bug' }
		) =>
			grade(
				{ ...exercise, mutants: [{ name: 'a', says: 'Nobody noticed a.', caughtBy: by, files }] },
				{},
				pytest((input) =>
					codeIn(input) === 'bug' || input.files['test_code.py'] === 'leaks'
						? report
						: testsReport([good, other])
				)
			);
		const inTests = { 'test_code.py': 'leaks' };

		test('catch it themselves', async () => {
			const verdict = await named(['test_good'], testsReport([claimed(good), claimed(other)]));
			expect(said(verdict)).toContain('Caught by test_good.');
			expect(verdict.kind).toBe('passed');
		});

		test('catch it in a class as well, all that have the name', async () => {
			const inClass = testResult('test_code.py::TestCode::test_good');
			const mutant = {
				name: 'a',
				says: 'Nobody noticed a.',
				caughtBy: ['test_good'],
				files: { 'code.py': 'bug' }
			};
			const judge = (sound: TestResult[], withBug: TestResult[]) =>
				grade(
					{ ...exercise, mutants: [mutant] },
					{},
					pytest((input) => testsReport(isMutated(input) ? withBug : sound))
				);
			expect((await judge([inClass], [claimed(inClass)])).kind).toBe('passed');
			const one = await judge([inClass, good], [claimed(inClass), good]);
			expect(said(one)).toContain('Nobody noticed a. (TestCode::test_good failed, and test_good did not.)');
			expect(one.kind).toBe('not-yet');
		});

		test('are not made up for by a stronger one', async () => {
			const verdict = await named(['test_good'], testsReport([good, claimed(other)]));
			expect(said(verdict)).toContain('Nobody noticed a. (test_other failed, and test_good did not.)');
			expect(verdict.kind).toBe('not-yet');
		});

		test.each<[string, Ended<TestsReport>]>([
			['hang', { kind: 'out-of-time', seconds: 4 }],
			['bring Python down', { kind: 'crashed', message: 'gone' }]
		])('do not catch it where they %s', async (_, report) => {
			const verdict = await named(['test_good'], report);
			expect(said(verdict)).toContain('test_good did not come to its end.');
			expect(verdict.kind).toBe('not-yet');
		});

		test('are not waited for again and again where they hang', async () => {
			const many = ['a', 'b', 'c', 'd'].map((name) => ({
				name,
				says: '',
				caughtBy: ['test_good'],
				files: { 'code.py': 'bug' }
			}));
			const runtime = pytest((input) =>
				isMutated(input) ? { kind: 'out-of-time', seconds: 4 } : testsReport([good, other])
			);
			const verdict = await grade({ ...exercise, mutants: many }, {}, runtime);
			expect(runtime.inputs('runTests').filter(isMutated)).toHaveLength(2);
			expect(verdict.items.filter(({ says }) => says.startsWith('Not tried: with 2'))).toHaveLength(2);
			expect(verdict.kind).toBe('not-yet');
		});

		test('in the tests themselves leave the others alone', async () => {
			// They are other tests than those that passed before.
			const [leaks, innocent] = ['test_leaks', 'test_innocent'].map((name) =>
				testResult(`test_code.py::${name}`)
			);
			if (!leaks || !innocent) throw new Error('two results');
			const verdict = await named(['test_leaks'], testsReport([claimed(leaks), claimed(innocent)]), inTests);
			expect(said(verdict)).toContain('test_innocent failed, and it has done nothing wrong.');
			expect(verdict.kind).toBe('not-yet');
			expect((await named(['test_leaks'], testsReport([claimed(leaks), innocent]), inTests)).kind).toBe(
				'passed'
			);
		});
	});

	test('must keep the tests that are to stay', async () => {
		const verdict = await grade({ ...exercise, keep: ['test_good', 'test_gone'] }, {}, pytest(catches));
		expect(verdict.kind).toBe('not-yet');
		expect(said(verdict)).toContain('test_gone did not run');
	});

	test.each([
		[3, null, false],
		[2, 2, true],
		[0, 1, false]
	])('number at least %s and at most %s: %s', async (minTests, maxTests, ok) => {
		const verdict = await grade(
			{ ...exercise, require: requirements({ minTests, maxTests }) },
			{},
			pytest(catches)
		);
		expect(verdict.kind === 'passed').toBe(ok);
	});
});

describe('what tests must reach', () => {
	const start = [sourceFile('test_code.py', ''), sourceFile('code.py', 'given')];
	const good = testResult('test_code.py::test_good');
	const other = testResult('test_code.py::test_other');
	const asked = (over: Parameters<typeof requirements>[0]) =>
		exerciseSpec({
			start,
			solution: { 'code.py': 'solved' },
			require: requirements({ measure: ['code.py'], ...over })
		});
	const coverage = (percentLines: number | null, percentBranches: number | null) => ({
		version: '7',
		files: {
			'code.py': {
				statements: [1, 2],
				executed: [1],
				missing: percentLines === 100 ? [] : [2],
				excluded: [],
				branches: [{ from: 2, to: 4, taken: percentBranches === 100, says: 'the condition was always true' }],
				percentLines,
				percentBranches,
				percentBoth: null
			}
		}
	});

	test.each([
		['every line', { lines: 100 }, coverage(100, 50), true],
		['lines short of it', { lines: 100 }, coverage(99.97, 50), false],
		['every branch', { branches: 100 }, coverage(100, 100), true],
		['branches short of it', { branches: 100 }, coverage(100, 50), false],
		['no branches at all', { branches: 100 }, coverage(100, null), true],
		['no lines at all', { lines: 100 }, coverage(null, null), false],
		['a file that was never imported', { lines: 50 }, { version: '7', files: {} }, false]
	])('%s', async (_, over, report, ok) => {
		const verdict = await grade(
			asked(over),
			{},
			pytest(() => testsReport([good], { observed: { coverage: report } }))
		);
		expect(verdict.kind === 'passed').toBe(ok);
	});

	test('a missed branch is told in the words of coverage.py', async () => {
		const verdict = await grade(
			asked({ branches: 100 }),
			{},
			pytest(() => testsReport([good], { observed: { coverage: coverage(100, 50) } }))
		);
		expect(said(verdict)).toContain(
			'50 % of the branches of code.py ran; 100 % is asked for. Line 2: the condition was always true.'
		);
	});

	test('lines taken out by a pragma do not count as covered', async () => {
		const files = { 'code.py': 'if x:  # pragma: no cover\n    pass\n' };
		const verdict = await grade(
			asked({ lines: 100 }),
			files,
			pytest(() => testsReport([good], { observed: { coverage: coverage(100, 100) } }))
		);
		expect(said(verdict)).toContain('Take the pragma away');
	});

	test('conditions that have not decided alone are named', async () => {
		const place = {
			file: 'code.py',
			line: 2,
			column: 0,
			endLine: 2,
			endColumn: 3,
			uniqueCause: null,
			note: null
		};
		const conditions = [
			{ ...place, source: 'small', alone: [0, 1] as [number, number] },
			{ ...place, source: 'existing', alone: null },
			{ ...place, source: 'untold', alone: null, note: 'its value is returned' }
		];
		const decision = { kind: 'if' as const, source: '', line: 2, endLine: 2, conditions, evaluations: [] };
		const report = testsReport([good], {
			observed: { conditions: { files: { 'code.py': [decision] }, capped: false } }
		});
		const verdict = await grade(
			asked({ conditions: true }),
			{},
			pytest(() => report)
		);
		expect(verdict.kind).toBe('not-yet');
		expect(said(verdict)).toContain(
			'1 of 2 conditions decide alone. Nothing has shown yet that existing (line 2 of code.py) matters'
		);
	});

	test('orders: the first that fails is named by its seed', async () => {
		const runtime = pytest((input) =>
			testsReport([input.seed === 3 ? { ...other, outcome: 'failed' } : other, good])
		);
		const verdict = await grade(asked({ orders: 100 }), {}, runtime);
		expect(said(verdict)).toContain('In the order of seed 3, test_other did not pass.');
		expect(runtime.inputs('runTests').map((input) => input.seed)).toEqual([null, 1, 2, 3, null, null]);
	});

	test('files left behind, as filed or in any order', async () => {
		const leaky = pytest(() => testsReport([good, other], { left: ['a.db', 'b.db', 'c.db', 'd.db'] }));
		expect(said(await grade(asked({ leavesNoFiles: true }), {}, leaky))).toContain(
			'The tests left a.db, b.db, c.db and 1 more in the project'
		);
		const inSecond = pytest((input) =>
			testsReport([good, other], { left: input.seed === 2 ? ['a.db'] : [] })
		);
		const verdict = await grade(asked({ leavesNoFiles: true, orders: 3 }), {}, inSecond);
		expect(said(verdict)).toContain('In the order of seed 2, the tests left a.db behind.');
		const tidy = pytest(() => testsReport([good, other]));
		expect((await grade(asked({ leavesNoFiles: true, orders: 3 }), {}, tidy)).kind).toBe('passed');
	});

	test('orders: a test that is missing from one is not a pass', async () => {
		const runtime = pytest((input) => testsReport(input.seed === 2 ? [good] : [good, other]));
		expect(said(await grade(asked({ orders: 2 }), {}, runtime))).toContain('test_other did not run');
	});

	test('each alone', async () => {
		const runtime = pytest((input) =>
			testsReport(
				input.select?.[0] === other.id
					? [{ ...other, outcome: 'failed' }]
					: input.select
						? [good]
						: [good, other]
			)
		);
		const verdict = await grade(asked({ alone: true }), {}, runtime);
		expect(said(verdict)).toContain('Run alone, test_other did not pass.');
	});
});

describe('where what is known is enough', () => {
	const exercise = exerciseSpec({ checks: CHECKS, require: requirements({ orders: 3 }) });
	const runsOf = async (report: TestsReport, isEnough: () => boolean) => {
		let runs = 0;
		const runtime = pytest(() => {
			runs += 1;
			return report;
		});
		return { verdict: await grade(exercise, {}, runtime, { isEnough }), runs };
	};

	test('the rest is not run, and the verdict is "not yet" all the same', async () => {
		const missing = testsReport(GREEN.slice(1));
		const whole = await runsOf(missing, () => false);
		const decided = await runsOf(missing, () => true);
		expect([whole.verdict.kind, decided.verdict.kind]).toEqual(['not-yet', 'not-yet']);
		expect(decided.runs).toBeLessThan(whole.runs);
	});

	test('nothing turns green by it, nor is asked before something is wrong', async () => {
		const whole = await runsOf(testsReport(GREEN), () => false);
		expect(await runsOf(testsReport(GREEN), () => true)).toEqual(whole);
	});
});

describe('stopping', () => {
	test('ends the check with what was found so far', async () => {
		const stop = new AbortController();
		const exercise = exerciseSpec({ checks: CHECKS, keep: ['test_x'] });
		const runtime = pytest((_, nth) => (nth === 0 ? testsReport(GREEN) : { kind: 'stopped' }));
		const verdict = await grade(exercise, {}, runtime, { signal: stop.signal });
		expect(verdict).toMatchObject({ kind: 'stopped', headline: 'The check was stopped before it was done.' });
		expect(verdict.items).toHaveLength(2);
	});

	test('reaches the run under way', async () => {
		const stop = new AbortController();
		const runtime = new FakeRuntime({ runTests: () => 'wait' });
		const verdict = grade(exerciseSpec({ checks: CHECKS }), {}, runtime, { signal: stop.signal });
		stop.abort();
		expect((await verdict).kind).toBe('stopped');
	});

	test('a fault of the runtime is no judgement of the reader', async () => {
		const fault = { code: 'download-failed' as const, message: 'Python could not be downloaded.' };
		const verdict = await grade(
			exerciseSpec({ checks: CHECKS }),
			{},
			pytest(() => ({ kind: 'fault', fault }))
		);
		expect(verdict).toMatchObject({ kind: 'stopped', headline: 'Python could not be downloaded.' });
	});
});

test('progress counts towards an end', async () => {
	const seen: string[] = [];
	const exercise = exerciseSpec({
		checks: CHECKS,
		require: requirements({ orders: 2 }),
		keep: ['test_good']
	});
	const good = testResult('test_code.py::test_good');
	await grade(
		exercise,
		{},
		pytest((_, nth) => testsReport(nth ? [good] : GREEN)),
		{
			onProgress: ({ done, total, says }) => seen.push(`${done}/${total} ${says}`)
		}
	);
	expect(seen).toEqual([
		'0/6 Running the checks',
		'1/6 Running your tests',
		'2/6 Running order 1 of 2',
		'3/6 Running order 2 of 2',
		'4/6 Running your tests once more',
		'5/6 Running your tests once more'
	]);
});
