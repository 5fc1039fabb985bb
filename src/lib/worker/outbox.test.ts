// What a run prints reaches the page soon, in few messages, and never without end.
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../runtime/protocol';
import { Outbox, OUTPUT_LIMIT, TAIL_LIMIT, withoutOverwritten } from './outbox';

function play() {
	const batches: RunEvent[][] = [];
	const clock = { now: 1000 };
	const outbox = new Outbox(
		(events) => batches.push(events),
		() => clock.now
	);
	outbox.begin();
	const print = (text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
		outbox.add({ type: 'output', stream, text });
	const shown = () => batches.flat().flatMap((event) => (event.type === 'output' ? [event.text] : []));
	const end = () => {
		const last = outbox.end();
		if (last.length > 0) batches.push(last);
	};
	return { outbox, batches, clock, print, shown, end };
}

describe('when it is sent', () => {
	it('a little at once, line by line', () => {
		const { print, batches } = play();
		print('one\n');
		print('two\n');
		expect(batches).toHaveLength(2);
	});

	it('a flood in few messages, with nothing lost', () => {
		const { outbox, print, batches, shown } = play();
		for (let line = 0; line < 5000; line++) print(`${line}\n`);
		outbox.flush();
		expect(batches.length).toBeLessThan(100);
		expect(shown().join('')).toBe(Array.from({ length: 5000 }, (_, line) => `${line}\n`).join(''));
	});

	it('what was held back soon, where Python computes and prints nothing more', () => {
		const { outbox, clock, print, shown } = play();
		for (let line = 0; line < 100; line++) print(`${line}\n`);
		const before = shown().join('').length;
		outbox.look();
		expect(shown().join('')).toHaveLength(before);
		clock.now += 30;
		outbox.look();
		expect(shown().join('')).toMatch(/\n98\n99\n$/);
	});

	it('the tests that there are at once, with what was printed before', () => {
		const { outbox, print, batches } = play();
		for (let line = 0; line < 200; line++) print('x');
		const before = batches.length;
		outbox.add({ type: 'collected', tests: ['a'] });
		expect(batches).toHaveLength(before + 1);
		expect(batches.at(-1)?.map((event) => event.type)).toEqual(['output', 'collected']);
	});

	it('five thousand events that are no output in few messages, in order', () => {
		const { outbox, batches, end } = play();
		for (let test = 0; test < 5000; test++) outbox.add(testEvent(`${test}`));
		end();
		expect(batches.length).toBeLessThan(100);
		expect(batches.flat().map((event) => event.type === 'test' && event.result.id)).toEqual(
			Array.from({ length: 5000 }, (_, test) => `${test}`)
		);
	});

	it('streams keep their order', () => {
		const { outbox, print, batches } = play();
		for (let line = 0; line < 200; line++) print('x');
		print('a');
		print('b', 'stderr');
		print('c');
		outbox.flush();
		expect(
			batches.at(-1)?.map((event) => event.type === 'output' && [event.stream, event.text.at(-1)])
		).toEqual([
			['stdout', 'a'],
			['stderr', 'b'],
			['stdout', 'c']
		]);
	});
});

describe('the cap', () => {
	it('hands over just so much and the end, and says how much is missing between them', () => {
		const { print, batches, shown, end } = play();
		for (let part = 0; part < 10; part++) print('x'.repeat(OUTPUT_LIMIT / 4 - 1) + '\n');
		for (let line = 0; line < 100; line++) print(`last ${line}\n`);
		end();
		const capped = batches.flat().filter((event) => event.type === 'capped');
		const all = OUTPUT_LIMIT * 2.5 + Array.from({ length: 100 }, (_, n) => `last ${n}\n`).join('').length;
		expect(capped[0]).toEqual({ type: 'capped', limit: OUTPUT_LIMIT, omitted: 0 });
		expect(capped[1]?.omitted).toBe(all - shown().join('').length);
		expect(shown().join('').length).toBeLessThanOrEqual(OUTPUT_LIMIT + TAIL_LIMIT);
		expect(shown().join('')).toMatch(/x\nlast 0\n[^]*last 99\n$/);
	});

	it('says nothing is missing where the end is all that was over', () => {
		const { print, batches, shown, end } = play();
		print('x'.repeat(OUTPUT_LIMIT - 3));
		print('abc\ndef\n');
		end();
		expect(shown().join('').slice(-8)).toBe('abc\ndef\n');
		expect(batches.flat().filter((event) => event.type === 'capped')).toMatchObject([
			{ omitted: 0 },
			{ omitted: 0 }
		]);
	});

	it('cuts one huge print as well', () => {
		const { print, shown, end } = play();
		print('x'.repeat(10_000_000));
		end();
		expect(shown().join('')).toHaveLength(OUTPUT_LIMIT + TAIL_LIMIT);
	});

	it('keeps little of what is printed without end', () => {
		const { print, batches, end } = play();
		for (let part = 0; part < 2000; part++) print('x'.repeat(10_000), part % 2 ? 'stderr' : 'stdout');
		end();
		expect(JSON.stringify(batches).length).toBeLessThan(OUTPUT_LIMIT + TAIL_LIMIT + 200_000);
	});

	it('lets test results through', () => {
		const { outbox, print, batches } = play();
		print('x'.repeat(OUTPUT_LIMIT + 1));
		outbox.add({ type: 'collected', tests: [] });
		expect(batches.flat().at(-1)?.type).toBe('collected');
	});

	it('begins anew with each run', () => {
		const { outbox, print, shown, batches, end } = play();
		print('x'.repeat(OUTPUT_LIMIT + 1));
		outbox.begin();
		print('again');
		end();
		expect(shown().at(-1)).toBe('again');
		expect(batches.at(-1)).toHaveLength(1);
	});
});

describe('a progress line', () => {
	it.each([
		['states that are drawn over', 'a\r1 %\r2 %\r3 %', 'a\r3 %'],
		['a longer one before a shorter', '\rabcdef\rabc\rx', '\rabcdef\rabc\rx'],
		['a return at its end', '\r10 %\r20 %\r', '\r20 %\r'],
		['lines around it', 'one\n\r1\r2\ntwo\r\n', 'one\n\r2\ntwo\r\n'],
		['escapes', '\r\x1b[31m1\r2\r3', '\r\x1b[31m1\r2\r3'],
		['none', 'plain', 'plain']
	])('%s', (_what, text, kept) => {
		expect(withoutOverwritten(text)).toBe(kept);
	});

	it('of a million states is a few characters', () => {
		const { print, shown, end } = play();
		for (let n = 0; n < 200_000; n++) print(`\r${n} of 200000`);
		end();
		expect(shown().join('').length).toBeLessThan(5_000);
		expect(shown().join('')).toMatch(/\r199999 of 200000$/);
	});
});

function testEvent(id: string): RunEvent {
	return {
		type: 'test',
		result: {
			id,
			name: id,
			file: 'test_it.py',
			line: 1,
			outcome: 'passed',
			seconds: 0,
			phase: null,
			exception: null,
			assertion: null,
			reason: '',
			stdout: '',
			stderr: '',
			log: '',
			doc: ''
		}
	};
}
