// Texts as the second schema kept them: every file was one of its author's. They are found in databases that have not been opened since, in
// what a closed tab of that version left behind, and in what an open one says.
import type { TextRecord } from './records';
import { isObject, isTextRecord, isTextWrite } from './shapes';
import type { TextWrite } from './settle';

const withAdded = (value: unknown): unknown =>
	isObject(value) && !('isAdded' in value) ? { ...value, isAdded: false } : value;

/** The same as a record of today, as is one of today; null where it cannot be read. */
export function recordOfSecond(value: unknown): TextRecord | null {
	const record = withAdded(value);
	return isTextRecord(record) ? record : null;
}

/** What a tab of that version, or of today, had not written yet; null where it cannot be read. */
export function writeOfSecond(value: unknown): TextWrite | null {
	const write = withAdded(value);
	return isTextWrite(write) ? write : null;
}
