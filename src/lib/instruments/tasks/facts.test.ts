import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TasksReport } from './report';
import {
	heldUp,
	lanesOf,
	nameOf,
	saysBefore,
	saysEnd,
	saysScene,
	saysStall,
	saysWho,
	sceneOf,
	testsIn
} from './facts';

/** A real report: a task that naps 0.5 s is kept waiting by one that calls a function with time.sleep(1); a third is cancelled. */
const report: TasksReport = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../../../tests/fixtures/reports/cell-tasks.json'), 'utf8')
).observed.tasks;
// The pinned files have 0 for every time that is measured.
report.stalls = report.stalls.map((stall) => ({ ...stall, seconds: stall.to - stall.from }));
const scene = sceneOf(report, '');

describe('lanes', () => {
	const lanes = lanesOf(scene);

	test('the loop comes first, tasks stand under the one that made them', () => {
		expect(lanes.map(({ name, depth }) => [name, depth])).toEqual([
			['event loop', 0],
			['main · Task-1', 0],
			['late · Task-2', 1],
			['sleep · Task-3', 1],
			['slow · Task-4', 1]
		]);
	});

	test('the stall stands on the loop and on its task, with its line', () => {
		const stalls = lanes.flatMap(({ name, marks }) =>
			marks.filter(({ kind }) => kind === 'stall').map(({ label, from, to }) => [name, label, from, to])
		);
		expect(stalls).toEqual([
			['event loop', 'line 6 of cell.py', 0, 1],
			['slow · Task-4', 'line 6 of cell.py', 0, 1]
		]);
	});

	test('who was kept waiting is told by whom', () => {
		const blocked = lanes.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'blocked'));
		expect(blocked.map(({ says }) => says)).toContain(
			'sleep · Task-3 could go on, but is kept waiting from 0.5 s to 1 s by slow · Task-4, line 6 of cell.py.'
		);
	});

	test('a wait names the tasks that it is for', () => {
		expect(lanes[1]?.marks[0]).toMatchObject({
			says: 'main · Task-1 waits from 0 s to 1 s for gather of 2 on line 19 of cell.py: sleep · Task-3 and slow · Task-4.',
			others: [3, 4]
		});
	});

	test('each task has its end', () => {
		expect(lanes.map(({ sign }) => sign)).toEqual(['', '◐', '–', '✓', '✓']);
		expect(lanes[2]?.marks.at(-1)?.says).toBe(
			'late · Task-2 was cancelled at 1 s, by main · Task-1, line 20 of cell.py.'
		);
	});
});

test('a stall says its line, the way there, and who paid', () => {
	const [stall] = scene.stalls;
	expect(stall && saysStall(stall, scene)).toBe(
		'The event loop stood still for 1 s, from 0 s to 1 s: time.sleep on line 6 of cell.py (time.sleep(1)), in ask, called from slow (cell.py, line 10). 1 task that could have gone on had to wait.'
	);
});

test('computing on the virtual clock takes no time and is told all the same', () => {
	const place = { file: 'a.py', line: 3, name: 'burn', source: 'n += 1' };
	const stall = {
		task: 1,
		test: '',
		cause: 'computing' as const,
		from: 2,
		to: 2,
		seconds: 0.3,
		via: [place]
	};
	const burning = { ...scene, stalls: [stall] };
	expect(saysStall(stall, burning)).toBe(
		'0.3 s of computing on line 3 of a.py (n += 1), in burn, at 2 s. It takes no time on the virtual clock; in real time the loop stands still for as long.'
	);
	expect(saysScene(burning)).toContain('computing that a real clock would show');
});

test('the sentence of a run', () => {
	expect(saysScene(scene)).toBe(
		'It took 1 s on the virtual clock. The event loop stood still for 1 s of that, all of it on line 6 of cell.py.'
	);
	expect(saysScene({ ...scene, stalls: [] })).toContain('Nothing held up the event loop.');
	expect(saysScene({ ...scene, hasLoop: false })).toContain('There was no event loop');
});

test('a task that let go of a coroutine is not green', () => {
	const lost = { ...scene, forgotten: [{ name: 'late', task: 1, test: '', place: null }] };
	const main = lanesOf(lost).find(({ task }) => task === 1);
	expect(main?.sign).toBe('◐');
	expect(main?.marks.at(-1)?.says).toBe('main · Task-1 ended well at 1 s, but never awaited late().');
});

test('what only held up the loop is not drawn as running too', () => {
	const slow = lanesOf(scene).find(({ task }) => task === 4);
	expect(slow?.marks.map(({ kind }) => kind)).toEqual(['stall', 'end']);
});

test('a task group goes by its name alone where there is little room', () => {
	const [main, ...others] = scene.tasks;
	if (!main) throw new Error('there is a task');
	const stretches = main.stretches.map((one) => ({ ...one, what: 'TaskGroup of 2' }));
	const [, lane] = lanesOf({ ...scene, tasks: [{ ...main, stretches }, ...others] });
	const waits = lane?.marks.filter(({ kind }) => kind === 'waiting');
	expect(waits?.map(({ label }) => label)).toContain('TaskGroup');
	expect(waits?.[0]?.says).toContain('for TaskGroup of 2');
});

test('a wait for the world outside is told from one for another part of the program', () => {
	const kinds = lanesOf(scene).flatMap(({ marks }) => marks.map(({ kind, label }) => `${kind}: ${label}`));
	expect(kinds).toContain('outside: sleep(9)');
	expect(kinds).toContain('waiting: gather of 2');
});

test.each([
	[3, 'The run before took 3 s; this one took 2 s less.'],
	[1, 'The run before took just as long, 1 s.'],
	[0.25, 'The run before took 0.25 s; this one took 0.75 s longer.']
])('beside a run of %d s', (took, says) => {
	expect(saysBefore(scene, { ...scene, seconds: took })).toBe(says);
});

test('stalls that overlap count once', () => {
	const [stall] = scene.stalls;
	const twice = stall ? [stall, { ...stall, from: 0.5, to: 1.5 }] : [];
	expect(heldUp({ ...scene, stalls: twice })).toBe(1.5);
});

test('the tasks of a test are counted from where it began', () => {
	const later = {
		...report,
		tasks: report.tasks.map((task) => ({ ...task, test: 'b', madeAt: task.madeAt + 5 }))
	};
	const moved = later.tasks.map((task) => ({
		...task,
		stretches: task.stretches.map((one) => ({ ...one, from: one.from + 5, to: one.to + 5 }))
	}));
	const shown = sceneOf({ ...later, tasks: moved, stalls: [] }, 'b');
	expect(testsIn({ ...later, stalls: [], forgotten: [] })).toEqual(['b']);
	expect(shown.tasks[0]?.stretches[0]?.from).toBe(0);
	expect(sceneOf({ ...later, stalls: [] }, '').tasks).toEqual([]);
});

test.each([
	['cancel', 1, 'by main, line 2 of a.py'],
	['timeout', null, 'by its timeout'],
	['task group', 1, 'by the TaskGroup of main'],
	['task group', null, 'by its TaskGroup'],
	['gather', 1, 'with the gather that it belongs to, by main, line 2 of a.py'],
	['callback', null, 'by a callback'],
	['end of run', null, 'as asyncio.run came to its end']
] as const)('who cancelled: %s', (why, by, says) => {
	const place =
		why === 'cancel' || why === 'gather' ? { file: 'a.py', line: 2, name: 'main', source: '' } : null;
	expect(saysWho({ task: 2, by, why, at: 1, place }, () => 'main')).toBe(says);
});

test('how tasks end, and what they are called', () => {
	const [main] = scene.tasks;
	if (!main) throw new Error('no task');
	const raised = { ...main, ended: 'raised' as const, exception: 'ValueError: no' };
	expect(saysEnd(raised, scene, () => '')).toBe('ended at 1 s with ValueError: no');
	expect(saysEnd({ ...main, ended: 'pending', endedAt: null }, scene, () => '')).toBe(
		'never came to its end'
	);
	expect(nameOf({ ...main, name: 'heart' })).toBe('heart (main)');
	expect(nameOf({ ...main, coroutine: '' })).toBe('the program, without a loop');
	expect(nameOf(undefined)).toBe('the program');
});

test.each([
	[false, [], 'it was done by then.'],
	[true, [], 'it was asked to stop.'],
	[false, ['stall'], 'the loop was held up by line 6 of cell.py until 1 s, so nobody was there to keep it.'],
	[true, ['stall'], 'it was asked to stop, but only at 1 s, as the loop was held up by line 6 of cell.py.']
])('a deadline stands on the lane of its task, expired %s, with %j', (expired, stalls, says) => {
	const place = { file: 'cell.py', line: 12, name: 'main', source: 'async with asyncio.timeout(0.7):' };
	const deadlines = [
		{ task: 1, test: '', at: 0.7, expired, place },
		{ task: 1, test: '', at: 60, expired: false, place }
	];
	const [, main] = lanesOf({ ...scene, stalls: stalls.length ? scene.stalls : [], deadlines });
	expect(main?.marks.filter(({ kind }) => kind === 'deadline')).toEqual([
		expect.objectContaining({
			from: 0.7,
			label: 'deadline',
			says: `main · Task-1 has a deadline at 0.7 s, set on line 12 of cell.py: ${says}`,
			place
		})
	]);
});
