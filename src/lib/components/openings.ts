// In which order code that nobody has touched becomes an editor: one at a time, what is nearest to the middle of the window first, and each
// only when the reader lets the page be, as it takes tens of milliseconds and code can be typed in and run without. Code that is touched
// opens by itself.
import { quiet } from '#lib/runtime/quiet';

/** Milliseconds without a key or a press before the first one opens, which leaves a page that has just come alive to its reader. */
const FIRST = 600;
/** The same, and since the one before, for those that follow. */
const PAUSE = 250;

interface Opening {
	host: Element;
	/** Must not reject. */
	open: () => Promise<void>;
}

const waiting = new Set<Opening>();
let isUnderWay = false;

/** Has `open` called when it is this code's turn; returns a way to give the turn up. */
export function openInTurn(host: Element, open: () => Promise<void>): () => void {
	const opening = { host, open };
	waiting.add(opening);
	if (!isUnderWay) void openAll();
	return () => waiting.delete(opening);
}

async function openAll(): Promise<void> {
	isUnderWay = true;
	await quiet(FIRST);
	for (let next = nearest(); next; next = nearest()) {
		waiting.delete(next);
		await next.open();
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
		await quiet(PAUSE);
	}
	isUnderWay = false;
}

function nearest(): Opening | undefined {
	const middle = innerHeight / 2;
	const distance = ({ host }: Opening) => {
		const { top, bottom } = host.getBoundingClientRect();
		return Math.max(top - middle, middle - bottom, 0);
	};
	return [...waiting]
		.map((opening) => ({ opening, away: distance(opening) }))
		.sort((a, b) => a.away - b.away)[0]?.opening;
}
