// What an author may write after the language of a fence: a closed set, each attribute with its rule and its default.
import { LessonError, meant, type Spot } from './lesson-error';
import { isKebabCase } from './names';
import type { CellKind, CoverageView, Shown } from './types';
import { INSTRUMENT_NAMES, INSTRUMENTS } from '#lib/instruments/instruments';
import type { ClockName } from '#lib/runtime/protocol';

/** A tagged fence as it is written, defaults filled in. Files are names here; load.ts reads them. */
export interface CellTag {
	id: string;
	kind: CellKind;
	file: string;
	with: string[];
	/** Null where the author does not say. */
	measure: string[] | null;
	raises: string | null;
	stdin: string[];
	seconds: number;
	/** Null where the author does not say. */
	args: string | null;
	shows: Shown[];
	clock: ClockName;
	view: CoverageView;
	seeds: number;
	firstSeed: number;
	/** Name of a file in files/. */
	machine: string | null;
	/** What a cell of kind python reads first from `input()`, and the reader can change beside Run. Null where it takes no seed. */
	seed: number | null;
}

const KINDS = ['python', 'tests', 'coverage', 'shake', 'mutants'] as const satisfies readonly CellKind[];
/** Instruments that a fence or a task may name. */
export const SHOWN_NAMES: readonly Shown[] = INSTRUMENT_NAMES.filter((name) => INSTRUMENTS[name].isAsked);
export const CLOCKS = ['real', 'virtual'] as const satisfies readonly ClockName[];
const VIEWS = ['lines', 'branches', 'conditions'] as const satisfies readonly CoverageView[];

/** Each attribute with the kinds of cell that it means something to. */
const ATTRIBUTES: Record<string, readonly CellKind[]> = {
	cell: KINDS,
	kind: KINDS,
	file: KINDS,
	with: KINDS,
	raises: ['python'],
	stdin: ['python', 'tests', 'coverage'],
	seconds: KINDS,
	args: ['tests'],
	shows: ['python', 'tests', 'coverage'],
	clock: ['python', 'tests', 'coverage'],
	measure: ['coverage', 'mutants'],
	view: ['coverage'],
	seeds: ['shake'],
	seed: ['python', 'shake'],
	machine: ['tests', 'coverage']
};

const ATTRIBUTE = /^([A-Za-z_][\w-]*)(?:=(?:"([^"]*)"|([^\s"]*)))?(?=\s|$)/;

/** True where a fence is a cell, so that all of what stands after its language must be right. */
export const isTagged = (info: string) => /(^|\s)cell\b/.test(info);

/** Reads the attributes of a tagged fence. Throws a LessonError for anything that it does not know. */
export function parseCellTag(info: string, at: Spot): CellTag {
	const given = attributesOf(info, at);
	const fail = (what: string, remedy: string) => new LessonError(at, what, remedy);
	const id = given.get('cell') ?? '';
	if (!isKebabCase(id)) {
		throw fail(`"${id}" is no cell id`, 'use lower-case words with hyphens between them, cell=one-test');
	}
	const kind = oneOf(KINDS, 'kind', given.get('kind') ?? 'python', at);
	for (const name of given.keys()) {
		const kinds = ATTRIBUTES[name] ?? [];
		if (!kinds.includes(kind)) {
			throw fail(
				`${name}= means nothing to a cell of kind ${kind}`,
				`take it out, or make it a cell of kind ${kinds.join(' or ')}`
			);
		}
	}
	const file = given.get('file') ?? (kind === 'python' ? `${id.replaceAll('-', '_')}.py` : null);
	if (file === null) {
		throw fail(`a cell of kind ${kind} without a file name`, 'name the file, file=test_name.py');
	}
	if (!isPath(file)) throw fail(`"${file}" is no file name`, 'use a relative path with / and no spaces');
	const raises = given.get('raises') ?? null;
	if (raises !== null && !/^[A-Za-z_][\w.]*$/.test(raises)) {
		throw fail(`"${raises}" is no exception class`, 'write its name, raises=ValueError');
	}
	return {
		id,
		kind,
		file,
		with: listOf(given.get('with')),
		measure: given.has('measure') ? listOf(given.get('measure')) : null,
		raises,
		stdin: given.get('stdin')?.split('|') ?? [],
		seconds: numberOf('seconds', given.get('seconds'), 10, [1, 120], at),
		args: given.get('args') ?? null,
		shows: listOf(given.get('shows')).map((name) => oneOf(SHOWN_NAMES, 'shows', name, at)),
		clock: oneOf(CLOCKS, 'clock', given.get('clock') ?? 'real', at),
		view: oneOf(VIEWS, 'view', given.get('view') ?? 'lines', at),
		seeds: numberOf('seeds', given.get('seeds'), 20, [2, 200], at),
		firstSeed: numberOf('seed', given.get('seed'), 1, [0, 1_000_000], at),
		machine: given.get('machine') ?? null,
		seed:
			kind === 'python' && given.has('seed')
				? numberOf('seed', given.get('seed'), 1, [0, 1_000_000], at)
				: null
	};
}

function attributesOf(info: string, at: Spot): Map<string, string> {
	const given = new Map<string, string>();
	let rest = info.trim();
	while (rest) {
		const match = ATTRIBUTE.exec(rest);
		if (!match) {
			const piece = rest.split(/\s/)[0] ?? rest;
			throw new LessonError(at, `cannot read ${piece} in a fence`, 'write name=value, or name="two words"');
		}
		const [whole, name = '', quoted, bare] = match;
		const value = quoted ?? bare;
		if (!(name in ATTRIBUTES)) {
			throw new LessonError(
				at,
				`unknown attribute "${name}" in a fence`,
				meant(name, Object.keys(ATTRIBUTES))
			);
		}
		if (given.has(name)) throw new LessonError(at, `${name}= stands twice`, 'keep one of them');
		if (!value) throw new LessonError(at, `${name} has no value`, `write ${name}=...`);
		given.set(name, value);
		rest = rest.slice(whole.length).trim();
	}
	return given;
}

const listOf = (value: string | undefined) => value?.split(/\s+/).filter(Boolean) ?? [];

/** Relative, with `/`, going nowhere else. */
export const isPath = (path: string) => /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..');

function oneOf<T extends string>(known: readonly T[], name: string, value: string, at: Spot): T {
	const found = known.find((candidate) => candidate === value);
	if (found === undefined) {
		throw new LessonError(at, `${name}=${value} is not known`, meant(value, known));
	}
	return found;
}

function numberOf(
	name: string,
	value: string | undefined,
	fallback: number,
	[least, most]: [number, number],
	at: Spot
): number {
	if (value === undefined) return fallback;
	const number = Number(value);
	if (!Number.isInteger(number) || number < least || number > most) {
		throw new LessonError(at, `${name}=${value} is out of range`, `a whole number from ${least} to ${most}`);
	}
	return number;
}
