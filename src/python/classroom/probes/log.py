"""What became of each call of a logger, where it was dropped and why, and what its arguments cost.

`sys.monitoring` tells when functions of `logging` begin and return; their frames say the rest. Nothing is wrapped, so the
reader's code sees the logging that it would see anyway: the same methods, the same frames under `findCaller` and
`stacklevel`, no call of anybody's `__str__` or `__repr__`.
"""

import logging
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Literal

from classroom import monitoring, project
from classroom.monitoring import DISABLE, events
from classroom.probes.logseen import Call, Fate, Hand
from classroom.probes.logsites import Sites
from classroom.probes.logtold import (
    call_told,
    cut,
    filter_name,
    level_name,
    level_owner,
    logger_told,
    named,
    shown,
    site_told,
    template_of,
)
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

CALLS = 200
"""Calls that are told one by one; of those after them only the counts are kept."""
SITES = 60
GROUPS = 60
LOGGERS = 60
TEMPLATES = 5_000
"""Distinct templates of one line that are told apart."""
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""What every record has; anything else came by `extra` or from a filter."""


class Probe(_Probe):
    """Watches `logging` between `start` and `stop`."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._calls: list[Call] = []
        self._total = 0
        self._open: list[Call] = []
        self._sites = Sites()
        self._groups: Counter[tuple[str, int, str, str, int]] = Counter()
        self._ungrouped = 0
        self._guards: dict[tuple[str, int, str, int], list[int]] = {}
        self._touched: set[str] = set()
        self._known = set(logging.root.manager.loggerDict)
        self._tool: monitoring.Tool | None = None
        self._entered, self._left = self._watched()

    # ------------------------------------------------------------------------------------------------- watching

    def _watched(self) -> tuple[dict[CodeType, Callable[..., None]], dict[CodeType, Callable[..., None]]]:
        """What is done where a function of logging begins, and where one returns."""
        logger, adapter, handler = logging.Logger, logging.LoggerAdapter, logging.Handler
        names = ("debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log")
        begins: list[tuple[object, Callable[..., None]]] = [
            *[(vars(logger).get(name), self._called) for name in names],
            *[(vars(adapter).get(name), self._called) for name in names],
            (logger.handle, self._made),
            (logger.callHandlers, self._offered),
            (handler.handleError, self._failed),
            (logging.NullHandler.handle, self._ignored),
        ]
        returns: list[tuple[object, Callable[..., None]]] = [
            *[(vars(logger).get(name), self._ended) for name in names],
            *[(vars(adapter).get(name), self._ended) for name in names],
            (logger.isEnabledFor, self._answered),
            (logging.Filterer.filter, self._filtered),
            (handler.handle, self._handled),
            (logging.LogRecord.getMessage, self._formatted),
        ]
        by_code = [
            {code: told for function, told in pairs if (code := getattr(function, "__code__", None))}
            for pairs in (begins, returns)
        ]
        return by_code[0], by_code[1]

    def start(self) -> None:
        """Begins to watch. NoToolError where every tool of `sys.monitoring` is taken."""
        callbacks: dict[int, monitoring.Callback] = {
            events.PY_START: self._on_start,
            events.PY_RETURN: self._on_return,
            events.PY_UNWIND: self._on_unwind,
        }
        self._tool = monitoring.take("log", callbacks, events.PY_START | events.PY_UNWIND)
        self._sites.tool = self._tool
        for code in self._left:
            self._tool.listen_in(code, events.PY_RETURN)

    def stop(self) -> None:
        """Ends watching; `report` then answers."""
        if self._tool is None:
            return
        self._tool.give_back()
        self._tool = self._sites.tool = None
        while self._open:
            self._close(self._open.pop(), "raised")

    def _on_start(self, code: CodeType, _offset: int) -> object:
        told = self._entered.get(code)
        if told is not None:
            told(sys._getframe(1))
            return None
        if project.relative(code.co_filename) is None:
            return DISABLE
        if not code.co_name.startswith("<"):
            deferred = self._open[-1].site if self._open else None
            self._sites.began(code, sys._getframe(1), deferred)
        return None

    def _on_return(self, code: CodeType, _offset: int, value: object) -> object:
        told = self._left.get(code)
        if told is not None:
            told(sys._getframe(1), value)
        elif self._sites.timed:
            self._sites.over(id(sys._getframe(1)))
        return None

    def _on_unwind(self, code: CodeType, _offset: int, error: BaseException) -> None:
        frame = sys._getframe(1)
        if self._sites.timed:
            self._sites.over(id(frame))
        if not self._open or code not in self._left:
            return
        if code is logging.LogRecord.getMessage.__code__:
            self._open[-1].error = named(error)
        elif code is logging.Handler.handle.__code__:
            hand = _hand(self._open[-1], frame.f_locals["self"])
            if hand is not None:
                hand.fate, hand.by = "failed", named(error)
        elif self._open[-1].frame == id(frame):
            call = self._open.pop()
            call.error = call.error or named(error)
            self._close(call, "raised")

    # ------------------------------------------------------------------------------------------------- a call

    def _called(self, frame: FrameType) -> None:
        caller = frame.f_back
        if caller is not None and caller.f_code in self._left and self._open:
            # `exception` calls `error`, an adapter its logger: one call to whoever wrote it.
            return
        given = frame.f_locals
        logger = given["self"]
        while isinstance(logger, logging.LoggerAdapter):
            logger = logger.logger
        name = frame.f_code.co_name
        level = given["level"] if name == "log" else _LEVELS[name]
        # Past `logging.info`, which calls the root logger's.
        while caller is not None and caller.f_code.co_filename == _LOGGING:
            caller = caller.f_back
        call = Call(
            frame=id(frame),
            logger=logger,
            level=level if isinstance(level, int) else 0,
            template=template_of(given["msg"]),
            args=[shown(value) for value in given["args"]],
            site=self._sites.called_at(caller) if caller is not None else None,
        )
        if not isinstance(logger, logging.Logger):
            return
        self._touched.add(logger.name)
        self._open.append(call)

    def _ended(self, frame: FrameType, _value: object) -> None:
        if self._open and self._open[-1].frame == id(frame):
            self._close(self._open.pop(), "")

    def _close(self, call: Call, fate: Literal["raised", ""]) -> None:
        self._total += 1
        if fate and not call.fate:
            call.fate = fate
        if not call.fate:
            taken = any(hand.fate in ("emitted", "own") for hand in call.hands)
            call.fate = "handled" if taken else "handlers" if call.hands else "own"
        for hand in call.hands:
            if hand.fate == "offered" and call.fate == "raised":
                hand.fate = "unreached"
            elif hand.fate == "offered":
                hand.fate = "own"
                call.fate = "handled"
        if len(self._calls) < CALLS:
            self._calls.append(call)
        site = call.site
        made = bool(call.records)
        if site is not None:
            site.calls += 1
            site.made += made
            if made and len(site.templates) < TEMPLATES:
                site.templates.add(call.template)
            for cost in site.costs.values():
                if not made:
                    cost.wasted += cost.waiting
                    cost.wasted_seconds += cost.waiting_seconds
                cost.waiting, cost.waiting_seconds = 0, 0.0
        if made:
            key = (
                call.logger.name,
                call.level,
                call.template,
                site.file if site else "",
                site.line if site else 0,
            )
            if key in self._groups or len(self._groups) < TEMPLATES:
                self._groups[key] += 1
            else:
                self._ungrouped += 1
        call.records.clear()

    def _answered(self, frame: FrameType, enabled: object) -> None:
        """`isEnabledFor` has answered: for a call that is under way, or for the reader, who asked it first."""
        given = frame.f_locals
        logger, level = given["self"], given["level"]
        caller = frame.f_back
        if caller is None or caller.f_code.co_filename != _LOGGING:
            file = project.relative(caller.f_code.co_filename) if caller else None
            if file is not None and caller is not None and isinstance(level, int):
                self._touched.add(logger.name)
                key = file, caller.f_lineno, logger.name, level
                self._guards.setdefault(key, [0, 0])[0 if enabled else 1] += 1
            return
        if enabled or not self._open or self._open[-1].fate:
            return
        call = self._open[-1]
        manager = logger.manager.disable
        if logger.disabled:
            call.fate, call.by = "off", logger.name
        elif manager >= level:
            call.fate, call.threshold = "disabled", manager
        else:
            owner = level_owner(logger)
            call.fate, call.by, call.threshold = "level", owner.name, owner.level

    def _made(self, frame: FrameType) -> None:
        call, record = self._call_of(frame, "record")
        if call is None and self._open and not self._open[-1].records:
            call, record = self._open[-1], frame.f_locals["record"]
        if call is None or record is None:
            return
        call.records.append(record)
        call.extra = [f"{key}={shown(value)}" for key, value in vars(record).items() if key not in _OWN]
        if isinstance(record.exc_info, tuple) and record.exc_info[0] is not None:
            call.exception = record.exc_info[0].__name__
        if frame.f_locals["self"].disabled:
            call.fate, call.by = "off", frame.f_locals["self"].name

    def _filtered(self, frame: FrameType, result: object) -> None:
        call, _record = self._call_of(frame, "record")
        if call is None:
            return
        owner = frame.f_locals["self"]
        if isinstance(result, logging.LogRecord):
            if not any(result is known for known in call.records):
                call.records.append(result)
            return
        if result:
            return
        name = filter_name(frame.f_locals.get("f"))
        if isinstance(owner, logging.Logger):
            call.fate, call.by = "filter", name
        else:
            hand = _hand(call, owner)
            if hand is not None:
                hand.fate, hand.by = "filter", name

    def _offered(self, frame: FrameType) -> None:
        """A record has passed its logger and goes from handler to handler, up the tree."""
        call, record = self._call_of(frame, "record")
        if call is None or record is None:
            return
        at: logging.Logger | None = frame.f_locals["self"]
        while at is not None:
            for handler in at.handlers:
                call.hands.append(Hand(handler, at.name, _at_first(record, handler)))
            if not at.propagate and at.parent is not None:
                call.stopped = at.name
                call.beyond = _handlers_above(at)
            at = at.parent if at.propagate else None
        last = logging.lastResort
        if not call.hands:
            call.fate = "nobody"
            if last is not None:
                call.hands.append(Hand(last, "", _at_first(record, last)))
                if record.levelno >= last.level:
                    call.fate = ""

    def _handled(self, frame: FrameType, result: object) -> None:
        call, _record = self._call_of(frame, "record")
        hand = _hand(call, frame.f_locals["self"]) if call else None
        if hand is not None and hand.fate == "offered" and result:
            hand.fate = "emitted"

    def _ignored(self, frame: FrameType) -> None:
        call, _record = self._call_of(frame, "record")
        hand = _hand(call, frame.f_locals["self"]) if call else None
        if hand is not None:
            hand.fate = "ignored"

    def _failed(self, frame: FrameType) -> None:
        call, _record = self._call_of(frame, "record")
        hand = _hand(call, frame.f_locals["self"]) if call else None
        if hand is not None:
            hand.fate, hand.by = "failed", named(sys.exception())

    def _formatted(self, frame: FrameType, message: object) -> None:
        call, _record = self._call_of(frame, "self")
        if call is not None and isinstance(message, str):
            call.message = cut(message)

    def _call_of(self, frame: FrameType, name: str) -> tuple[Call | None, logging.LogRecord | None]:
        """The call whose record a function of logging has in its hands, and that record."""
        record = frame.f_locals.get(name)
        for call in reversed(self._open):
            if any(record is known for known in call.records):
                return call, record
        return None, None

    # ------------------------------------------------------------------------------------------------- the report

    def report(self) -> shapes.LogReport:
        """What became of the calls of loggers."""
        sites = self._sites.called()
        groups = self._groups.most_common()
        loggers = self._tree()
        return {
            "total": self._total,
            "calls": [call_told(call) for call in self._calls],
            "sites": [site_told(site) for site in sites[:SITES]],
            "sitesLeft": max(0, len(sites) - SITES),
            "groups": [
                {
                    "logger": logger,
                    "level": level_name(level),
                    "template": template,
                    "file": file or None,
                    "line": line or None,
                    "count": count,
                }
                for (logger, level, template, file, line), count in groups[:GROUPS]
            ],
            "groupsLeft": max(0, len(groups) - GROUPS),
            "guards": [
                {
                    "file": file,
                    "line": line,
                    "logger": name,
                    "level": level_name(level),
                    "yes": yes,
                    "no": no,
                }
                for (file, line, name, level), (yes, no) in self._guards.items()
            ],
            "loggers": [logger_told(logger) for logger in loggers[:LOGGERS]],
            "loggersLeft": max(0, len(loggers) - LOGGERS),
            "disabled": level_name(logging.root.manager.disable) if logging.root.manager.disable else None,
        }

    def _tree(self) -> list[logging.Logger]:
        """The root, and the loggers that this run called or made, with those above them; parents before children."""
        existing = logging.root.manager.loggerDict
        names = {name for name in self._touched | (set(existing) - self._known)}
        found: dict[str, logging.Logger] = {logging.root.name: logging.root}
        for name in names:
            at = existing.get(name)
            while isinstance(at, logging.Logger) and at.name not in found:
                found[at.name] = at
                at = at.parent
        root = found.pop(logging.root.name)
        return [root, *(found[name] for name in sorted(found))]


_LOGGING = logging.Logger.debug.__code__.co_filename

_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "warn": logging.WARNING,
    "error": logging.ERROR,
    "exception": logging.ERROR,
    "critical": logging.CRITICAL,
    "fatal": logging.CRITICAL,
}


def _handlers_above(logger: logging.Logger) -> int:
    count, at = 0, logger.parent
    while at is not None:
        count += len(at.handlers)
        at = at.parent if at.propagate else None
    return count


def _at_first(record: logging.LogRecord, handler: logging.Handler) -> Fate:
    return "offered" if record.levelno >= handler.level else "level"


def _hand(call: Call, handler: object) -> Hand | None:
    """Where a handler stands among those that a record came to; one that was added twice gets it twice."""
    found = [hand for hand in call.hands if hand.handler is handler and hand.fate != "level"]
    return next((hand for hand in found if hand.fate == "offered"), found[-1] if found else None)
