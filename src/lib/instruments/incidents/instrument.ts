import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';
import type { IncidentHistory } from './report';

/** How long it took until somebody looked into a page of the first incident; null where there was none. */
function toldWithin({ days, incidents: [first] }: IncidentHistory): string | null {
	if (!first) return null;
	const told = days.find(({ day, page }) => page === 'heeded' && day >= first.from && day <= first.to);
	if (!told) return 'never';
	return told.day - first.from < 7 ? 'within a week' : 'later';
}

export const incidents: Instrument<'incidents'> = {
	name: 'incidents',
	isAsked: true,
	stands: 'first',
	// The focus stays on the button that ran it under another seed.
	stays: true,
	room: 30,
	view: new Late(() => import('./View.svelte')),
	readings: {
		'incident-told': {
			kinds: ['python'],
			of: ({ histories: [history] }) => (history ? toldWithin(history) : null)
		}
	}
};
