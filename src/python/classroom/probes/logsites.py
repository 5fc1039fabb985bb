"""Where loggers are called, and what it cost to make the arguments of each call."""

import logging
import time
from types import CodeType, FrameType

from classroom import monitoring, project
from classroom.monitoring import events
from classroom.probes.logcalls import LogCall, Written, log_calls
from classroom.probes.logseen import Cost, Site


class Sites:
    """The lines of one run. `tool` is what hears of the returns of functions that are timed, while the probe watches."""

    def __init__(self) -> None:
        self.tool: monitoring.Tool | None = None
        self.timed: dict[int, tuple[Cost, float, bool]] = {}
        """Frames that are timed, by id: for which function, since when, and whether it was put off."""
        self._sites: dict[tuple[str, int, int], Site] = {}
        self._written: dict[str, dict[tuple[int, int], LogCall]] = {}
        self._places: dict[CodeType, list[tuple[int | None, ...]]] = {}
        self._inside: dict[tuple[CodeType, int], Site | None] = {}
        self._returns: set[CodeType] = set()

    def called(self) -> list[Site]:
        """Those that did call a logger, in the order of their files."""
        return sorted(
            (site for site in self._sites.values() if site.calls), key=lambda site: (site.file, site.line)
        )

    def began(self, code: CodeType, frame: FrameType, deferred: Site | None) -> None:
        """A function of the reader's begins: is it an argument of a logging call, now or put off, that called it? `deferred` is where the
        call stands that is under way, if there is one."""
        caller = frame.f_back
        if caller is None:
            return
        if caller.f_code is logging.LogRecord.getMessage.__code__:
            site = deferred
        elif project.relative(caller.f_code.co_filename) is not None:
            site = self._argument_of(caller)
        else:
            return
        if site is None:
            return
        cost = site.costs.setdefault(code.co_qualname, Cost(code.co_qualname))
        if code not in self._returns and self.tool is not None:
            self._returns.add(code)
            self.tool.listen_in(code, events.PY_RETURN)
        put_off = site is deferred
        if put_off:
            cost.deferred += 1
        else:
            cost.eager += 1
            cost.waiting += 1
        self.timed[id(frame)] = cost, time.perf_counter(), put_off

    def over(self, frame: int) -> None:
        """The frame of this id has been left: was it one that is timed?"""
        timed = self.timed.pop(frame, None)
        if timed is None:
            return
        cost, began, put_off = timed
        seconds = time.perf_counter() - began
        if put_off:
            cost.deferred_seconds += seconds
        else:
            cost.eager_seconds += seconds
            cost.waiting_seconds += seconds

    def _argument_of(self, frame: FrameType) -> Site | None:
        """The logging call among whose arguments a frame stands; None for anywhere else."""
        key = frame.f_code, frame.f_lasti
        if key not in self._inside:
            self._inside[key] = self._find_argument(frame)
        return self._inside[key]

    def _find_argument(self, frame: FrameType) -> Site | None:
        line, end_line, column, end_column = self._place(frame)
        if line is None or end_line is None or column is None or end_column is None:
            return None
        file = frame.f_code.co_filename
        for end, written in self._calls_in(file).items():
            for first, last in written.arguments:
                if first <= (line, column) and (end_line, end_column) <= last:
                    return self._site_at(file, end, written.line, written.written)
        return None

    def called_at(self, frame: FrameType) -> Site | None:
        """The line that a frame is calling a logger from; None where that is no code of the reader's."""
        file = frame.f_code.co_filename
        if project.relative(file) is None:
            return None
        _, end_line, _, end_column = self._place(frame)
        end = (end_line or 0, end_column or 0)
        written = self._calls_in(file).get(end)
        line = written.line if written else frame.f_lineno
        return self._site_at(file, end, line, written.written if written else "other")

    def _site_at(self, file: str, end: tuple[int, int], line: int, written: Written) -> Site:
        return self._sites.setdefault((file, *end), Site(project.relative(file) or file, line, written))

    def _place(self, frame: FrameType) -> tuple[int | None, ...]:
        code = frame.f_code
        if code not in self._places:
            self._places[code] = list(code.co_positions())
        return self._places[code][frame.f_lasti // 2]

    def _calls_in(self, file: str) -> dict[tuple[int, int], LogCall]:
        if file not in self._written:
            self._written[file] = log_calls(file)
        return self._written[file]
