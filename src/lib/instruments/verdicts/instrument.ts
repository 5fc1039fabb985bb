import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';

export const verdicts: Instrument<'verdicts'> = {
	name: 'verdicts',
	isAsked: true,
	stands: 'last',
	room: 16,
	view: new Late(() => import('./View.svelte')),
	readings: {}
};
