// Reads how many tests passed and failed from what a test runner prints last.

export interface Counts {
	passed: number;
	failed: number;
}

/** Of Vitest (`Tests  2 failed | 51 passed`), pytest (`1 failed, 3 passed in 2s`) and Playwright (`  3 failed` / `  12 passed (1m)`). */
export function countsOf(output: string): Counts {
	// eslint-disable-next-line no-control-regex -- colours, where a runner insists on them
	const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
	const vitest = plain.match(/^\s*Tests\s+.*$/gm)?.at(-1);
	const pytest = plain.match(/^=*\s*(?:\d+ \w+(?:, )?)+ in [\d.]+s.*$/gm)?.at(-1);
	const line = vitest ?? pytest;
	const text = line ?? plain.match(/^ {2}\d+ (?:passed|failed|flaky|did not run).*$/gm)?.join('\n') ?? '';
	const count = (...words: string[]) =>
		words.reduce((sum, word) => sum + Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0), 0);
	return {
		passed: count('passed', 'xfailed'),
		failed: count('failed', 'errors?', 'flaky', 'did not run') - count('xfailed')
	};
}
