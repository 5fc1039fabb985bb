"""What the tasks of a program did: each one's running, waiting and being kept waiting, who made and cancelled whom, and what held
up the event loop, with its line.

The facts come from the loop itself, which tells when it calls what (`classroom.loop.Observer`), and from the tasks' own state. Of
a task, nothing is kept alive.
"""

import asyncio
import inspect
import sys
import types
import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from classroom import clock, forgotten, loop, project
from classroom.exceptions import line_of, type_name
from classroom.probes.lines import LineTimes
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

type _Why = Literal["cancel", "timeout", "task group", "gather", "callback", "end of run"]
type _Kind = Literal["running", "waiting", "blocked"]

TASKS = 100
"""Tasks that are told one by one."""

STRETCHES = 2_000
"""Stretches of all of them together."""

STALLS = 100

COMPUTING = 0.1
"""Seconds of computing in one go from which the loop counts as held up: asyncio's own `slow_callback_duration`."""

UNSEEN = 0.25
"""The same on the virtual clock, which does not show it: more, as a busy machine must not make a difference to a picture that is
exact in all else."""

SHORT = 0.0005
"""Seconds on the real clock below which a stretch is too short to draw; sums still hold it."""

_TASKS: tuple[type[asyncio.Task[Any]], ...] = (asyncio.Task, vars(asyncio.tasks)["_PyTask"])


@dataclass(frozen=True)
class _Wait:
    """What a task waits for."""

    what: str
    tasks: Sequence[int] = ()
    place: shapes.CodePlace | None = None


@dataclass
class _Task:
    id: int
    name: str
    coroutine: str
    test: str
    made_by: int | None
    made_at: float
    place: shapes.CodePlace | None
    task: weakref.ref[Any] | None
    stretches: list[shapes.Stretch] = field(default_factory=list)
    sums: dict[_Kind, float] = field(default_factory=lambda: {"running": 0.0, "waiting": 0.0, "blocked": 0.0})
    steps: int = 0
    since: float = 0.0
    """When its last step ended."""
    ready: float | None = None
    """When what it waited for had come."""
    waits: _Wait | None = None
    cancels: int = 0
    ended: Literal["returned", "raised", "cancelled", "pending"] = "pending"
    ended_at: float | None = None
    exception: str | None = None


@dataclass
class _Step:
    task: _Task | None
    owner: object
    """What the callback is a method of, where it is one."""
    due: float | None
    began: float
    real: float
    slept: float = 0.0
    """Seconds of the run's clock in time.sleep."""
    scheduled: dict[int, tuple[shapes.CodePlace | None, _Why]] = field(default_factory=dict)
    """Tasks that this step woke, with the line that did, and why they would be cancelled by it."""


class Probe(_Probe, loop.Observer):
    """Watches the loops of one run."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._lines = LineTimes()
        self._running = ExitStack()
        self._tasks: list[_Task] = []
        self._known: weakref.WeakKeyDictionary[Any, _Task] = weakref.WeakKeyDictionary()
        self._open: list[_Task] = []
        self._steps: list[_Step] = []
        self._making: list[float] = []
        self._stalls: list[shapes.Stall] = []
        self._cancellations: list[shapes.Cancellation] = []
        self._forgotten: list[shapes.TasksReportForgotten] = []
        self._deadlines: list[shapes.Deadline] = []
        self._deadline_of: weakref.WeakKeyDictionary[asyncio.Timeout, shapes.Deadline] = (
            weakref.WeakKeyDictionary()
        )
        self._left_out: shapes.TasksReportLeftOut = {"tasks": 0, "stretches": 0, "stalls": 0}
        self._drawn = 0
        self._program: _Task | None = None
        self._test = ""
        self._origin = 0.0
        self._last = 0.0
        self._virtual = False
        self._end = 0.0

    # ------------------------------------------------------------------------------------------------- the run

    def start(self) -> None:
        """Begins to watch."""
        self._virtual = clock.holder.current.virtual
        self._origin = clock.seconds()
        with ExitStack() as starting:
            self._lines.start()
            starting.callback(self._lines.stop)
            starting.enter_context(loop.watched(self))
            starting.enter_context(_hooked(clock.holder, "asleep", self._slept))
            starting.enter_context(forgotten.heard(self._forget))
            self._running = starting.pop_all()

    def stop(self) -> None:
        """Ends watching; `report` then answers."""
        self._end = self._now()
        self._running.close()
        self._look_for_cancellations(None)
        for known in self._open:
            self._wait_until(known, self._end)

    def test_started(self, nodeid: str) -> None:
        """Tasks made from now on belong to this test."""
        self._test = nodeid

    def test_finished(self) -> None:
        """Tasks made from now on belong to no test."""
        self._test = ""

    def report(self) -> shapes.TasksReport:
        """What the tasks of the run did."""
        return {
            "clock": "virtual" if self._virtual else "real",
            "seconds": self._round(self._end),
            "tasks": [self._told(known) for known in self._tasks],
            "stalls": self._stalls,
            "cancellations": self._cancellations,
            "deadlines": self._deadlines,
            "forgotten": self._forgotten,
            "leftOut": self._left_out,
        }

    def _told(self, known: _Task) -> shapes.AsyncTask:
        return {
            "id": known.id,
            "name": known.name,
            "coroutine": known.coroutine,
            "test": known.test,
            "madeBy": known.made_by,
            "madeAt": self._round(known.made_at),
            "place": known.place,
            "ended": known.ended,
            "endedAt": None if known.ended_at is None else self._round(known.ended_at),
            "exception": known.exception,
            "steps": known.steps,
            "running": self._round(known.sums["running"]),
            "waiting": self._round(known.sums["waiting"]),
            "blocked": self._round(known.sums["blocked"]),
            "stretches": known.stretches,
        }

    # --------------------------------------------------------------------------------------- what the loop tells

    def creating(self) -> None:
        """A task is about to be made."""
        self._making.append(self._now())

    def created(self, task: Any) -> None:
        """It is made, and has run already where it is an eager one."""
        began = self._making.pop()
        if task is None:
            return
        known = self._task(task)
        if known is None or known.steps:
            return
        coroutine = task.get_coro()
        has_run = task.done() or (
            inspect.iscoroutine(coroutine) and inspect.getcoroutinestate(coroutine) != inspect.CORO_CREATED
        )
        if has_run:
            known.steps = 1
            self._stretch(known, "running", began, self._now(), None)
            self._pause(known, task)

    def scheduled(self, callback: Callable[..., object]) -> None:
        """A task whose step is queued waits no more."""
        task = getattr(callback, "__self__", None)
        if not isinstance(task, _TASKS):
            return
        known = self._task(task)
        if known is None:
            return
        step = self._steps[-1] if self._steps else None
        if known.ready is None:
            known.ready = (
                self._now() if step is None or step.due is None else min(step.due - self._origin, self._now())
            )
        if step is not None and step.task is not known and (step.task is not None or step.owner is not None):
            step.scheduled[known.id] = _own_place(), _reason()

    def timed(self, callback: Callable[..., object], when: float) -> None:
        """A timer was set: a deadline, where it is that of asyncio.timeout or wait_for."""
        timeout = getattr(callback, "__self__", None)
        if not isinstance(timeout, asyncio.Timeout):
            return
        task = vars(timeout)["_task"]
        known = self._task(task) if task is not None else None
        if known is None:
            return
        deadline: shapes.Deadline | None = self._deadline_of.get(timeout)
        if deadline is None:
            if len(self._deadlines) >= STALLS:
                return
            deadline = {"task": known.id, "test": self._test, "at": 0.0, "expired": False, "place": None}
            self._deadline_of[timeout] = deadline
            self._deadlines.append(deadline)
        deadline["at"], deadline["place"] = self._round(when - self._origin), _own_place()

    def begins(self, callback: Callable[..., object], due: float | None) -> None:
        """A step of a task begins, or a callback of another kind."""
        self._look_for_cancellations(None)
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, asyncio.Timeout) and (deadline := self._deadline_of.get(owner)) is not None:
            deadline["expired"] = True
        known = self._task(owner) if isinstance(owner, _TASKS) else None
        now = self._now()
        if known is not None:
            known.steps += 1
            self._wait_until(known, now)
        self._steps.append(_Step(known, None if known else owner, due, now, clock.real.perf_counter()))
        self._lines.begin()

    def ends(self) -> None:
        """It has ended."""
        line = self._lines.end()
        step = self._steps.pop()
        now = self._now()
        self._look_for_stall(step, now, line)
        self._look_for_cancellations(step)
        known = step.task
        task = known.task() if known is not None and known.task is not None else None
        if known is not None and task is not None:
            self._stretch(known, "running", step.began, now, None)
            self._pause(known, task)
        step.owner = None

    # ------------------------------------------------------------------------------------------------------ tasks

    def _task(self, task: Any) -> _Task | None:
        known = self._known.get(task)
        if known is not None:
            return known if known.id else None
        maker = self._steps[-1].task if self._steps else None
        coroutine = task.get_coro()
        if getattr(coroutine, "__qualname__", "").startswith("BaseEventLoop.shutdown_"):
            # asyncio.run tidies up by tasks of its own, which are nobody's business.
            return None
        if len(self._tasks) >= TASKS:
            self._left_out["tasks"] += 1
            # Counted once only.
            self._known[task] = _Task(0, "", "", "", None, 0.0, None, None)
            return None
        now = self._now()
        known = _Task(
            len(self._tasks) + 1,
            task.get_name(),
            getattr(coroutine, "__qualname__", type(coroutine).__name__),
            self._test,
            maker.id if maker else None,
            now,
            _own_place(),
            weakref.ref(task),
            since=now,
            ready=now,
        )
        self._known[task] = known
        self._tasks.append(known)
        self._open.append(known)
        return known

    def _pause(self, known: _Task, task: Any) -> None:
        """Notes how a task stands after a step."""
        known.since, known.ready, known.waits = self._now(), None, None
        if not task.done():
            known.waits = self._wait_of(task)
            if known.waits is None:
                known.ready = known.since
            return
        known.ended_at = known.since
        if task.cancelled():
            known.ended = "cancelled"
        elif (error := task._exception) is not None:
            # Not by exception(), which would count as somebody having looked at it.
            known.ended, known.exception = "raised", _words_of(error)
        else:
            known.ended = "returned"
        self._open.remove(known)

    def _wait_until(self, known: _Task, now: float) -> None:
        ready = now if known.ready is None else max(known.since, min(known.ready, now))
        if known.waits is not None:
            self._stretch(known, "waiting", known.since, ready, known.waits)
        else:
            ready = known.since if known.ready is None else ready
        self._stretch(known, "blocked", ready, now, None)
        known.since = now

    def _stretch(self, known: _Task, kind: _Kind, start: float, end: float, waits: _Wait | None) -> None:
        known.sums[kind] += max(end - start, 0.0)
        if end - start <= (1e-9 if self._virtual else SHORT):
            return
        if self._drawn >= STRETCHES:
            self._left_out["stretches"] += 1
            return
        self._drawn += 1
        known.stretches.append(
            {
                "kind": kind,
                "from": self._round(start),
                "to": self._round(end),
                "what": waits.what if waits else "",
                "tasks": waits.tasks if waits else [],
                "place": waits.place if waits else None,
            }
        )

    def _wait_of(self, task: Any) -> _Wait | None:
        future = task._fut_waiter
        if future is None:
            return None
        if self._drawn >= STRETCHES:
            # Nobody will read what it was.
            return _Wait("")
        place, inner = None, None
        awaited = task.get_coro()
        while awaited is not None:
            frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None)
            if frame is not None and project.relative(frame.f_code.co_filename) is not None:
                place, inner = _place(frame), None
            elif frame is not None and inner is None:
                inner = frame
            awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
        group = inner.f_locals.get("self") if inner is not None else None
        if isinstance(future, _TASKS):
            others = [future]
        elif isinstance(group, asyncio.TaskGroup):
            # In the order in which they were made: a group keeps them as a set.
            others = sorted(group._tasks, key=lambda one: getattr(self._known.get(one), "id", 0))
        else:
            others = list(getattr(future, "_children", ()))
        ids = [other.id for other in map(self._known.get, others) if other is not None and other.id]
        return _Wait(self._what(future, inner, ids), ids, place)

    def _what(self, future: Any, inner: types.FrameType | None, ids: list[int]) -> str:
        if isinstance(future, _TASKS):
            return "a task"
        if hasattr(future, "_children"):
            return f"gather of {len(future._children)}"
        if inner is None:
            return "a future"
        name, names = inner.f_code.co_qualname, inner.f_locals
        if name == "sleep" and isinstance(names.get("delay"), int | float):
            return f"sleep({names['delay']:g})"
        if isinstance(names.get("self"), asyncio.TaskGroup):
            return f"TaskGroup of {len(names['self']._tasks)}"
        owner = type(names["self"]).__name__ if "self" in names else ""
        return _WAITS.get(name) or _WAITS.get(owner) or name

    # --------------------------------------------------------------------------- stalls, cancellations, forgetting

    def _slept(self, seconds: float) -> None:
        if getattr(clock.holder.current, "is_aside", False):
            return
        now = self._now()
        began = now - seconds if self._virtual else max(now - seconds, self._last)
        self._last = now
        frames = _own_frames()
        if not self._steps:
            self._sleep_of_program(began, now, seconds, frames)
            return
        step = self._steps[-1]
        step.slept += now - began
        current = asyncio.current_task()
        known = self._task(current) if current is not None else step.task
        self._stall(known, "sleep", began, now, now - began, frames)

    def _sleep_of_program(
        self, began: float, now: float, seconds: float, frames: list[shapes.CodePlace]
    ) -> None:
        known = self._program
        if known is None or known.test != self._test:
            known = self._program = _Task(
                len(self._tasks) + 1,
                "program",
                "",
                self._test,
                None,
                began,
                None,
                None,
                ended="returned",
                since=began,
            )
            self._tasks.append(known)
        self._stretch(known, "running", known.since, began, None)
        place = frames[-1] if frames else None
        self._stretch(known, "waiting", began, now, _Wait(f"time.sleep({seconds:g})", (), place))
        known.since = known.ended_at = now
        known.steps += 1

    def _look_for_stall(self, step: _Step, now: float, line: tuple[str, int, str] | None) -> None:
        took = clock.real.perf_counter() - step.real
        width = now - step.began - step.slept
        places = [] if line is None else [_place_of(*line)]
        if self._virtual and width > 0:
            self._stall(step.task, "asking", step.began, now, width, places)
        elif self._virtual and took >= UNSEEN:
            self._stall(step.task, "computing", now, now, took, places)
        elif not self._virtual and width >= COMPUTING:
            self._stall(step.task, "computing", step.began, now, width, places)

    def _stall(
        self,
        known: _Task | None,
        cause: Literal["sleep", "computing", "asking"],
        start: float,
        end: float,
        seconds: float,
        via: list[shapes.CodePlace],
    ) -> None:
        if len(self._stalls) >= STALLS:
            self._left_out["stalls"] += 1
            return
        self._stalls.append(
            {
                "task": known.id if known and known.id else None,
                "test": self._test,
                "cause": cause,
                "from": self._round(start),
                "to": self._round(end),
                "seconds": self._round(seconds),
                "via": via,
            }
        )

    def _look_for_cancellations(self, step: _Step | None) -> None:
        for known in self._open:
            task = known.task() if known.task is not None else None
            if task is None:
                continue
            asked = task.cancelling()
            if asked > known.cancels and len(self._cancellations) < STALLS:
                by, why, place = self._who_cancels(step, known)
                self._cancellations.append(
                    {
                        "task": known.id,
                        "by": by,
                        "why": why,
                        "at": self._round(self._now()),
                        "place": place,
                    }
                )
            known.cancels = asked

    def _who_cancels(
        self, step: _Step | None, known: _Task
    ) -> tuple[int | None, _Why, shapes.CodePlace | None]:
        if step is None:
            return None, "end of run", None
        if step.task is not None:
            place, why = step.scheduled.get(known.id, (None, "cancel"))
            return step.task.id, why, place
        if isinstance(step.owner, asyncio.Timeout):
            return None, "timeout", None
        if isinstance(step.owner, asyncio.TaskGroup):
            parent = self._known.get(vars(step.owner)["_parent_task"])
            return (parent.id if parent and parent.id else None), "task group", None
        return None, "callback", None

    def _forget(self, coroutine: forgotten.Coroutine) -> None:
        if len(self._forgotten) < STALLS:
            self._forgotten.append(
                {
                    "name": coroutine.__qualname__,
                    "task": self._current(),
                    "test": self._test,
                    "place": _own_place(),
                }
            )

    def _current(self) -> int | None:
        """Id of the task whose step runs; None outside of any, and for one that is not told."""
        known = self._steps[-1].task if self._steps else None
        return known.id if known is not None else None

    def _now(self) -> float:
        return clock.seconds() - self._origin

    def _round(self, seconds: float) -> float:
        return round(seconds, 9 if self._virtual else 6)


_WAITS = {
    "Queue.get": "an item of a Queue",
    "Queue.put": "room in a Queue",
    "Queue.join": "a Queue to be done",
    "Event": "an Event",
    "Lock": "a Lock",
    "Semaphore": "a place in a Semaphore",
    "BoundedSemaphore": "a place in a Semaphore",
    "Condition": "a Condition",
    "Barrier": "a Barrier",
    "to_thread": "a thread",
    "wait": "asyncio.wait",
    "_AsCompletedIterator": "the next to be done",
}


class _hooked:
    """Puts a value in the place of an attribute for the body."""

    def __init__(self, holder: Any, name: str, value: object) -> None:
        self._holder, self._name, self._value = holder, name, value

    def __enter__(self) -> None:
        self._before = getattr(self._holder, self._name)
        setattr(self._holder, self._name, self._value)

    def __exit__(self, *_error: object) -> None:
        setattr(self._holder, self._name, self._before)


def _words_of(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:
        text = ""
    name = type_name(type(error))
    return (f"{name}: {text}" if text else name)[:200]


def _own_frames() -> list[shapes.CodePlace]:
    """The reader's frames in the step that runs, outermost first."""
    found: list[types.FrameType] = []
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not loop._observed.__code__:
        if project.relative(frame.f_code.co_filename) is not None:
            found.append(frame)
        frame = frame.f_back
    return [_place(frame) for frame in reversed(found[:20])]


def _reason() -> _Why:
    """Why the code that runs would cancel a task: what stands between it and the reader's line."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and project.relative(frame.f_code.co_filename) is None:
        if frame.f_code.co_qualname == "TaskGroup._abort":
            return "task group"
        if frame.f_code.co_qualname == "_GatheringFuture.cancel":
            return "gather"
        frame = frame.f_back
    return "cancel"


def _own_place() -> shapes.CodePlace | None:
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not loop._observed.__code__:
        if project.relative(frame.f_code.co_filename) is not None:
            return _place(frame)
        frame = frame.f_back
    return None


def _place(frame: types.FrameType) -> shapes.CodePlace:
    code = frame.f_code
    return _place_of(project.relative(code.co_filename) or "", frame.f_lineno, code.co_qualname)


def _place_of(file: str, line: int, name: str) -> shapes.CodePlace:
    path = file if file in project._typed else str(project.ROOT / file)
    return {"file": file, "line": line, "name": name, "source": line_of(path, line).strip()[:200]}
