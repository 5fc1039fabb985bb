// The other half of tests/python/test_reports.py: what Python makes has just the keys and kinds of value that the schemas declare.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecord, list, type Schema } from '../runtime/schema';
import { probeSchemas } from './probes';
import { event, knowProbes, outputs } from './reports';

knowProbes(probeSchemas());

/** Which check a file is held against, by the beginning of its name. */
const checks: [prefix: string, check: Schema<unknown>][] = [
	['cell-', outputs.runCell],
	['tests-', outputs.runTests],
	['mutants', outputs.mutate],
	['events', list(event)]
];

const folder = join(import.meta.dirname, '../../../tests/fixtures/reports');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describe('what Python reports', () => {
	test('is there to be looked at', () => {
		for (const [prefix] of checks) expect(files.some((name) => name.startsWith(prefix))).toBe(true);
	});

	test.each(files)('%s is as its schema has it', (name) => {
		const check = checks.find(([prefix]) => name.startsWith(prefix))?.[1];
		expect(check?.(read(name), name)).toEqual([]);
	});

	test('is there of each instrument', () => {
		const seen = files.map(read).flatMap((report) => {
			const observed = isRecord(report) ? report.observed : null;
			return isRecord(observed) ? Object.keys(observed) : [];
		});
		const instruments = join(import.meta.dirname, '../instruments');
		const declared = readdirSync(instruments).filter((name) =>
			existsSync(join(instruments, name, 'report.ts'))
		);
		expect([...new Set(seen)].sort()).toEqual(declared);
	});

	test.each<[string, unknown, RegExp]>([
		[
			'a missing key',
			{ ended: 'ok', value: null, exception: null, cut: [], observed: {} },
			/seconds is missing/
		],
		[
			'a key too many',
			{ ended: 'ok', value: null, exception: null, cut: [], observed: {}, seconds: 0, more: 1 },
			/more is declared nowhere/
		],
		[
			'another kind of value',
			{ ended: 'ok', value: null, exception: null, cut: [], observed: {}, seconds: '0' },
			/seconds: "0" is no number/
		],
		[
			'a name that is not in the union',
			{ ended: 'no', value: null, exception: null, cut: [], observed: {}, seconds: 0 },
			/"no" is no ok/
		]
	])('would be refused with %s', (_what, value, message) => {
		expect(outputs.runCell(value, 'report').join('\n')).toMatch(message);
	});
});
