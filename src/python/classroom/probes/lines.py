"""On which of the reader's lines a stretch of computing was spent. `sys.monitoring` tells each line as it is reached; the time
from there to the next is its own."""

import sys
from collections import Counter
from types import CodeType
from typing import Any

from classroom import clock, project

BUDGET = 2_000
"""Lines told in one stretch. After that each line is told once more only, so that a long loop is not slowed by being watched:
what it then spends counts for the line that was told last, which is one of the loop's."""

type Line = tuple[str, int, str]
"""File, line, name of the function."""


class LineTimes:
    """`start`; then `begin` and `end` around each stretch, which may be inside another; then `stop`."""

    def __init__(self) -> None:
        self._tool: int | None = None
        self._kept: list[CodeType] = []
        self._spent: Counter[Line] = Counter()
        self._line: Line | None = None
        self._since = 0.0
        self._told = 0

    def start(self) -> None:
        """Begins to listen. Where every tool of `sys.monitoring` is taken, no line is known."""
        monitoring, events = sys.monitoring, sys.monitoring.events
        self._tool = next((tool for tool in (3, 4, 2, 0, 5) if monitoring.get_tool(tool) is None), None)
        if self._tool is None:
            return
        monitoring.use_tool_id(self._tool, "shakeout-lines")
        monitoring.register_callback(self._tool, events.PY_START, self._entered)
        monitoring.register_callback(self._tool, events.LINE, self._reached)
        monitoring.restart_events()
        monitoring.set_events(self._tool, events.PY_START)

    def stop(self) -> None:
        """Ends listening and leaves nothing behind."""
        if self._tool is None:
            return
        monitoring, tool = sys.monitoring, self._tool
        monitoring.set_events(tool, 0)
        for code in self._kept:
            monitoring.set_local_events(tool, code, 0)
        monitoring.free_tool_id(tool)
        self._tool = None

    def begin(self) -> None:
        """A stretch begins."""
        if self._told > BUDGET and self._tool is not None:
            sys.monitoring.restart_events()
        self._told = 0
        self._spent.clear()
        self._line = None

    def end(self) -> Line | None:
        """The line on which most of the stretch was spent; None where none of the reader's was reached."""
        self._settle()
        self._line = None
        found = self._spent.most_common(1)
        return found[0][0] if found else None

    def _entered(self, code: CodeType, _offset: int) -> Any:
        if self._tool is not None and project.relative(code.co_filename) is not None:
            self._kept.append(code)
            sys.monitoring.set_local_events(self._tool, code, sys.monitoring.events.LINE)
        return sys.monitoring.DISABLE

    def _reached(self, code: CodeType, line: int) -> Any:
        self._settle()
        self._line = project.relative(code.co_filename) or code.co_filename, line, code.co_qualname
        self._told += 1
        return sys.monitoring.DISABLE if self._told > BUDGET else None

    def _settle(self) -> None:
        now = clock.real.perf_counter()
        if self._line is not None:
            self._spent[self._line] += now - self._since
        self._since = now
