"""Which sqlite3 connections there are, which database each belongs to, and which line of the reader's opened it. An audit hook
tells it, so that neither sqlite3 nor SQLAlchemy is touched and nothing the reader's code can see is another."""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from types import FrameType
from typing import Any
from urllib.parse import parse_qs, unquote

from classroom import project

type Told = Callable[["Opened"], None]


@dataclass(frozen=True)
class Opened:
    """One call of sqlite3.connect."""

    path: str | None
    """Absolute path of the file; None for a database in memory."""
    shared: str | None
    """Name that connections share a database in memory by; None where each has its own."""
    at: tuple[str, int] | None
    """File and line of the reader's that asked for it."""

    @property
    def is_private(self) -> bool:
        """True where the database lives and dies with its connection."""
        return self.path is None and self.shared is None


_opened: dict[int, Opened | None] = {}
"""By id of the connection; None for one that is no affair of the reader's."""
_opening: list[Opened | None] = []
_before: list[Told] = []
_after: list[Callable[[sqlite3.Connection, Opened], None]] = []
_installed = False
_busy = False


def install() -> None:
    """Begins to take note of connections, for the life of the interpreter: an audit hook cannot be taken out."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def listen(before: Told, after: Callable[[sqlite3.Connection, Opened], None]) -> Callable[[], None]:
    """Calls `before` as a database is about to be opened, and `after` with the connection. Returns what ends that."""
    install()
    _before.append(before)
    _after.append(after)

    def end() -> None:
        _before.remove(before)
        _after.remove(after)

    return end


def alive() -> list[tuple[sqlite3.Connection, Opened | None]]:
    """The connections that are open now, in the order in which they were made, with what is known of how each was opened.
    Those of tools, such as coverage.py's, are left out."""
    # An engine that nobody can reach any more, but that is still waiting to be collected, would show its database.
    gc.collect()
    found = []
    for thing in gc.get_objects():
        if issubclass(type(thing), sqlite3.Connection) and is_open(thing):
            opened = _opened.get(id(thing), _UNKNOWN)
            if opened is not None:
                found.append((thing, None if opened is _UNKNOWN else opened))
    order = {key: place for place, key in enumerate(_opened)}
    return sorted(found, key=lambda pair: order.get(id(pair[0]), -1))


def unheard(database: str, *, uri: bool = False) -> sqlite3.Connection:
    """A connection of our own, which nobody is told of and `alive` leaves out. It waits for no lock."""
    with ours():
        return sqlite3.connect(database, timeout=0, uri=uri)


@contextmanager
def ours() -> Iterator[None]:
    """What happens to connections in here is no affair of the reader's."""
    global _busy
    before, _busy = _busy, True
    try:
        yield
    finally:
        _busy = before


def are_ours() -> bool:
    """Whether that is so at this moment."""
    return _busy


def is_open(connection: sqlite3.Connection) -> bool:
    """False once it has been closed, or where it was never opened."""
    try:
        sqlite3.Connection.in_transaction.__get__(connection)
    except sqlite3.ProgrammingError:
        return False
    return True


_UNKNOWN = Opened(None, None, None)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    global _busy
    # For every event of the interpreter, so this comes first.
    if event != "sqlite3.connect" and event != "sqlite3.connect/handle":
        return
    if _busy:
        if event == "sqlite3.connect/handle":
            _note(arguments[0], None)
        return
    _busy = True
    try:
        if event == "sqlite3.connect":
            _opening.append(_described(arguments[0], sys._getframe(1)))
            if opened := _opening[-1]:
                for tell in _before:
                    tell(opened)
        elif _opening:
            opened = _opening.pop()
            _opening.clear()
            _note(arguments[0], opened)
            if opened:
                for tell_made in _after:
                    tell_made(arguments[0], opened)
    finally:
        _busy = False


def _note(connection: sqlite3.Connection, opened: Opened | None) -> None:
    # An address is used again once its object is gone; the newest stands last.
    _opened.pop(id(connection), None)
    _opened[id(connection)] = opened


def _described(database: object, frame: FrameType | None) -> Opened | None:
    if frame is not None and f"{os.sep}coverage{os.sep}" in frame.f_code.co_filename:
        return None
    at = None
    while frame is not None and at is None:
        file = project.relative(frame.f_code.co_filename)
        at = None if file is None else (file, frame.f_lineno)
        frame = frame.f_back
    # Only what is known to answer without running the reader's code.
    name = os.fsdecode(database) if isinstance(database, (str, bytes, PurePath)) else ""
    if name.startswith("file:"):
        path, _, query = name.removeprefix("file:").partition("#")[0].partition("?")
        options = {key: values[-1] for key, values in parse_qs(query).items()}
        path = unquote(path)
        if path.startswith("//"):
            path = "/" + path[2:].partition("/")[2]
        if path in ("", ":memory:") or options.get("mode") == "memory":
            return Opened(None, name if options.get("cache") == "shared" else None, at)
        return Opened(os.path.abspath(path), None, at)
    if name in ("", ":memory:"):
        return Opened(None, None, at)
    return Opened(os.path.abspath(name), None, at)
