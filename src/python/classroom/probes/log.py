"""What became of each call of a logger, where it was dropped and why, and what its arguments cost.

`sys.monitoring` tells when functions of `logging` begin and return; their frames say the rest. Nothing is wrapped, so the
reader's code sees the logging that it would see anyway: the same methods, the same frames under `findCaller` and
`stacklevel`, no call of anybody's `__str__` or `__repr__`.
"""

import builtins
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Literal

from classroom import monitoring, project
from classroom.monitoring import DISABLE, events
from classroom.probes.logcalls import LogCall, Written, log_calls
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
TEXT = 200
"""Characters of a template, a message or an argument that are kept."""

_SAFE = (bool, int, float, complex, str, bytes, type(None))
"""Types whose repr runs nobody's code."""

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""What every record has; anything else came by `extra` or from a filter."""


type _Fate = Literal["emitted", "level", "filter", "failed", "ignored", "own", "unreached", "offered"]


@dataclass
class _Hand:
    """A handler that a record came to, and what it did with it."""

    handler: logging.Handler
    logger: str
    fate: _Fate
    by: str = ""


@dataclass
class _Cost:
    """A function of the reader's that a logging call made run."""

    function: str
    eager: int = 0
    """Calls before the logger was asked anything."""
    eager_seconds: float = 0.0
    wasted: int = 0
    """Those of them whose record was never made."""
    wasted_seconds: float = 0.0
    deferred: int = 0
    """Calls while a handler formatted the record."""
    deferred_seconds: float = 0.0
    waiting: int = 0
    waiting_seconds: float = 0.0


@dataclass
class _Site:
    """A line that calls a logger."""

    file: str
    line: int
    written: Written
    calls: int = 0
    made: int = 0
    templates: set[str] = field(default_factory=set)
    costs: dict[str, _Cost] = field(default_factory=dict)


@dataclass
class _Call:
    """A call under way, and what is known of it."""

    frame: int
    logger: logging.Logger
    level: int
    template: str
    args: list[str]
    site: _Site | None
    fate: shapes.LogFate | Literal[""] = ""
    by: str = ""
    threshold: int | None = None
    records: list[logging.LogRecord] = field(default_factory=list)
    hands: list[_Hand] = field(default_factory=list)
    stopped: str | None = None
    beyond: int = 0
    message: str | None = None
    error: str | None = None
    extra: list[str] = field(default_factory=list)
    exception: str | None = None


class Probe(_Probe):
    """Watches `logging` between `start` and `stop`."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._calls: list[_Call] = []
        self._total = 0
        self._open: list[_Call] = []
        self._sites: dict[tuple[str, int, int], _Site] = {}
        self._groups: Counter[tuple[str, int, str, str, int]] = Counter()
        self._ungrouped = 0
        self._guards: dict[tuple[str, int, str, int], list[int]] = {}
        self._touched: set[str] = set()
        self._known = set(logging.root.manager.loggerDict)
        self._written: dict[str, dict[tuple[int, int], LogCall]] = {}
        self._places: dict[CodeType, list[tuple[int | None, ...]]] = {}
        self._inside: dict[tuple[CodeType, int], _Site | None] = {}
        self._timed: dict[int, tuple[_Cost, float, bool]] = {}
        self._returns: set[CodeType] = set()
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
        for code in self._left:
            self._tool.listen_in(code, events.PY_RETURN)

    def stop(self) -> None:
        """Ends watching; `report` then answers."""
        if self._tool is None:
            return
        self._tool.give_back()
        self._tool = None
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
            self._began(code, sys._getframe(1))
        return None

    def _on_return(self, code: CodeType, _offset: int, value: object) -> object:
        told = self._left.get(code)
        if told is not None:
            told(sys._getframe(1), value)
        elif self._timed:
            self._over(id(sys._getframe(1)))
        return None

    def _on_unwind(self, code: CodeType, _offset: int, error: BaseException) -> None:
        frame = sys._getframe(1)
        if self._timed:
            self._over(id(frame))
        if not self._open or code not in self._left:
            return
        if code is logging.LogRecord.getMessage.__code__:
            self._open[-1].error = _named(error)
        elif code is logging.Handler.handle.__code__:
            hand = _hand(self._open[-1], frame.f_locals["self"])
            if hand is not None:
                hand.fate, hand.by = "failed", _named(error)
        elif self._open[-1].frame == id(frame):
            call = self._open.pop()
            call.error = call.error or _named(error)
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
        call = _Call(
            frame=id(frame),
            logger=logger,
            level=level if isinstance(level, int) else 0,
            template=_template(given["msg"]),
            args=[_shown(value) for value in given["args"]],
            site=self._site(caller) if caller is not None else None,
        )
        if not isinstance(logger, logging.Logger):
            return
        self._touched.add(logger.name)
        self._open.append(call)

    def _ended(self, frame: FrameType, _value: object) -> None:
        if self._open and self._open[-1].frame == id(frame):
            self._close(self._open.pop(), "")

    def _close(self, call: _Call, fate: Literal["raised", ""]) -> None:
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
            owner = _level_owner(logger)
            call.fate, call.by, call.threshold = "level", owner.name, owner.level

    def _made(self, frame: FrameType) -> None:
        call, record = self._call_of(frame, "record")
        if call is None and self._open and not self._open[-1].records:
            call, record = self._open[-1], frame.f_locals["record"]
        if call is None or record is None:
            return
        call.records.append(record)
        call.extra = [f"{key}={_shown(value)}" for key, value in vars(record).items() if key not in _OWN]
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
        name = _filter_name(frame.f_locals.get("f"))
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
                call.hands.append(_Hand(handler, at.name, _at_first(record, handler)))
            if not at.propagate and at.parent is not None:
                call.stopped = at.name
                call.beyond = _handlers_above(at)
            at = at.parent if at.propagate else None
        last = logging.lastResort
        if not call.hands:
            call.fate = "nobody"
            if last is not None:
                call.hands.append(_Hand(last, "", _at_first(record, last)))
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
            hand.fate, hand.by = "failed", _named(sys.exception())

    def _formatted(self, frame: FrameType, message: object) -> None:
        call, _record = self._call_of(frame, "self")
        if call is not None and isinstance(message, str):
            call.message = _cut(message)

    def _call_of(self, frame: FrameType, name: str) -> tuple[_Call | None, logging.LogRecord | None]:
        """The call whose record a function of logging has in its hands, and that record."""
        record = frame.f_locals.get(name)
        for call in reversed(self._open):
            if any(record is known for known in call.records):
                return call, record
        return None, None

    # ------------------------------------------------------------------------------------------------- the arguments

    def _began(self, code: CodeType, frame: FrameType) -> None:
        """A function of the reader's begins: is it an argument of a logging call, now or put off, that called it?"""
        caller = frame.f_back
        if caller is None:
            return
        deferred = self._open[-1].site if self._open else None
        if caller.f_code is logging.LogRecord.getMessage.__code__:
            site = deferred
        elif project.relative(caller.f_code.co_filename) is not None:
            site = self._argument_of(caller)
        else:
            return
        if site is None:
            return
        cost = site.costs.setdefault(code.co_qualname, _Cost(code.co_qualname))
        if code not in self._returns and self._tool is not None:
            self._returns.add(code)
            self._tool.listen_in(code, events.PY_RETURN)
        put_off = site is deferred
        if put_off:
            cost.deferred += 1
        else:
            cost.eager += 1
            cost.waiting += 1
        self._timed[id(frame)] = cost, time.perf_counter(), put_off

    def _over(self, frame: int) -> None:
        timed = self._timed.pop(frame, None)
        if timed is None:
            return
        cost, began, put_off = timed
        seconds = time.perf_counter() - began
        if put_off:
            cost.deferred_seconds += seconds
        else:
            cost.eager_seconds += seconds
            cost.waiting_seconds += seconds

    def _argument_of(self, frame: FrameType) -> _Site | None:
        """The logging call among whose arguments a frame stands; None for anywhere else."""
        key = frame.f_code, frame.f_lasti
        if key not in self._inside:
            self._inside[key] = self._find_argument(frame)
        return self._inside[key]

    def _find_argument(self, frame: FrameType) -> _Site | None:
        line, end_line, column, end_column = self._place(frame)
        if line is None or end_line is None or column is None or end_column is None:
            return None
        file = frame.f_code.co_filename
        for end, written in self._calls_in(file).items():
            for first, last in written.arguments:
                if first <= (line, column) and (end_line, end_column) <= last:
                    return self._site_at(file, end, written.line, written.written)
        return None

    def _site(self, frame: FrameType) -> _Site | None:
        """The line that a frame is calling a logger from; None where that is no code of the reader's."""
        file = frame.f_code.co_filename
        if project.relative(file) is None:
            return None
        _, end_line, _, end_column = self._place(frame)
        end = (end_line or 0, end_column or 0)
        written = self._calls_in(file).get(end)
        line = written.line if written else frame.f_lineno
        return self._site_at(file, end, line, written.written if written else "other")

    def _site_at(self, file: str, end: tuple[int, int], line: int, written: Written) -> _Site:
        return self._sites.setdefault((file, *end), _Site(project.relative(file) or file, line, written))

    def _place(self, frame: FrameType) -> tuple[int | None, ...]:
        code = frame.f_code
        if code not in self._places:
            self._places[code] = list(code.co_positions())
        return self._places[code][frame.f_lasti // 2]

    def _calls_in(self, file: str) -> dict[tuple[int, int], LogCall]:
        if file not in self._written:
            self._written[file] = log_calls(file)
        return self._written[file]

    # ------------------------------------------------------------------------------------------------- the report

    def report(self) -> shapes.LogReport:
        """What became of the calls of loggers."""
        sites = sorted(
            (site for site in self._sites.values() if site.calls), key=lambda site: (site.file, site.line)
        )
        groups = self._groups.most_common()
        loggers = self._tree()
        return {
            "total": self._total,
            "calls": [_told(call) for call in self._calls],
            "sites": [_site_told(site) for site in sites[:SITES]],
            "sitesLeft": max(0, len(sites) - SITES),
            "groups": [
                {
                    "logger": logger,
                    "level": _level_name(level),
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
                    "level": _level_name(level),
                    "yes": yes,
                    "no": no,
                }
                for (file, line, name, level), (yes, no) in self._guards.items()
            ],
            "loggers": [_logger_told(logger) for logger in loggers[:LOGGERS]],
            "loggersLeft": max(0, len(loggers) - LOGGERS),
            "disabled": _level_name(logging.root.manager.disable) if logging.root.manager.disable else None,
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


def _told(call: _Call) -> shapes.LogCall:
    site = call.site
    return {
        "logger": call.logger.name,
        "level": _level_name(call.level),
        "severity": call.level,
        "template": call.template,
        "args": call.args,
        "message": call.message,
        "extra": call.extra,
        "exception": call.exception,
        "error": call.error,
        "file": site.file if site else None,
        "line": site.line if site else None,
        "fate": call.fate or "own",
        "by": call.by,
        "threshold": None if call.threshold is None else _level_name(call.threshold),
        "handlers": [
            {
                "logger": hand.logger,
                "handler": _handler_name(hand.handler),
                "level": _level_name(hand.handler.level),
                # Every offer is settled as its call is closed.
                "fate": "unreached" if hand.fate == "offered" else hand.fate,
                "by": hand.by,
            }
            for hand in call.hands
        ],
        "stopped": call.stopped,
        "beyond": call.beyond,
    }


def _site_told(site: _Site) -> shapes.LogSite:
    return {
        "file": site.file,
        "line": site.line,
        "written": site.written,
        "calls": site.calls,
        "made": site.made,
        "templates": len(site.templates),
        "costs": [
            {
                "function": cost.function,
                "eager": cost.eager,
                "eagerSeconds": cost.eager_seconds,
                "wasted": cost.wasted,
                "wastedSeconds": cost.wasted_seconds,
                "deferred": cost.deferred,
                "deferredSeconds": cost.deferred_seconds,
            }
            for cost in site.costs.values()
        ],
    }


def _logger_told(logger: logging.Logger) -> shapes.LoggerState:
    owner = _level_owner(logger)
    return {
        "name": logger.name,
        "parent": logger.parent.name if logger.parent else None,
        "level": _level_name(logger.level),
        "effective": _level_name(owner.level),
        "from": owner.name,
        "propagates": bool(logger.propagate),
        "off": bool(logger.disabled),
        "filters": [_filter_name(one) for one in logger.filters],
        "handlers": [
            {
                "handler": _handler_name(handler),
                "level": _level_name(handler.level),
                "filters": [_filter_name(one) for one in handler.filters],
            }
            for handler in logger.handlers
        ],
    }


def _level_owner(logger: logging.Logger) -> logging.Logger:
    """The logger whose level counts for this one."""
    at = logger
    while not at.level and at.parent is not None:
        at = at.parent
    return at


def _handlers_above(logger: logging.Logger) -> int:
    count, at = 0, logger.parent
    while at is not None:
        count += len(at.handlers)
        at = at.parent if at.propagate else None
    return count


def _at_first(record: logging.LogRecord, handler: logging.Handler) -> _Fate:
    return "offered" if record.levelno >= handler.level else "level"


def _hand(call: _Call, handler: object) -> _Hand | None:
    """Where a handler stands among those that a record came to; one that was added twice gets it twice."""
    found = [hand for hand in call.hands if hand.handler is handler and hand.fate != "level"]
    return next((hand for hand in found if hand.fate == "offered"), found[-1] if found else None)


def _level_name(level: int) -> str:
    return logging._levelToName.get(level, str(level))


def _handler_name(handler: logging.Handler) -> str:
    if handler is logging.lastResort:
        return "lastResort"
    return handler.name if isinstance(handler.name, str) else type(handler).__name__


def _filter_name(one: object) -> str:
    if type(one) is logging.Filter:
        return f"Filter({one.name!r})"
    name = getattr(one, "__qualname__", None)
    return name if isinstance(name, str) else type(one).__qualname__


def _template(message: object) -> str:
    return _cut(message) if type(message) is str else _shown(message)


def _shown(value: object) -> str:
    """A value as Python writes it, where that runs nobody's code; otherwise its type."""
    if type(value) in _SAFE:
        return _cut(repr(value))
    if (
        type(value) is list
        or type(value) is tuple
        or type(value) is dict
        or type(value) is set
        or type(value) is frozenset
    ):
        return f"<{type(value).__name__} of {len(value)}>"
    return f"<{type(value).__qualname__}>"


def _named(error: BaseException | None) -> str:
    if error is None:
        return ""
    kind = type(error)
    # The message of an exception class of the reader's is made by the reader's code.
    own = vars(builtins).get(kind.__name__) is kind
    return _cut(f"{kind.__name__}: {error}") if own else kind.__name__


def _cut(text: str) -> str:
    return text if len(text) <= TEXT else f"{text[: TEXT - 1]}…"
