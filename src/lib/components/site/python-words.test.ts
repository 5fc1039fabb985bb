import { expect, test } from 'vitest';
import type { LoadingStep, RuntimeState } from '#lib/runtime/runtime';
import { pythonWords } from './python-words';

const loading = (name: LoadingStep['name'], done = 0, total = 0): RuntimeState => ({
	phase: 'loading',
	step: { name, says: '', done, total }
});

test.each([
	['off', { phase: 'off' }, 'Python starts when you need it', '', null],
	['a download', loading('download', 3_100_000, 6_200_000), 'Downloading Python', '3.1 of 6.2 MB', 0.5],
	['a download of unknown size', loading('download', 3_100_000), 'Downloading Python', '', null],
	['more than was announced', loading('download', 9, 6), 'Downloading Python', '0.0 of 0.0 MB', 1],
	['compiling', loading('compile', 1, 2), 'Preparing Python', '', null],
	['packages', loading('packages'), 'Loading pytest and coverage', '', null],
	['ready', { phase: 'ready' }, 'Python 3.14 ready', '', null]
] satisfies [string, RuntimeState, string, string, number | null][])(
	'%s',
	(_name, state, says, amount, share) => {
		expect(pythonWords(state)).toEqual({ says, amount, share });
	}
);
