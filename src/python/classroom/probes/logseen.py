"""What the log probe keeps of calls of loggers while it watches."""

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from classroom.probes.logcalls import Written

if TYPE_CHECKING:
    from classroom import shapes

type Fate = Literal["emitted", "level", "filter", "failed", "ignored", "own", "unreached", "offered"]


@dataclass
class Hand:
    """A handler that a record came to, and what it did with it."""

    handler: logging.Handler
    logger: str
    fate: Fate
    by: str = ""


@dataclass
class Cost:
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
class Site:
    """A line that calls a logger."""

    file: str
    line: int
    written: Written
    calls: int = 0
    made: int = 0
    templates: set[str] = field(default_factory=set)
    costs: dict[str, Cost] = field(default_factory=dict)


@dataclass
class Call:
    """A call under way, and what is known of it."""

    frame: int
    logger: logging.Logger
    level: int
    template: str
    args: list[str]
    site: Site | None
    fate: shapes.LogFate | Literal[""] = ""
    by: str = ""
    threshold: int | None = None
    records: list[logging.LogRecord] = field(default_factory=list)
    hands: list[Hand] = field(default_factory=list)
    stopped: str | None = None
    beyond: int = 0
    message: str | None = None
    error: str | None = None
    extra: list[str] = field(default_factory=list)
    exception: str | None = None
