import { describe, expect, test } from 'vitest';
import { ticksOf } from './axis';

test.each([
	[0, 0, ['0 s']],
	[0, 1, ['0 s', '0.2 s', '0.4 s', '0.6 s', '0.8 s', '1 s']],
	[0, 0.042, ['0 ms', '10 ms', '20 ms', '30 ms', '40 ms']],
	[0, 0.0011, ['0 ms', '0.2 ms', '0.4 ms', '0.6 ms', '0.8 ms', '1 ms']],
	[0, 0.12, ['0 ms', '20 ms', '40 ms', '60 ms', '80 ms', '100 ms', '120 ms']],
	[0, 1.6, ['0 s', '0.5 s', '1 s', '1.5 s']],
	[0, 60, ['0 s', '10 s', '20 s', '30 s', '40 s', '50 s', '60 s']],
	[0, 3600, ['0 s', '1,000 s', '2,000 s', '3,000 s']],
	[0.013, 0.042, ['15 ms', '20 ms', '25 ms', '30 ms', '35 ms', '40 ms']],
	[0.2, 0.2, ['0.2 s']]
])('an axis from %f to %f seconds', (from, until, says) => {
	expect(ticksOf(until, from).map((tick) => tick.says)).toEqual(says);
});

describe('whatever the run took', () => {
	const runs = Array.from({ length: 400 }, (_, i) => 1e-6 * 1.07 ** i);
	test.each([0, 0.3, 2.7])('beginning after %f of it, each tick is told apart, within the axis', (share) => {
		for (const length of runs) {
			const [from, until] = [share * length, (share + 1) * length];
			const ticks = ticksOf(until, from);
			const facts = [
				new Set(ticks.map(({ says }) => says)).size === ticks.length,
				new Set(ticks.map(({ says }) => says.split(' ').at(-1))).size === 1,
				ticks.every(({ at }) => at >= from * (1 - 1e-6) - 1e-9 && at <= until * (1 + 1e-6) + 1e-9),
				ticks.length >= 2 && ticks.length <= 7
			];
			expect(facts, `${from} to ${until}: ${ticks.map(({ says }) => says).join(', ')}`).toEqual([
				true,
				true,
				true,
				true
			]);
		}
	});
});
