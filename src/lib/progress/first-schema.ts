// Texts as the first schema kept them, `{ text, before, at }`: in databases that have not been opened since, and in what a closed tab of that
// version left behind. The later of two won; it did not know the author's text, nor who wrote.
import type { EarlierText, TextRecord } from './records';
import type { TextWrite } from './settle';

/** All of them count as one writer that counts in milliseconds, so that of two the later still takes account of the other. */
const WRITER = '';

interface FirstRecord {
	text: string;
	/** What a reset or a taken solution had replaced. */
	before: string | null;
	at: number;
}

function isFirst(value: unknown): value is FirstRecord {
	if (typeof value !== 'object' || value === null) return false;
	if (!('text' in value && 'at' in value)) return false;
	const hasBefore = !('before' in value) || value.before === null || typeof value.before === 'string';
	return typeof value.text === 'string' && typeof value.at === 'number' && hasBefore;
}

const earlierOf = ({ before, at }: FirstRecord): EarlierText[] =>
	typeof before === 'string' ? [{ text: before, at, why: 'unknown', by: null, isOpen: false }] : [];

/** The same as a record of today; null where it cannot be read. */
export function recordOfFirst(value: unknown): TextRecord | null {
	if (!isFirst(value)) return null;
	const { text, at } = value;
	const earlier = earlierOf(value);
	return {
		text,
		isAdded: false,
		base: null,
		put: earlier.length ? 'unknown' : null,
		at,
		by: { writer: WRITER, n: at },
		after: { [WRITER]: at },
		earlier
	};
}

/** What a tab of that version had not written yet; null where it cannot be read. */
export function writeOfFirst(value: unknown): TextWrite | null {
	const record = recordOfFirst(value);
	if (!record) return null;
	const { after, earlier, ...rest } = record;
	// A tab of its own: that another of them wrote later does not mean that it had seen this.
	const by = { writer: `first ${record.at} ${rest.text?.length}`, n: 1 };
	return { ...rest, by, on: after, isBeside: false, replaced: earlier, settled: [] };
}
