// What the evaluations of a decision show about each of its conditions, in one word and in sentences. Pure.
// "Decides alone" is masking MC/DC; terms and sources: docs/conditions.md.
import type { Answer, Condition, Decision, Evaluation } from './report';

/**
 * `alone`: a pair of evaluations shows it deciding. `both`: true and false were seen, no pair. `true`, `false`: only that was seen.
 * `never`: not asked in any evaluation. `unknown`: the interpreter does not tell.
 */
export type Standing = 'alone' | 'both' | 'true' | 'false' | 'never' | 'unknown';

export function standing(decision: Decision, index: number): Standing {
	const condition = decision.conditions[index];
	if (condition?.alone) return 'alone';
	const seen = new Set(decision.evaluations.map((evaluation) => evaluation.answers[index]));
	if (seen.has('true') && seen.has('false')) return 'both';
	if (seen.has('true')) return 'true';
	if (seen.has('false')) return 'false';
	return condition?.note || seen.has('unknown') ? 'unknown' : 'never';
}

export interface Tally {
	alone: number;
	total: number;
}

/** How many conditions have decided alone; those of which the interpreter tells nothing are left out of both numbers. */
export function tally(decisions: readonly Decision[]): Tally {
	let alone = 0;
	let total = 0;
	for (const decision of decisions) {
		decision.conditions.forEach((_, index) => {
			const its = standing(decision, index);
			if (its !== 'unknown') total++;
			if (its === 'alone') alone++;
		});
	}
	return { alone, total };
}

/** A sentence in pieces: words, and code. */
export type Word = string | { code: string };

/** What shows that this condition decides, or why nothing does yet. Rows count from 1, as in the table. */
export function conditionSentence(decision: Decision, index: number): Word[] {
	const condition = decision.conditions[index];
	if (!condition) return [];
	const name: Word = { code: condition.source };
	const its = standing(decision, index);
	switch (its) {
		case 'alone':
			return proof(decision, index, condition);
		case 'both':
			return [
				name,
				' has been true and false, but no two rows show that it made the difference: keep the others still and let it change.'
			];
		case 'true':
			return [name, ' has only been true. Nothing shows what happens when it is false.'];
		case 'false':
			return [name, ' has only been false. Nothing shows what happens when it is true.'];
		case 'never':
			if (decision.evaluations.length === 0) return [name, ' was never asked: the line was never reached.'];
			return [name, ' was never asked: what stands before it had already decided.'];
		case 'unknown':
			return [name, ': ', condition.note ?? 'Python does not tell how it came out', '.'];
	}
}

function proof(decision: Decision, index: number, condition: Condition): Word[] {
	const name: Word = { code: condition.source };
	if (condition.uniqueCause) {
		const [first, second] = inOrder(condition.uniqueCause);
		const rows = `ows ${first + 1} and ${second + 1} differ in `;
		const unasked = notCompared(decision, index, first, second);
		const [only] = unasked;
		if (!only) return [`R${rows}`, name, ' alone, and so does the answer: unique cause.'];
		return [
			`As far as Python asked, r${rows}`,
			name,
			' alone, and so does the answer. ',
			...joinNames(unasked.map(({ source }) => source)),
			unasked.length > 1
				? ' were not asked in both, so the two rows cannot be compared in them.'
				: ` was asked in ${only.row === null ? 'neither' : `row ${only.row + 1} only`}, so the two cannot be compared in it.`
		];
	}
	if (!condition.alone) return [];
	const [first, second] = inOrder(condition.alone);
	const others = differing(decision, index, first, second);
	return [
		`Rows ${first + 1} and ${second + 1} show `,
		name,
		' deciding, by masking: ',
		...joinNames(others),
		others.length === 1
			? ' differs too, but cannot have changed the answer.'
			: ' differ too, but cannot have changed the answer.',
		' By unique cause, where nothing else asked may differ, it is not shown yet.'
	];
}

/** Other conditions that were not asked in both rows, with the one row in which they were; null where it was in neither. */
function notCompared(
	decision: Decision,
	index: number,
	first: number,
	second: number
): { source: string; row: number | null }[] {
	const isAsked = (row: number, other: number) =>
		(decision.evaluations[row]?.answers[other] ?? 'not-asked') !== 'not-asked';
	return decision.conditions.flatMap(({ source }, other) => {
		const rows = [first, second].filter((row) => isAsked(row, other));
		return other === index || rows.length === 2 ? [] : [{ source, row: rows[0] ?? null }];
	});
}

/** Where the pair differs in other conditions that were asked in both. */
function differing(decision: Decision, index: number, first: number, second: number): string[] {
	const one = decision.evaluations[first];
	const two = decision.evaluations[second];
	return decision.conditions
		.filter((_, other) => other !== index && differ(one?.answers[other], two?.answers[other]))
		.map((condition) => condition.source);
}

function differ(one: Answer | undefined, two: Answer | undefined): boolean {
	return (one === 'true' && two === 'false') || (one === 'false' && two === 'true');
}

function joinNames(names: readonly string[]): Word[] {
	if (names.length === 0) return ['something else'];
	return names.flatMap((name, index): Word[] => {
		if (index === 0) return [{ code: name }];
		return [index === names.length - 1 ? ' and ' : ', ', { code: name }];
	});
}

function inOrder([a, b]: readonly [number, number]): [number, number] {
	return a < b ? [a, b] : [b, a];
}

/** The pair whose cells are boxed: the stricter proof where there is one, as the sentence says. */
export function provingPair(condition: Condition): [number, number] | null {
	return condition.uniqueCause ?? condition.alone;
}

/** Rows to show at first: the first few and all that prove something. The rest on demand. */
export function firstRows(decision: Decision, limit: number): number[] {
	const proving = new Set(decision.conditions.flatMap((condition) => provingPair(condition) ?? []));
	return decision.evaluations.flatMap((_, row) => (row < limit || proving.has(row) ? [row] : []));
}

/** The test of a row without its file; a class stays, since it tells tests of one name apart. */
export function rowName(evaluation: Evaluation): string {
	if (evaluation.test === '') return 'outside a test';
	const name = evaluation.test.indexOf('::');
	return name < 0 ? evaluation.test : evaluation.test.slice(name + 2);
}

/** The fact about a condition that fits in a tooltip of the editor. */
export function standingWords(its: Standing): string {
	switch (its) {
		case 'alone':
			return 'has decided alone';
		case 'both':
			return 'was true and false, and has not decided alone yet';
		case 'true':
			return 'was only ever true';
		case 'false':
			return 'was only ever false';
		case 'never':
			return 'was never asked';
		case 'unknown':
			return 'is not told by Python';
	}
}
