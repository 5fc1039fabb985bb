"""On which of the reader's lines a stretch of computing was spent. `sys.monitoring` tells each line as it is reached; the time
from there to the next is its own."""

from collections import defaultdict
from contextlib import suppress
from types import CodeType

from classroom import clock, monitoring, project
from classroom.monitoring import DISABLE, events

BUDGET = 2_000
"""Lines told in one stretch. After that each line is told once more only, so that a long loop is not slowed by being watched:
what it then spends counts for the line that was told last, which is one of the loop's."""

type Line = tuple[str, int, str]
"""File, line, name of the function."""


class LineTimes:
    """`start`; then `begin` and `end` around each stretch, which may be inside another; then `stop`."""

    def __init__(self) -> None:
        self._tool: monitoring.Tool | None = None
        self._spent: defaultdict[Line, float] = defaultdict(float)
        self._line: Line | None = None
        self._since = 0.0
        self._told = 0

    def start(self) -> None:
        """Begins to listen. Where every tool of `sys.monitoring` is taken, no line is known."""
        callbacks: dict[int, monitoring.Callback] = {
            events.PY_START: self._entered,
            events.LINE: self._reached,
        }
        with suppress(monitoring.NoToolError):
            self._tool = monitoring.take("lines", callbacks, events.PY_START)

    def stop(self) -> None:
        """Ends listening and leaves nothing behind."""
        if self._tool is None:
            return
        self._tool.give_back()
        self._tool = None

    def begin(self) -> None:
        """A stretch begins."""
        if self._told > BUDGET and self._tool is not None:
            monitoring.restart()
        self._told = 0
        self._spent.clear()
        self._line = None

    def end(self) -> Line | None:
        """The line on which most of the stretch was spent; None where none of the reader's was reached."""
        self._settle()
        self._line = None
        return max(self._spent, key=self._spent.__getitem__, default=None)

    def _entered(self, code: CodeType, _offset: int) -> object:
        if self._tool is not None and project.relative(code.co_filename) is not None:
            self._tool.listen_in(code, events.LINE)
        return DISABLE

    def _reached(self, code: CodeType, line: int) -> object:
        self._settle()
        self._line = project.relative(code.co_filename) or code.co_filename, line, code.co_qualname
        self._told += 1
        return DISABLE if self._told > BUDGET else None

    def _settle(self) -> None:
        now = clock.real.perf_counter()
        if self._line is not None:
            self._spent[self._line] += now - self._since
        self._since = now
