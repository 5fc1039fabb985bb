"""What the log probe has seen as the page is told it: names, texts that run nobody's code, and the parts of the report."""

import builtins
import logging
from typing import TYPE_CHECKING

from classroom.probes.logseen import Call, Site

if TYPE_CHECKING:
    from classroom import shapes

TEXT = 200
"""Characters of a template, a message or an argument that are kept."""

_SAFE = (bool, int, float, complex, str, bytes, type(None))
"""Types whose repr runs nobody's code."""


def call_told(call: Call) -> shapes.LogCall:
    """A call of a logger, once it is closed."""
    site = call.site
    return {
        "logger": call.logger.name,
        "level": level_name(call.level),
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
        "threshold": None if call.threshold is None else level_name(call.threshold),
        "handlers": [
            {
                "logger": hand.logger,
                "handler": handler_name(hand.handler),
                "level": level_name(hand.handler.level),
                # Every offer is settled as its call is closed.
                "fate": "unreached" if hand.fate == "offered" else hand.fate,
                "by": hand.by,
            }
            for hand in call.hands
        ],
        "stopped": call.stopped,
        "beyond": call.beyond,
    }


def site_told(site: Site) -> shapes.LogSite:
    """A line that calls a logger; costs are in seconds."""
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


def logger_told(logger: logging.Logger) -> shapes.LoggerState:
    """A logger as it stands when the run has ended, with the level that counts for it and whose that is."""
    owner = level_owner(logger)
    return {
        "name": logger.name,
        "parent": logger.parent.name if logger.parent else None,
        "level": level_name(logger.level),
        "effective": level_name(owner.level),
        "from": owner.name,
        "propagates": bool(logger.propagate),
        "off": bool(logger.disabled),
        "filters": [filter_name(one) for one in logger.filters],
        "handlers": [
            {
                "handler": handler_name(handler),
                "level": level_name(handler.level),
                "filters": [filter_name(one) for one in handler.filters],
            }
            for handler in logger.handlers
        ],
    }


def level_owner(logger: logging.Logger) -> logging.Logger:
    """The logger whose level counts for this one."""
    at = logger
    while not at.level and at.parent is not None:
        at = at.parent
    return at


def level_name(level: int) -> str:
    """As logging has it, or else the number; without logging.getLevelName, which a reader may replace."""
    return logging._levelToName.get(level, str(level))


def handler_name(handler: logging.Handler) -> str:
    """The name that it was given, or else its class."""
    if handler is logging.lastResort:
        return "lastResort"
    return handler.name if isinstance(handler.name, str) else type(handler).__name__


def filter_name(one: object) -> str:
    """`Filter('shop')`, or the name of the function or class."""
    if type(one) is logging.Filter:
        return f"Filter({one.name!r})"
    name = getattr(one, "__qualname__", None)
    return name if isinstance(name, str) else type(one).__qualname__


def template_of(message: object) -> str:
    """A message as it was given to the logger. One that is no str is not made one."""
    return cut(message) if type(message) is str else shown(message)


def shown(value: object) -> str:
    """A value as Python writes it, where that runs nobody's code; otherwise its type."""
    if type(value) in _SAFE:
        return cut(repr(value))
    if (
        type(value) is list
        or type(value) is tuple
        or type(value) is dict
        or type(value) is set
        or type(value) is frozenset
    ):
        return f"<{type(value).__name__} of {len(value)}>"
    return f"<{type(value).__qualname__}>"


def named(error: BaseException | None) -> str:
    """An exception in one line; "" for none."""
    if error is None:
        return ""
    kind = type(error)
    # The message of an exception class of the reader's is made by the reader's code.
    own = vars(builtins).get(kind.__name__) is kind
    return cut(f"{kind.__name__}: {error}") if own else kind.__name__


def cut(text: str) -> str:
    """At most TEXT characters."""
    return text if len(text) <= TEXT else f"{text[: TEXT - 1]}…"
