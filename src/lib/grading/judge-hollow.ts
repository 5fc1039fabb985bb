// Tests that cannot fail. Each test that the reader wrote must have been seen failing on some change of the code it is about: under one
// of the author's bugs, or under a change made for the purpose (src/python/classroom/changes.py).
//
// Only a claim that came out wrong counts: an assert, or a pytest.raises, in a file of tests while the test's own function ran. An
// error that comes out of the changed code proves nothing, since a bare call would show it too, and neither does what a fixture claims,
// which it would claim for every test alike.
import { assertNever, type Change, type Files, type TestResult } from '#lib/runtime/protocol';
import type { VerdictItem } from './verdict';
import { withoutParameters } from './check-names';
import type { Court, Judge, Ran } from './court';
import { counted } from '#lib/sentence/counted';
import { looksAtTests } from './judge-suite';
import { isFrozen, subjectsOf, withOther } from './projects';

/** Changes that are tried at most. A suite whose tests can fail needs one or two. */
export const TRIES = 60;
/** Changes under which the tests hang, before no more are tried. */
const HANGS = 2;

/** A test function with all of its cases, as far as it has been seen. */
interface Suspect {
	/** `test_till.py::test_total`. */
	id: string;
	/** Functions that it runs, as `file:line`; null where not all of them are known. */
	runs: Set<string> | null;
	tried: Set<Change>;
	/** Whether it stopped on an error of the changed code. */
	stopped: boolean;
	/** How a run with a change in was cut short while this test ran; null where it always came to its end. */
	cut: Ran['cut'];
}

const functionOf = (test: Pick<TestResult, 'id'>) => withoutParameters(test.id);
const shortName = (id: string) => id.split('::').slice(1).join('::') || id;

/** The tests that the reader may write, of those that passed. */
export function ownTests(court: Court, tests: readonly string[]): string[] {
	const { exercise } = court;
	const ids = tests.filter((id) => !isFrozen(exercise, id.split('::')[0] ?? ''));
	return [...new Set(ids.map(withoutParameters))];
}

/** Functions of tests in which a claim came out wrong. */
export function failedByClaim(ran: Ran, subjects: readonly string[]): Set<string> {
	return new Set(ran.tests.filter((test) => isClaim(test, subjects)).map(functionOf));
}

function isClaim({ phase, exception, outcome }: TestResult, subjects: readonly string[]): boolean {
	if (outcome !== 'failed' || phase !== 'call' || exception === null) return false;
	const kind = exception.type.split('.').at(-1);
	if (kind !== 'AssertionError' && kind !== 'Failed') return false;
	return exception.at === null || !subjects.includes(exception.at.file);
}

export interface HollowJudgement {
	/** One for each test that cannot fail; one that is right where all can; none where the reader wrote no tests of code that is given. */
	items: VerdictItem[];
	isHollow: boolean;
	/** The code in other words, see `rewritten`. */
	same: Files;
}

interface Suspected {
	/** Ids of the tests that passed on the right code; null where they did not. */
	tests: readonly string[] | null;
	/** What came of them with each bug in. */
	runs: readonly Ran[];
	/** Seconds. */
	limit: number;
}

/** How many changes it takes to see every test fail, nobody can tell before. */
export const hollowJudge: Judge<Suspected, HollowJudgement> = {
	runs: ({ exercise, tests }) =>
		looksAtTests(exercise) && tests !== 0 && subjectsOf(exercise).length > 0 ? 1 : 0,
	judge: judgeHollow
};

async function judgeHollow(court: Court, { tests, runs, limit }: Suspected): Promise<HollowJudgement> {
	const subjects = subjectsOf(court.exercise);
	if (tests === null || !subjects.length) return { items: [], isHollow: false, same: {} };
	const { changes, same } = await court.changes(only(court.projects.sound, subjects));
	const own = ownTests(court, tests);
	if (!own.length) return { items: [], isHollow: false, same };
	const proven = new Set(runs.flatMap((ran) => [...failedByClaim(ran, subjects)]));
	const open = own.filter((id) => !proven.has(id));
	const hollow = open.length ? await suspected({ court, tests, subjects, changes, limit }, open) : [];
	const code = subjects.join(' and ');
	if (hollow.length) {
		const items = hollow.map((suspect): VerdictItem => {
			const says = wordsOn(suspect, code, subjects.length);
			return { kind: 'claim', label: shortName(suspect.id), ok: false, says };
		});
		return { items, isHollow: true, same };
	}
	const all = own.length === 1 ? 'Your test' : `Each of your ${own.length} tests`;
	const says = `${all} failed on some change of ${code}.`;
	return { items: [{ kind: 'claim', label: 'able to fail', ok: true, says }], isHollow: false, same };
}

interface Trial {
	court: Court;
	tests: readonly string[];
	subjects: readonly string[];
	changes: readonly Change[];
	limit: number;
}

/** Tries changes on the tests that have not been seen failing. Answers those that no change could make fail. */
async function suspected(
	{ court, tests, subjects, changes, limit }: Trial,
	open: readonly string[]
): Promise<Suspect[]> {
	const { sound } = court.projects;
	const looked = await court.run(sound, 'Looking at what each test runs', { probes: ['calls'] });
	let suspects = suspectsIn(looked, open, subjects);
	let tries = 0;
	let hangs = 0;
	for (const change of chosen(changes, () => suspects)) {
		if (tries >= TRIES || hangs >= HANGS) break;
		tries += 1;
		const { files, behind } = withOther(sound, change.files);
		const concerned = new Set(suspects.filter((suspect) => concerns(suspect, change)).map(({ id }) => id));
		const select = tests.filter((id) => concerned.has(withoutParameters(id)));
		// Nothing is let pass here, so nobody has to watch over it.
		const ran = await court.run(
			files,
			'Asking whether each test can fail',
			{ behind, select, strict: false },
			limit
		);
		if (ran.cut !== null) hangs += 1;
		const done = new Set(ran.tests.map(({ id }) => id));
		const unfinished = select.find((id) => !done.has(id));
		const cut = unfinished === undefined ? undefined : withoutParameters(unfinished);
		for (const suspect of suspects) if (ran.cut !== null && suspect.id === cut) suspect.cut = ran.cut;
		const failed = failedByClaim(ran, subjects);
		const stopped = new Set(ran.tests.filter(({ outcome }) => outcome === 'failed').map(functionOf));
		for (const suspect of suspects) suspect.stopped ||= stopped.has(suspect.id);
		suspects = suspects.filter(({ id }) => !failed.has(id));
		if (!suspects.length) break;
	}
	return suspects;
}

const only = (files: Files, names: readonly string[]): Files =>
	Object.fromEntries(Object.entries(files).filter(([name]) => names.includes(name)));

function wordsOn(suspect: Suspect, code: string, files: number): string {
	const name = shortName(suspect.id);
	const changed = `once ${code} ${files === 1 ? 'is' : 'are'} changed. A test has to fail: by an assert, or by pytest.raises.`;
	switch (suspect.cut) {
		case 'out-of-time':
			return `${name} goes on and on ${changed}`;
		case 'crashed':
			return `${name} ends Python ${changed}`;
		case null:
			return `${name} passes whatever ${code} ${files === 1 ? 'does' : 'do'}: ${why(suspect)}`;
		default:
			return assertNever(suspect.cut);
	}
}

function why({ runs, tried, stopped }: Suspect): string {
	if (runs !== null && runs.size === 0) return 'it runs none of its functions.';
	const seen = `${counted(tried.size, 'change')} of what it runs ${tried.size === 1 ? 'was' : 'were'} tried, and no assert and no pytest.raises of it failed.`;
	return stopped ? `${seen} An error that comes out of the code itself is no claim of the test.` : seen;
}

/** What each suspect runs, from a run in which calls were written down. */
function suspectsIn(ran: Ran, open: readonly string[], subjects: readonly string[]): Suspect[] {
	const calls = ran.report?.observed.calls;
	return open.map((id) => {
		const seen =
			calls?.calls.filter(({ test, file }) => withoutParameters(test) === id && subjects.includes(file)) ??
			[];
		const runs = calls && calls.more === 0 ? new Set(seen.map(({ file, line }) => `${file}:${line}`)) : null;
		return { id, runs, tried: new Set(), stopped: false, cut: null };
	});
}

/** Whether a test runs what is changed, as far as is known. */
const concerns = ({ runs }: Suspect, { file, function: line }: Change): boolean =>
	runs === null || line === null || runs.has(`${file ?? ''}:${line}`);

/**
 * The changes to try, one after another: for each suspect in turn the most telling one of what it runs that has not been tried yet.
 * `suspects` is asked again after each.
 */
function* chosen(changes: readonly Change[], suspects: () => readonly Suspect[]): Generator<Change> {
	const left = new Set(changes);
	for (let turn = 0, idle = 0; idle < suspects().length; turn++) {
		const all = suspects();
		const suspect = all[turn % all.length];
		const change = suspect && [...left].find((one) => concerns(suspect, one));
		if (!change) {
			idle += 1;
			continue;
		}
		idle = 0;
		left.delete(change);
		for (const one of all) if (concerns(one, change)) one.tried.add(change);
		yield change;
	}
}
