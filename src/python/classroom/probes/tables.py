"""Watches the sqlite databases that a run has open, and reports their tables with what the run did to the rows.

Connections are found by an audit hook and, for those of earlier cells, by the garbage collector; a copy of each database is
taken before it is first opened and as the run ends. A database in memory ends with its connection: it is copied at the call of
`close`, which sys.monitoring tells, and where nobody closes it, it is held until the run has ended."""

import contextlib
import os
import sqlite3
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from classroom import browse, connections, monitoring, project, snapshot, watch
from classroom.connections import Opened
from classroom.monitoring import DISABLE, events

if TYPE_CHECKING:
    from classroom import shapes

DATABASES = 6
"""Databases that a report holds: the ones that were opened last."""
HELD = 60
"""Connections to databases in memory that are kept until the run has ended."""

_CLOSE = sqlite3.Connection.close


@dataclass
class _Database:
    opened: Opened | None
    """None where it was opened before anybody took note."""
    before: bytes
    after: bytes | None = None
    """As it was when its connection was closed, where it is gone since."""
    trouble: str | None = None
    was_open: bool = False
    """Whether an earlier cell had left it open."""
    held: sqlite3.Connection | None = None
    """The only connection of a database in memory that this run has made, so that it does not go before it is copied."""
    is_open: bool = False
    is_uncommitted: bool = False


class Probe(watch.Probe):
    """Reports TablesReport of report.ts."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        super().__init__(root, files)
        self._databases: dict[object, _Database] = {}
        self._end = contextlib.ExitStack()
        self._dropped = 0
        self._report: shapes.TablesReport = {"databases": [], "more": 0}

    def start(self) -> None:
        """Copies what earlier cells have left open, then listens."""
        for connection, opened in connections.alive():
            key = _key_of(connection, opened)
            if key not in self._databases:
                before, _ = _try(lambda one=connection: snapshot.of_connection(one))
                self._databases[key] = _Database(opened, before or b"", was_open=True)
        self._end.callback(connections.listen(self._about_to_open, self._opened))
        self._listen_for_close()

    def stop(self) -> None:
        """Copies what is open now, and lets go of everything."""
        self._end.close()
        live = connections.alive()
        for connection, opened in live:
            key = _key_of(connection, opened)
            if key not in self._databases:
                continue
            database = self._databases[key]
            database.is_open = True
            if _in_transaction(connection) or opened is None or opened.path is None:
                # In a transaction the connection alone sees what it has not committed.
                if database.after is None or _in_transaction(connection):
                    database.after, database.trouble = _try(
                        lambda one=connection: snapshot.of_connection(one)
                    )
                database.is_uncommitted |= _in_transaction(connection)
        # One in memory that an earlier cell left, and that this run has put another in the place of, is no more.
        kept = [
            one
            for one in self._databases.values()
            if one.is_open or one.after is not None or not one.was_open or (one.opened and one.opened.path)
        ]
        self._dropped += max(0, len(kept) - DATABASES)
        budget = browse.Budget()
        self._report = {
            "databases": [self._described(database, budget) for database in kept[-DATABASES:]],
            "more": self._dropped,
        }
        self._databases.clear()

    def report(self) -> shapes.TablesReport:
        """What `stop` has copied: by then nothing of the reader's is held any more."""
        return self._report

    # ---------------------------------------------------------------------------------- opened and closed

    def _about_to_open(self, opened: Opened) -> None:
        key = _key(opened)
        if key is None or key in self._databases:
            return
        path = opened.path
        before, _ = _try(lambda: snapshot.of_file(path)) if path else (b"", None)
        self._databases[key] = _Database(opened, before or b"")

    def _opened(self, connection: sqlite3.Connection, opened: Opened) -> None:
        if not opened.is_private:
            return
        private = [key for key, one in self._databases.items() if one.held is not None]
        if len(private) >= HELD:
            del self._databases[private[0]]
            self._dropped += 1
        self._databases[id(connection)] = _Database(opened, b"", held=connection)

    def _listen_for_close(self) -> None:
        with contextlib.suppress(monitoring.NoToolError):
            tool = monitoring.take("tables", {events.CALL: self._called}, events.CALL)
            self._end.callback(tool.give_back)

    def _called(self, _code: types.CodeType, _offset: int, called: object, first: object) -> object:
        if called is _CLOSE:
            self._closing(first)
            return None
        if (
            type(called) is types.FunctionType
            or type(called) is types.BuiltinMethodType
            or type(called) is types.MethodDescriptorType
        ) and called.__name__ == "close":
            if type(called) is types.BuiltinMethodType:
                self._closing(called.__self__)
            # The next call from this place may be the one.
            return None
        return DISABLE

    def _closing(self, connection: object) -> None:
        database = self._databases.get(id(connection))
        if database is None or database.after is not None or not isinstance(connection, sqlite3.Connection):
            return
        if connections.is_open(connection):
            database.is_uncommitted = _in_transaction(connection)
            database.after, database.trouble = _try(lambda: snapshot.of_connection(connection))

    # --------------------------------------------------------------------------------------------- report

    def _described(self, database: _Database, budget: browse.Budget) -> shapes.DatabaseReport:
        opened, trouble = database.opened, database.trouble
        path = opened.path if opened else None
        if database.after is None and trouble is None:
            if path is not None:
                if os.path.exists(path):
                    database.after, trouble = _try(lambda: snapshot.of_file(path))
                else:
                    trouble = "its file is not there any more"
            elif database.held is not None:
                trouble = "it was in memory, and closed before it could be copied"
            else:
                trouble = "it was in memory, and has gone with its last connection"
        tables: list[shapes.TableReport] = []
        more = 0
        if database.after is not None and trouble is None:
            try:
                tables, more = browse.tables(database.before, database.after, budget)
            except sqlite3.Error as error:
                trouble = str(error)
        return {
            "name": _name(opened),
            "inMemory": path is None,
            "isOpen": database.is_open,
            "isUncommitted": database.is_uncommitted,
            "at": {"file": opened.at[0], "line": opened.at[1]} if opened and opened.at else None,
            "trouble": trouble,
            "tables": tables,
            "moreTables": more,
        }


def _try(copy: Callable[[], bytes]) -> tuple[bytes | None, str | None]:
    try:
        return copy(), None
    except snapshot.Unreadable as why:
        return None, str(why)


def _in_transaction(connection: sqlite3.Connection) -> bool:
    return sqlite3.Connection.in_transaction.__get__(connection)


def _key(opened: Opened) -> object:
    """What tells databases apart that connections may share; None for one that has a connection to itself."""
    return opened.path or opened.shared


def _key_of(connection: sqlite3.Connection, opened: Opened | None) -> object:
    return (_key(opened) if opened else None) or id(connection)


def _name(opened: Opened | None) -> str:
    if opened is None:
        return "a database opened earlier"
    if opened.path is None:
        return opened.shared or ":memory:"
    return (
        os.path.relpath(opened.path, project.ROOT)
        if opened.path.startswith(f"{project.ROOT}{os.sep}")
        else opened.path
    )
