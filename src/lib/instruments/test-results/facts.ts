// Counts, names and times of a test run, in words. Pure.
import { assertNever, type Outcome, type TestResult, type TestsReport } from '#lib/runtime/protocol';

/** One line of the list: a test with its result, a test still to come, or a file that could not be collected. */
export type Item =
	| { kind: 'result'; key: string; file: string; result: TestResult }
	| { kind: 'waiting'; key: string; file: string; name: string }
	| { kind: 'broken'; key: string; file: string; broken: TestsReport['broken'][number] };

/** In the order of the run, each file's tests together, what is still to come at the end of its file. */
export function itemsOf(
	report: TestsReport | null,
	results: readonly TestResult[],
	collected: readonly string[]
): Item[] {
	const tests = report?.tests ?? results;
	const known = new Set(tests.map((test) => test.id));
	const all: Item[] = [
		...(report?.broken ?? []).map((broken): Item => ({
			kind: 'broken',
			key: `broken ${broken.file}`,
			file: broken.file,
			broken
		})),
		...tests.map((result): Item => ({ kind: 'result', key: result.id, file: result.file, result })),
		...collected
			.filter((id) => !known.has(id))
			.map((id): Item => ({ kind: 'waiting', key: id, ...splitId(id) }))
	];
	const byFile = new Map<string, Item[]>();
	for (const item of all) {
		const list = byFile.get(item.file);
		if (list) list.push(item);
		else byFile.set(item.file, [item]);
	}
	return [...byFile.values()].flat();
}

/** A node id in its file and what comes after it. */
export function splitId(id: string): { file: string; name: string } {
	const at = id.indexOf('::');
	return at < 0 ? { file: id, name: id } : { file: id.slice(0, at), name: id.slice(at + 2) };
}

export function isBad(outcome: Outcome): boolean {
	return outcome === 'failed' || outcome === 'error';
}

/** The item to open at first. */
export function firstBad(items: readonly Item[]): string | null {
	const bad = items.find(
		(item) => item.kind === 'broken' || (item.kind === 'result' && isBad(item.result.outcome))
	);
	return bad?.key ?? null;
}

const order: readonly Outcome[] = ['failed', 'error', 'passed', 'skipped', 'xfailed', 'xpassed'];

/** "1 failed, 3 passed", what went wrong first. */
export function countWords(items: readonly Item[]): string {
	const counts = new Map<Outcome, number>();
	for (const item of items) {
		if (item.kind === 'waiting') continue;
		const outcome = item.kind === 'broken' ? 'error' : item.result.outcome;
		counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	}
	return order
		.flatMap((outcome) => {
			const count = counts.get(outcome);
			if (!count) return [];
			return outcome === 'error' && count > 1 ? `${count} errors` : `${count} ${outcome}`;
		})
		.join(', ');
}

/** How far a run is, or came: one that was cut short has no report. */
export type Stage = 'running' | 'reported' | 'stopped' | 'broken off';

/** "3 of 7 tests have run: 1 failed, 2 passed", "stopped after 3 of 7 tests: 3 passed", "1 failed, 2 passed, 4 not run". */
export function summaryWords(items: readonly Item[], stage: Stage): string {
	const counts = countWords(items);
	const waiting = items.filter((item) => item.kind === 'waiting').length;
	const all = items.length;
	const ran = `${all - waiting} of ${all}`;
	switch (stage) {
		case 'running':
			if (all === 0) return 'no test has run yet';
			return withCounts(`${ran} ${all === 1 ? 'test has' : 'tests have'} run`, counts);
		case 'reported':
			return [counts || 'no tests', waiting > 0 ? `${waiting} not run` : ''].filter(Boolean).join(', ');
		case 'stopped':
		case 'broken off':
			if (all === 0) return `${stage} before a test had run`;
			return withCounts(`${stage} after ${ran} ${all === 1 ? 'test' : 'tests'}`, counts);
		default:
			return assertNever(stage);
	}
}

const withCounts = (says: string, counts: string) => (counts ? `${says}: ${counts}` : says);

/** What is said of a test that has no result. Which of them was under way as a run was cut short is not known. */
export function waitingWord(stage: Stage): string {
	switch (stage) {
		case 'running':
			return 'not run yet';
		case 'reported':
			return 'not run';
		case 'stopped':
		case 'broken off':
			return 'no result';
		default:
			return assertNever(stage);
	}
}

/** What there is to say where no test ran, or pytest ended otherwise than by passing or failing. Null where there is nothing. */
export function endSentence(report: TestsReport): string | null {
	if (report.refusal !== null) return 'pytest refused to run:';
	switch (report.exitCode) {
		case 2:
			return report.broken.length > 0
				? 'pytest stopped, because it could not read every test file.'
				: 'The run was interrupted.';
		case 3:
			return 'pytest itself ran into an error.';
		case 4:
			return 'pytest was called in a way that it does not understand.';
		case 5:
			// Where pytest says why, its own words stand under this.
			return report.unrun.length + report.lost.length > 0
				? 'No tests ran.'
				: 'No tests ran. pytest collects functions named test_… in files named test_….py, of which its arguments may choose some.';
		default:
			return null;
	}
}
