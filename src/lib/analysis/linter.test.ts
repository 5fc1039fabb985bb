import { describe, expect, test } from 'vitest';
import { Linter, type LinterState, type LinterWorker } from './linter';
import type { FromLinter, ToLinter } from './problem';

/** A worker that says what it is told to say. */
class Told implements LinterWorker {
	heard: ToLinter[] = [];
	isOver = false;
	onmessage: LinterWorker['onmessage'] = null;
	onerror: LinterWorker['onerror'] = null;

	postMessage(message: ToLinter): void {
		this.heard.push(message);
	}

	terminate(): void {
		this.isOver = true;
	}

	say(data: FromLinter): void {
		this.onmessage?.({ data } as MessageEvent<FromLinter>);
	}
}

function opened() {
	const workers: Told[] = [];
	const linter = new Linter(['G'], () => {
		const worker = new Told();
		workers.push(worker);
		return worker;
	});
	const phases: LinterState['phase'][] = [];
	linter.subscribe(() => phases.push(linter.state.phase));
	const last = () => {
		const worker = workers.at(-1);
		if (!worker) throw new Error('no worker was started');
		return worker;
	};
	return { linter, workers, phases, last };
}

const problem = {
	code: 'G004',
	message: 'm',
	from: { line: 1, column: 1 },
	to: { line: 1, column: 2 },
	fix: null
};

describe('the linter', () => {
	test('starts no worker before it is asked to, and then one', async () => {
		const { linter, workers, phases, last } = opened();
		expect(await linter.check('x')).toBeNull();
		expect(workers).toHaveLength(0);
		linter.start();
		linter.start();
		expect(workers).toHaveLength(1);
		expect(last().heard).toEqual([{ type: 'start', rules: ['G'] }]);
		last().say({ type: 'ready', version: '1' });
		expect(phases).toEqual(['loading', 'ready']);
	});

	test('gives each answer to the one who asked, in whatever order they come', async () => {
		const { linter, last } = opened();
		linter.start();
		const [first, second] = [linter.check('a'), linter.check('b')];
		last().say({ type: 'checked', ask: 2, problems: [problem] });
		last().say({ type: 'checked', ask: 1, problems: [] });
		expect(await first).toEqual([]);
		expect(await second).toEqual([problem]);
	});

	test('tells laid out, unreadable and gone apart', async () => {
		const { linter, last } = opened();
		linter.start();
		const asked = [linter.format('a'), linter.format('b'), linter.format('c')];
		last().say({ type: 'formatted', ask: 1, text: 'A' });
		last().say({ type: 'unformatted', ask: 2 });
		linter.close();
		expect(await Promise.all(asked)).toEqual([
			{ kind: 'formatted', text: 'A' },
			{ kind: 'unreadable' },
			null
		]);
	});

	test('that breaks down answers what is open, and starts afresh when asked', async () => {
		const { linter, workers, phases, last } = opened();
		linter.start();
		const open = linter.check('a');
		last().say({ type: 'broken', message: 'unreachable' });
		expect(await open).toBeNull();
		expect(last().isOver).toBe(true);
		expect(linter.state).toEqual({ phase: 'failed', message: 'unreachable' });
		linter.start();
		expect(workers).toHaveLength(2);
		last().say({ type: 'ready', version: '1' });
		expect(phases).toEqual(['loading', 'failed', 'loading', 'ready']);
	});

	test('whose script cannot be had has failed, not hung', () => {
		const { linter, last } = opened();
		linter.start();
		last().onerror?.(new Event('error') as ErrorEvent);
		expect(linter.state).toEqual({ phase: 'failed', message: 'its script could not be loaded' });
	});

	test('where workers are forbidden has failed too', () => {
		const linter = new Linter(['G'], () => {
			throw new Error('no workers here');
		});
		linter.start();
		expect(linter.state.phase).toBe('failed');
	});

	test('ends its worker when the page is left', () => {
		const { linter, last } = opened();
		linter.start();
		linter.close();
		expect(last().isOver).toBe(true);
		expect(linter.state.phase).toBe('off');
	});
});
