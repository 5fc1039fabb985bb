// How many tests passed and failed, from the report that each runner writes as JSON, and how it is asked to write one.
import { z } from 'zod';

export interface Counts {
	passed: number;
	failed: number;
}

/** How a test runner is asked for its report, besides what it prints, and what stands in it. */
export interface Runner {
	args: (file: string) => string[];
	env: (file: string) => Record<string, string>;
	/** Throws where the text is no report of this runner. */
	read: (report: string) => Counts;
}

const ofVitest = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

export const vitest: Runner = {
	args: (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
	env: () => ({}),
	read(report) {
		const { numPassedTests, numFailedTests } = ofVitest.parse(JSON.parse(report));
		return { passed: numPassedTests, failed: numFailedTests };
	}
};

/** Of run_pytest.py: reports by pytest's own categories, of which those without any are left out. */
const ofPytest = z.object({
	passed: z.number().default(0),
	xfailed: z.number().default(0),
	failed: z.number().default(0),
	error: z.number().default(0)
});

export const pytest: Runner = {
	args: (file) => [`--counts=${file}`],
	env: () => ({}),
	read(report) {
		const { passed, xfailed, failed, error } = ofPytest.parse(JSON.parse(report));
		return { passed: passed + xfailed, failed: failed + error };
	}
};

const playwrightTest = z.object({
	expectedStatus: z.string(),
	status: z.enum(['expected', 'unexpected', 'flaky', 'skipped'])
});
const playwrightSuite = z.object({
	specs: z.array(z.object({ tests: z.array(playwrightTest) })),
	get suites() {
		return z.array(playwrightSuite).default([]);
	}
});
const ofPlaywright = z.object({ suites: z.array(playwrightSuite) });

export const playwright: Runner = {
	args: () => ['--reporter=list,json'],
	env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
	read(report) {
		const all = ofPlaywright.parse(JSON.parse(report)).suites.flatMap(testsIn);
		// One that only passes at the second try has failed, and so has one that did not get its turn.
		const isLeftOut = ({ status, expectedStatus }: (typeof all)[number]) =>
			status === 'skipped' && expectedStatus === 'skipped';
		const passed = all.filter(({ status }) => status === 'expected').length;
		return { passed, failed: all.length - passed - all.filter(isLeftOut).length };
	}
};

function testsIn({ specs, suites }: z.infer<typeof playwrightSuite>): z.infer<typeof playwrightTest>[] {
	return [...specs.flatMap(({ tests }) => tests), ...suites.flatMap(testsIn)];
}
