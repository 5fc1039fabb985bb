import { describe, expect, it } from 'vitest';
import { FakeRuntime, testResult, testsReport } from '#lib/project/fake-runtime';
import { Shake } from './shake.svelte';

const FILES = { 'test_a.py': 'def test_a(): ...\n' };

function shakeOf() {
	const runtime = new FakeRuntime({ runTests: () => testsReport([testResult('test_a.py::test_a')]) });
	const shake = new Shake({ runtime, seeds: 3, firstSeed: 4, seconds: 5 });
	return { shake, seeds: () => runtime.inputs('runTests').map(({ seed }) => seed) };
}

describe('an order that is run again', () => {
	it('runs alone and leaves the others where they stand', async () => {
		const { shake, seeds } = shakeOf();
		await shake.run(FILES);
		shake.again(5);
		expect(await shake.run(FILES)).toBe('done');
		expect(seeds()).toEqual([null, 4, 5, 6, 5]);
		expect(shake.runs.map(({ seed }) => seed)).toEqual([4, 5, 6]);
		expect(shake.replayed).toMatchObject({ seed: 5, run: { seed: 5, ok: true } });
	});

	it('takes the place of the others where the files have changed since', async () => {
		const { shake, seeds } = shakeOf();
		await shake.run(FILES);
		shake.again(5);
		await shake.run({ 'test_a.py': 'def test_b(): ...\n' });
		expect(seeds()).toEqual([null, 4, 5, 6, null, 5]);
		expect(shake.runs.map(({ seed }) => seed)).toEqual([5]);
		expect([shake.seeds, shake.firstSeed]).toEqual([3, 4]);
	});

	it('is asked for once: the next run shakes', async () => {
		const { shake, seeds } = shakeOf();
		await shake.run(FILES);
		shake.again(5);
		await shake.run(FILES);
		await shake.run(FILES);
		expect(seeds().slice(5)).toEqual([null, 4, 5, 6]);
		expect(shake.replayed).toBeNull();
	});
});
