// Where things stand in the chart: days to the right, share of failed requests upwards. In pixels; knows nothing of SVG's state.
import type { IncidentHistory } from './report';

export interface Plot {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

export interface Scales {
	/** Middle of a day. */
	x: (day: number) => number;
	/** Height of a share. */
	y: (share: number) => number;
	/** Pixels of one day. */
	dayWidth: number;
	/** Shares at which a line is drawn. */
	shares: number[];
	/** Days that are named on the axis. */
	days: number[];
}

export function scalesOf(history: IncidentHistory, plot: Plot): Scales {
	const first = history.days[0]?.day ?? 1;
	const last = history.days.at(-1)?.day ?? first;
	const dayWidth = (plot.right - plot.left) / (last - first + 1);
	const highest = Math.max(
		0.01,
		...history.days.map(({ rate, threshold }) => Math.max(rate, threshold ?? 0))
	);
	const step = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25].find((candidate) => highest / candidate <= 4) ?? 0.25;
	const lines = Math.ceil((highest * 1.05) / step);
	const top = lines * step;
	const perLabel = 44 / dayWidth;
	const dayStep = [1, 2, 7, 14, 30, 60, 100].find((candidate) => candidate >= perLabel) ?? 100;
	const days: number[] = [];
	for (let day = first; day <= last; day += dayStep) days.push(day);
	return {
		x: (day) => plot.left + (day - first + 0.5) * dayWidth,
		y: (share) => plot.bottom - (share / top) * (plot.bottom - plot.top),
		dayWidth,
		shares: Array.from({ length: lines + 1 }, (_, i) => i * step),
		days
	};
}

/** The line of the error rate. */
export function rateLine(history: IncidentHistory, { x, y }: Scales): string {
	return history.days
		.map(({ day, rate }, i) => `${i ? 'L' : 'M'}${x(day).toFixed(1)} ${y(rate).toFixed(1)}`)
		.join('');
}

/** The threshold as steps; days without one leave a gap. */
export function thresholdLine(history: IncidentHistory, { x, y, dayWidth }: Scales): string {
	let path = '';
	let before: number | null = null;
	for (const { day, threshold } of history.days) {
		const from = (x(day) - dayWidth / 2).toFixed(1);
		if (threshold !== null) {
			const height = y(threshold).toFixed(1);
			if (before === null) path += `M${from} ${height}`;
			else if (before !== threshold) path += `H${from}V${height}`;
			path += `H${(x(day) + dayWidth / 2).toFixed(1)}`;
		}
		before = threshold;
	}
	return path;
}

/** Index of the day that stands nearest to a place across. */
export function nearestDay(history: IncidentHistory, { x }: Scales, across: number): number {
	let best = 0;
	history.days.forEach(({ day }, index) => {
		const bestDay = history.days[best]?.day ?? day;
		if (Math.abs(x(day) - across) < Math.abs(x(bestDay) - across)) best = index;
	});
	return best;
}
