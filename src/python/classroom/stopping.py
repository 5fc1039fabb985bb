"""A Stop is one Ctrl-C, and reaches the reader's code and never ours.

The worker tells it by a signal of its own (lib/worker/signal.ts), again and again until `heard`. Where Python happens to be at
work on the page's side, writing what was printed, drawing a picture, it is let pass and comes again a moment later. Where
the code of the reader is, or what that has called, SIGINT follows: what becomes of it is up to the program, to asyncio or to
pytest, as on a desktop.
"""

import _signal
import _thread
import os
import signal
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from types import CodeType, FrameType

from classroom import project

SIGNAL = 40
"""STOP_SIGNAL of signal.ts."""

_OURS = os.path.dirname(os.path.dirname(__file__)) + os.sep + "classroom" + os.sep

_WAITS = frozenset({"_sleep", "wait"})
"""What of clock.py stands where the system's own waiting does."""

_DRAWS = frozenset({"rich.py", "describe.py", "values.py"})
"""Modules that only read what the reader has made, and may be left at any point."""

_KEPT_BY_SOMEBODY = frozenset({"__del__", "_remove", "remove", "cb"})
"""Names of what Python calls while it frees something, where an exception reaches nobody and is only printed."""

_LIBRARY = os.path.dirname(os.__file__) + os.sep


class _Stop:
    """The Stop of one run."""

    def __init__(self) -> None:
        self.tell: Callable[[], object] = lambda: None
        self.came = False
        """Whether one has reached the reader's code in this run."""
        self.looking = False
        self.turns = 0
        self.handler: _signal.Handler = signal.default_int_handler
        """The program's own for SIGINT as its run began."""


_stop = _Stop()


# Looked up in C, so that no line of ours is being run when the signal is looked at, and none stands in a traceback.
_interrupt: defaultdict[int, None] = defaultdict(partial(_thread.interrupt_main, signal.SIGINT))


def install(tell: Callable[[], object]) -> None:
    """From now on a Stop is heard; `tell` is called each time one has reached the reader's code."""
    _stop.tell = tell
    _signal.signal(SIGNAL, _arrived)


def begin_run() -> None:
    """Forgets the run before."""
    _stop.came = False
    _stop.handler = _signal.getsignal(signal.SIGINT)


def came() -> bool:
    """True where this run has been stopped: whatever comes of it now, the page does not show."""
    return _stop.came


def leave() -> None:
    """Ends the run where it has been stopped, by a KeyboardInterrupt of ours: no report is made of it."""
    if _stop.came:
        raise KeyboardInterrupt


def end_run() -> None:
    """After a Stop, Ctrl-C does again what it did before the run: a program that was cut short has not seen to it."""
    _signal.signal(signal.SIGINT, _stop.handler)


def _arrived(_number: int, frame: FrameType | None) -> None:
    # Not again while it is being looked at.
    if _stop.looking:
        return
    _stop.looking = True
    try:
        reaches = may_reach(frame)
        if reaches:
            _stop.came = True
            _stop.tell()
    except RecursionError:
        # The program has used up its depth: the next look finds it elsewhere.
        return
    finally:
        _stop.looking = False
    if reaches:
        _interrupt[0]
        del _interrupt[0]
    else:
        # Python looks at every fiftieth turn, which in a loop may always be the same place: the next look is at another.
        _stop.turns = (_stop.turns * 3 + 1) % 47
        for _ in range(_stop.turns):
            pass


def may_reach(frame: FrameType | None) -> bool:
    """Whether what is raised in this frame is the affair of the reader's code."""
    verdict: bool | None = None
    further_in: FrameType | None = None
    while frame is not None:
        code = frame.f_code
        if code.co_name in _KEPT_BY_SOMEBODY and _frees(code):
            return False
        if verdict is None:
            verdict = _verdict(code, further_in)
        further_in, frame = frame, frame.f_back
    return verdict is not False


def _verdict(code: CodeType, further_in: FrameType | None) -> bool | None:
    """What a frame says for itself; None where it depends on who has called it."""
    file = code.co_filename
    if project.relative(file) is not None:
        return True
    if not file.startswith(_OURS):
        # Its tracer is called between any two lines of the reader's.
        return False if f"{os.sep}coverage{os.sep}" in file else None
    name = file[len(_OURS) :]
    if name in _DRAWS:
        return True
    if name == "loop.py" or (name == "clock.py" and code.co_name in _WAITS):
        return None
    # pytest itself, on its way from one test to the next.
    return name == "tests.py" and code.co_name == "_run_pytest" and further_in is not None


def _frees(code: CodeType) -> bool:
    file = code.co_filename
    return code.co_name == "__del__" or file.startswith("<frozen") or file.startswith(_LIBRARY)
