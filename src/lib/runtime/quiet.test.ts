import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let press: () => void;

beforeEach(() => {
	vi.resetModules();
	vi.useFakeTimers();
	const document = new EventTarget();
	press = () => void document.dispatchEvent(new Event('pointerdown'));
	vi.stubGlobal('document', document);
});

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

it('waits until nothing was pressed or run for the time asked', async () => {
	const { quiet, stir } = await import('./quiet');
	let isQuiet = false;
	void quiet(1_000).then(() => (isQuiet = true));
	await vi.advanceTimersByTimeAsync(900);
	press();
	await vi.advanceTimersByTimeAsync(900);
	stir();
	await vi.advanceTimersByTimeAsync(999);
	expect(isQuiet).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(isQuiet).toBe(true);
});

it('does not wait where it has been quiet for as long already', async () => {
	const { quiet } = await import('./quiet');
	const first = quiet(500);
	await vi.advanceTimersByTimeAsync(2_000);
	await first;
	let isQuiet = false;
	void quiet(1_000).then(() => (isQuiet = true));
	await vi.advanceTimersByTimeAsync(0);
	expect(isQuiet).toBe(true);
});

it('is not quiet while somebody waits for a run, unless it goes on and on', async () => {
	const { leaveTo, quiet } = await import('./quiet');
	let end = () => {};
	void leaveTo(new Promise<void>((resolve) => (end = resolve)));
	let isQuiet = false;
	void quiet(1_000).then(() => (isQuiet = true));
	await vi.advanceTimersByTimeAsync(9_500);
	expect(isQuiet).toBe(false);
	end();
	await vi.advanceTimersByTimeAsync(500);
	expect(isQuiet).toBe(false);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(isQuiet).toBe(true);

	void leaveTo(Promise.reject(new Error('a fault that the run tells')));
	void leaveTo(new Promise(() => {}));
	let isQuietAgain = false;
	void quiet(1_000).then(() => (isQuietAgain = true));
	await vi.advanceTimersByTimeAsync(19_000);
	expect(isQuietAgain).toBe(false);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(isQuietAgain).toBe(true);
});
