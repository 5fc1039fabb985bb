import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';

export const factories: Instrument<'factories'> = {
	name: 'factories',
	isAsked: true,
	stands: 'last',
	room: 12,
	view: new Late(() => import('./View.svelte')),
	readings: {}
};
