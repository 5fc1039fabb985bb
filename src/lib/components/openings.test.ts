import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let press: () => void;

beforeEach(() => {
	vi.resetModules();
	vi.useFakeTimers();
	const document = new EventTarget();
	press = () => void document.dispatchEvent(new Event('pointerdown'));
	vi.stubGlobal('document', document);
	vi.stubGlobal('innerHeight', 800);
});

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** Code that stands so many pixels below the top of the window, 100 high. */
const codeAt = (top: number) =>
	({ getBoundingClientRect: () => ({ top, bottom: top + 100 }) }) as unknown as Element;

async function opener() {
	const { openInTurn } = await import('./openings');
	const opened: string[] = [];
	const ask = (name: string, top: number) => openInTurn(codeAt(top), async () => void opened.push(name));
	return { opened, ask };
}

it('opens what is nearest to the middle of the window first, and one at a time', async () => {
	const { opened, ask } = await opener();
	ask('above', -500);
	ask('at the top', 0);
	ask('in the middle', 380);
	ask('below', 1100);
	await vi.advanceTimersByTimeAsync(0);
	expect(opened).toEqual([]);
	await vi.advanceTimersByTimeAsync(700);
	expect(opened).toEqual(['in the middle']);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(opened).toEqual(['in the middle', 'at the top', 'below', 'above']);
});

it('waits with the next while the reader types or presses', async () => {
	const { opened, ask } = await opener();
	ask('first', 400);
	ask('second', 900);
	await vi.advanceTimersByTimeAsync(700);
	press();
	for (let i = 0; i < 10; i++) {
		await vi.advanceTimersByTimeAsync(200);
		press();
	}
	expect(opened).toEqual(['first']);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(opened).toEqual(['first', 'second']);
});

it('leaves out what has left the page, and goes on with what comes later', async () => {
	const { opened, ask } = await opener();
	ask('first', 400);
	const leave = ask('left', 900);
	leave();
	await vi.advanceTimersByTimeAsync(2_000);
	ask('later', 0);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(opened).toEqual(['first', 'later']);
});
