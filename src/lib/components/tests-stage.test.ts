// Rows that had come stay, however the run ended.
import { expect, test } from 'vitest';
import { FakeRuntime, testResult, testsReport } from '#lib/project/fake-runtime';
import { LiveRun } from '#lib/project/live-run.svelte';
import { testsInput } from '#lib/project/run-plan';
import { stageOf } from './tests-stage';

const plan = { call: 'runTests', input: testsInput({}), seconds: 10 } as const;
const collected = ['t.py::test_a', 't.py::test_b'];

test.each([
	[{ kind: 'stopped' }, 'stopped'],
	[{ kind: 'out-of-time', seconds: 10 }, 'stopped'],
	[{ kind: 'crashed', message: 'gone' }, 'broken off'],
	[testsReport([testResult('t.py::test_a')]), 'reported']
] as const)('%j is %s', async (ended, stage) => {
	const live = new LiveRun();
	const runtime = new FakeRuntime({
		runTests: (_, say) => {
			say({ type: 'collected', tests: collected });
			say({ type: 'test', result: testResult('t.py::test_a') });
			return ended;
		}
	});
	await live.tests(runtime, plan, { files: {} });
	expect(live.results.map(({ id }) => id)).toEqual(['t.py::test_a']);
	expect(live.collected).toEqual(collected);
	expect(stageOf(live)).toBe(stage);
});

test('nothing is shown of tests that nothing is known of', async () => {
	const live = new LiveRun();
	expect(stageOf(live)).toBeNull();
	const run = live.tests(new FakeRuntime({ runTests: () => 'wait' }), plan, { files: {} });
	live.stop();
	await run;
	expect(stageOf(live)).toBeNull();
});
