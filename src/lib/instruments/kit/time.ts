// How a time is written, the same wherever one is: on an axis, in a list, in a sentence. One rule for unit and digits.

/** The least that is told in figures, in seconds: a browser's clock may step by as much as a tenth of a millisecond. */
const LEAST = 1e-6;

/**
 * Seconds as they are read. A unit is used from a tenth of it on: seconds with hundredths ("0.25 s", "1.24 s", "3,600 s"), below that
 * milliseconds and microseconds with two digits ("20 ms", "1.2 ms", "12 µs"). No zero stands at the end for show. Exact times, such as
 * those of the virtual clock, may be nothing at all: "0 s".
 */
export function timeWords(seconds: number): string {
	const size = Math.abs(seconds);
	if (size === 0 || Number(size.toPrecision(2)) >= 0.1) return `${digits(Number(seconds.toFixed(2)))} s`;
	const [factor, unit] = Number(size.toPrecision(2)) >= 1e-4 ? [1e3, 'ms'] : [1e6, 'µs'];
	return `${digits(Number((seconds * factor).toPrecision(2)))} ${unit}`;
}

/** A time that a clock measured: where the clock saw no difference the time was short, not nothing. */
export const measuredWords = (seconds: number): string =>
	seconds < LEAST ? 'under 0.1 ms' : timeWords(seconds);

const digits = (n: number) => n.toLocaleString('en-GB', { maximumFractionDigits: 2 });
