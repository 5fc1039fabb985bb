"""What was called in the reader's own files, nested as it happened, and what each decorator made of its function.

`sys.monitoring` tells of each function entered and left; nothing is rewritten or wrapped. This is a tool of its own
beside coverage.py's tracer and the conditions, so all can watch one and the same run.
"""

import inspect
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING

from classroom import monitoring, project
from classroom.describe import describe, describe_exception
from classroom.monitoring import DISABLE, events
from classroom.probes.callseen import Call, arguments_of, call_told, is_named, kind_of
from classroom.probes.decorated import Definition, Key
from classroom.probes.decorating import Decorations
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

CALLS = 400
"""Calls that are written down; the rest are counted."""

NESTED = 25
"""Calls within calls that are written down; those further in are counted."""

_clock = time.perf_counter


@dataclass
class _Code:
    """What is known of a code object of the reader's, from the first time that it runs."""

    code: CodeType
    file: str
    is_function: bool
    defines: dict[Key, Definition]
    """Decorated functions that it makes."""


@dataclass
class _Open:
    """A frame that has been entered: its call, or the nearest written-down call around it where it has none."""

    frame: int
    call: int | None
    is_counted_only: bool = False


@dataclass
class _Frames:
    """Frames under way. Those that have given way (a coroutine that waits) are kept by their frame's id."""

    running: list[_Open] = field(default_factory=list)
    waiting: dict[int, _Open] = field(default_factory=dict)


class Probe(_Probe):
    """Records calls between `start` and `stop`, in all of the reader's files that hold no tests."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._codes: dict[int, _Code | None] = {}
        self._kept: list[CodeType] = []
        self._calls: list[Call] = []
        self._more = 0
        self._decorations = Decorations()
        self._frames = _Frames()
        self._steps = 0
        self._spent = 0.0
        """Seconds that went into watching, which no call is charged for."""
        self._test = ""
        self._tool: monitoring.Tool | None = None

    # ------------------------------------------------------------------------------------------------- the run

    def start(self) -> None:
        """Begins to record. NoToolError where every tool of `sys.monitoring` is taken."""
        callbacks: dict[int, monitoring.Callback] = {
            events.PY_START: self._started,
            events.PY_RETURN: self._returned,
            events.PY_UNWIND: self._unwound,
            events.PY_YIELD: self._yielded,
            events.PY_RESUME: self._resumed,
            events.PY_THROW: self._thrown,
            events.CALL: self._called,
            events.LINE: self._reached,
        }
        everywhere = events.PY_START | events.PY_UNWIND | events.PY_THROW
        self._tool = monitoring.take("calls", callbacks, everywhere)

    def test_started(self, nodeid: str) -> None:
        """What comes now belongs to this test."""
        self._test = nodeid

    def test_finished(self) -> None:
        """What comes now belongs to no test."""
        self._test = ""

    def stop(self) -> None:
        """Ends recording; `report` then answers."""
        if self._tool is None:
            return
        self._tool.give_back()
        self._tool = None
        self._frames = _Frames()
        self._decorations.forget()

    def report(self) -> shapes.CallsReport:
        """What was called, and what decorators made of functions."""
        return {
            "calls": [call_told(call) for call in self._calls],
            "more": self._more,
            "decorated": self._decorations.told,
            "moreDecorated": self._decorations.more,
        }

    # ------------------------------------------------------------------------------------------------- events

    def _started(self, code: CodeType, _offset: int) -> object:
        is_known = id(code) in self._codes
        known = self._codes[id(code)] if is_known else None
        if is_known and known is None:
            return DISABLE
        running = self._frames.running
        # The fast way for what is only counted: of that there may be very much, and deep in a recursion every frame of ours
        # counts against the reader's limit.
        around = running[-1] if running else None
        is_full = len(self._calls) >= CALLS or (around is not None and around.is_counted_only)
        if known is not None and known.is_function and is_full:
            within = around.call if around else None
            running.append(_Open(id(sys._getframe(1)), within, is_counted_only=True))
            self._count(within)
            return None
        began = _clock()
        known = known or self._look(code)
        if known is None:
            return DISABLE
        if known.is_function:
            self._enter(known, sys._getframe(1), began)
        self._spent += _clock() - began
        return None

    def _returned(self, _code: CodeType, _offset: int, value: object) -> None:
        running = self._frames.running
        frame = sys._getframe(1)
        if (
            running
            and running[-1].is_counted_only
            and running[-1].frame == id(frame)
            and not self._decorations.under_way
        ):
            running.pop()
            return
        began = _clock()
        if id(frame) in self._decorations.under_way:
            self._decorations.made(frame)
        self._leave(frame, began, value)
        self._spent += _clock() - began

    def _unwound(self, code: CodeType, _offset: int, error: BaseException) -> None:
        if self._codes.get(id(code)) is None:
            return
        began = _clock()
        frame = sys._getframe(1)
        self._decorations.drop(frame)
        self._leave(frame, began, None, error)
        self._spent += _clock() - began

    def _yielded(self, _code: CodeType, _offset: int, _value: object) -> None:
        opened = self._pop(id(sys._getframe(1)))
        if opened is None:
            return
        self._frames.waiting[opened.frame] = opened
        if opened.call is not None and not opened.is_counted_only:
            self._calls[opened.call].pauses += 1

    def _resumed(self, _code: CodeType, _offset: int) -> None:
        opened = self._frames.waiting.pop(id(sys._getframe(1)), None)
        if opened is not None:
            self._frames.running.append(opened)

    def _thrown(self, code: CodeType, offset: int, _error: BaseException) -> None:
        if self._codes.get(id(code)) is not None:
            opened = self._frames.waiting.pop(id(sys._getframe(1)), None)
            if opened is not None:
                self._frames.running.append(opened)

    # ------------------------------------------------------------------------------------------------- calls

    def _look(self, code: CodeType) -> _Code | None:
        file = project.relative(code.co_filename)
        watched = None
        if file is not None and not project.is_for_tests(file) and self._tool is not None:
            # Kept alive, so that no other code object can come to have its id.
            is_function = bool(code.co_flags & inspect.CO_OPTIMIZED) and is_named(code.co_name)
            watched = _Code(code, file, is_function, self._decorations.made_by(code))
            wanted = events.PY_RETURN
            if is_function:
                wanted |= events.PY_YIELD | events.PY_RESUME
            if watched.defines:
                wanted |= events.CALL | events.LINE
            if is_function or watched.defines:
                self._kept.append(code)
                self._tool.listen_in(code, wanted)
            else:
                watched = None
        if watched is None:
            # Code that dies may leave its id to another, which then must be looked at itself.
            if file is None:
                return None
            self._kept.append(code)
        self._codes[id(code)] = watched
        return watched

    def _enter(self, known: _Code, frame: FrameType, began: float) -> None:
        running = self._frames.running
        around = running[-1] if running else None
        within = around.call if around else None
        depth = self._calls[within].depth + 1 if within is not None else 0
        if len(self._calls) >= CALLS or depth >= NESTED:
            running.append(_Open(id(frame), within, is_counted_only=True))
            self._count(within)
            return
        code = known.code
        self._steps += 1
        self._calls.append(
            Call(
                name=code.co_qualname,
                kind=kind_of(code),
                file=known.file,
                line=code.co_firstlineno,
                within=within,
                depth=depth,
                test=self._test,
                around=self._decorations.around(frame),
                decorates=self._decorates(frame),
                arguments=arguments_of(frame),
                began=began - self._spent,
                entered=self._steps,
            )
        )
        running.append(_Open(id(frame), len(self._calls) - 1))

    def _count(self, within: int | None) -> None:
        self._more += 1
        if within is not None:
            self._calls[within].more += 1

    def _leave(self, frame: FrameType, now: float, value: object, error: BaseException | None = None) -> None:
        opened = self._pop(id(frame))
        if opened is None or opened.call is None or opened.is_counted_only:
            return
        call = self._calls[opened.call]
        self._steps += 1
        call.left = self._steps
        call.ended = "returned" if error is None else "raised"
        call.outcome = describe(value) if error is None else describe_exception(error)
        call.seconds = max(0.0, now - self._spent - call.began)

    def _pop(self, frame: int) -> _Open | None:
        running = self._frames.running
        for at in range(len(running) - 1, -1, -1):
            if running[at].frame == frame:
                opened = running[at]
                # What stands above it has been lost sight of: an exception in a callback of ours, at the limit of recursion.
                del running[at:]
                return opened
        return self._frames.waiting.pop(frame, None)

    def _decorates(self, frame: FrameType) -> str | None:
        """Name of the function whose decorators are being worked out by this call."""
        caller = frame.f_back
        known = self._codes.get(id(caller.f_code)) if caller else None
        if not known or not caller:
            return None
        for (name, _), definition in known.defines.items():
            if definition.first <= caller.f_lineno < definition.line:
                return name
        return None

    # ------------------------------------------------------------------------------------------------- decorating

    def _called(self, code: CodeType, _offset: int, _function: object, given: object) -> None:
        if not self._decorations.under_way and type(given) is not FunctionType:
            return
        known = self._codes.get(id(code))
        if known is None or not known.defines:
            return
        began = _clock()
        self._decorations.given(known.defines, known.file, sys._getframe(1), given)
        self._spent += _clock() - began

    def _reached(self, _code: CodeType, line: int) -> None:
        if not self._decorations.under_way:
            return
        frame = sys._getframe(1)
        if not self._decorations.is_through(frame, line):
            return
        began = _clock()
        self._decorations.made(frame)
        self._spent += _clock() - began
