"""What the tasks of a program did: each one's running, waiting and being kept waiting, who made and cancelled whom, and what held
up the event loop, with its line.

The facts come from the loop itself, which tells when it calls what (`classroom.loop.Observer`), and from the tasks' own state. Of
a task, nothing is kept alive.
"""

import asyncio
import inspect
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from classroom import clock, forgotten, loop
from classroom.exceptions import type_name
from classroom.probes.lines import LineTimes
from classroom.probes.taskcancels import Cancellations
from classroom.probes.taskplaces import own_frames, own_place, reason
from classroom.probes.taskseen import STALLS, Kind, Step, Task, Times, Wait, task_told
from classroom.probes.taskstalls import Stalls
from classroom.probes.taskwaits import TASK_TYPES, wait_of
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

TASKS = 100
"""Tasks that are told one by one."""

STRETCHES = 2_000
"""Stretches of all of them together."""

SHORT = 0.0005
"""Seconds on the real clock below which a stretch is too short to draw; sums still hold it."""


class Probe(_Probe, loop.Observer):
    """Watches the loops of one run."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._lines = LineTimes()
        self._running = ExitStack()
        self._tasks: list[Task] = []
        self._known: weakref.WeakKeyDictionary[Any, Task] = weakref.WeakKeyDictionary()
        self._open: list[Task] = []
        self._steps: list[Step] = []
        self._making: list[float] = []
        self._times = Times()
        self._stalls = Stalls(self._times)
        self._cancellations = Cancellations(self._known, self._times)
        self._forgotten: list[shapes.TasksReportForgotten] = []
        self._deadlines: list[shapes.Deadline] = []
        self._deadline_of: weakref.WeakKeyDictionary[asyncio.Timeout, shapes.Deadline] = (
            weakref.WeakKeyDictionary()
        )
        self._more_tasks = 0
        self._more_stretches = 0
        self._drawn = 0
        self._program: Task | None = None
        self._test = ""
        self._last = 0.0
        self._end = 0.0

    # ------------------------------------------------------------------------------------------------- the run

    def start(self) -> None:
        """Begins to watch."""
        self._times.begin()
        with ExitStack() as starting:
            self._lines.start()
            starting.callback(self._lines.stop)
            starting.enter_context(loop.watched(self))
            starting.enter_context(_hooked(clock.holder, "asleep", self._slept))
            starting.enter_context(forgotten.heard(self._forget))
            self._running = starting.pop_all()

    def stop(self) -> None:
        """Ends watching; `report` then answers."""
        self._end = self._times.now()
        self._running.close()
        self._cancellations.look(self._open, None)
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
            "clock": "virtual" if self._times.virtual else "real",
            "seconds": self._times.told(self._end),
            "tasks": [task_told(known, self._times) for known in self._tasks],
            "stalls": self._stalls.told,
            "cancellations": self._cancellations.told,
            "deadlines": self._deadlines,
            "forgotten": self._forgotten,
            "leftOut": {
                "tasks": self._more_tasks,
                "stretches": self._more_stretches,
                "stalls": self._stalls.left_out,
            },
        }

    # --------------------------------------------------------------------------------------- what the loop tells

    def creating(self) -> None:
        """A task is about to be made."""
        self._making.append(self._times.now())

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
            self._stretch(known, "running", began, self._times.now(), None)
            self._pause(known, task)

    def scheduled(self, callback: Callable[..., object]) -> None:
        """A task whose step is queued waits no more."""
        task = getattr(callback, "__self__", None)
        if not isinstance(task, TASK_TYPES):
            return
        known = self._task(task)
        if known is None:
            return
        step = self._steps[-1] if self._steps else None
        if known.ready is None:
            known.ready = (
                self._times.now()
                if step is None or step.due is None
                else min(self._times.since_begin(step.due), self._times.now())
            )
        if step is not None and step.task is not known and (step.task is not None or step.owner is not None):
            step.scheduled[known.id] = own_place(), reason()

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
        deadline["at"], deadline["place"] = self._times.told(self._times.since_begin(when)), own_place()

    def begins(self, callback: Callable[..., object], due: float | None) -> None:
        """A step of a task begins, or a callback of another kind."""
        self._cancellations.look(self._open, None)
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, asyncio.Timeout) and (deadline := self._deadline_of.get(owner)) is not None:
            deadline["expired"] = True
        known = self._task(owner) if isinstance(owner, TASK_TYPES) else None
        now = self._times.now()
        if known is not None:
            known.steps += 1
            self._wait_until(known, now)
        self._steps.append(Step(known, None if known else owner, due, now, clock.real.perf_counter()))
        self._lines.begin()

    def ends(self) -> None:
        """It has ended."""
        line = self._lines.end()
        step = self._steps.pop()
        now = self._times.now()
        self._stalls.look(step, now, line, self._test)
        self._cancellations.look(self._open, step)
        known = step.task
        task = known.task() if known is not None and known.task is not None else None
        if known is not None and task is not None:
            self._stretch(known, "running", step.began, now, None)
            self._pause(known, task)
        step.owner = None

    # ------------------------------------------------------------------------------------------------------ tasks

    def _task(self, task: Any) -> Task | None:
        known = self._known.get(task)
        if known is not None:
            return known if known.id else None
        maker = self._steps[-1].task if self._steps else None
        coroutine = task.get_coro()
        if getattr(coroutine, "__qualname__", "").startswith("BaseEventLoop.shutdown_"):
            # asyncio.run tidies up by tasks of its own, which are nobody's business.
            return None
        if len(self._tasks) >= TASKS:
            self._more_tasks += 1
            # Counted once only.
            self._known[task] = Task(0, "", "", "", None, 0.0, None, None)
            return None
        now = self._times.now()
        known = Task(
            len(self._tasks) + 1,
            task.get_name(),
            getattr(coroutine, "__qualname__", type(coroutine).__name__),
            self._test,
            maker.id if maker else None,
            now,
            own_place(),
            weakref.ref(task),
            since=now,
            ready=now,
        )
        self._known[task] = known
        self._tasks.append(known)
        self._open.append(known)
        return known

    def _pause(self, known: Task, task: Any) -> None:
        """Notes how a task stands after a step."""
        known.since, known.ready, known.waits = self._times.now(), None, None
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

    def _wait_of(self, task: Any) -> Wait | None:
        if task._fut_waiter is not None and self._drawn >= STRETCHES:
            # Nobody will read what it was.
            return Wait("")
        return wait_of(task, self._known)

    def _wait_until(self, known: Task, now: float) -> None:
        ready = now if known.ready is None else max(known.since, min(known.ready, now))
        if known.waits is not None:
            self._stretch(known, "waiting", known.since, ready, known.waits)
        else:
            ready = known.since if known.ready is None else ready
        self._stretch(known, "blocked", ready, now, None)
        known.since = now

    def _stretch(self, known: Task, kind: Kind, start: float, end: float, waits: Wait | None) -> None:
        known.sums[kind] += max(end - start, 0.0)
        if end - start <= (1e-9 if self._times.virtual else SHORT):
            return
        if self._drawn >= STRETCHES:
            self._more_stretches += 1
            return
        self._drawn += 1
        known.stretches.append(
            {
                "kind": kind,
                "from": self._times.told(start),
                "to": self._times.told(end),
                "what": waits.what if waits else "",
                "tasks": waits.tasks if waits else [],
                "place": waits.place if waits else None,
            }
        )

    # --------------------------------------------------------------------------- stalls, cancellations, forgetting

    def _slept(self, seconds: float) -> None:
        if getattr(clock.holder.current, "is_aside", False):
            return
        now = self._times.now()
        began = now - seconds if self._times.virtual else max(now - seconds, self._last)
        self._last = now
        frames = own_frames()
        if not self._steps:
            self._sleep_of_program(began, now, seconds, frames)
            return
        step = self._steps[-1]
        step.slept += now - began
        current = asyncio.current_task()
        known = self._task(current) if current is not None else step.task
        self._stalls.add(known, self._test, "sleep", began, now, now - began, frames)

    def _sleep_of_program(
        self, began: float, now: float, seconds: float, frames: list[shapes.CodePlace]
    ) -> None:
        known = self._program
        if known is None or known.test != self._test:
            known = self._program = Task(
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
        self._stretch(known, "waiting", began, now, Wait(f"time.sleep({seconds:g})", (), place))
        known.since = known.ended_at = now
        known.steps += 1

    def _forget(self, coroutine: forgotten.Coroutine) -> None:
        if len(self._forgotten) < STALLS:
            self._forgotten.append(
                {
                    "name": coroutine.__qualname__,
                    "task": self._current(),
                    "test": self._test,
                    "place": own_place(),
                }
            )

    def _current(self) -> int | None:
        """Id of the task whose step runs; None outside of any, and for one that is not told."""
        known = self._steps[-1].task if self._steps else None
        return known.id if known is not None else None


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
