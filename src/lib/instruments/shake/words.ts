// The shake in words: the sentences under the matrix, and the commands that show the same on the reader's own machine.
import { count, counted, listed } from '#lib/sentence/counted';
import type { Outcome } from '#lib/runtime/protocol';
import { testName } from '../kit/words';
import type { Finding, OrderRun, Replayed } from '#lib/suites/shake-data';

/** Where in the order a test ran, from 1; 0 where it did not. */
export const placeOf = (run: OrderRun, id: string) => run.order.indexOf(id) + 1;

/** The order that pytest-randomly makes of this seed, on any machine with the same tests and the same versions. */
export const seedCommand = (seed: number) => `pytest -p randomly --randomly-seed=${seed}`;

/** Exactly these tests in this order. */
export const orderCommand = (order: readonly string[]) =>
	['pytest', '-p', 'no:randomly', ...order]
		.map((part) => (/[^\w./:=-]/.test(part) ? `'${part}'` : part))
		.join(' ');

/** The shortest order that shows a finding; null where no order does. */
export function shortestOrder(finding: Finding): string[] | null {
	switch (finding.kind) {
		case 'polluted':
			return [...finding.polluters, finding.victim];
		case 'brittle':
		case 'import':
		case 'broken':
			return [finding.victim];
		case 'flaky':
			return null;
	}
}

/** What a finding says. Names of tests stand between backquotes. */
export function saysFinding(finding: Finding): string {
	const victim = `\`${testName(finding.victim)}\``;
	const names = (ids: readonly string[]) => listed(ids.map((id) => `\`${testName(id)}\``));
	switch (finding.kind) {
		case 'polluted': {
			const together = finding.polluters.length > 1 ? ' together; without any one of them it passes' : '';
			const hidden = finding.cleaners.length
				? ` Where ${names(finding.cleaners)} runs between them it passes: a cleaner that hides the leak.`
				: '';
			return `${victim} passes alone and fails after ${names(finding.polluters)}${together}.${hidden}`;
		}
		case 'brittle':
			return `${victim} is brittle: it fails alone and passes only after ${names(finding.setters)} has set things up for it.`;
		case 'import':
			return `${victim} fails with nothing before it, as soon as ${listed(finding.files.map((f) => `\`${f}\``))} is imported; without that it passes.`;
		case 'flaky': {
			const { before, passed, failed } = finding;
			const order = before
				? `in one and the same order, with ${counted(before, 'test')} before it`
				: 'with nothing before it';
			return `${victim} is flaky: run ${times(passed + failed)} ${order}, it passed ${times(passed)} and failed ${times(failed)}. Order is not what decides it.`;
		}
		case 'broken':
			return `${victim} fails alone and in every order that was run. This is no question of order.`;
	}
}

const times = (n: number) => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);

/** What no shake shows: the workers of a page keep one hash seed each. */
const UNVARIED =
	'The hash seed, which decides the order of a set, is not varied here: PYTHONHASHSEED does that on your own machine.';

/**
 * How sure it is that a finding goes by order and not by chance. What a test did each time in so many runs of one order, and the opposite
 * each time in so many of another, it does by chance at most once in 4 to the power of them, whatever its odds.
 */
export function saysSure(finding: Finding): string {
	/** The most runs of one order that came out this way, none of them another. */
	const most = (failed: boolean) => {
		const groups = new Map<string, boolean[]>();
		for (const run of finding.runs) {
			const key = [run.why, ...run.order].join('\n');
			groups.set(key, [...(groups.get(key) ?? []), run.failed]);
		}
		const alike = [...groups.values()].filter((ends) => ends.every((end) => end === failed));
		return Math.max(0, ...alike.map(({ length }) => length));
	};
	switch (finding.kind) {
		case 'polluted':
		case 'brittle':
		case 'import': {
			const least = Math.min(most(true), most(false));
			if (least < 2) return '';
			return `It failed ${least} times out of ${least} in one order and passed ${least} times out of ${least} in another: a test that goes by chance does so at most once in ${count(4 ** least)}. ${UNVARIED}`;
		}
		case 'flaky':
		case 'broken':
			return '';
	}
}

/** What became of an order that was run once more, beside what it came to in the shake. */
export function saysReplay({ seed, run }: Replayed, shaken: OrderRun | undefined): string {
	if (run === null) return `Running the order of seed ${seed} again.`;
	const once = `The order of seed ${seed}, run again:`;
	if (run.trouble !== null) return `${once} ${run.trouble}`;
	const bad = (one: OrderRun) => one.order.filter((id) => isBad(one.outcomes[id]));
	const names = (ids: readonly string[]) => listed(ids.map((id) => `\`${testName(id)}\``));
	const failed = bad(run);
	const now = failed.length
		? `${names(failed)} failed`
		: `all ${counted(run.order.length, 'test')} came out well`;
	if (!shaken || shaken.trouble !== null) return `${once} ${now}.`;
	const before = bad(shaken);
	if (failed.length === before.length && failed.every((id) => before.includes(id)))
		return `${once} ${now}, as in the shake.`;
	const then = before.length ? `${names(before)} failed` : 'none did';
	return `${once} ${now}; in the shake ${then}. A test that comes out differently in one order is flaky.`;
}

const isBad = (outcome: Outcome | undefined) =>
	outcome === 'failed' || outcome === 'error' || outcome === 'xpassed';

/**
 * How sure a clean shake is. A polluter stands before its victim in half of all orders, so `n` clean ones miss it once in 2^n; two
 * polluters that must both come first do so in a third of them.
 */
export function saysClean(orders: number): string {
	if (orders === 0) return '';
	const odds = (share: number) => {
		const exact = 1 / (1 - share) ** orders;
		const once = exact < 10 ? Math.round(exact * 10) / 10 : Math.round(exact);
		return once > 1e12 ? 'less than once in a million million' : `once in ${count(once)}`;
	};
	return `Nothing failed in ${counted(orders, 'order')}. One polluter would have stayed hidden ${odds(1 / 2)}, two that must both come first ${odds(1 / 3)}. ${UNVARIED}`;
}

/** What the matrix shows, in a sentence. */
export function saysOrders(asFiled: OrderRun, runs: readonly OrderRun[]): string {
	const failed = runs.filter((run) => !run.ok).length;
	const shuffled = `in ${failed} of ${counted(runs.length, 'shuffled order')}`;
	return asFiled.ok
		? `The suite passes in the order of its files and fails ${shuffled}.`
		: `The suite fails in the order of its files, and ${shuffled}.`;
}
