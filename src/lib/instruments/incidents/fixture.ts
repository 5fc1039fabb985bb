// Days for the tests of this folder: quiet ones, with what a test changes laid over.
import type { IncidentDay, IncidentHistory } from './report';

export const quiet = (day: number, over: Partial<IncidentDay> = {}): IncidentDay => ({
	day,
	rate: 0.02,
	threshold: 0.05,
	page: 'none',
	lost: 0,
	notes: [],
	...over
});

export const historyOf = (days: IncidentDay[], over: Partial<IncidentHistory> = {}): IncidentHistory => ({
	title: 'A service',
	seed: 7,
	days,
	incidents: [],
	signals: [],
	...over
});
