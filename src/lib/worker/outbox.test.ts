// What a run prints reaches the page soon, in few messages, and never without end.
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../runtime/protocol';
import { Outbox, OUTPUT_LIMIT } from './outbox';

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
	return { outbox, batches, clock, print, shown };
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

	it('a test result at once, with what was printed before it', () => {
		const { outbox, print, batches } = play();
		for (let line = 0; line < 200; line++) print('x');
		const before = batches.length;
		outbox.add({ type: 'collected', tests: ['a'] });
		expect(batches).toHaveLength(before + 1);
		expect(batches.at(-1)?.map((event) => event.type)).toEqual(['output', 'collected']);
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
	it('shows just so much, says so once, and drops the rest', () => {
		const { outbox, print, batches, shown } = play();
		for (let part = 0; part < 10; part++) print('x'.repeat(OUTPUT_LIMIT / 4));
		outbox.flush();
		expect(shown().join('')).toHaveLength(OUTPUT_LIMIT);
		expect(batches.flat().filter((event) => event.type === 'capped')).toEqual([
			{ type: 'capped', stream: 'stdout', limit: OUTPUT_LIMIT }
		]);
		expect(batches.flat().at(-1)?.type).toBe('capped');
	});

	it('cuts one huge print as well', () => {
		const { print, shown } = play();
		print('x'.repeat(10_000_000));
		expect(shown().join('')).toHaveLength(OUTPUT_LIMIT);
	});

	it('lets test results through', () => {
		const { outbox, print, batches } = play();
		print('x'.repeat(OUTPUT_LIMIT + 1));
		outbox.add({ type: 'collected', tests: [] });
		expect(batches.flat().at(-1)?.type).toBe('collected');
	});

	it('begins anew with each run', () => {
		const { outbox, print, shown } = play();
		print('x'.repeat(OUTPUT_LIMIT + 1));
		outbox.begin();
		print('again');
		expect(shown().at(-1)).toBe('again');
	});
});
