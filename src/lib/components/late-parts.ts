// What a page has only once something happened: it comes then, or in a quiet moment before.
import { Late } from '#lib/instruments/kit/late';

/** What must be said of texts that are kept, and the list of earlier versions. */
export const keptNotice = new Late(() => import('./KeptNotice.svelte'));
export const leftTexts = new Late(() => import('./LeftTexts.svelte'));
/** What a program came to besides text: its value, its exception. */
export const programEnd = new Late(() => import('./ProgramEnd.svelte'));
/** What pytest printed. */
export const terminalText = new Late(() => import('#lib/instruments/test-results/TerminalText.svelte'));
/** The pictures of a run. */
export const instrument = new Late(() => import('./Instrument.svelte'));
