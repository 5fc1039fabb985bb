// Python's state in words, and in the word that <html data-python> carries.
import { assertNever } from '#lib/runtime/protocol';
import type { LoadingStep, RuntimeState } from '#lib/runtime/runtime';

const STEPS: Record<LoadingStep['name'], string> = {
	download: 'Downloading Python',
	compile: 'Preparing Python',
	start: 'Starting Python',
	packages: 'Loading pytest and coverage'
};

export interface PythonWords {
	/** What is read out and shown: it changes with each step and not with each byte. */
	says: string;
	/** How far a download has come, shown and not read out: "3.1 of 6.9 MB". Empty where there is nothing to count. */
	amount: string;
	/** Share of the step that is done, 0 to 1; null where it is not known. */
	share: number | null;
}

/** Says where Python stands, for a reader who has never heard of any of this. */
export function pythonWords(state: RuntimeState): PythonWords {
	switch (state.phase) {
		case 'off':
			return { says: 'Python starts when you need it', amount: '', share: null };
		case 'loading': {
			const { name, done, total } = state.step;
			const isCounted = (name === 'download' || name === 'packages') && total > 0;
			return {
				says: STEPS[name],
				amount: isCounted ? `${megabytes(done)} of ${megabytes(total)} MB` : '',
				share: isCounted ? Math.min(1, done / total) : null
			};
		}
		case 'ready':
			return { says: 'Python 3.14 ready', amount: '', share: null };
		case 'busy':
			return { says: 'Python is running', amount: '', share: null };
		case 'failed':
			return { says: 'Python did not start', amount: '', share: null };
		default:
			return assertNever(state);
	}
}

function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(1);
}
