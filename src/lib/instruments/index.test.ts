// What the compiler cannot see of the list: that names and folders agree, and that no two instruments answer one question.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { READING_NAMES } from '#lib/content/predict-tag';
import * as listed from './index';
import { INSTRUMENT_NAMES, INSTRUMENTS } from './instruments';

const folders = readdirSync(import.meta.dirname).filter((name) =>
	existsSync(join(import.meta.dirname, name, 'report.ts'))
);

test('each folder with a report is listed under its name', () => {
	expect(Object.keys(listed).sort()).toEqual(folders.sort());
	expect(INSTRUMENT_NAMES.map((name) => INSTRUMENTS[name].name)).toEqual(INSTRUMENT_NAMES);
});

test('each has a probe in Python', () => {
	const probes = join(import.meta.dirname, '../../python/classroom/probes');
	expect(folders.filter((name) => !existsSync(join(probes, `${name}.py`)))).toEqual([]);
});

test('what can be read from a run has one name each', () => {
	const readings = Object.values(INSTRUMENTS).flatMap(({ readings }) => Object.keys(readings));
	expect(new Set(readings).size).toBe(readings.length);
	expect(READING_NAMES).toEqual(expect.arrayContaining(readings));
	expect(new Set(READING_NAMES).size).toBe(READING_NAMES.length);
});
