import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';

export const log: Instrument<'log'> = {
	name: 'log',
	isAsked: true,
	stands: 'last',
	room: 20,
	view: new Late(() => import('./View.svelte')),
	readings: {}
};
