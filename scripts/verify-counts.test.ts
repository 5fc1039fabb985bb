import { expect, it } from 'vitest';
import { countsOf } from './verify-counts';

it.each([
	['Vitest', ' Test Files  1 failed (1)\n      Tests  2 failed | 51 passed (53)\n', 51, 2],
	['Vitest, all green', '      Tests  51 passed (51)\n', 51, 0],
	['pytest', '....\n1 failed, 30 passed, 1 error in 2.31s\n', 30, 2],
	['pytest with bars', '======= 4 passed in 0.02s =======\n', 4, 0],
	['Playwright', '  1 failed\n    a.spec.ts:3 › b\n  12 passed (1.2m)\n', 12, 1],
	['Playwright, cut short', '  2 did not run\n  3 passed (4s)\n', 3, 2],
	['a runner that ran nothing', 'no tests found\n', 0, 0]
])('%s', (_, output, passed, failed) => expect(countsOf(output)).toEqual({ passed, failed }));
