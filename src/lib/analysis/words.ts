// The linter in words.
import { listed } from '#lib/sentence/counted';
import { assertNever } from '#lib/runtime/protocol';
import type { LinterState } from './linter';
import type { Problem } from './problem';

/** The line beside the button: where the linter stands, and how much it found. */
export function problemsSay(
	state: LinterState,
	problems: readonly Problem[] | null,
	rules: readonly string[]
): string {
	switch (state.phase) {
		case 'off':
			return '';
		case 'loading':
			return 'Fetching the linter, about 3 MB.';
		case 'failed':
			return 'The linter did not load. Editing and running work without it.';
		case 'ready': {
			const who = `Ruff ${state.version}, ${rulesSay(rules)}`;
			if (problems === null) return `${who}: looking.`;
			const { length } = problems;
			return `${who}: ${length === 0 ? 'no problem' : length === 1 ? '1 problem' : `${length} problems`}.`;
		}
		default:
			return assertNever(state);
	}
}

const rulesSay = (rules: readonly string[]): string =>
	`${rules.length === 1 ? 'rule' : 'rules'} ${listed(rules)}`;
