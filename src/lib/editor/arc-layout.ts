// Where the arcs of the branches lie in the margin: pure geometry, so that it can be tested without a browser.
// An arc leaves its line to the right, runs along a lane of its own, and comes back to the line it jumps to.

export interface ArcEnds {
	/** Height of the middle of the branching line, in pixels. */
	from: number;
	/** Height of the middle of the line jumped to; null where the branch leaves the function. */
	to: number | null;
}

export interface LaidArc {
	/** Lane counted from 0, next to the code, outwards; null for a way out of the function, which needs none. */
	lane: number | null;
	/** SVG path of the line, then of its arrow head. */
	line: string;
	head: string;
}

export interface ArcLayout {
	/** In the order of the input. */
	arcs: LaidArc[];
	/** Pixels that the picture is wide. */
	width: number;
}

const near = 4;
const stub = 18;
const laneStep = 11;
const portStep = 6;
const portSpread = 18;
const corner = 7;

/**
 * Lanes such that two arcs which run beside each other never share one, and the shorter lies inside; ports such that arcs
 * nested in each other never cross.
 */
export function layArcs(ends: readonly ArcEnds[]): ArcLayout {
	const lanes = assignLanes(ends);
	const ports = placePorts(ends, lanes);
	const arcs = ends.map((end, index): LaidArc => {
		const lane = lanes[index] ?? null;
		const port = ports[index] ?? { from: end.from, to: end.to ?? end.from };
		return lane === null ? wayOut(port.from) : { lane, ...bracket(port.from, port.to, laneX(lane)) };
	});
	const outermost = Math.max(-1, ...lanes.map((lane) => lane ?? -1));
	const width = ends.length === 0 ? 0 : Math.max(laneX(outermost) + near + 2, near + stub);
	return { arcs, width };
}

function laneX(lane: number): number {
	return near + stub + lane * laneStep;
}

/** The lane of each arc, shortest first, each in the innermost lane that is free over its height. */
export function assignLanes(ends: readonly ArcEnds[]): (number | null)[] {
	const lanes: (number | null)[] = ends.map(() => null);
	const taken: { low: number; high: number }[][] = [];
	const spans = ends.flatMap((end, index) =>
		end.to === null ? [] : [{ index, low: Math.min(end.from, end.to), high: Math.max(end.from, end.to) }]
	);
	spans.sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low || a.index - b.index);
	for (const span of spans) {
		const clashes = (lane: number) =>
			(taken[lane] ?? []).some((other) => other.low < span.high && span.low < other.high);
		// Outside of everything it spans, not merely in the first gap: an arc inside one that it surrounds would cross it.
		let lane = 0;
		for (let candidate = taken.length - 1; candidate >= 0; candidate--) {
			if (clashes(candidate)) {
				lane = candidate + 1;
				break;
			}
		}
		(taken[lane] ??= []).push(span);
		lanes[span.index] = lane;
	}
	return lanes;
}

interface Port {
	from: number;
	to: number;
}

/** Several arcs at one line get a port each: first those that go up, inner before outer, then those that go down, outer before inner. */
function placePorts(ends: readonly ArcEnds[], lanes: readonly (number | null)[]): Port[] {
	const ports = ends.map((end): Port => ({ from: end.from, to: end.to ?? end.from }));
	const atLine = new Map<number, { rank: number; place: (y: number) => void }[]>();
	const join = (y: number, rank: number, place: (y: number) => void) => {
		const list = atLine.get(y);
		if (list) list.push({ rank, place });
		else atLine.set(y, [{ rank, place }]);
	};
	ends.forEach((end, index) => {
		const port = ports[index];
		if (!port) return;
		const lane = lanes[index] ?? null;
		const outside = 1000 - (lane ?? 0);
		// A way out ends before the first lane, so it lies between those that go up and those that go down.
		if (end.to === null || lane === null) return join(end.from, 0, (y) => (port.from = y));
		const down = end.to >= end.from;
		join(end.from, down ? 1 + outside : -outside, (y) => (port.from = y));
		join(end.to, down ? -outside : 1 + outside, (y) => (port.to = y));
	});
	for (const [y, list] of atLine) {
		list.sort((a, b) => a.rank - b.rank);
		const step = Math.min(portStep, portSpread / Math.max(1, list.length - 1));
		list.forEach((entry, index) => entry.place(y + (index - (list.length - 1) / 2) * step));
	}
	return ports;
}

function bracket(from: number, to: number, x: number): { line: string; head: string } {
	const radius = Math.min(corner, Math.abs(to - from) / 2);
	const turn = to >= from ? radius : -radius;
	return {
		line:
			`M${near} ${round(from)}H${x - radius}Q${x} ${round(from)} ${x} ${round(from + turn)}` +
			`V${round(to - turn)}Q${x} ${round(to)} ${x - radius} ${round(to)}H${near + 1}`,
		head: `M${near + 6} ${round(to - 4)}L${near} ${round(to)}L${near + 6} ${round(to + 4)}`
	};
}

/** Out of the function: an arrow against a wall. */
function wayOut(y: number): LaidArc {
	const x = near + stub - 6;
	return {
		lane: null,
		line: `M${near} ${round(y)}H${x - 1}`,
		head: `M${x - 6} ${round(y - 4)}L${x - 1} ${round(y)}L${x - 6} ${round(y + 4)}M${x + 1} ${round(y - 5)}V${round(y + 5)}`
	};
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
