"""What was called in the reader's own files, nested as it happened, and what each decorator made of its function.

`sys.monitoring` tells of each function entered and left; nothing is rewritten or wrapped. This is a tool of its own
beside coverage.py's tracer and the conditions, so all can watch one and the same run.
"""

import inspect
import linecache
import sys
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, Any, Literal

from classroom import monitoring, project
from classroom.describe import describe, describe_exception
from classroom.monitoring import DISABLE, events
from classroom.probes.decorated import Definition, Key, defines, definitions, identity
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

CALLS = 400
"""Calls that are written down; the rest are counted."""

NESTED = 25
"""Calls within calls that are written down; those further in are counted."""

DECORATED = 40
"""Decorated functions that are written down; the rest are counted."""

ARGUMENTS = 10
"""Arguments of a call that are named."""

type _Kind = Literal["function", "coroutine", "generator", "async generator"]
type _Ended = Literal["returned", "raised", "open"]

_clock = time.perf_counter


@dataclass
class _Call:
    """A call that is written down."""

    name: str
    kind: _Kind
    file: str
    line: int
    within: int | None
    depth: int
    test: str
    around: str | None
    decorates: str | None
    arguments: list[shapes.CallArguments]
    began: float
    entered: int
    left: int | None = None
    ended: _Ended = "open"
    outcome: str | None = None
    seconds: float | None = None
    pauses: int = 0
    more: int = 0


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
class _Decorating:
    """A definition whose decorators are being applied."""

    definition: Definition
    report: shapes.Decorated
    name: str
    original: FunctionType


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
        self._definitions: dict[str, dict[Key, Definition]] = {}
        self._calls: list[_Call] = []
        self._more = 0
        self._decorated: list[shapes.Decorated] = []
        self._more_decorated = 0
        self._decorating: dict[int, _Decorating] = {}
        self._names: dict[int, tuple[weakref.ref[Any], str]] = {}
        """What decorators were given, by id: the function that it is, in the end, about."""
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
        self._decorating.clear()
        self._names.clear()

    def report(self) -> shapes.CallsReport:
        """What was called, and what decorators made of functions."""
        return {
            "calls": [_told(call) for call in self._calls],
            "more": self._more,
            "decorated": self._decorated,
            "moreDecorated": self._more_decorated,
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
            and not self._decorating
        ):
            running.pop()
            return
        began = _clock()
        if id(frame) in self._decorating:
            self._made(frame)
        self._leave(frame, began, value)
        self._spent += _clock() - began

    def _unwound(self, code: CodeType, _offset: int, error: BaseException) -> None:
        if self._codes.get(id(code)) is None:
            return
        began = _clock()
        frame = sys._getframe(1)
        # A decorator raised: there is nothing to compare.
        self._decorating.pop(id(frame), None)
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
            is_function = bool(code.co_flags & inspect.CO_OPTIMIZED) and _is_named(code.co_name)
            written = self._written(code.co_filename)
            watched = _Code(
                code, file, is_function, {key: written[key] for key in defines(code) if key in written}
            )
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

    def _written(self, filename: str) -> dict[Key, Definition]:
        if filename not in self._definitions:
            self._definitions[filename] = definitions("".join(linecache.getlines(filename)))
        return self._definitions[filename]

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
            _Call(
                name=code.co_qualname,
                kind=_kind(code),
                file=known.file,
                line=code.co_firstlineno,
                within=within,
                depth=depth,
                test=self._test,
                around=self._around(frame),
                decorates=self._decorates(frame),
                arguments=_arguments(frame),
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

    def _around(self, frame: FrameType) -> str | None:
        """Name of the function that this frame was put around by a decorator; None where it is none, or not sure."""
        code, here = frame.f_code, frame.f_locals
        held = [here[name] for name in code.co_freevars if name in here]
        if code.co_argcount and code.co_name == "__call__":
            held += _own_values(here.get(code.co_varnames[0]))
        for value in held:
            named = self._names.get(id(value))
            if named is not None and named[0]() is value:
                return named[1]
        functions = [value for value in held if type(value) is FunctionType]
        return functions[0].__qualname__ if len(functions) == 1 and "<locals>" in code.co_qualname else None

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
        if not self._decorating and type(given) is not FunctionType:
            return
        known = self._codes.get(id(code))
        if known is None or not known.defines:
            return
        began = _clock()
        frame = sys._getframe(1)
        under_way = self._decorating.get(id(frame))
        if type(given) is FunctionType:
            inner = given.__code__
            definition = known.defines.get((inner.co_name, inner.co_firstlineno))
            if definition is not None and inner.co_filename == code.co_filename and under_way is None:
                under_way = self._begin(known, definition, given, frame)
        if under_way is not None and under_way.definition.first <= frame.f_lineno < under_way.definition.line:
            self._name(given, under_way.name)
        self._spent += _clock() - began

    def _begin(
        self, known: _Code, definition: Definition, function: FunctionType, frame: FrameType
    ) -> _Decorating:
        report: shapes.Decorated = {
            "name": function.__qualname__,
            "file": known.file,
            "line": definition.line,
            "decorators": list(definition.decorators),
            "before": identity(function),
            "after": None,
            "same": False,
        }
        if len(self._decorated) < DECORATED:
            self._decorated.append(report)
        else:
            self._more_decorated += 1
        begun = _Decorating(definition, report, function.__qualname__, function)
        self._decorating[id(frame)] = begun
        return begun

    def _name(self, value: object, name: str) -> None:
        try:
            self._names[id(value)] = weakref.ref(value), name
        except TypeError:
            # What cannot be referred to weakly is not recognised later.
            return

    def _reached(self, _code: CodeType, line: int) -> None:
        if not self._decorating:
            return
        frame = sys._getframe(1)
        under_way = self._decorating.get(id(frame))
        if under_way is None or under_way.definition.first <= line <= under_way.definition.last:
            return
        began = _clock()
        self._made(frame)
        self._spent += _clock() - began

    def _made(self, frame: FrameType) -> None:
        done = self._decorating.pop(id(frame))
        name = done.original.__code__.co_name
        here = frame.f_locals
        if name in here:
            done.report["after"] = identity(here[name])
            done.report["same"] = here[name] is done.original


def _told(call: _Call) -> shapes.Call:
    return {
        "name": call.name,
        "kind": call.kind,
        "file": call.file,
        "line": call.line,
        "within": call.within,
        "test": call.test,
        "around": call.around,
        "decorates": call.decorates,
        "arguments": call.arguments,
        "entered": call.entered,
        "left": call.left,
        "ended": call.ended,
        "outcome": call.outcome,
        "seconds": call.seconds,
        "pauses": call.pauses,
        "more": call.more,
    }


def _is_named(name: str) -> bool:
    # Generator expressions, and what Python makes for annotations and type parameters, are no calls of the reader's.
    return name == "<lambda>" or not (name.startswith("<") or name == "__annotate__")


def _kind(code: CodeType) -> _Kind:
    if code.co_flags & inspect.CO_ASYNC_GENERATOR:
        return "async generator"
    if code.co_flags & inspect.CO_COROUTINE:
        return "coroutine"
    return "generator" if code.co_flags & inspect.CO_GENERATOR else "function"


def _arguments(frame: FrameType) -> list[shapes.CallArguments]:
    """As they would be written in the call: `*args` one by one, `**kwargs` by their names."""
    code, here = frame.f_code, frame.f_locals
    plain = code.co_argcount + code.co_kwonlyargcount
    given = [(name, here[name]) for name in code.co_varnames[:plain] if name in here]
    at = plain
    if code.co_flags & inspect.CO_VARARGS:
        given += [("", item) for item in here.get(code.co_varnames[at], ())]
        at += 1
    if code.co_flags & inspect.CO_VARKEYWORDS:
        given += list(here.get(code.co_varnames[at], {}).items())
    shown: list[shapes.CallArguments] = [
        {"name": str(name), "value": describe(value)} for name, value in given[:ARGUMENTS]
    ]
    if len(given) > ARGUMENTS:
        shown.append({"name": "", "value": f"... {len(given) - ARGUMENTS} more"})
    return shown


def _own_values(instance: object) -> list[object]:
    try:
        return list(object.__getattribute__(instance, "__dict__").values())
    except AttributeError:
        return []
