// How far a run of tests is, or how far it came: what was seen of one that was cut short stays to be read.
import type { Stage } from '#lib/instruments/test-results/facts';
import { assertNever } from '#lib/runtime/protocol';
import type { LiveRun } from '#lib/project/live-run.svelte';

/** Null where no tests ran, or none is known of. */
export function stageOf({
	state,
	collected,
	results
}: Pick<LiveRun, 'state' | 'collected' | 'results'>): Stage | null {
	if (state.kind === 'running') return state.what === 'tests' ? 'running' : null;
	if (state.kind !== 'done' || state.what !== 'tests') return null;
	const isKnown = collected.length + results.length > 0;
	switch (state.ended.kind) {
		case 'done':
			return 'reported';
		case 'stopped':
		case 'out-of-time':
			return isKnown ? 'stopped' : null;
		case 'crashed':
			return isKnown ? 'broken off' : null;
		case 'fault':
			return null;
		default:
			return assertNever(state.ended);
	}
}
