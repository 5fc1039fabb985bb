// What stands between the text of a file that is shown and the one that is kept, where another tab has written it.

export type Rift =
	/** The text is what another tab wrote, which still has the file open; `was` stood here before. */
	| { kind: 'followed'; at: number; was: string }
	/** Another text is kept, and this one stands beside it. `isQuiet` once the reader wants both. */
	| { kind: 'differs'; at: number; theirs: Theirs; isLive: boolean; isQuiet: boolean };

/** The text that another tab has; null where it has removed the file. */
type Theirs = string | null;
