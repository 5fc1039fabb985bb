import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';
import type { CoverageReport, FileCoverage } from './report';

/** Of the first file that was measured. */
function percent({ files }: CoverageReport, of: (file: FileCoverage) => number | null): string | null {
	const [file] = Object.values(files);
	const value = file ? of(file) : null;
	return value === null ? null : `${Math.round(value)} %`;
}

export const coverage: Instrument<'coverage'> = {
	name: 'coverage',
	isAsked: false,
	stands: 'with-tests',
	room: 10,
	view: new Late(() => import('./View.svelte')),
	readings: {
		'percent-lines': {
			kinds: ['coverage'],
			of: (report) => percent(report, ({ percentLines }) => percentLines)
		},
		'percent-branches': {
			kinds: ['coverage'],
			of: (report) => percent(report, ({ percentBranches }) => percentBranches)
		},
		'percent-both': {
			kinds: ['coverage'],
			of: (report) => percent(report, ({ percentBoth }) => percentBoth)
		}
	}
};
