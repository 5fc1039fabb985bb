// Output as it is shown: as on a terminal, in pieces of a size that a page can take, with its end.
import { describe, expect, test } from 'vitest';
import { Transcript } from './transcript.svelte';

/** A transcript whose frames come when they are asked for. Each look at the clock takes so many milliseconds. */
function play({ tick = 0 } = {}) {
	const turns: (() => void)[] = [];
	let now = 0;
	const transcript = new Transcript(
		(turn) => turns.push(turn),
		() => (now += tick)
	);
	const frame = () => turns.splice(0).forEach((turn) => turn());
	const rest = () => {
		let frames = 0;
		for (; turns.length > 0; frames++) frame();
		return frames;
	};
	const shown = () => [...transcript.window.head, ...transcript.window.tail].map(({ text }) => text).join('');
	return { transcript, frame, rest, shown };
}

test('the first of it is there at once, and what comes in the same frame in the next', () => {
	const { transcript, frame, shown } = play();
	transcript.add('stdout', 'a');
	transcript.add('stderr', 'b');
	expect(shown()).toBe('a');
	frame();
	expect(shown()).toBe('ab');
	expect(transcript.window.head.map(({ look }) => look.stream)).toEqual(['stdout', 'stderr']);
});

test('at the end of a run nothing little waits for a frame', () => {
	const { transcript, shown } = play();
	transcript.add('stdout', 'a');
	transcript.add('stdout', 'b');
	transcript.settle();
	expect(shown()).toBe('ab');
});

test('a progress line is one line', () => {
	const { transcript, rest, shown } = play();
	for (let n = 0; n <= 100; n++) transcript.add('stdout', `\r${String(n).padStart(3)} %`);
	transcript.add('stdout', '\rdone\n');
	rest();
	expect(shown()).toBe('done%\n');
});

describe('a flood', () => {
	test('is taken in pieces, a frame each, and drawn in part', () => {
		const { transcript, rest, shown } = play();
		for (let line = 0; line < 50_000; line++)
			transcript.add(line % 2 ? 'stdout' : 'stderr', `line ${line}\n`);
		const frames = rest();
		expect(frames).toBeGreaterThan(7);
		expect(frames).toBeLessThan(20);
		expect(transcript.window.head.length + transcript.window.tail.length).toBeLessThan(1_300);
		expect(shown()).toMatch(/^line 0\nline 1\n[^]*line 49999\n$/);
		expect(transcript.window.hidden?.lines).toBeGreaterThan(45_000);
	});

	test('of one print takes no longer in a frame', () => {
		const { transcript, rest } = play();
		transcript.add('stdout', 'x'.repeat(1_000_000));
		expect(transcript.window.head.map(({ text }) => text).join('')).toHaveLength(40_000);
		expect(rest()).toBeGreaterThanOrEqual(14);
	});

	test('is taken in smaller pieces where the machine is slow, and nothing is lost', () => {
		const { transcript, rest } = play({ tick: 100 });
		const text = 'x'.repeat(100_000);
		transcript.add('stdout', text);
		expect(transcript.window.head.map((run) => run.text).join('')).toHaveLength(2 * 1024);
		expect(rest()).toBeGreaterThanOrEqual(48);
		expect(transcript.whole()).toBe(text);
	});

	test('shows more as it is asked to, up to a bound, and can be had whole', () => {
		const { transcript, rest } = play();
		const text = 'x'.repeat(1_000_000);
		transcript.add('stdout', text);
		rest();
		let asked = 0;
		for (; transcript.hasMore; asked++) transcript.more();
		expect(asked).toBe(3);
		expect(transcript.window.head.map((run) => run.text).join('')).toHaveLength(320_000);
		expect(transcript.whole()).toBe(text);
	});
});

test('what was not kept is counted, and the end of it begins a line', () => {
	const { transcript, rest, shown } = play();
	transcript.add('stdout', 'abc');
	transcript.cap(4_000_000, 0);
	expect(transcript.notice).toBe(
		'It has printed more than 4,000,000 characters; of what comes now only the end is kept.'
	);
	transcript.cap(4_000_000, 1_234);
	transcript.add('stdout', 'the end');
	rest();
	expect(transcript.notice).toBe(
		'1,234 characters of it were not kept: only the first 4,000,000 and the end are.'
	);
	expect(shown()).toBe('abc\nthe end');
});

test('a new run begins empty', () => {
	const { transcript, rest, shown } = play();
	transcript.add('stdout', '\x1b[31mabc');
	transcript.add('stdout', 'left over');
	transcript.cap(4_000_000, 0);
	transcript.begin();
	transcript.show();
	rest();
	expect(transcript).toMatchObject({ notice: null, isEmpty: true });
	transcript.add('stdout', 'd');
	rest();
	expect(shown()).toBe('d');
});

test('what a run prints before it is shown takes the place of the run before all at once', () => {
	const { transcript, rest, shown } = play();
	transcript.add('stdout', 'before');
	transcript.cap(4_000_000, 0);
	rest();
	const { notice, window } = transcript;
	transcript.begin();
	transcript.add('stdout', 'a');
	transcript.add('stderr', 'b');
	rest();
	expect(transcript.window).toBe(window);
	expect(transcript.notice).toBe(notice);
	expect(transcript.whole()).toBe('before');
	transcript.show();
	expect(shown()).toBe('ab');
	expect(transcript.notice).toBeNull();
});
