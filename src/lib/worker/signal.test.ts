import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RUN_PLACE, SIGNAL_BYTES, SIGNAL_PLACE } from '../runtime/protocol';
import { signalRun } from './signal';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const memory = (run: number) => {
	const signal = new Int32Array(SIGNAL_BYTES / 4);
	signal[RUN_PLACE] = run;
	return signal;
};

test('a signal that was taken leaves the program its time to clean up', () => {
	const signal = memory(3);
	signalRun(signal, 3, () => true);
	expect(signal[SIGNAL_PLACE]).toBe(2);
	vi.advanceTimersByTime(50);
	signal[SIGNAL_PLACE] = 0;
	vi.advanceTimersByTime(140);
	expect(signal[SIGNAL_PLACE]).toBe(0);
});

test('one that was lost is given again', () => {
	const signal = memory(3);
	signalRun(signal, 3, () => true);
	signal[SIGNAL_PLACE] = 0;
	vi.advanceTimersByTime(200);
	expect(signal[SIGNAL_PLACE]).toBe(2);
});

test.each([
	['a later run', () => true, 4],
	['a worker that has been ended', () => false, 3]
])('%s is not signalled', (_, isAlive, run) => {
	const signal = memory(run);
	signalRun(signal, 3, isAlive);
	vi.advanceTimersByTime(1000);
	expect(signal[SIGNAL_PLACE]).toBe(0);
	expect(vi.getTimerCount()).toBe(0);
});
