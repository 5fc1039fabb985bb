// The tasks of a run as a picture and as words: lanes on one axis, what held the loop up, who made, awaited and cancelled whom.
import { counted, listed } from '#lib/sentence/counted';
import { assertNever } from '#lib/runtime/protocol';
import type { AsyncTask, Cancellation, CodePlace, Deadline, Stall, Stretch, TasksReport } from './report';
import { timeWords } from '../kit/time';
import { capital } from '../kit/words';
import { placeLabel, placeWords } from '../place';

/** A piece of a lane; `from` and `to` are seconds since the scene began. */
export interface Mark {
	/** `outside`: waits for what the program does not do itself, time or a thread; `waiting`: for another part of it. */
	kind: Stretch['kind'] | 'outside' | 'stall' | 'deadline' | 'end';
	from: number;
	to: number;
	/** Word that stands on or beside it: `shop.py, line 4`. */
	label: string;
	says: string;
	place: CodePlace | null;
	/** Lanes that it has to do with: tasks that it waits for or keeps waiting, by id. */
	others: number[];
}

export interface Lane {
	/** Id of its task; null for the event loop itself. */
	task: number | null;
	name: string;
	/** How deep under the tasks that made it. */
	depth: number;
	marks: Mark[];
	/** How it ended; `◐` for one that ended well but let go of a coroutine that it had not awaited. */
	sign: '✓' | '✕' | '–' | '◐' | '';
}

/** One run, or one test of it, from its own beginning. */
export interface Scene {
	clock: TasksReport['clock'];
	seconds: number;
	tasks: AsyncTask[];
	stalls: Stall[];
	cancellations: Cancellation[];
	deadlines: Deadline[];
	forgotten: TasksReport['forgotten'];
	/** True where there was an event loop. */
	hasLoop: boolean;
}

/** Tests that made tasks or slept, in the order in which they ran; empty outside tests. */
export function testsIn(report: TasksReport): string[] {
	const all = [...report.tasks, ...report.stalls, ...report.forgotten].map(({ test }) => test);
	return [...new Set(all.filter(Boolean))];
}

/** The part of a report that belongs to a test (empty: to no test), its times counted from its first task. */
export function sceneOf(report: TasksReport, test: string): Scene {
	const tasks = report.tasks.filter((task) => task.test === test);
	const ids = new Set(tasks.map(({ id }) => id));
	const stalls = report.stalls.filter((stall) => stall.test === test);
	const origin =
		test === '' ? 0 : Math.min(...tasks.map(({ madeAt }) => madeAt), ...stalls.map(({ from }) => from));
	const from = (seconds: number) => tidy(seconds - (Number.isFinite(origin) ? origin : 0));
	const shifted = <T extends { from: number; to: number }>(one: T): T => ({
		...one,
		from: from(one.from),
		to: from(one.to)
	});
	const scene = {
		clock: report.clock,
		tasks: tasks.map((task) => ({
			...task,
			madeAt: from(task.madeAt),
			endedAt: task.endedAt === null ? null : from(task.endedAt),
			stretches: task.stretches.map(shifted)
		})),
		stalls: stalls.map(shifted),
		cancellations: report.cancellations
			.filter(({ task }) => ids.has(task))
			.map((one) => ({ ...one, at: from(one.at) })),
		deadlines: report.deadlines
			.filter((one) => one.test === test)
			.map((one) => ({ ...one, at: from(one.at) })),
		forgotten: report.forgotten.filter((one) => one.test === test),
		hasLoop: tasks.some(({ coroutine }) => coroutine !== '') || stalls.length > 0
	};
	const ends = [
		...scene.tasks.flatMap(({ endedAt, stretches }) => [endedAt ?? 0, ...stretches.map(({ to }) => to)]),
		...scene.stalls.map(({ to }) => to)
	];
	return { ...scene, seconds: Math.max(0, ...ends) };
}

/** The lanes of a scene: the loop first, then each task under the one that made it. */
export function lanesOf(scene: Scene): Lane[] {
	const byId = new Map(scene.tasks.map((task) => [task.id, task]));
	const name = (id: number | null) => nameOf(id === null ? undefined : byId.get(id));
	const lanes: Lane[] = scene.hasLoop
		? [
				{
					task: null,
					name: 'event loop',
					depth: 0,
					sign: '',
					marks: scene.stalls.map((stall) => stallMark(stall, scene))
				}
			]
		: [];
	const add = (task: AsyncTask, depth: number) => {
		lanes.push({
			task: task.id,
			name: nameOf(task),
			depth,
			sign: task.ended === 'returned' && forgottenBy(task.id, scene).length ? '◐' : signOf(task),
			marks: marksOf(task, scene, name)
		});
		for (const made of scene.tasks) if (made.madeBy === task.id) add(made, depth + 1);
	};
	for (const task of scene.tasks) if (task.madeBy === null || !byId.has(task.madeBy)) add(task, 0);
	return lanes;
}

/** `fetch · Task-2`; a task with a name of its own goes by that. */
export function nameOf(task: AsyncTask | undefined): string {
	if (!task) return 'the program';
	if (task.coroutine === '') return 'the program, without a loop';
	const coroutine = task.coroutine.split('.<locals>.').at(-1) ?? task.coroutine;
	return /^Task-\d+$/.test(task.name) ? `${coroutine} · ${task.name}` : `${task.name} (${coroutine})`;
}

function signOf(task: AsyncTask): Lane['sign'] {
	switch (task.ended) {
		case 'returned':
			return '✓';
		case 'raised':
			return '✕';
		case 'cancelled':
		case 'pending':
			return '–';
		default:
			return assertNever(task.ended);
	}
}

function marksOf(task: AsyncTask, scene: Scene, name: (id: number | null) => string): Mark[] {
	const own = scene.stalls.filter((stall) => stall.task === task.id);
	// What ran only to hold up the loop is drawn as that.
	const isStall = ({ kind, from, to }: Stretch) =>
		kind === 'running' && own.some((stall) => stall.from <= from && stall.to >= to);
	const drawn = task.stretches.filter((stretch) => !isStall(stretch));
	const marks: Mark[] = drawn.map((stretch) => ({
		kind: stretch.kind === 'waiting' && isOutside(stretch) ? 'outside' : stretch.kind,
		from: stretch.from,
		to: stretch.to,
		label: labelOf(stretch),
		says: saysStretch(task, stretch, scene, name),
		place: stretch.place,
		others:
			stretch.kind === 'blocked'
				? culprits(stretch, scene.stalls).flatMap(({ task }) => task ?? [])
				: stretch.tasks
	}));
	marks.push(...own.map((stall) => stallMark(stall, scene)));
	// One that lies beyond the end of all is no part of the picture.
	const deadlines = scene.deadlines.filter((one) => one.task === task.id && one.at <= scene.seconds);
	marks.push(
		...deadlines.map((one): Mark => ({
			kind: 'deadline',
			from: one.at,
			to: one.at,
			label: 'deadline',
			says: saysDeadline(one, task, scene),
			place: one.place,
			others: []
		}))
	);
	const end = task.endedAt ?? scene.seconds;
	const last = cancellationsOf(task.id, scene).at(-1);
	marks.push({
		kind: 'end',
		from: end,
		to: end,
		label: '',
		says: `${nameOf(task)} ${saysEnd(task, scene, name)}.`,
		place: task.ended === 'cancelled' ? (last?.place ?? null) : task.place,
		others: task.ended === 'cancelled' && last?.by ? [last.by] : []
	});
	return marks.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** When a timeout was due, and what came of it. */
function saysDeadline(one: Deadline, task: AsyncTask, scene: Scene): string {
	const where = one.place ? `, set on ${placeWords(one.place)}` : '';
	const due = `${nameOf(task)} has a deadline at ${timeWords(one.at)}${where}:`;
	const held = scene.stalls.find((stall) => stall.from < one.at && stall.to > one.at);
	const line = held?.via.at(-1);
	const by = line ? ` by ${placeWords(line)}` : '';
	if (held && !one.expired)
		return `${due} the loop was held up${by} until ${timeWords(held.to)}, so nobody was there to keep it.`;
	if (!one.expired) return `${due} it was done by then.`;
	return held
		? `${due} it was asked to stop, but only at ${timeWords(held.to)}, as the loop was held up${by}.`
		: `${due} it was asked to stop.`;
}

function saysStretch(
	task: AsyncTask,
	stretch: Stretch,
	scene: Scene,
	name: (id: number | null) => string
): string {
	const during = `from ${timeWords(stretch.from)} to ${timeWords(stretch.to)}`;
	const where = stretch.place ? ` on ${placeWords(stretch.place)}` : '';
	switch (stretch.kind) {
		case 'running':
			return `${nameOf(task)} runs ${during}.`;
		case 'waiting': {
			const who = stretch.tasks.length ? `: ${listed(stretch.tasks.map(name))}` : '';
			return `${nameOf(task)} waits ${during} for ${stretch.what}${where}${who}.`;
		}
		case 'blocked': {
			const by = culprits(stretch, scene.stalls).at(0);
			const line = by?.via.at(-1);
			return `${nameOf(task)} could go on, but is kept waiting ${during}${line ? ` by ${name(by?.task ?? null)}, ${placeWords(line)}` : ''}.`;
		}
		default:
			return assertNever(stretch.kind);
	}
}

/** Short enough to stand in a bar: how many tasks a group has, the sentence says. */
const labelOf = ({ kind, what }: Stretch) =>
	kind === 'blocked' ? 'kept waiting' : what.startsWith('TaskGroup') ? 'TaskGroup' : what;

/** True where a wait is for the world outside: a service that answers, a thread, the passing of time. */
const isOutside = ({ what }: Stretch) => /^(time\.)?sleep\(|^a thread$|^a future$/.test(what);

const culprits = (stretch: Pick<Stretch, 'from' | 'to'>, stalls: readonly Stall[]) =>
	stalls.filter((stall) => stall.from < stretch.to && stall.to > stretch.from);

/** Tasks that could have gone on while the loop was held up. */
export const keptWaiting = (stall: Stall, scene: Scene): AsyncTask[] =>
	scene.tasks.filter((task) =>
		task.stretches.some(({ kind, from, to }) => kind === 'blocked' && from < stall.to && to > stall.from)
	);

function stallMark(stall: Stall, scene: Scene): Mark {
	const at = stall.via.at(-1) ?? null;
	return {
		kind: 'stall',
		from: stall.from,
		to: stall.to,
		label: at ? placeWords(at) : 'held up',
		says: saysStall(stall, scene),
		place: at,
		others: keptWaiting(stall, scene).map(({ id }) => id)
	};
}

/** What held the loop up, on which line, how the code came there, and who paid for it. */
export function saysStall(stall: Stall, scene: Scene): string {
	const at = stall.via.at(-1);
	const outer = stall.via.slice(0, -1);
	const where = at ? ` on ${placeWords(at)} (${at.source}), in ${at.name}` : ' in a callback';
	const way = outer.length
		? `, called from ${outer
				.reverse()
				.map((place) => `${place.name} (${placeLabel(place)})`)
				.join(', called from ')}`
		: '';
	if (stall.cause === 'computing' && scene.clock === 'virtual') {
		return `${capital(timeWords(stall.seconds))} of computing${where}${way}, at ${timeWords(stall.from)}. It takes no time on the virtual clock; in real time the loop stands still for as long.`;
	}
	const kept = keptWaiting(stall, scene).length;
	const paid = kept ? ` ${capital(counted(kept, 'task'))} that could have gone on had to wait.` : '';
	return `The event loop stood still for ${timeWords(stall.seconds)}, from ${timeWords(stall.from)} to ${timeWords(stall.to)}: ${CAUSES[stall.cause]}${where}${way}.${paid}`;
}

const CAUSES: Record<Stall['cause'], string> = {
	sleep: 'time.sleep',
	computing: 'computing',
	asking: 'asking for the time again and again'
};

/** How a task ended, after its name: `was cancelled at 1 s by main, line 8 of shop.py`. */
export function saysEnd(task: AsyncTask, scene: Scene, name: (id: number | null) => string): string {
	const at = task.endedAt === null ? '' : ` at ${timeWords(task.endedAt)}`;
	switch (task.ended) {
		case 'returned': {
			const lost = forgottenBy(task.id, scene);
			const but = lost.length ? `, but never awaited ${listed(lost.map((one) => `${one.name}()`))}` : '';
			return `ended well${at}${but}`;
		}
		case 'raised':
			return `ended${at} with ${task.exception ?? 'an exception'}`;
		case 'pending':
			return 'never came to its end';
		case 'cancelled': {
			const last = cancellationsOf(task.id, scene).at(-1);
			return `was cancelled${at}${last ? `, ${saysWho(last, name)}` : ''}`;
		}
		default:
			return assertNever(task.ended);
	}
}

const forgottenBy = (id: number, scene: Scene) => scene.forgotten.filter(({ task }) => task === id);
const cancellationsOf = (id: number, scene: Scene) => scene.cancellations.filter(({ task }) => task === id);

/** Who asked a task to stop: `by main, line 8 of shop.py`. */
export function saysWho(one: Cancellation, name: (id: number | null) => string): string {
	const line = one.place ? `, ${placeWords(one.place)}` : '';
	switch (one.why) {
		case 'cancel':
			return `by ${name(one.by)}${line}`;
		case 'timeout':
			return 'by its timeout';
		case 'task group':
			return one.by === null ? 'by its TaskGroup' : `by the TaskGroup of ${name(one.by)}`;
		case 'gather':
			return `with the gather that it belongs to, by ${name(one.by)}${line}`;
		case 'callback':
			return 'by a callback';
		case 'end of run':
			return 'as asyncio.run came to its end';
		default:
			return assertNever(one.why);
	}
}

/** What a run came to, in a sentence or three. */
export function saysScene(scene: Scene): string {
	const clock = scene.clock === 'virtual' ? 'on the virtual clock' : 'in real time';
	const took = `It took ${timeWords(scene.seconds)} ${clock}.`;
	if (!scene.hasLoop) return `${took} There was no event loop: one thing after the other.`;
	const held = heldUp(scene);
	const worst = scene.stalls.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]?.via.at(-1);
	const lines = new Set(scene.stalls.map(({ via }) => `${via.at(-1)?.file}:${via.at(-1)?.line}`));
	const computing = scene.stalls.some(({ from, to }) => from === to);
	const stood =
		held > 0
			? `The event loop stood still for ${timeWords(held)} of that${worst ? `, ${lines.size > 1 ? 'most of it' : 'all of it'} on ${placeWords(worst)}` : ''}.`
			: computing
				? 'Nothing slept in the event loop, but there was computing that a real clock would show.'
				: 'Nothing held up the event loop.';
	return `${took} ${stood}`;
}

/** Seconds in which the loop could turn to nobody; stretches that overlap count once. */
export function heldUp(scene: Scene): number {
	let sum = 0;
	let until = 0;
	for (const { from, to } of scene.stalls.toSorted((a, b) => a.from - b.from)) {
		sum += Math.max(0, to - Math.max(from, until));
		until = Math.max(until, to);
	}
	return tidy(sum);
}

/** This run beside the one before it. */
export function saysBefore(now: Scene, before: Scene): string {
	const difference = tidy(now.seconds - before.seconds);
	const clocks = now.clock === before.clock ? '' : ' The two ran on different clocks.';
	if (Math.abs(difference) < (now.clock === 'virtual' ? 1e-9 : 0.01)) {
		return `The run before took just as long, ${timeWords(before.seconds)}.${clocks}`;
	}
	const more = difference > 0 ? 'longer' : 'less';
	return `The run before took ${timeWords(before.seconds)}; this one took ${timeWords(Math.abs(difference))} ${more}.${clocks}`;
}

/** Without what a subtraction of floats leaves behind. */
const tidy = (value: number) => Math.round(value * 1e9) / 1e9;
