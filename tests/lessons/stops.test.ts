// Stop, on a host where a program can be interrupted and on one where it is ended with its worker: in real Pyodide, at varied moments.
// Run by hand with STOPS=200 it takes some minutes and prints how long each took.
import { afterAll, describe, expect, it } from 'vitest';
import { nodeRuntime } from '#lib/runtime/node/runtime';
import { Heard, inputOf, WAITINGS, type Waiting } from './stops';

const STOPS = Number(process.env['STOPS'] ?? 0);
/** Where everything ends its worker alike, these stand for all. */
const OF_A_KIND = ['computing', 'time.sleep', 'inside pytest', 'inside C'];
/** What ends its worker needs another one, which takes a second to start. */
const timesOf = ({ isDeaf }: Waiting, interrupts: boolean) =>
	isDeaf || !interrupts ? Math.ceil(STOPS / 10) || 1 : STOPS || 8;

describe.each([
	['interrupted', true],
	['ended with its worker', false]
])('a program that can be %s', (_, interrupts) => {
	const runtime = nodeRuntime(['tests'], { interrupts, keepsSpare: true });
	afterAll(() => runtime.close());

	/** Whether what the next run says is its own, and how many milliseconds after `since` it came. */
	async function next(since: number) {
		const heard = new Heard();
		let at = 0;
		const onEvent = (event: Parameters<Heard['take']>[0]) => {
			at ||= performance.now() - since;
			heard.take(event);
		};
		const ended = await runtime.call('runCell', printing('alive'), { seconds: 20, onEvent }).ended;
		return { text: heard.text, ended: ended.kind === 'done' ? ended.report.ended : ended, at };
	}

	async function stopAt(waiting: Waiting, milliseconds: number) {
		const heard = new Heard();
		let begin = () => {};
		const begun = new Promise<null>((resolve) => (begin = () => resolve(null)));
		const run = runtime.call(waiting.call, inputOf(waiting), {
			seconds: 60,
			onEvent: (event) => {
				heard.take(event);
				if (heard.has(waiting.begun)) begin();
			}
		});
		expect(await Promise.race([begun, run.ended])).toBeNull();
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
		const since = performance.now();
		run.stop();
		const ended = await run.ended;
		return { ended, heard, next: await next(since) };
	}

	const kinds = Object.entries(WAITINGS).filter(([name]) => interrupts || STOPS || OF_A_KIND.includes(name));
	it.each(kinds)(
		'%s',
		async (name, waiting) => {
			const times: number[] = [];
			for (let n = 0; n < timesOf(waiting, interrupts); n++) {
				// From at once to well after the next look of Python's.
				const { ended, heard, next } = await stopAt(waiting, (n * 7) % 60);
				const isLost = waiting.call === 'runCell' && (!interrupts || waiting.isDeaf === true);
				expect(ended).toEqual({ kind: 'stopped', lost: isLost });
				if (interrupts) expect(heard.text).toMatch(waiting.printed);
				// Of what it would have done on its way out, nothing can run where its worker is ended.
				else expect(heard.text).toContain(waiting.call === 'runTests' ? '' : waiting.begun);
				expect(heard.tests).toEqual(waiting.call === 'runTests' ? ['test_a passed'] : []);
				expect(next).toMatchObject({ text: 'alive\n', ended: 'ok' });
				times.push(next.at);
			}
			times.sort((a, b) => a - b);
			const at = (part: number) => times[Math.floor(times.length * part)]?.toFixed(0);
			if (STOPS)
				console.log(
					`${name}: ${times.length} stops, to the next output ${at(0.5)} ms, of nine in ten ${at(0.9)} ms`
				);
		},
		60_000 + STOPS * 3_000
	);
});

function printing(text: string) {
	return {
		id: 'cell',
		filename: 'cell.py',
		code: `print(${JSON.stringify(text)})`,
		files: {},
		stdin: [],
		probes: []
	};
}
