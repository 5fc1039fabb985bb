// What the reader's tests must reach besides passing: coverage, conditions that decide alone, any order, each test alone.
import { counted } from '#lib/sentence/counted';
import type { Decision } from '#lib/instruments/conditions/report';
import type { VerdictItem } from './verdict';
import { firstWrong, isClean, type Court, type Judge, type Ran } from './court';
import { wordsOfFailure } from './failure-words';

/** What the run of the reader's tests has shown already. */
export const reachJudge: Judge<Ran, VerdictItem[]> = { runs: () => 0, judge: judgeReach };

/** Given the ids of the tests, all of which passed; null where they did not. */
export const ordersJudge: Judge<readonly string[] | null, VerdictItem[]> = {
	runs: ({ exercise: { require }, tests }) => (tests === 0 ? 0 : require.orders),
	judge: async (court, tests) => (court.exercise.require.orders > 0 ? [await judgeOrders(court, tests)] : [])
};

export const aloneJudge: Judge<readonly string[] | null, VerdictItem[]> = {
	runs: ({ exercise: { require }, tests }) => (require.alone ? (tests ?? require.minTests) : 0),
	judge: async (court, tests) => (court.exercise.require.alone ? [await judgeAlone(court, tests)] : [])
};

async function judgeReach(court: Court, ran: Ran): Promise<VerdictItem[]> {
	const { require } = court.exercise;
	const items: VerdictItem[] = [];
	if (require.lines !== null) items.push(...judgePercent(court, ran, 'lines', require.lines));
	if (require.branches !== null) items.push(...judgePercent(court, ran, 'branches', require.branches));
	if (require.lines !== null || require.branches !== null) items.push(...judgeExclusions(court));
	if (require.conditions) items.push(judgeConditions(court, ran));
	if (require.leavesNoFiles) items.push(judgeFiles(ran));
	return items;
}

function judgePercent(court: Court, ran: Ran, what: 'lines' | 'branches', asked: number): VerdictItem[] {
	return court.exercise.require.measure.map((file) => {
		const label = `${what} of ${file}`;
		const seen = ran.report?.observed.coverage?.files[file];
		if (!seen) {
			const says = `${file} was not measured: your tests have to import and call it.`;
			return { kind: 'requirement', label, ok: false, says };
		}
		const percent = what === 'lines' ? seen.percentLines : seen.percentBranches;
		if (percent === null) {
			return {
				kind: 'requirement',
				label,
				ok: what === 'branches',
				says: `${file} has no ${what} to cover.`
			};
		}
		const missed =
			what === 'lines'
				? seen.missing.length
					? ` Not run: ${seen.missing.map((line) => `line ${line}`).join(', ')}.`
					: ''
				: (seen.branches
						.filter((b) => !b.taken)
						.map((b) => ` Line ${b.from}: ${b.says ?? 'one way was never taken'}.`)[0] ?? '');
		const says = `${shown(percent)} % of the ${what} of ${file} ran; ${shown(asked)} % is asked for.${missed}`;
		return { kind: 'requirement', label, ok: percent >= asked, says };
	});
}

/** Rounded down, so that 99.96 never reads as 100. */
const shown = (percent: number) => String(Math.floor(percent * 10) / 10);

const PRAGMA = /#\s*pragma:\s*no\s*(cover|branch)/gi;

/** Lines taken out of the count are not lines covered. */
function judgeExclusions(court: Court): VerdictItem[] {
	const count = (text: string | undefined) => text?.match(PRAGMA)?.length ?? 0;
	return court.exercise.require.measure.flatMap((file): VerdictItem[] => {
		const given = court.exercise.start.find(({ name }) => name === file)?.text;
		if (count(court.projects.own[file]) <= count(given)) return [];
		const says = `${file} tells coverage.py to leave lines out. Take the pragma away: what is not counted is not covered.`;
		return [{ kind: 'requirement', label: `all of ${file}`, ok: false, says }];
	});
}

function judgeConditions(court: Court, ran: Ran): VerdictItem {
	const decisions: Decision[] = court.exercise.require.measure.flatMap(
		(file) => ran.report?.observed.conditions?.files[file] ?? []
	);
	// Of a condition with a note the interpreter does not tell; the lesson says so, and nothing is made of it here.
	const known = decisions
		.flatMap(({ conditions }) => conditions)
		.filter((c) => c.note === null || c.alone !== null);
	const open = known.filter((condition) => condition.alone === null);
	const label = 'conditions';
	if (!known.length)
		return { kind: 'requirement', label, ok: false, says: 'No condition was seen deciding anything.' };
	const count = `${known.length - open.length} of ${known.length} conditions decide alone.`;
	const [first] = open;
	if (!first) return { kind: 'requirement', label, ok: true, says: count };
	const capped = ran.report?.observed.conditions?.capped
		? ' Recording stopped at its limit, so some may have been missed.'
		: '';
	const says = `${count} Nothing has shown yet that ${first.source} (line ${first.line} of ${first.file}) matters: keep the others as they are and let it change.${capped}`;
	return { kind: 'requirement', label, ok: false, says };
}

/** Names that are told before the rest is counted. */
const TOLD = 3;

/** What the tests left behind in the project's folder; null where there is nothing, or where nobody was asked to leave nothing. */
function litterIn(ran: Ran): string | null {
	const left = ran.report?.left ?? [];
	if (!left.length) return null;
	const more = left.length > TOLD ? ` and ${left.length - TOLD} more` : '';
	return `${left.slice(0, TOLD).join(', ')}${more}`;
}

function judgeFiles(ran: Ran): VerdictItem {
	const litter = litterIn(ran);
	const says =
		ran.report === null
			? 'Not tried yet: your tests must first come to their end.'
			: litter === null
				? 'The tests left no file behind.'
				: `The tests left ${litter} in the project's folder. What a test makes there belongs in tmp_path, or needs a teardown.`;
	return { kind: 'requirement', label: 'no files left', ok: ran.report !== null && litter === null, says };
}

const NOT_TRIED =
	'Not tried yet: your tests must first pass in the order in which they stand, and each must be able to fail.';

async function judgeOrders(court: Court, tests: readonly string[] | null): Promise<VerdictItem> {
	const { orders } = court.exercise.require;
	const item = (ok: boolean, says: string): VerdictItem => ({
		kind: 'requirement',
		label: 'any order',
		ok,
		says
	});
	if (tests === null) return item(false, NOT_TRIED);
	for (let seed = 1; seed <= orders; seed++) {
		const ran = await court.run(court.projects.own, `Running order ${seed} of ${orders}`, { seed });
		const litter = court.exercise.require.leavesNoFiles ? litterIn(ran) : null;
		const wrong = wrongIn(ran, tests) ?? (litter === null ? null : `the tests left ${litter} behind.`);
		if (wrong !== null)
			return item(
				false,
				`In the order of seed ${seed}, ${wrong} ${counted(seed - 1, 'order')} before it passed.`
			);
	}
	return item(true, `All ${tests.length} tests pass in ${counted(orders, 'order')}.`);
}

async function judgeAlone(court: Court, tests: readonly string[] | null): Promise<VerdictItem> {
	const item = (ok: boolean, says: string): VerdictItem => ({
		kind: 'requirement',
		label: 'each alone',
		ok,
		says
	});
	if (tests === null) return item(false, NOT_TRIED);
	for (const [i, id] of tests.entries()) {
		const ran = await court.run(court.projects.own, `Running test ${i + 1} of ${tests.length} alone`, {
			select: [id]
		});
		const wrong = wrongIn(ran, [id]);
		if (wrong !== null) return item(false, `Run alone, ${wrong}`);
	}
	return item(true, `Each of ${counted(tests.length, 'test')} passes alone.`);
}

/** What went wrong in a run in which all of `tests` should have passed: "test_b failed. ..."; null where nothing did. */
function wrongIn(ran: Ran, tests: readonly string[]): string | null {
	const ids = new Set(ran.tests.map((test) => test.id));
	const wrong = firstWrong(ran);
	if (wrong) return `${wrong.name} did not pass. ${wordsOfFailure(wrong)}`;
	if (ran.trouble !== null) return `the tests did not come through. ${ran.trouble}`;
	const gone = tests.find((id) => !ids.has(id));
	if (gone !== undefined) return `${gone} did not run.`;
	return isClean(ran) ? null : 'pytest reported a failure.';
}
