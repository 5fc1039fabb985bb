import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';

export const tables: Instrument<'tables'> = {
	name: 'tables',
	isAsked: true,
	stands: 'last',
	room: 16,
	view: new Late(() => import('./View.svelte')),
	readings: {}
};
