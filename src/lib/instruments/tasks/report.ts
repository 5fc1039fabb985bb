// What the tasks of a run did. Made by src/python/classroom/probes/tasks.py.
import { among, list, nullable, number, object, text, truth, type Infer } from '#lib/runtime/schema';

/** A line of the reader's, with the function it stands in. */
const codePlace = object({
	file: text,
	line: number,
	name: text,
	source: text
});
export type CodePlace = Infer<typeof codePlace>;

const stretch = object({
	/** `blocked`: it could have gone on, but the loop was busy with another. */
	kind: among('running', 'waiting', 'blocked'),
	from: number,
	to: number,
	/** What it waits for: `sleep(0.1)`, `a place in a Semaphore`. */
	what: text,
	/** Tasks that it waits for, by id. */
	tasks: list(number),
	/** Line of its `await`. */
	place: nullable(codePlace)
});
export type Stretch = Infer<typeof stretch>;

const asyncTask = object({
	id: number,
	/** `Task-1`, or as the program named it; `program` for code outside any loop, once it sleeps. */
	name: text,
	/** Qualified name of its coroutine; empty for `program`. */
	coroutine: text,
	/** Node id of the test that made it; empty outside tests. */
	test: text,
	/** Id of the task that made it; null for the program itself. */
	madeBy: nullable(number),
	madeAt: number,
	place: nullable(codePlace),
	ended: among('returned', 'raised', 'cancelled', 'pending'),
	endedAt: nullable(number),
	/** `ValueError: no`, where it raised. */
	exception: nullable(text),
	/** How often the loop has turned to it. */
	steps: number,
	/** Sums in seconds, stretches that are too short to tell included. */
	running: number,
	waiting: number,
	blocked: number,
	stretches: list(stretch)
});
export type AsyncTask = Infer<typeof asyncTask>;

const stall = object({
	/** Id of the task that held the loop up; null for a callback. */
	task: nullable(number),
	test: text,
	/** time.sleep; computing; on the virtual clock, asking for the time until it is late. */
	cause: among('sleep', 'computing', 'asking'),
	from: number,
	to: number,
	/** How long it took: for computing on the virtual clock, where it takes no time, in real seconds. */
	seconds: number,
	/** The way to the line that did it, which is the last one. */
	via: list(codePlace)
});
export type Stall = Infer<typeof stall>;

const cancellation = object({
	/** Id of the task that was asked to stop. */
	task: number,
	/** Id of the task that asked; null where it was none. */
	by: nullable(number),
	why: among('cancel', 'timeout', 'task group', 'gather', 'callback', 'end of run'),
	at: number,
	place: nullable(codePlace)
});
export type Cancellation = Infer<typeof cancellation>;

const deadline = object({
	/** Id of the task that it was set for. */
	task: number,
	test: text,
	/** When it is due; where it was moved, when it last was. */
	at: number,
	/** Whether it came to pass: the task was then asked to stop. */
	expired: truth,
	/** Line that set it. */
	place: nullable(codePlace)
});
export type Deadline = Infer<typeof deadline>;

/** What the tasks of a run did. Times are seconds since it began, on its clock. */
export const report = object({
	/** The clock that it ran on. */
	clock: among('real', 'virtual'),
	seconds: number,
	/** In the order in which they were made; at most 100. */
	tasks: list(asyncTask),
	/** Stretches in which the loop could turn to nobody. */
	stalls: list(stall),
	cancellations: list(cancellation),
	/** Of asyncio.timeout and wait_for, in the order in which they were set. */
	deadlines: list(deadline),
	/** Coroutines that were called and never awaited, with the task (its id) that let go of them. */
	forgotten: list(
		object({
			name: text,
			task: nullable(number),
			test: text,
			place: nullable(codePlace)
		})
	),
	/** How many there were beyond those told. */
	leftOut: object({
		tasks: number,
		stretches: number,
		stalls: number
	})
});
export type TasksReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		tasks: TasksReport;
	}
}
