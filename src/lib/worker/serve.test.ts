// How much is said of a run: for one that is over soon, no message more than it takes.
import { expect, test, vi } from 'vitest';
import type { CellReport, FromWorker, Request, RunEvent, ToWorker } from '../runtime/protocol';
import { serveStarted } from './serve';

const report: CellReport = {
	ended: 'ok',
	value: null,
	exception: null,
	cut: [],
	observed: {},
	seconds: 0
};
const cell: Request = {
	call: 'runCell',
	run: 1,
	input: { id: 'a', filename: 'a.py', code: '', files: {}, stdin: [], probes: [] }
};
const said = (text: string): RunEvent => ({ type: 'output', stream: 'stdout', text });

/** Serves an interpreter whose calls do what `code` does, and answers what was said of one run of it. */
async function run(
	code: (print: (text: string) => void, look: () => void) => unknown
): Promise<FromWorker[]> {
	return (await served(code)).messages;
}

async function served(
	code: (print: (text: string) => void, look: () => void) => unknown,
	request: Request = cell
): Promise<{ messages: FromWorker[]; given: ArrayBuffer[] }> {
	const messages: FromWorker[] = [];
	let given: ArrayBuffer[] = [];
	let ask: (message: ToWorker) => void = () => {};
	await serveStarted(
		{
			post: (message, bytes = []) => {
				messages.push(message);
				given = bytes;
			},
			listen: (listener) => (ask = listener),
			soon: () => {}
		},
		null,
		new Promise(() => {}),
		async ({ onEvent, signals }) => ({
			isWhole: true,
			complete: () => true,
			call: () => {
				const end = code(
					(text) => onEvent(said(text)),
					() => signals[0]
				);
				if (end instanceof ArrayBuffer) return { kind: 'file', bytes: end };
				return end === 'stopped' ? null : report;
			},
			warm: () => {},
			restore: () => null,
			settle: () => {},
			rehearse: () => {},
			mark: () => {},
			retreat: () => false
		})
	);
	messages.length = 0;
	ask(request);
	return { messages, given };
}

test('a file goes over to the page, and is not copied', async () => {
	const bytes = new ArrayBuffer(3);
	const { messages, given } = await served(() => bytes, { call: 'whole', run: 1, input: { kept: 1 } });
	expect(messages.at(-1)).toMatchObject({ type: 'done', output: { kind: 'file', bytes } });
	expect(given).toEqual([bytes]);
});

const types = (messages: FromWorker[]) => messages.map(({ type }) => type);
const printed = (messages: FromWorker[]) =>
	messages
		.flatMap((one) => ('events' in one ? one.events : []))
		.map((event) => event.type === 'output' && event.text)
		.join('');

test('that it has begun, and its answer, where it prints nothing', async () => {
	expect(types(await run(() => {}))).toEqual(['started', 'done']);
});

test('what it prints at once, as nobody knows how long it will go on', async () => {
	expect(types(await run((print) => print('1\n')))).toEqual(['started', 'events', 'done']);
});

test('the last of a flood with the answer, and nothing twice', async () => {
	const lines = Array.from({ length: 150 }, (_, line) => `${line}\n`);
	const messages = await run((print) => lines.forEach(print));
	expect(messages.at(-1)).toMatchObject({ type: 'done', events: [{ type: 'output' }] });
	expect(printed(messages)).toBe(lines.join(''));
});

test('what was printed before the interpreter went down, before that is told', async () => {
	const messages = await run((print) => {
		for (let line = 0; line < 150; line++) print('x\n');
		throw new Error('the stack ran over');
	});
	expect(types(messages).slice(-2)).toEqual(['events', 'crash']);
});

test('what was printed before a run was stopped, before that is told', async () => {
	const messages = await run((print) => {
		for (let line = 0; line < 150; line++) print('x\n');
		return 'stopped';
	});
	expect(types(messages).slice(-2)).toEqual(['events', 'interrupted']);
});

test('all that a run has printed, where it then computes: its worker may be ended before its last message', async () => {
	let now = performance.now();
	const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
	const messages = await run((print, look) => {
		for (let line = 0; line < 150; line++) print(`${line}\n`);
		// Python looks now and then, whatever it does.
		for (const end = now + 40; now < end; now++) look();
	});
	clock.mockRestore();
	const lines = Array.from({ length: 150 }, (_, line) => `${line}\n`);
	expect(printed(messages.slice(0, -1))).toBe(lines.join(''));
});
