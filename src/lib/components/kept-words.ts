// The sentences about a text that is kept: whose it is, when it was written, what took its place.
import { sizeOf } from '#lib/instruments/files/facts';
import { ARGS_NAME, INPUT_NAME } from '#lib/project/file-name';
import type { Notice, NoticeKind } from '#lib/project/kept-place.svelte';
import type { EarlierText } from '#lib/progress/records';
import { sizeOfBytes } from '#lib/runtime/files';

export type Place = 'cell' | 'exercise';

/** `14:02` for today, `28 November, 14:02` for other days, with the year where it is another. */
export function momentWords(at: number, now: number): string {
	const moment = new Date(at);
	const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
	if (moment.toDateString() === new Date(now).toDateString()) return time;
	const isThisYear = moment.getFullYear() === new Date(now).getFullYear();
	const form: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
	const day = moment.toLocaleDateString('en-GB', isThisYear ? form : { ...form, year: 'numeric' });
	return `${day}, ${time}`;
}

/** What a file is called in a sentence: input() and pytest's arguments are kept like files. */
export const fileWords = (name: string): string =>
	name === INPUT_NAME
		? 'the lines that input() reads'
		: name === ARGS_NAME
			? 'the arguments of pytest'
			: name;

/** `a.py`, `a.py and b.py`, `a.py, b.py and 2 other files`. */
export function namesWords(names: readonly string[]): string {
	const [first = '', second, ...others] = names;
	if (second === undefined) return first;
	if (!others.length) return `${first} and ${second}`;
	return `${first}, ${second} and ${others.length === 1 ? others[0] : `${others.length} other files`}`;
}

/** What is said of it. No more than is certain: a tab that has not answered may be closed. */
export function noticeWords({ kind, files, at }: Notice, place: Place, now: number): string {
	const names = namesWords(files.map(({ name }) => fileWords(name)));
	const when = momentWords(at, now);
	switch (kind) {
		case 'rival':
			return `This ${place} is open in another tab, where ${names} was changed at ${when}. What stands here differs. It is kept too, and has replaced nothing.`;
		case 'followed':
			return `This ${place} is open in another tab, where ${names} was changed at ${when}. That text is shown here. Type on, and you are asked before it is replaced.`;
		case 'differs':
			return `Another text of ${names} is kept, written at ${when}. What stands here differs. It is kept too, and has replaced nothing.`;
		case 'beside':
			return `Beside this text of ${names} another one is kept, written at ${when}. Neither has replaced the other.`;
		case 'both':
			return `Two texts of ${names} are kept. This tab shows its own.`;
		case 'lesson':
			return place === 'cell'
				? `The lesson’s text of this cell has changed since you edited it (${names}). Yours stays until you choose.`
				: `The exercise’s own text of ${names} has changed since you edited it. Yours stays until you choose.`;
	}
}

/** Heads of the two columns, and where a line stands. */
export const SIDES: Record<NoticeKind, { heads: [string, string]; where: [string, string] }> = {
	rival: { heads: ['Here', 'Other tab'], where: ['here', 'in the other tab'] },
	differs: { heads: ['Here', 'Kept'], where: ['here', 'in what is kept'] },
	both: { heads: ['Here', 'The other'], where: ['here', 'in the other'] },
	followed: {
		heads: ['Shown now', 'Shown here before'],
		where: ['in what is shown now', 'in what was here before']
	},
	beside: { heads: ['This one', 'The other'], where: ['in this one', 'in the other'] },
	lesson: { heads: ['Yours', 'Lesson now'], where: ['in yours', 'in the lesson’s text'] }
};

/** A text as it is shown beside another: of a file that is no text its size. */
export function shownText(text: string): string {
	const size = sizeOfBytes(text);
	return size === null ? text : `(no text: ${sizeOf(size)})`;
}

/** Why an earlier text is not the one that is shown. */
export const WHY: Record<EarlierText['why'], string> = {
	reset: 'replaced by Reset',
	solution: 'replaced by the solution',
	lesson: 'replaced by the lesson’s new text',
	'other-tab': 'replaced by another tab’s text',
	'bring-back': 'replaced by an earlier version',
	removed: 'removed',
	renamed: 'given another name',
	returned: 'replaced as it came back',
	unknown: 'replaced by Reset or the solution',
	beside: 'written in another tab'
};
