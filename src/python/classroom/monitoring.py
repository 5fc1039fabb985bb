"""The one place that takes a tool of `sys.monitoring` and gives it back, and that sees to who else watches Python: the reader's code may
take tools of its own, and have set the older trace and profile functions.

A tool that a probe takes is its own alone, so that several can watch one run. The reader's code may take what is left, or take away what is
ours: a probe then sees no more, and the run goes on."""

import sys
from collections.abc import Callable, Mapping
from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ProfileFunction, TraceFunction

type Callback = Callable[..., object]
"""What `sys.monitoring` calls, with other arguments for each event; DISABLE as an answer means: never again at this place."""

events = sys.monitoring.events
DISABLE: object = sys.monitoring.DISABLE
# Taken here, as a reader's code may put others in their place.
restart = sys.monitoring.restart_events
_take, free, _name_of = (
    sys.monitoring.use_tool_id,
    sys.monitoring.free_tool_id,
    sys.monitoring.get_tool,
)
_set_events, _get_events = sys.monitoring.set_events, sys.monitoring.get_events
_set_local_events, _register = sys.monitoring.set_local_events, sys.monitoring.register_callback
_set_trace, _set_profile, _trace, _profile = sys.settrace, sys.setprofile, sys.gettrace, sys.getprofile

_ORDER = (3, 4, 5, 2, 0)
"""In which tools are taken: first those that are nobody's, then the optimizer's, which Python has no use for, then the profiler's and the
debugger's, which a reader's cProfile and pdb ask for. 1 is for coverage.py."""
ALL = range(6)

_ours: dict[int, Tool] = {}


class NoToolError(RuntimeError):
    """Every tool of `sys.monitoring` is taken."""


class Tool:
    """A tool of `sys.monitoring`, from `take` until `give_back`."""

    __slots__ = ("_id", "_name")

    def __init__(self, id: int, name: str) -> None:
        self._id = id
        self._name = name

    def listen_in(self, code: CodeType, wanted: int) -> None:
        """Hears of these events in this code too."""
        if self._is_ours():
            _set_local_events(self._id, code, wanted)

    def give_back(self) -> None:
        """Hears of nothing more. Its callbacks and its events go with it, those of single code objects too."""
        if self._is_ours():
            free(self._id)
        if _ours.get(self._id) is self:
            del _ours[self._id]

    def _is_ours(self) -> bool:
        return _name_of(self._id) is self._name


def take(name: str, callbacks: Mapping[int, Callback], everywhere: int) -> Tool:
    """Takes a tool, which calls `callbacks` by event: of the events in `everywhere` at once and in all code, of others in code that is
    given to `listen_in`. NoToolError where all are taken."""
    id = next((id for id in _ORDER if _name_of(id) is None), None)
    if id is None:
        raise NoToolError("no tool of sys.monitoring is free")
    # A string of its own, by which it is known again.
    tool = _ours[id] = Tool(id, f"shakeout-{name}")
    _take(id, tool._name)
    for event, callback in callbacks.items():
        _register(id, event, callback)
    # What was disabled at a place in an earlier run would stay so for good.
    restart()
    _set_events(id, everywhere)
    return tool


class Theirs:
    """What a reader's code has to watch Python with: it hears of that code, and not of ours."""

    __slots__ = ("_events", "_hooks")

    def __init__(self) -> None:
        self._hooks: tuple[TraceFunction | None, ProfileFunction | None] = (None, None)
        self._events: dict[int, tuple[str, int]] = {}

    def go_on(self) -> None:
        """Their code runs from here."""
        self._hooks = _trace(), _profile()
        for id, (name, events) in self._events.items():
            if _name_of(id) == name:
                _set_events(id, events)
        self._events = {}

    def rest(self) -> None:
        """Ours does. Trace and profile functions are those again that there were before."""
        trace, profile = self._hooks
        _set_trace(trace)
        _set_profile(profile)
        for id in ALL:
            name = _name_of(id)
            if (
                name is not None
                and not (id in _ours and _ours[id]._is_ours())
                and (events := _get_events(id))
            ):
                _set_events(id, 0)
                self._events[id] = name, events
