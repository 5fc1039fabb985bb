// One stop of one run: none is lost, none is told twice, none reaches another run.
import { expect, test } from 'vitest';
import { SIGNAL_BYTES } from '../runtime/protocol';
import { Signals, signalRun } from './signal';

/** Shared memory, the worker's end of it, and a clock that a test moves. */
function shared() {
	const memory = new Int32Array(new SharedArrayBuffer(SIGNAL_BYTES));
	const clock = { now: 0 };
	return { memory, clock, signals: new Signals(memory, () => clock.now) };
}

/** Looks as Pyodide does: it reads, and writes a 0. */
function look(signals: Signals): number {
	const told = signals[0];
	signals[0] = 0;
	return told;
}

test('a stop is told at the next look, and not again once it was heard', () => {
	const { memory, clock, signals } = shared();
	signals.begin(3);
	expect(look(signals)).toBe(0);
	signalRun(memory, 3);
	expect(look(signals)).not.toBe(0);
	signals.heard();
	clock.now = 1000;
	expect(look(signals)).toBe(0);
});

test('one that was not heard is told again, though not while Python looks into it', () => {
	const { memory, clock, signals } = shared();
	signals.begin(3);
	signalRun(memory, 3);
	expect(look(signals)).not.toBe(0);
	expect(look(signals)).toBe(0);
	clock.now += 10;
	expect(look(signals)).not.toBe(0);
});

test('one that comes between reading and writing is not lost', () => {
	const { memory, signals } = shared();
	signals.begin(3);
	const told = signals[0];
	signalRun(memory, 3);
	signals[0] = 0;
	expect(told).toBe(0);
	expect(look(signals)).not.toBe(0);
});

test('a second one is told like the first', () => {
	const { memory, signals } = shared();
	signals.begin(3);
	signalRun(memory, 3);
	look(signals);
	signals.heard();
	signalRun(memory, 3);
	expect(look(signals)).not.toBe(0);
});

test('one that was asked for before its run began waits for it', () => {
	const { memory, signals } = shared();
	signalRun(memory, 3);
	signals.begin(3);
	expect(look(signals)).not.toBe(0);
});

test('one that comes as its run ends never reaches the next, and does not hide a stop of that', () => {
	const { memory, signals } = shared();
	signals.begin(3);
	signals.begin(0);
	signalRun(memory, 3);
	signals.begin(4);
	expect(look(signals)).toBe(0);
	expect(signals.isPending).toBe(false);
	signalRun(memory, 4);
	expect(look(signals)).not.toBe(0);
});

test('one that was told and not heard ends with its run', () => {
	const { memory, clock, signals } = shared();
	signals.begin(3);
	signalRun(memory, 3);
	look(signals);
	signals.begin(4);
	clock.now = 1000;
	expect(look(signals)).toBe(0);
});

test('a wait ends at once where a stop has come, and nothing comes where memory is not shared', () => {
	const { memory, signals } = shared();
	signals.begin(3);
	signalRun(memory, 3);
	// With no limit: it would never come back.
	signals.wait(Infinity);
	expect(signals.isPending).toBe(true);
	expect(new Signals(null).isPending).toBe(false);
});
