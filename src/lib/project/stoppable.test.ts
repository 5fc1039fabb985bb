import { expect, test } from 'vitest';
import { FakeRuntime, testResult, testsReport } from './fake-runtime';
import { testsInput } from './run-plan';
import { Stopped, through } from './stoppable';

const report = testsReport([testResult('t.py::test_a')]);
const call = (runtime: FakeRuntime, signal?: AbortSignal) =>
	through(runtime, 'runTests', testsInput({}), { seconds: 1, signal });

test('a call that nobody stops answers as it ended', async () => {
	const stop = new AbortController();
	expect(await call(new FakeRuntime({ runTests: () => report }), stop.signal)).toEqual({
		kind: 'done',
		report
	});
	const late = { kind: 'out-of-time', seconds: 1 } as const;
	expect(await call(new FakeRuntime({ runTests: () => late }))).toEqual(late);
});

test('one that is stopped, by its signal or by another, goes no further', async () => {
	const stop = new AbortController();
	const waiting = call(new FakeRuntime({ runTests: () => 'wait' }), stop.signal);
	stop.abort();
	await expect(waiting).rejects.toBeInstanceOf(Stopped);
	await expect(call(new FakeRuntime({ runTests: () => ({ kind: 'stopped' }) }))).rejects.toBeInstanceOf(
		Stopped
	);
});

test('after a stop nothing is begun', async () => {
	const runtime = new FakeRuntime({ runTests: () => report });
	await expect(call(runtime, AbortSignal.abort())).rejects.toBeInstanceOf(Stopped);
	expect(runtime.calls).toEqual([]);
});
