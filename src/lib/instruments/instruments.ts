// The instruments by their names.
import type { ProbeName } from '#lib/runtime/protocol';
import * as listed from './index';
import type { Instrument } from './kit/instrument';

/** Each report.ts has its instrument: one that is not listed does not compile. */
export const INSTRUMENTS: { readonly [N in ProbeName]: Instrument<N> } = listed;

export const isInstrument = (name: string): name is ProbeName => Object.hasOwn(INSTRUMENTS, name);
export const INSTRUMENT_NAMES: readonly ProbeName[] = Object.keys(INSTRUMENTS).filter(isInstrument);
