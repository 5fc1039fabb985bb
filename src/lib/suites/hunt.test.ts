import { describe, expect, it } from 'vitest';
import type { Finding, OrderRun } from './shake-data';
import type { TestResult } from '#lib/runtime/protocol';
import type { Runtime } from '#lib/runtime/runtime';
import { huntAll, REPEATS } from './hunt';
import { Stopped } from '#lib/project/stoppable';
import { runOrder, type Suite } from './orders';

/** A suite whose tests are functions of what ran before them and of the files that were collected. */
type Model = Record<string, (before: string[], files: string[]) => boolean>;

function suiteOf(model: Model, signal = new AbortController().signal): { suite: Suite; ran: string[][] } {
	const ran: string[][] = [];
	const files = Object.fromEntries(
		[...Object.keys(model).map((id) => id.split('::')[0] ?? ''), 'shop.py'].map((f) => [f, ''])
	);
	const runtime = {
		call(name: string, input: { select: string[] | null; files: Record<string, string> }) {
			if (name !== 'runTests') throw new Error(name);
			const present = Object.keys(input.files);
			const all = Object.keys(model).filter((id) => present.includes(id.split('::')[0] ?? ''));
			const order = input.select ?? all;
			ran.push(order);
			const tests = order.map((id, i) => ({
				id,
				outcome: model[id]?.(order.slice(0, i), present) ? 'passed' : 'failed'
			})) as TestResult[];
			const report = { exitCode: 0, tests, broken: [], refusal: null, unrun: [], lost: [] };
			return { ended: Promise.resolve({ kind: 'done', report }), stop() {} };
		}
	};
	return { suite: { files, runtime: runtime as unknown as Pick<Runtime, 'call'>, seconds: 5, signal }, ran };
}

async function shaken(model: Model, ...orders: string[][]): Promise<Finding[]> {
	const { suite } = suiteOf(model);
	const runs: OrderRun[] = [];
	for (const select of orders) runs.push(await runOrder(suite, { select }));
	const found: Finding[] = [];
	for await (const finding of huntAll(suite, runs)) found.push(finding);
	return found;
}

/** Numbers from 0 to 1 that come again for a seed: mulberry32. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const ok = () => true;
const [a, b, c, d, e] = ['t.py::a', 't.py::b', 't.py::c', 't.py::d', 't.py::e'] as const;

describe('the hunt', () => {
	it('names the one polluter of a victim', async () => {
		const model = { [a]: ok, [b]: ok, [c]: ok, [d]: (before: string[]) => !before.includes(b) };
		expect(await shaken(model, [d, a, b, c], [a, b, c, d])).toMatchObject([
			{ kind: 'polluted', victim: d, polluters: [b] }
		]);
	});

	it('names two polluters that must come together', async () => {
		const model = {
			[a]: ok,
			[b]: ok,
			[c]: ok,
			[d]: (before: string[]) => !(before.includes(a) && before.includes(c))
		};
		expect(await shaken(model, [a, b, c, d])).toMatchObject([{ kind: 'polluted', polluters: [a, c] }]);
	});

	it('gives each of two polluters that are enough by themselves a finding', async () => {
		const model = { [a]: ok, [b]: ok, [c]: (before: string[]) => !before.includes(a) && !before.includes(b) };
		const found = await shaken(model, [a, c, b], [b, c, a]);
		expect(found).toMatchObject([{ polluters: [a] }, { polluters: [b] }]);
	});

	it('gives two victims of each other a finding each', async () => {
		const model = {
			[a]: (before: string[]) => !before.includes(b),
			[b]: (before: string[]) => !before.includes(a)
		};
		expect(await shaken(model, [a, b], [b, a])).toMatchObject([
			{ victim: b, polluters: [a] },
			{ victim: a, polluters: [b] }
		]);
	});

	it('names the cleaner where the polluter ran and the victim passed all the same', async () => {
		const dirty = (before: string[]) => before.lastIndexOf(a) > before.lastIndexOf(c);
		const model = { [a]: ok, [b]: ok, [c]: ok, [d]: (before: string[]) => !dirty(before) };
		expect(await shaken(model, [a, b, d, c], [a, b, c, d])).toMatchObject([
			{ polluters: [a], cleaners: [c] }
		]);
	});

	it('calls a test brittle that fails alone and passes after its state-setter', async () => {
		const model = { [a]: ok, [b]: ok, [c]: ok, [d]: (before: string[]) => before.includes(b) };
		expect(await shaken(model, [a, b, c, d], [d, c, b, a])).toMatchObject([
			{ kind: 'brittle', victim: d, setters: [b] }
		]);
	});

	it('calls a test flaky that comes out differently in the same order', async () => {
		let turn = 0;
		const model = { [a]: ok, [b]: () => turn++ % 2 === 1 };
		expect(await shaken(model, [a, b])).toMatchObject([{ kind: 'flaky', victim: b }]);
	});

	it('counts how a flaky test came out in the order that showed it', async () => {
		let turn = 0;
		const model = { [a]: ok, [b]: () => ++turn % 3 === 0 };
		expect(await shaken(model, [a, b])).toMatchObject([{ kind: 'flaky', before: 1, passed: 1, failed: 2 }]);
	});

	it('calls a test flaky that passed with nothing before it and fails so ever since', async () => {
		let turn = 0;
		const model = { [a]: ok, [b]: () => turn++ === 1 };
		expect(await shaken(model, [a, b], [b, a])).toMatchObject([
			{ kind: 'flaky', victim: b, before: 0, passed: 1, failed: 5 }
		]);
	});

	it.each([0.1, 1 / 3, 0.5, 2 / 3, 0.9])(
		'takes no test that passes by chance, %d, for one that goes by order',
		async (share) => {
			const kinds = new Set<string>();
			for (let seed = 1; seed <= 100; seed++) {
				const chance = numbers(seed);
				const model = { [a]: ok, [b]: ok, [c]: ok, [d]: () => chance() < share };
				const orders = Array.from({ length: 21 }, (_, i) => (i % 2 ? [d, c, b, a] : [a, b, c, d]));
				for (const finding of await shaken(model, ...orders)) kinds.add(finding.kind);
			}
			// One that never passed is rightly told to have failed each time.
			expect([...kinds].filter((kind) => kind !== 'flaky' && kind !== 'broken')).toEqual([]);
			expect(kinds).toContain('flaky');
		}
	);

	it('runs both orders that an answer rests on so often that chance is out of the question', async () => {
		const model = { [a]: ok, [b]: (before: string[]) => !before.includes(a) };
		const [finding] = await shaken(model, [a, b]);
		const ran = (why: string) => finding?.runs.filter((run) => run.why === why).length;
		expect([ran('the same order again'), ran('alone')]).toEqual([REPEATS, REPEATS]);
	});

	it('calls a test broken that fails everywhere', async () => {
		expect(await shaken({ [a]: ok, [b]: () => false }, [a, b], [b, a])).toMatchObject([
			{ kind: 'broken', victim: b }
		]);
	});

	it('names the file whose import alone makes a test fail', async () => {
		const model = {
			'test_x.py::x': (_: string[], files: string[]) => !files.includes('test_z.py'),
			'test_y.py::y': ok,
			'test_z.py::z': ok
		};
		const found = await shaken(model, ['test_y.py::y', 'test_x.py::x', 'test_z.py::z']);
		expect(found).toMatchObject([{ kind: 'import', victim: 'test_x.py::x', files: ['test_z.py'] }]);
	});

	it('ends with a run of the answer and has run it one shorter', async () => {
		const model = { [a]: ok, [b]: ok, [c]: ok, [d]: ok, [e]: (before: string[]) => !before.includes(c) };
		const [finding] = await shaken(model, [a, b, c, d, e]);
		expect(finding?.runs.at(-1)).toEqual({ order: [c, e], failed: true, why: 'the answer, run again' });
		expect(finding?.runs).toContainEqual({ order: [e], failed: false, why: 'alone' });
	});

	it('ends at once when it is stopped', async () => {
		const stop = new AbortController();
		const { suite } = suiteOf({ [a]: () => false }, stop.signal);
		const run = await runOrder(suite, {});
		stop.abort();
		await expect(huntAll(suite, [run]).next()).rejects.toBeInstanceOf(Stopped);
	});
});
