import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';

export const files: Instrument<'files'> = {
	name: 'files',
	isAsked: true,
	stands: 'first',
	room: 8,
	view: new Late(() => import('./View.svelte')),
	readings: {}
};
