// Where the lines of an axis of time stand and what is written at them: round times, all in one unit.
import { timeWords } from './time';

export interface Tick {
	/** Seconds. */
	at: number;
	says: string;
}

/** At most six steps between ticks. */
const MOST = 6;

/** Ticks of an axis from one time to another, both in seconds, at one, two or five times a power of ten. */
export function ticksOf(until: number, from = 0): Tick[] {
	if (!(until > from)) return [{ at: from, says: timeWords(from) }];
	const rough = (until - from) / MOST;
	const power = 10 ** Math.floor(Math.log10(rough) + 1e-9);
	const step =
		[1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * (1 - 1e-9)) ?? rough;
	const first = Math.ceil(from / step - 1e-9);
	const count = Math.floor(until / step + 1e-9) - first + 1;
	const times = Array.from({ length: count }, (_, i) => tidy((first + i) * step));
	const [factor, unit] = unitOf(step);
	return times.map((at) => ({ at, says: `${tidy(at * factor).toLocaleString('en-GB')} ${unit}` }));
}

/** The unit of a step is the unit of all: "20 ms" and "100 ms", not "0.02 s" and "0.1 s". */
function unitOf(step: number): [factor: number, unit: string] {
	const unit = timeWords(step).split(' ').at(-1) ?? 's';
	return [{ s: 1, ms: 1e3, µs: 1e6 }[unit] ?? 1, unit];
}

/** Without what a product of floats leaves behind. */
const tidy = (value: number) => Math.round(value * 1e9) / 1e9;
