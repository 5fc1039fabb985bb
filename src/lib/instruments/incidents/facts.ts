// What happened over the days, in words and counts: the sentence under the chart, each day's facts, and the days worth going to.
import { counted } from '#lib/sentence/counted';
import type { IncidentDay, IncidentHistory } from './report';
import { capital } from '../kit/words';

/** `5.3 %`. */
export const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

export const PAGE_WORDS: Record<IncidentDay['page'], string> = {
	none: 'silent',
	heeded: 'rang, looked into',
	unheeded: 'rang, acknowledged and left'
};

/** The change of the threshold with this day: `raised from 5 % to 7.5 %`; null where it stays, or on the first day. */
export function thresholdChange(history: IncidentHistory, index: number): string | null {
	const before = history.days[index - 1]?.threshold ?? null;
	const now = history.days[index]?.threshold ?? null;
	if (before === null || now === null || before === now) return null;
	return `${now > before ? 'raised' : 'lowered'} from ${percent(before)} to ${percent(now)}`;
}

/** All that is known of a day, as it is read out while the reader moves along the chart. */
export function wordsOfDay(history: IncidentHistory, index: number): string {
	const day = history.days[index];
	if (!day) return '';
	const change = thresholdChange(history, index);
	const rings = day.threshold === null ? '' : `, the pager rings above ${percent(day.threshold)}`;
	const parts = [`Day ${day.day}: ${percent(day.rate)} of the requests failed${rings}.`];
	if (change !== null) parts.push(`The threshold has been ${change}.`);
	if (day.page !== 'none')
		parts.push(day.page === 'heeded' ? 'It rang, and somebody looked.' : 'It rang, and was acknowledged.');
	for (const { from, to, says } of history.incidents) {
		if (day.day >= from && day.day <= to) parts.push(`Day ${day.day - from + 1} of the incident: ${says}.`);
	}
	if (day.lost > 0) parts.push(`${counted(day.lost, 'row')} lost.`);
	for (const note of day.notes) parts.push(`${capital(note)}.`);
	return parts.join(' ');
}

/** Indexes of the days on which something besides the weather happened. */
export function eventful(history: IncidentHistory): number[] {
	return history.days.flatMap((day, index) => {
		const turns = history.incidents.some(({ from, to }) => day.day === from || day.day === to);
		const happened =
			turns || day.page !== 'none' || day.notes.length > 0 || thresholdChange(history, index) !== null;
		return happened ? [index] : [];
	});
}

/** What is read of the first incident; null where there is none. */
export interface FirstIncident {
	from: number;
	to: number;
	/** Day of the first page in it that somebody looked into. */
	heeded: number | null;
	/** Pages in it that were acknowledged and left. */
	unheeded: number;
	/** First day in it on which the threshold of the first day would have rung. */
	firstThreshold: number | null;
	/** Days before it on which that threshold would have rung. */
	firstThresholdBefore: number;
}

export function firstIncident(history: IncidentHistory): FirstIncident | null {
	const [incident] = history.incidents;
	if (!incident) return null;
	const within = history.days.filter(({ day }) => day >= incident.from && day <= incident.to);
	const threshold = history.days[0]?.threshold ?? null;
	const over = (day: IncidentDay) => threshold !== null && day.rate > threshold;
	return {
		from: incident.from,
		to: incident.to,
		heeded: within.find(({ page }) => page === 'heeded')?.day ?? null,
		unheeded: within.filter(({ page }) => page === 'unheeded').length,
		firstThreshold: within.find(over)?.day ?? null,
		firstThresholdBefore: history.days.filter((day) => day.day < incident.from && over(day)).length
	};
}

/** The sentences under the chart. */
export function summary(history: IncidentHistory): string[] {
	const lost = history.days.reduce((sum, { lost }) => sum + lost, 0);
	const pages = history.days.filter(({ page }) => page !== 'none').length;
	const raised = history.days.filter((_, i) => thresholdChange(history, i)?.startsWith('raised')).length;
	const incident = firstIncident(history);
	const said = [
		`The pager rang on ${counted(pages, 'day')}, and its threshold was raised ${raised === 1 ? 'once' : raised === 2 ? 'twice' : `${raised} times`}.`
	];
	if (incident) {
		const { from, to, heeded, unheeded } = incident;
		const left = unheeded
			? ` ${counted(unheeded, 'page')} in it ${unheeded === 1 ? 'was' : 'were'} acknowledged and left.`
			: '';
		said.push(
			heeded === null
				? `The incident began on day ${from} and still went on on day ${to}: nobody looked.${left}`
				: `The incident began on day ${from}; the first page that somebody looked into came on day ${heeded}, its ${ordinal(heeded - from + 1)}.${left}`
		);
		if (incident.firstThreshold !== null && raised > 0) {
			said.push(
				`The threshold of the first day would have rung on day ${incident.firstThreshold}, and on ${counted(incident.firstThresholdBefore, 'day')} before the incident.`
			);
		}
	}
	said.push(
		lost ? `${counted(lost, 'row')} ${lost === 1 ? 'was' : 'were'} lost for good.` : 'No row was lost.'
	);
	return said;
}

/** `1st`, `12th`, `23rd`. */
export function ordinal(n: number): string {
	const last = n % 10;
	const teen = Math.floor(n / 10) % 10 === 1;
	const end = teen || last > 3 || last === 0 ? 'th' : (['', 'st', 'nd', 'rd'][last] ?? 'th');
	return `${n}${end}`;
}

/** The day a signal tells, and what it cost: `day 58, after 2 false alarms`. */
export function wordsOfSignal({ day, falseAlarms }: IncidentHistory['signals'][number]): string {
	const alarms = falseAlarms ? counted(falseAlarms, 'false alarm') : 'no false alarm';
	return day === null ? `never, and ${alarms} before the incident` : `day ${day}, after ${alarms}`;
}
