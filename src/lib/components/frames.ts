// Which lines of the reader's a traceback shows: the last ones, and a line that calls itself once.
import type { ExceptionReport } from '#lib/runtime/protocol';

type Frame = ExceptionReport['frames'][number];

/** Lines that are shown. */
const SHOWN = 8;
/** So many equal ones after one another are one. */
const SAME = 3;

/** `again` is how many more times the line is known to have called itself, 0 where it is told as often as it is. */
export interface FrameShown {
	frame: Frame;
	again: number;
}

/** The last lines, outermost first, as a person would tell them. */
export function framesShown(frames: readonly Frame[]): FrameShown[] {
	const groups: Frame[][] = [];
	for (const frame of frames) {
		const last = groups.at(-1);
		if (last?.[0]?.file === frame.file && last[0].line === frame.line) last.push(frame);
		else groups.push([frame]);
	}
	return groups
		.flatMap((group) => {
			const [frame] = group;
			return frame && group.length >= SAME
				? [{ frame, again: group.length - 1 }]
				: group.map((one) => ({ frame: one, again: 0 }));
		})
		.slice(-SHOWN);
}
