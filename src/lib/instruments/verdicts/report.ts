// What a run did with each line of the reader's files, to be laid beside what a type checker says of them. Made by src/python/classroom/probes/verdicts.py.
import { list, number, object, record, text, type Infer } from '#lib/runtime/schema';

const raisedOn = object({
	line: number,
	type: text,
	message: text,
	/** Numbers of the exceptions: one that comes through several lines has the same on each. */
	errors: list(number)
});
export type RaisedOn = Infer<typeof raisedOn>;

const fileVerdicts = object({
	/** The text as it ran. */
	source: text,
	/** Lines that ran. */
	ran: list(number),
	/** Exceptions that were raised on a line or came through it, whether or not somebody caught them. */
	raised: list(raisedOn)
});
export type FileVerdicts = Infer<typeof fileVerdicts>;

/** What a run did with each line of the reader's files, to be laid beside what a type checker says of them. */
export const report = object({
	files: record(fileVerdicts),
	/** Files that are too long to be told. */
	left: list(text)
});
export type VerdictsReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		verdicts: VerdictsReport;
	}
}
