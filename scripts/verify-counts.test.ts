import { expect, it } from 'vitest';
import { playwright, pytest, vitest } from './verify-counts';

const one = (status: string, expectedStatus = 'passed') => ({ tests: [{ status, expectedStatus }] });
const journeys = (...specs: object[]) => ({ suites: [{ specs: [], suites: [{ specs }] }], errors: [] });

it.each([
	['Vitest', vitest, { numTotalTests: 53, numPassedTests: 51, numFailedTests: 2 }, 51, 2],
	['pytest', pytest, { passed: 29, xfailed: 1, failed: 1, error: 1, skipped: 2 }, 30, 2],
	['pytest, all green', pytest, { passed: 4 }, 4, 0],
	['pytest that ran nothing', pytest, {}, 0, 0],
	['Playwright', playwright, journeys(one('expected'), one('unexpected'), one('expected')), 2, 1],
	['Playwright, cut short', playwright, journeys(one('expected'), one('skipped')), 1, 1],
	['Playwright at the second try', playwright, journeys(one('flaky')), 0, 1],
	['Playwright that leaves one out', playwright, journeys(one('skipped', 'skipped')), 0, 0],
	['Playwright that ran nothing', playwright, { suites: [] }, 0, 0]
])('%s', (_, runner, report, passed, failed) =>
	expect(runner.read(JSON.stringify(report))).toEqual({ passed, failed })
);

it.each([
	['Vitest', vitest],
	['Playwright', playwright]
])('refuses what is no report of %s', (_, runner) => expect(() => runner.read('{}')).toThrow());
