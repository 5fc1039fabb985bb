import type { Instrument } from '../kit/instrument';
import { Late } from '../kit/late';

export const varnish: Instrument<'varnish'> = {
	name: 'varnish',
	isAsked: true,
	stands: 'first',
	room: 24,
	view: new Late(() => import('./View.svelte')),
	readings: {}
};
