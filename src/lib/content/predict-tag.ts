// `<Predict>` in prose: what a reader may be asked to guess before a run. The answer is never written down; it is read from the run.
import { LessonError, meant, type Spot } from './lesson-error';
import type { CellKind, PredictionSpec, Reading } from './types';
import { INSTRUMENTS } from '#lib/instruments/instruments';

/** What can be read from a run, with the kinds of cell that give it. */
export const READINGS: Readonly<Record<Reading, readonly CellKind[]>> = {
	'tests-passed': ['tests', 'coverage'],
	'tests-failed': ['tests', 'coverage'],
	'passed-fresh': ['tests', 'coverage'],
	'orders-failed': ['shake'],
	'mutants-caught': ['mutants'],
	'mutants-left': ['mutants'],
	value: ['python'],
	exception: ['python'],
	...Object.fromEntries(
		Object.values(INSTRUMENTS).flatMap(({ readings }) =>
			Object.entries(readings).map(([name, { kinds }]) => [name, kinds])
		)
	)
};

export const READING_NAMES: readonly string[] = Object.keys(READINGS);

/** Reads an opening tag, `<Predict cell="one-test" reads="percent-lines" choices={['33 %', '75 %']}>`. */
export function parsePredictTag(tag: string, at: Spot): PredictionSpec {
	const fail = (what: string, remedy: string) => new LessonError(at, what, remedy);
	const rest = tag
		.replace(/^<Predict\b/, '')
		.replace(/\/?>$/, '')
		.replace(/([\w-]+)=("[^"]*"|'[^']*'|\{[^}]*\})/g, '');
	if (rest.trim())
		throw fail(`cannot read "${rest.trim()}" in <Predict>`, 'write cell="…" reads="…" choices={[…]}');
	const given = new Map<string, string>();
	for (const [, name = '', value = ''] of tag.matchAll(/([\w-]+)=("[^"]*"|'[^']*'|\{[^}]*\})/g)) {
		if (!['cell', 'reads', 'choices'].includes(name)) {
			throw fail(`unknown attribute "${name}" in <Predict>`, meant(name, ['cell', 'reads', 'choices']));
		}
		given.set(name, value.slice(1, -1));
	}
	for (const name of ['cell', 'reads', 'choices']) {
		if (!given.has(name)) throw fail(`<Predict> without ${name}`, `add ${name}=…`);
	}
	const reads = given.get('reads') ?? '';
	if (!READING_NAMES.includes(reads))
		throw fail(`<Predict> cannot read "${reads}"`, meant(reads, READING_NAMES));
	const choices = [...(given.get('choices') ?? '').matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(
		([, single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1')
	);
	if (choices.length < 2) {
		throw fail('<Predict> with fewer than two choices', "write choices={['33 %', '75 %']}");
	}
	const twice = choices.find((choice, index) => choices.indexOf(choice) !== index);
	if (twice !== undefined) throw fail(`the choice "${twice}" stands twice in <Predict>`, 'keep one of them');
	return { cell: given.get('cell') ?? '', reads, choices };
}
