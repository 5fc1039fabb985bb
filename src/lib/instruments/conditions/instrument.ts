import type { Instrument } from '../kit/instrument';

export const conditions: Instrument<'conditions'> = {
	name: 'conditions',
	isAsked: false,
	stands: 'with-tests',
	room: 0,
	// The table of a file stands under its coverage, which draws it.
	view: null,
	readings: {
		'conditions-alone': {
			kinds: ['coverage'],
			of({ files }) {
				const all = Object.values(files).flatMap((decisions) => decisions.flatMap((one) => one.conditions));
				return all.length ? `${all.filter(({ alone }) => alone !== null).length} of ${all.length}` : null;
			}
		}
	}
};
