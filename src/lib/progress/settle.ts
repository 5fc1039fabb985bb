// What becomes of a text that is to be written where another may stand already. One rule for the database, for memory and for what closed
// tabs left behind: a write replaces only a text that its writer has seen; otherwise it is kept beside it. Pure, so that it can be tried out
// in every order.
import type { Account, EarlierText, Put, Stamp, TextRecord } from './records';

/** How many earlier texts a file keeps, and of how many characters in all; the latest is kept whatever its length. */
export const MOST_EARLIER = 10;
const MOST_CHARACTERS = 1_000_000;
/** So many writers are remembered. One that is forgotten and comes back is asked once too often; nothing is lost by it. */
const MOST_WRITERS = 16;

export interface TextWrite {
	text: string | null;
	isAdded: boolean;
	base: string | null;
	put: Put | null;
	at: number;
	by: Stamp;
	/** What its writer had seen. */
	on: Account;
	/** True where it is not to replace anything, although its writer has seen what is there. */
	isBeside: boolean;
	/** What it replaced since the write before. */
	replaced: readonly EarlierText[];
	/** Writers whose texts beside have found their end. */
	settled: readonly string[];
}

export interface Settled {
	record: TextRecord;
	/** True where the record takes account of the write: as its text, or under a later one. False where it stands beside. */
	isIn: boolean;
}

/** True where that write is known. */
export const covers = (account: Account, { writer, n }: Stamp) => (account[writer] ?? 0) >= n;

/** What stands in the database after a write. Written twice is written once. */
export function settle(there: TextRecord | undefined, write: TextWrite): Settled {
	if (there && covers(there.after, write.by)) return { record: there, isIn: true };
	const earlier = [...write.replaced].reverse().reduce(
		withEarlier,
		(there?.earlier ?? []).map((one) => (isSettledBy(one, write) ? closed(one) : one))
	);
	const isIn = !there || there.text === write.text || (!write.isBeside && isFreeFor(write, there));
	if (!isIn) return { record: { ...there, earlier: beside(earlier, write) }, isIn };
	const { text, isAdded, base, put, at, by } = write;
	return { record: { text, isAdded, base, put, at, by, after: accountOf(there, write), earlier }, isIn };
}

/** True where the write takes nothing from anybody: its writer has seen what is there, or nothing of the reader's is there. */
const isFreeFor = (write: TextWrite, there: TextRecord) => there.text === null || covers(write.on, there.by);
const isSettledBy = (one: EarlierText, write: TextWrite) =>
	one.by !== null && write.settled.includes(one.by.writer);
const closed = (one: EarlierText): EarlierText => ({ ...one, isOpen: false });

/** The latest of both; the writer itself comes last, as those that come first are forgotten first. */
function accountOf(there: TextRecord | undefined, { on, by }: TextWrite): Account {
	const others = new Map(Object.entries(there?.after ?? {}));
	for (const [writer, n] of Object.entries(on)) others.set(writer, Math.max(n, others.get(writer) ?? 0));
	others.delete(by.writer);
	return Object.fromEntries([...[...others].slice(1 - MOST_WRITERS), [by.writer, by.n]]);
}

/** A writer has one text beside: its last. */
function beside(earlier: readonly EarlierText[], { text, at, by }: TextWrite): readonly EarlierText[] {
	const own = earlier.filter((one) => one.by?.writer === by.writer);
	if (own.some((one) => one.by !== null && one.by.n >= by.n)) return earlier;
	const others = earlier.filter((one) => !(one.isOpen && own.includes(one)));
	return text === null ? others : withEarlier(others, { text, at, why: 'beside', by, isOpen: true });
}

/** Puts a text first. The same text stands there once; what was left open is let go last. */
export function withEarlier(earlier: readonly EarlierText[], one: EarlierText): readonly EarlierText[] {
	const all = [one, ...earlier.filter(({ text }) => text !== one.text)];
	const isTooMuch = () =>
		all.length > MOST_EARLIER || all.reduce((sum, { text }) => sum + text.length, 0) > MOST_CHARACTERS;
	while (all.length > 1 && isTooMuch()) {
		const closedOne = all.findLastIndex(({ isOpen }, i) => i > 0 && !isOpen);
		all.splice(closedOne === -1 ? all.length - 1 : closedOne, 1);
	}
	return all;
}
