"""The SQL that is sent while factories build, counted by statement.

SQLAlchemy's is told by its calls of the driver, that of other connections by sqlite3's trace callback."""

import re
import sqlite3
import types
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack

from classroom import connections
from classroom.connections import Opened
from classroom.monitoring import DISABLE

STATEMENTS = 30
"""Different statements that one object may cost."""
SQL_LIMIT = 500
"""Characters of one statement."""

type Begins = dict[types.CodeType, Callable[[types.FrameType], None]]
type Ends = dict[types.CodeType, Callable[[types.FrameType, BaseException | None], None]]
"""What is done where code begins and ends, with the exception that ended it."""


class Statements:
    """Counts each statement of a run in the counter that is told when it is sent; None counts it nowhere."""

    def __init__(self, counter: Callable[[], Counter[str] | None]) -> None:
        self._counter = counter
        self._new: list[sqlite3.Connection] = []
        """Opened in this run, and not yet traced."""
        self._driver = 0
        """How many of SQLAlchemy's calls of the driver are under way: what sqlite3 traces meanwhile is counted already."""

    def listen(self, end: ExitStack) -> None:
        """Hears of connections, until `end`."""
        global _heard
        _heard = self._traced
        end.callback(_hear_nothing)
        end.callback(connections.listen(lambda _opened: None, self._opened))

    def forget(self) -> None:
        """The run is over: no connection is held any more."""
        self._new.clear()

    def listen_to_driver(self, begins: Begins, ends: Ends) -> None:
        """Adds what is done at SQLAlchemy's calls of the driver, which must be installed."""
        from sqlalchemy.engine.default import DefaultDialect

        for name, says in _DRIVER.items():
            code = getattr(DefaultDialect, name).__code__
            begins[code] = self._driver_begins(says)
            ends[code] = self._driver_ends

    def _driver_begins(self, says: str | None) -> Callable[[types.FrameType], None]:
        def begins(frame: types.FrameType) -> None:
            self._driver += 1
            seen = frame.f_locals
            if says is None:
                self._count(str(seen.get("statement")))
            elif _in_transaction(seen.get("dbapi_connection")):
                self._count(says)

        return begins

    def _driver_ends(self, _frame: types.FrameType, _error: BaseException | None) -> None:
        self._driver = max(0, self._driver - 1)

    def _traced(self, statement: str) -> None:
        if not self._driver:
            self._count(_template(statement))

    def _opened(self, connection: sqlite3.Connection, _opened: Opened) -> None:
        # It can be asked nothing before sqlite3.connect has returned.
        self._new.append(connection)

    def called(self, _code: types.CodeType, _offset: int, called: object, _first: object) -> object:
        """For the event CALL: the first method of a connection that is called has it traced from then on."""
        owner = getattr(called, "__objclass__", None) if type(called) is types.MethodDescriptorType else None
        if type(called) is types.BuiltinMethodType:
            owner = type(called.__self__)
        if not isinstance(owner, type) or not issubclass(owner, sqlite3.Connection):
            return DISABLE
        while self._new:
            # A connection has one such callback and does not say which, so it stays for the connection's life, and the
            # reader's own takes its place.
            sqlite3.Connection.set_trace_callback(self._new.pop(), _hear)
        return None

    def _count(self, statement: str) -> None:
        counter = self._counter()
        if counter is None:
            return
        statement = " ".join(statement.split())
        if len(statement) > SQL_LIMIT:
            statement = f"{statement[:SQL_LIMIT]}..."
        if statement not in counter and len(counter) >= STATEMENTS:
            statement = "other statements"
        counter[statement] += 1


_DRIVER = {
    "do_execute": None,
    "do_executemany": None,
    "do_execute_no_params": None,
    "do_commit": "COMMIT",
    "do_rollback": "ROLLBACK",
}
"""SQLAlchemy's calls of the driver, with the statement that each stands for where it is not given one."""


def _in_transaction(connection: object) -> bool:
    """Whether there is anything to commit or roll back: where there is not, sqlite3 sends nothing."""
    inner = getattr(connection, "dbapi_connection", connection)
    return not isinstance(inner, sqlite3.Connection) or inner.in_transaction


_heard: Callable[[str], None] | None = None


def _hear_nothing() -> None:
    global _heard
    _heard = None


def _hear(statement: str) -> None:
    if _heard and not connections.are_ours():
        _heard(statement)


def _template(statement: str) -> str:
    """A traced statement with its values taken out, so that like ones count as one."""
    return re.sub(
        r"(?<![\w\"])(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|NULL)(?![\w\"])", "?", statement
    )
