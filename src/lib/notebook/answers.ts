// What a run says on a question that the reader was asked before it. Read from their own last run; nothing is written down beforehand.
import type { Reading } from '#lib/content/types';
import { assertNever, type TestsReport } from '#lib/runtime/protocol';
import type { IncidentHistory } from '#lib/instruments/incidents/report';
import type { Cell } from './cell.svelte';
import { Mutants } from './mutants.svelte';
import { Shake } from './shake.svelte';

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
		if (work instanceof Shake && reads === 'orders-failed') return String(work.ordersFailed);
		if (work instanceof Mutants && reads === 'mutants-caught') return String(work.caught);
		if (work instanceof Mutants && reads === 'mutants-left') return String(work.left);
		return null;
	}
	const { finished } = cell.live;
	if (finished === null) return null;
	if (reads === 'passed-fresh' && !cell.workspace.machine.wasFresh) return null;
	if (finished.what === 'tests') return ofTests(finished.report, reads);
	const { value, exception, observed } = finished.report;
	if (reads === 'incident-told') {
		const [history] = observed.incidents?.histories ?? [];
		return history ? toldWithin(history) : null;
	}
	if (reads === 'value') return value?.text ?? 'None';
	return reads === 'exception' ? (exception?.type ?? 'none') : null;
}

function ofTests(report: TestsReport, reads: Reading): string | null {
	const [file] = Object.values(report.observed.coverage?.files ?? {});
	const percent = (value: number | null | undefined) =>
		value === null || value === undefined ? null : `${Math.round(value)} %`;
	const count = (outcome: string) => String(report.tests.filter((test) => test.outcome === outcome).length);
	switch (reads) {
		case 'percent-lines':
			return percent(file?.percentLines);
		case 'percent-branches':
			return percent(file?.percentBranches);
		case 'percent-both':
			return percent(file?.percentBoth);
		case 'conditions-alone': {
			const conditions = Object.values(report.observed.conditions?.files ?? {}).flatMap((all) =>
				all.flatMap((d) => d.conditions)
			);
			return conditions.length
				? `${conditions.filter((c) => c.alone !== null).length} of ${conditions.length}`
				: null;
		}
		case 'tests-passed':
		case 'passed-fresh':
			return count('passed');
		case 'tests-failed':
			return count('failed');
		case 'fixture-set-ups':
			return report.observed.fixtures ? String(report.observed.fixtures.lives.length) : null;
		case 'orders-failed':
		case 'mutants-caught':
		case 'mutants-left':
		case 'value':
		case 'exception':
		case 'incident-told':
			return null;
		default:
			return assertNever(reads);
	}
}

/** How long it took until somebody looked into a page of the first incident; null where there was none. */
function toldWithin({ days, incidents: [first] }: IncidentHistory): string | null {
	if (!first) return null;
	const told = days.find(({ day, page }) => page === 'heeded' && day >= first.from && day <= first.to);
	if (!told) return 'never';
	return told.day - first.from < 7 ? 'within a week' : 'later';
}
