"""An event loop that really blocks: CPython's own, waiting by the page's `block` where CPython waits for the
system.

Pyodide's own loop lets other tasks run during time.sleep and cannot be entered twice; a lesson on asyncio would
then teach what is not so. Here asyncio.run, Runner, timeouts, task groups and pytest-asyncio behave as they do
on a desktop.
"""

import asyncio
import time
from asyncio import base_events, events, runners
from collections.abc import Callable
from concurrent.futures import Executor

type Block = Callable[[float, bool], None]
"""block(seconds, wake) waits, raises KeyboardInterrupt when the reader stops, and returns early at a signal if
`wake`."""


class DeadlockError(RuntimeError):
    """Every task waits and no timer runs: on a desktop the program would hang for ever."""


def install(block: Block) -> None:
    """Makes the blocking loop the one that asyncio makes, and has time.sleep wait by `block`."""
    BlockingEventLoop.block = staticmethod(block)
    events._set_event_loop_policy(_Policy())
    events._set_running_loop(None)
    asyncio.run = runners.run = _run
    asyncio.EventLoop = asyncio.SelectorEventLoop = BlockingEventLoop
    time.sleep = _sleep(block)


class BlockingEventLoop(base_events.BaseEventLoop):
    """CPython's event loop without sockets, pipes and threads."""

    block: Block

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Selector(self)

    def run_in_executor[T](
        self, executor: Executor | None, func: Callable[..., T], *args: object
    ) -> asyncio.Future[T]:
        """Calls the function at the loop's next turn, in this thread, as there is no other."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        future: asyncio.Future[T] = self.create_future()
        self.call_soon(_settle, future, func, args)
        return future

    def _process_events(self, event_list: list[object]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


class _Selector:
    """Stands where the loop keeps its selector: nothing ever becomes ready, so select only waits."""

    def __init__(self, loop: BlockingEventLoop) -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[object]:
        if timeout is None:
            raise DeadlockError(_waiting(self._loop))
        if timeout > 0:
            self._loop.block(timeout, True)
        return []

    def close(self) -> None:
        pass


class _Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = BlockingEventLoop


def _run(main, *, debug=None, loop_factory=None):
    # asyncio.run as it stands in CPython 3.14; Pyodide has put its own in place of it.
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with runners.Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


_run.__name__ = _run.__qualname__ = "run"


def _sleep(block: Block) -> Callable[[float], None]:
    builtin = getattr(time.sleep, "__wrapped__", time.sleep)

    def sleep(seconds: float, /) -> None:
        if not isinstance(seconds, int | float) or not seconds > 0:
            # Python's own checks and messages: a wrong type, a negative number, NaN.
            builtin(seconds)
        else:
            block(float(seconds), False)

    sleep.__wrapped__ = builtin
    return sleep


def _settle(future: asyncio.Future, func: Callable, args: tuple) -> None:
    if future.cancelled():
        return
    try:
        result = func(*args)
    except SystemExit, KeyboardInterrupt:
        raise
    except StopIteration as error:
        future.set_exception(RuntimeError("the function raised StopIteration, which a future cannot hold"))
        future.exception().__cause__ = error
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


def _waiting(loop: BlockingEventLoop) -> str:
    names = sorted(
        getattr(task.get_coro(), "__qualname__", task.get_name()) for task in asyncio.all_tasks(loop)
    )
    if not names:
        return "the event loop waits for something that never comes: there is no task and no timer"
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"deadlock: every task waits and nothing will wake them ({shown})"
