import { expect, test } from 'vitest';
import type { RuntimeState } from '#lib/runtime/runtime';
import { Python } from './python.svelte';

const step = { name: 'download' as const, says: 'Downloading Python (3.1 of 6.9 MB)', done: 3, total: 7 };

test.each<[RuntimeState, string | null]>([
	[{ phase: 'off' }, null],
	[{ phase: 'loading', step }, 'Downloading Python (3.1 of 6.9 MB)'],
	[{ phase: 'ready' }, null],
	[{ phase: 'busy' }, null]
])('%o: a run waits for %s', (state, says) => {
	expect(new Python({ state, subscribe: () => () => {} }).waitingFor).toBe(says);
});
