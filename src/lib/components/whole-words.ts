// What is said of something that is shown in part, and of which a file can be had.
import type { Cut } from '#lib/runtime/protocol';
import { counted } from '#lib/sentence/counted';

/** How each form is kept in a file, and what a reader calls it. */
export const FORMS: Record<Cut['form'], { ending: string; type: string }> = {
	text: { ending: 'txt', type: 'text/plain;charset=utf-8' },
	csv: { ending: 'csv', type: 'text/csv;charset=utf-8' },
	svg: { ending: 'svg', type: 'image/svg+xml' },
	html: { ending: 'html', type: 'text/html;charset=utf-8' }
};

const NAMES: Record<Cut['form'], string> = { text: 'whole value', csv: 'table', svg: 'SVG', html: 'HTML' };

/** What its button does. */
export function cutWords({ what, form, size }: Cut): string {
	const name = what === 'traceback' ? 'whole traceback' : NAMES[form];
	return form === 'csv'
		? `Save the whole table as CSV (${counted(size, 'row')})`
		: `Save the ${name} as a file (${counted(size, 'character')})`;
}

/** Said where there is no file to be had. */
export function notKept({ what, form, size }: Cut): string {
	const many = form === 'csv' ? counted(size, 'row') : counted(size, 'character');
	return what === 'traceback'
		? `The traceback has ${many}; the rest of it was not kept.`
		: `All of it, ${many}, is more than Python keeps for a file. Have the cell end with a part of it.`;
}
