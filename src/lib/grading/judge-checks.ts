// The hidden checks, run over the reader's project. Every test that the check files hold must have run and passed.
import { isTestFile } from '#lib/runtime/files';
import { checkDoc, checkNames, withoutParameters } from './check-names';
import type { Court, Judge, Ran } from './court';
import { wordsOfFailure } from './failure-words';
import type { VerdictItem } from './verdict';

export const checksJudge: Judge<null, VerdictItem[]> = {
	runs: ({ exercise }) => (Object.keys(exercise.checks).some(isTestFile) ? 1 : 0),
	judge: judgeChecks
};

async function judgeChecks(court: Court): Promise<VerdictItem[]> {
	const files = Object.keys(court.exercise.checks).filter(isTestFile);
	if (!files.length) return [];
	const expected = files.flatMap((file) =>
		checkNames(court.exercise.checks[file] ?? '').map((name) => ({ file, name }))
	);
	const ran = await court.run(court.projects.checked, 'Running the checks', { args: files });
	const items = expected.map(({ file, name }) => judge(ran, file, name, court.exercise.checks[file] ?? ''));
	// A run in which something else went wrong is not green, even where each check that was asked for has passed.
	const isBad = ran.trouble !== null || (ran.report !== null && ran.report.exitCode !== 0);
	if (isBad && items.every((item) => item.ok)) {
		items.push({
			kind: 'check',
			label: 'The checks run without a fault.',
			ok: false,
			says: ran.trouble ?? 'pytest reported a failure.'
		});
	}
	return items;
}

function judge(ran: Ran, file: string, name: string, source: string): VerdictItem {
	const results = ran.tests.filter((test) => test.file === file && withoutParameters(test.name) === name);
	const wrong = results.find((test) => test.outcome !== 'passed');
	const label = (wrong ?? results[0])?.doc || checkDoc(source, name) || sentenceOf(name);
	if (wrong) return { kind: 'check', label, ok: false, says: wordsOfFailure(wrong) };
	if (!results.length) {
		return {
			kind: 'check',
			label,
			ok: false,
			says: ran.trouble ?? 'This check did not run, so nothing is shown.'
		};
	}
	return { kind: 'check', label, ok: true, says: 'As asked.' };
}

/** `TestLoan::test_small_sum_is_approved` reads "Small sum is approved."; for a check whose author has written no sentence. */
export function sentenceOf(name: string): string {
	const words = (name.split('::').at(-1) ?? name)
		.replace(/^test_?/, '')
		.replaceAll('_', ' ')
		.trim();
	return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : name;
}
