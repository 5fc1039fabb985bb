"""An event loop that really blocks: CPython's own, waiting by the page's `block` where CPython waits for the
system.

Pyodide's own loop lets other tasks run during time.sleep and cannot be entered twice; a lesson on asyncio would
then teach what is not so. Here asyncio.run, Runner, timeouts, task groups and pytest-asyncio behave as they do
on a desktop.
"""

import asyncio
import errno
import os
import sys
from asyncio import base_events, events, runners
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import Context
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from weakref import WeakSet

from classroom import clock, project


class DeadlockError(RuntimeError):
    """Every task waits and no timer runs: on a desktop the program would hang for ever."""

    place: tuple[str, int] | None = None
    """File and line at which the first of them waits."""


class Observer:
    """Hears what a loop does. What it does itself must not show in the program."""

    def created(self, task: asyncio.Task[Any] | None) -> None:
        """A task has been made, None if that failed; an eager one has run its first step by now."""

    def creating(self) -> None:
        """A task is about to be made by the code that runs."""

    def scheduled(self, callback: Callable[..., object]) -> None:
        """A callback was put in the queue of those to be called soon."""

    def timed(self, callback: Callable[..., object], when: float) -> None:
        """A timer was set: the callback is to be called at this time of the loop's clock."""

    def begins(self, callback: Callable[..., object], due: float | None) -> None:
        """A callback is called; `due` is the time that a timer was set to."""

    def ends(self) -> None:
        """It has returned."""


def install(block: clock.Block) -> None:
    """Makes the blocking loop the one that asyncio makes, and has it and time.sleep wait by `block` on the real clock."""
    clock.install(block)
    events._set_event_loop_policy(_Policy())
    events._set_running_loop(None)
    asyncio.run = runners.run = _run
    asyncio.EventLoop = asyncio.SelectorEventLoop = BlockingEventLoop


@contextmanager
def watched(observer: Observer) -> Iterator[None]:
    """Has the observer hear of whatever a loop does meanwhile."""
    before = BlockingEventLoop.observer
    BlockingEventLoop.observer = observer
    try:
        yield
    finally:
        BlockingEventLoop.observer = before


def begin_run() -> None:
    """Names of tasks begin at Task-1, as they do in a new program."""
    BlockingEventLoop.made = 0


def end_run() -> None:
    """After a Stop: no loop goes on, and tasks that were left waiting say nothing of it in the next run, when they are freed."""
    if events._get_running_loop() is not None:
        events._set_running_loop(None)
        sys.set_asyncgen_hooks(None, None)
    for each in list(_loops):
        each._thread_id = None
        for task in asyncio.all_tasks(each):
            object.__setattr__(task, "_log_destroy_pending", False)


if TYPE_CHECKING:

    class _Base(base_events.BaseEventLoop):
        """CPython's, with those parts of its own that are used here."""

        _scheduled: list[asyncio.TimerHandle]
        _selector: _Selector
        _clock_resolution: float
        _thread_id: int | None
        _task_factory: object
        _debug: bool

        def _check_closed(self) -> None: ...
        def _check_callback(self, callback: object, method: str) -> None: ...
        def _call_soon(
            self, callback: Callable[..., object], args: Sequence[object], context: Context | None
        ) -> events.Handle: ...

else:
    _Base = base_events.BaseEventLoop


class BlockingEventLoop(_Base):
    """CPython's event loop without sockets, pipes and threads."""

    observer: ClassVar[Observer | None] = None
    made: ClassVar[int] = 0
    """Tasks made in this run."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Selector(self)
        _loops.add(self)
        if clock.holder.current.virtual:
            # The real clock of a browser may be coarse; on this one, timers a microsecond apart are apart.
            self._clock_resolution = 1e-9

    def time(self) -> float:
        """Seconds on the clock of the run. The loop asks at every turn; only at a turn without waiting does it count."""
        return clock.holder.current.loop_time()

    def create_task(self, coro: Coroutine[Any, Any, Any], **options: Any) -> asyncio.Task[Any]:
        """As in CPython. A task without a name gets the next number of this run."""
        observer = self.observer
        if self._task_factory is None and options.get("name") is None:
            BlockingEventLoop.made += 1
            options["name"] = f"Task-{BlockingEventLoop.made}"
        if observer is None:
            return super().create_task(coro, **options)
        observer.creating()
        task = None
        try:
            task = made = super().create_task(coro, **options)
        finally:
            observer.created(task)
        return made

    def run_in_executor[T](
        self, executor: Executor | None, func: Callable[..., T], *args: object
    ) -> asyncio.Future[T]:
        """Calls the function at the loop's next turn, in this thread, as there is no other. On the virtual clock its waiting
        keeps nobody waiting, as in a thread: the answer comes when the function would have come to its end."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        future: asyncio.Future[T] = self.create_future()
        self.call_soon(_settle, self, future, func, args)
        return future

    def _call_soon(
        self, callback: Callable[..., object], args: Sequence[object], context: Context | None
    ) -> events.Handle:
        handle = super()._call_soon(callback, args, context)
        if self.observer is not None:
            self.observer.scheduled(callback)
            handle.__class__ = _WatchedHandle
        return handle

    def call_at(
        self, when: float, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """As in CPython."""
        now = clock.holder.current
        if isinstance(now, clock.VirtualClock) and isinstance(when, int | float):
            when = _Moment(when)
            when.exact = now.exact(when)
        timer = super().call_at(when, callback, *args, context=context)
        if self.observer is not None:
            self.observer.timed(callback, when)
            timer.__class__ = _WatchedTimer
        return timer

    async def create_connection(self, *_args: object, **_options: object) -> NoReturn:
        """There is no network; nor for the others that are like it."""
        raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))

    create_server = create_datagram_endpoint = sock_connect = create_connection
    create_unix_connection = create_unix_server = create_connection

    async def subprocess_exec(self, *_args: object, **_options: object) -> NoReturn:
        """There are no processes."""
        raise OSError(138, "emscripten does not support processes.")

    subprocess_shell = subprocess_exec

    def _process_events(self, event_list: list[object]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


_loops: WeakSet[BlockingEventLoop] = WeakSet()


class _Moment(float):
    """A time of the loop's on the virtual clock."""

    exact: int
    """The same in nanoseconds as a program is told times."""


class _WatchedHandle(events.Handle):
    __slots__ = ()

    def _run(self) -> None:
        _observed(self, None)


class _WatchedTimer(events.TimerHandle):
    __slots__ = ()

    def _run(self) -> None:
        due = self._when
        _observed(self, due.exact / 1e9 if isinstance(due, _Moment) else due)


_WatchedHandle.__name__ = "Handle"
_WatchedTimer.__name__ = "TimerHandle"


def _observed(handle: events.Handle, due: float | None) -> None:
    observer = BlockingEventLoop.observer
    if observer is None:
        events.Handle._run(handle)
        return
    observer.begins(handle._callback, due)
    try:
        events.Handle._run(handle)
    finally:
        observer.ends()


class _Selector:
    """Stands where the loop keeps its selector: nothing ever becomes ready, so select only waits."""

    def __init__(self, loop: BlockingEventLoop) -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[object]:
        if timeout is None:
            raise _told(DeadlockError(), "deadlock: every task waits and nothing will wake them", self._loop)
        if timeout > 0:
            now = clock.holder.current
            try:
                if isinstance(now, clock.VirtualClock):
                    now.wait(*self._together(timeout))
                else:
                    now.wait(timeout, True)
            except clock.EndlessError as error:
                raise _told(error, str(error), self._loop) from None
        return []

    def _together(self, timeout: float) -> tuple[float, bool, int | None]:
        """How long to wait so that all timers that are due together are, and what a program is told then."""
        timers = self._loop._scheduled
        first = timers[0]._when if timers else None
        if not isinstance(first, _Moment) or timeout < first - clock.holder.current.loop_time():
            return timeout, True, None
        last = first
        waiting = [1, 2]
        while waiting:
            # A heap: what stands under a timer is due no sooner.
            place = waiting.pop()
            moment = timers[place]._when if place < len(timers) else None
            if isinstance(moment, _Moment) and moment <= first + clock.TOGETHER:
                last = max(last, moment)
                waiting += (2 * place + 1, 2 * place + 2)
        return timeout + (last - first), True, last.exact

    def close(self) -> None:
        pass


class _Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = BlockingEventLoop


def _run[T](
    main: Coroutine[Any, Any, T],
    *,
    debug: bool | None = None,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> T:
    # asyncio.run as it stands in CPython 3.14; Pyodide has put its own in place of it.
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with runners.Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


_run.__name__ = _run.__qualname__ = "run"


def _settle(
    loop: BlockingEventLoop,
    future: asyncio.Future[Any],
    func: Callable[..., object],
    args: tuple[object, ...],
) -> None:
    if future.cancelled():
        return
    result, raised = None, None
    with clock.holder.current.aside() as waited:
        try:
            result = func(*args)
        except SystemExit, KeyboardInterrupt:
            raise
        except StopIteration as error:
            raised = RuntimeError("the function raised StopIteration, which a future cannot hold")
            raised.__cause__ = error
        except BaseException as error:
            raised = error
    if waited() > 0:
        loop.call_later(waited(), _answer, future, result, raised)
    else:
        _answer(future, result, raised)


def _answer(future: asyncio.Future[Any], result: object, raised: BaseException | None) -> None:
    if future.cancelled():
        return
    if raised is not None:
        future.set_exception(raised)
    else:
        future.set_result(result)


def waits_at(task: asyncio.Task[Any]) -> tuple[str, int] | None:
    """File and line of the innermost `await` of the reader's own at which a task stands."""
    place = None
    awaited = task.get_coro()
    while awaited is not None:
        frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None)
        if frame is not None and (file := project.relative(frame.f_code.co_filename)) is not None:
            place = file, frame.f_lineno
        awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
    return place


def _told(error: DeadlockError | clock.EndlessError, what: str, loop: BlockingEventLoop) -> RuntimeError:
    """The error with who waits where: an await that ends at the loop's timers or at nothing."""
    waiting = sorted(
        (getattr(task.get_coro(), "__qualname__", task.get_name()), waits_at(task) or ("", 0))
        for task in asyncio.all_tasks(loop)
    )
    if not waiting:
        error.args = ("the event loop waits for something that never comes: there is no task and no timer",)
        return error
    shown = [f"{name} at {file}:{line}" if file else name for name, (file, line) in waiting[:5]]
    more = f" and {len(waiting) - 5} more" if len(waiting) > 5 else ""
    error.args = (f"{what} ({', '.join(shown)}{more})",)
    error.place = next((place for _, place in waiting if place[0]), None)
    return error
