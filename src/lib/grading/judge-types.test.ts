// What may and may not turn green where the type checker judges. The fake says what a checker would; the real one is tried on every
// exercise in tests/lessons/content.test.ts.
import { describe, expect, test } from 'vitest';
import type { Analyser, Checked, Problem } from '#lib/analysis/types/problems';
import { exerciseSpec, FakeRuntime, sourceFile, testResult, testsReport } from '#lib/project/fake-runtime';
import { grade } from './grade';

const exercise = exerciseSpec({
	start: [sourceFile('museum.py', 'def record(thing): ...\n')],
	solution: { 'museum.py': 'x' },
	checks: {
		'test_museum.py': 'def test_records(): ...\n',
		'callers/person.py': '"""A person."""\nrecord(Person())\n',
		'callers/plant.py': '"""A plant."""\nrecord(Plant())  # error: a plant has no name\n'
	},
	types: {
		callers: [
			{ file: 'callers/person.py', says: 'A person.', flagged: [] },
			{ file: 'callers/plant.py', says: 'A plant.', flagged: [{ line: 2, why: 'a plant has no name' }] }
		]
	}
});
const runtime = () =>
	new FakeRuntime({ runTests: () => testsReport([testResult('test_museum.py::test_records')]) });
const problem = (file: string, line: number, over: Partial<Problem> = {}): Problem => ({
	file,
	line,
	column: 0,
	endLine: line,
	endColumn: 5,
	kind: 'error',
	message: 'Plant is not Named',
	rule: 'reportArgumentType',
	...over
});
const saying = (checked: Checked): Analyser => ({ check: async () => checked });
const done = (...problems: Problem[]) => saying({ kind: 'done', problems });
const FLAGGED = problem('callers/plant.py', 2);

const judged = async (analyser: Analyser | null, museum = 'def record(thing: Named): ...\n') => {
	const verdict = await grade(exercise, { 'museum.py': museum }, runtime(), { analyser });
	return {
		verdict,
		wrong: verdict.items.filter(({ ok }) => !ok).map(({ label, says }) => `${label}: ${says}`)
	};
};

test('good callers pass, bad ones are flagged on their line', async () => {
	const { verdict } = await judged(done(FLAGGED));
	expect(verdict).toMatchObject({
		kind: 'passed',
		headline: '1 of 1 check passes, 3 of 3 type checks pass.'
	});
	expect(verdict.items.at(-1)?.says).toBe('A plant. The type checker refuses it, as a plant has no name.');
});

test('asks about the reader’s files and the callers, and about no hidden test', async () => {
	const asked: string[][] = [];
	const analyser: Analyser = {
		check: async (files) => {
			asked.push(Object.keys(files));
			return { kind: 'done', problems: [FLAGGED] };
		}
	};
	await judged(analyser);
	expect(asked).toEqual([['museum.py', 'callers/person.py', 'callers/plant.py']]);
});

describe('says what was seen and what was asked where', () => {
	test.each<[string, Problem[], string]>([
		[
			'a bad caller passes',
			[],
			'plant: A plant. The type checker must refuse line 2 (record(Plant())), as a plant has no name, and lets it pass.'
		],
		[
			'a good caller is refused',
			[FLAGGED, problem('callers/person.py', 2, { message: 'no\n  because' })],
			'person: A person. The type checker must pass line 2 (record(Person())), and refuses it: no\n  because (reportArgumentType)'
		],
		[
			'the wrong line is flagged',
			[FLAGGED, problem('callers/plant.py', 1, { message: 'no import' })],
			'plant: A plant. The type checker must pass line 1 ("""A plant."""), and refuses it: no import (reportArgumentType)'
		],
		[
			'a note is no error',
			[problem('callers/plant.py', 2, { kind: 'note' })],
			'plant: A plant. The type checker must refuse line 2 (record(Plant())), as a plant has no name, and lets it pass.'
		],
		[
			'the end of a caller is never reached',
			[FLAGGED, problem('callers/person.py', 2, { kind: 'faded' })],
			'person: A person. The type checker takes line 2 (record(Person())) for code that is never reached.'
		],
		[
			'the reader’s own code has errors',
			[FLAGGED, problem('museum.py', 1, { message: 'bad' }), problem('museum.py', 3)],
			'your own types: Your own code must pass. museum.py, line 1: bad (reportArgumentType)\nThere is 1 more.'
		]
	])('%s', async (_, problems, said) => {
		const { verdict, wrong } = await judged(done(...problems));
		expect(verdict.kind).toBe('not-yet');
		expect(wrong).toEqual([said]);
	});

	test.each([
		'# type: ignore',
		'# pyright: basic',
		'#pyright:ignore',
		'from typing import TYPE_CHECKING',
		'@typing.no_type_check'
	])('the checker is told to look away: %s', async (line) => {
		const { verdict, wrong } = await judged(done(FLAGGED), `${line}\ndef record(thing): ...\n`);
		expect(verdict.kind).toBe('not-yet');
		expect(wrong[0]).toContain('Take it away.');
	});
});

describe('is never green', () => {
	test.each<[string, Analyser | null, RegExp]>([
		['without a checker', null, /no type checker here/],
		[
			'where it cannot load',
			saying({ kind: 'fault', message: 'It could not be downloaded.' }),
			/not be downloaded/
		],
		['where it was stopped', saying({ kind: 'stopped' }), /stopped/]
	])('%s', async (_, analyser, words) => {
		const { verdict } = await judged(analyser);
		expect(verdict.kind).toBe('stopped');
		expect(verdict.headline).toMatch(words);
	});

	test('and Stop ends it at once, whatever the checker does', async () => {
		const stop = new AbortController();
		const verdict = await grade(exercise, {}, runtime(), {
			signal: stop.signal,
			analyser: {
				check: () => {
					queueMicrotask(() => stop.abort());
					return new Promise(() => {});
				}
			}
		});
		expect(verdict).toMatchObject({ kind: 'stopped', headline: 'The check was stopped before it was done.' });
	});
});
