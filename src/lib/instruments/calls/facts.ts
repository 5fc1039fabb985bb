// The call trace in words: how calls nest, what each layer is, and what a function kept when it was decorated.
import { counted } from '#lib/sentence/counted';
import { assertNever } from '#lib/runtime/protocol';
import type { Call, CallsReport, Decorated, Identity } from './report';
import { measuredWords } from '../kit/time';

export interface Nest {
	/** Its place in the report, which is its key. */
	index: number;
	call: Call;
	/** What it called, in order. */
	inner: Nest[];
}

/** The outermost calls with all that happened in them. */
export function nestsOf(calls: readonly Call[]): Nest[] {
	const nests = calls.map((call, index): Nest => ({ index, call, inner: [] }));
	const outermost: Nest[] = [];
	for (const nest of nests) {
		const around = nest.call.within === null ? undefined : nests[nest.call.within];
		(around?.inner ?? outermost).push(nest);
	}
	return outermost;
}

/** How many calls are within a nest, those that were not written down too. */
export const innerCount = (nest: Nest): number =>
	nest.call.more + nest.inner.reduce((sum, inner) => sum + 1 + innerCount(inner), 0);

/** How many layers a nest has at its deepest, itself counted. */
export const depthOf = (nest: Nest): number => 1 + Math.max(0, ...nest.inner.map(depthOf));

/** `wrapper` for `timed.<locals>.wrapper`, `Shop.open` for a method. */
export const shortName = (name: string): string => name.split('.<locals>.').at(-1) ?? name;

/** `wrapper('Ada', mark='?')`. */
export const written = ({ name, arguments: given }: Pick<Call, 'name' | 'arguments'>): string =>
	`${shortName(name)}(${given.map((one) => (one.name ? `${one.name}=${one.value}` : one.value)).join(', ')})`;

/** What a call is to the function that it is about: "timed, around charge". Empty for a function that is called for itself. */
export function roleOf({ name, around, decorates }: Pick<Call, 'name' | 'around' | 'decorates'>): string {
	if (decorates !== null) return `decorating ${shortName(decorates)}`;
	if (around === null) return '';
	// The decorator is what made the wrapper: the function outside it, or its class.
	const outer = name.split('.<locals>.')[0] ?? name;
	const layer = outer === name ? (name.split('.').at(-2) ?? name) : outer;
	return `${layer}, around ${shortName(around)}`;
}

/** How a call was left: "returned 7". */
export function endOf({ ended, outcome, kind }: Pick<Call, 'ended' | 'outcome' | 'kind'>): {
	word: string;
	value: string;
} {
	switch (ended) {
		case 'returned':
			return { word: kind.endsWith('generator') ? 'ended' : 'returned', value: outcome ?? '' };
		case 'raised':
			return { word: 'raised', value: outcome ?? '' };
		case 'open':
			return { word: 'not left when the run ended', value: '' };
		default:
			return assertNever(ended);
	}
}

/** "gave way twice" for a call that waited or yielded; empty for others. */
export function pauseWords({ pauses, kind }: Pick<Call, 'pauses' | 'kind'>): string {
	if (pauses === 0) return '';
	const times = pauses === 1 ? 'once' : pauses === 2 ? 'twice' : `${pauses} times`;
	return kind === 'coroutine' ? `waited ${times}` : `yielded ${times}`;
}

/** What to say beside the title: "6 calls, 3 layers deep, 1 left by an exception". */
export function summaryOf(report: CallsReport): string {
	const all = report.calls.length + report.more;
	if (all === 0) return 'no function of yours was called';
	const deepest = Math.max(0, ...nestsOf(report.calls).map(depthOf));
	const raised = report.calls.filter((call) => call.ended === 'raised').length;
	return [
		counted(all, 'call'),
		`${counted(deepest, 'layer')} deep`,
		raised ? `${raised} left by an exception` : '',
		report.more ? `${report.more} of them counted, not drawn` : ''
	]
		.filter(Boolean)
		.join(', ');
}

/** The trace as text, one line for each step, in the order of time. */
export function traceText(report: CallsReport): string {
	const depths: number[] = [];
	const steps: { at: number; line: string }[] = [];
	report.calls.forEach((call, index) => {
		const depth = call.within === null ? 0 : (depths[call.within] ?? 0) + 1;
		depths[index] = depth;
		const indent = '|  '.repeat(depth);
		const role = roleOf(call);
		steps.push({ at: call.entered, line: `${indent}-> ${written(call)}${role ? `   (${role})` : ''}` });
		const { word, value } = endOf(call);
		const more = call.more ? `   (${counted(call.more, 'call')} within, not drawn)` : '';
		const time = call.seconds === null ? '' : `   ${measuredWords(call.seconds)}`;
		steps.push({
			at: call.left ?? Infinity,
			line: `${indent}<- ${shortName(call.name)} ${word} ${value}`.trimEnd() + time + more
		});
	});
	return steps
		.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
		.map(({ line }) => line)
		.join('\n');
}

/** What became of one thing that a function says of itself. */
export interface Kept {
	what: string;
	before: string | null;
	after: string | null;
	/** `none`: there was nothing to keep. */
	state: 'kept' | 'changed' | 'lost' | 'added' | 'none';
}

const ASPECTS: readonly [key: keyof Identity, what: string][] = [
	['what', 'is a'],
	['name', '__name__'],
	['doc', '__doc__'],
	['signature', 'signature'],
	['annotations', 'annotations'],
	['module', '__module__'],
	['wrapped', '__wrapped__']
];

/** What a decorated function says of itself, before and after, thing by thing. Empty where a decorator raised. */
export function keptOf({ before, after }: Pick<Decorated, 'before' | 'after'>): Kept[] {
	if (!after) return [];
	return ASPECTS.map(([key, what]) => ({
		what,
		before: before[key],
		after: after[key],
		state: stateOf(before[key], after[key])
	}));
}

function stateOf(before: string | null, after: string | null): Kept['state'] {
	if (before === after) return before === null ? 'none' : 'kept';
	if (before === null) return 'added';
	return after === null ? 'lost' : 'changed';
}

/** One sentence for a decorated function: "Kept: __module__. Changed: __name__, signature. Lost: __doc__." */
export function keptSentence(decorated: Decorated): string {
	if (!decorated.after) return 'A decorator raised, so there is nothing behind this name.';
	if (decorated.same) return 'The name stands for the very function that was defined.';
	const rows = keptOf(decorated);
	const named = (state: Kept['state'], word: string) => {
		const which = rows.filter((row) => row.state === state).map((row) => row.what);
		// "is a" is a row of the table and no word for a list.
		const names = which.map((what) => (what === 'is a' ? 'what it is' : what));
		return names.length ? `${word}: ${names.join(', ')}.` : '';
	};
	return [named('kept', 'Kept'), named('changed', 'Changed'), named('lost', 'Lost'), named('added', 'Added')]
		.filter(Boolean)
		.join(' ');
}
