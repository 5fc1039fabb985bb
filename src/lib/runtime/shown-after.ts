// When a run that goes on is shown as going on. To draw a page takes longer than most runs do, so a short one is drawn once, with its answer.

/** Milliseconds in which a run may end before anything shows that it is under way. */
export const SHOWN_AFTER = 40;
