// What a run says on a question that the reader was asked before it. Read from their own last run; nothing is written down beforehand.
import type { Reading } from '#lib/content/types';
import { INSTRUMENT_NAMES, INSTRUMENTS } from '#lib/instruments/instruments';
import type { Cell } from '#lib/notebook/cell.svelte';
import type { CellReport, Observed, ProbeName, TestsReport } from '#lib/runtime/protocol';

/** The answer as it stands among the choices; null while there is no finished run to read it from. */
export function answerOf(
	cell: Pick<Cell, 'live' | 'investigation' | 'workspace'>,
	reads: Reading
): string | null {
	const { state } = cell.live;
	if (state.kind !== 'done') return null;
	if (state.what === 'investigation') {
		const work = cell.investigation;
		if (state.ended !== 'done') return null;
		if (work?.kind === 'shake' && reads === 'orders-failed') return String(work.ordersFailed);
		if (work?.kind === 'mutants' && reads === 'mutants-caught') return String(work.caught);
		if (work?.kind === 'mutants' && reads === 'mutants-left') return String(work.left);
		return null;
	}
	const { finished } = cell.live;
	if (finished === null) return null;
	if (reads === 'passed-fresh' && !cell.workspace.machine.wasFresh) return null;
	const said =
		finished.what === 'tests' ? ofTests(finished.report, reads) : ofProgram(finished.report, reads);
	return said ?? ofProbes(finished.report.observed, reads);
}

function ofTests({ tests }: TestsReport, reads: Reading): string | null {
	const count = (outcome: string) => String(tests.filter((test) => test.outcome === outcome).length);
	if (reads === 'tests-passed' || reads === 'passed-fresh') return count('passed');
	return reads === 'tests-failed' ? count('failed') : null;
}

function ofProgram({ value, exception }: CellReport, reads: Reading): string | null {
	if (reads === 'value') return value?.text ?? 'None';
	return reads === 'exception' ? (exception?.type ?? 'none') : null;
}

function ofProbes(observed: Observed, reads: Reading): string | null {
	for (const name of INSTRUMENT_NAMES) {
		const said = ofProbe(name, observed, reads);
		if (said !== null) return said;
	}
	return null;
}

function ofProbe<N extends ProbeName>(name: N, observed: Observed, reads: Reading): string | null {
	const report = observed[name];
	return report === undefined ? null : (INSTRUMENTS[name].readings[reads]?.of(report) ?? null);
}
