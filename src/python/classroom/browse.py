"""What a database holds and what became of it between two copies: tables, columns, keys and rows, as plain data of a size that a
page can draw. The shapes are TableReport and below in report.ts."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from classroom import connections
from classroom.schema import Shape, foreign_keys, quoted, table_names

if TYPE_CHECKING:
    from classroom.shapes import RowReference, RowState, TableReport, TableValue

type Row = tuple[object, ...]

ROWS = 200
"""Rows of one table that are held: what changed first, then those from its beginning."""
NAMED_ROWS = 100
"""Further rows of a table that are held since others name them by a foreign key."""
TABLES = 40
"""Tables of one database that are held."""
VALUES = 30_000
"""Values in one report; a table that comes after that has its counts only."""
TEXT_LIMIT = 200
"""Characters of one value."""


@dataclass
class Budget:
    """How many values a report may still take."""

    left: int = VALUES


def tables(before: bytes, after: bytes, budget: Budget) -> tuple[list[TableReport], int]:
    """The tables of two copies of one database, those that are gone included, and how many are left out. sqlite3.Error where
    SQLite cannot read them."""
    with _both(before, after) as both:
        now, then = table_names(both, "main"), table_names(both, "earlier")
        names = [*now, *(name for name in then if name not in now)]
        shown = [_Table(both, name, name in now, name in then) for name in names[:TABLES]]
        for table in shown:
            table.choose(budget)
        by_name = {table.name.lower(): table for table in shown}
        for table in shown:
            table.follow(by_name, budget)
        return [table.report() for table in shown], max(0, len(names) - TABLES)


@contextmanager
def _both(before: bytes, after: bytes) -> Iterator[sqlite3.Connection]:
    with closing(connections.unheard(":memory:")) as both:
        both.text_factory = lambda raw: raw.decode("utf-8", "replace")
        both.execute("ATTACH ':memory:' AS earlier")
        for name, image in (("main", after), ("earlier", before)):
            if image:
                both.deserialize(image, name=name)
        yield both


@dataclass
class _Held:
    """A row that the report holds."""

    state: RowState
    order: Row
    values: Row
    """In the order of the table's columns as they are now."""
    was: Row | None = None
    """The values that they had, where any has changed."""
    references: list[RowReference] = field(default_factory=list)


class _Table:
    """A table in both copies: `a` is a row of it now, `b` one of then."""

    def __init__(self, both: sqlite3.Connection, name: str, is_now: bool, was_then: bool) -> None:
        self.name = name
        self._both = both
        self._now = Shape(both, "main", name) if is_now else None
        self._then = Shape(both, "earlier", name) if was_then else None
        self._shape = self._now or self._then or Shape(both, "main", name)
        self._foreign = foreign_keys(both, name) if is_now else []
        self._held: dict[str, _Held] = {}
        self._named = 0
        self._same = self._is_same_row()
        self._state = self._state_of_a()
        self.total, self.added, self.changed = self._counts()
        self.removed = self._count_removed()

    # ------------------------------------------------------------------------------------------- what happened

    def _is_same_row(self) -> str | None:
        """SQL by which a row of now is one of then; None where nothing tells them to be the same."""
        now, then = self._now, self._then
        if not now or not then or now.identity() != then.identity():
            return None
        return " AND ".join(f"a.{quoted(name)} IS b.{quoted(name)}" for name in now.identity())

    def _state_of_a(self) -> str:
        """SQL for what became of a row of now."""
        now, then = self._now, self._then
        if not now or not then or self._same is None:
            return "'added'"
        common = [name for name in now.names if name in then.names]
        # Whatever a column's collation takes for equal, it is another value.
        differs = " OR ".join(
            f"a.{quoted(name)} COLLATE BINARY IS NOT b.{quoted(name)} OR typeof(a.{quoted(name)}) <> typeof(b.{quoted(name)})"
            for name in common
        )
        return (
            f"CASE WHEN NOT EXISTS (SELECT 1 FROM {then.place} b WHERE {self._same}) THEN 'added' "
            f"WHEN EXISTS (SELECT 1 FROM {then.place} b WHERE {self._same} AND ({differs or '0'})) THEN 'changed' "
            "ELSE 'same' END"
        )

    def _is_gone(self) -> str:
        """SQL for a row of then that is no more."""
        if not self._now or self._same is None:
            return "1"
        return f"NOT EXISTS (SELECT 1 FROM {self._now.place} a WHERE {self._same})"

    def _counts(self) -> tuple[int, int, int]:
        if not self._now:
            return 0, 0, 0
        return self._both.execute(
            "SELECT count(*), count(*) FILTER (WHERE state = 'added'), count(*) FILTER (WHERE state = 'changed') "
            f"FROM (SELECT {self._state} AS state FROM {self._now.place} a)"
        ).fetchone()

    def _count_removed(self) -> int:
        if not self._then:
            return 0
        return self._both.execute(
            f"SELECT count(*) FROM {self._then.place} b WHERE {self._is_gone()}"
        ).fetchone()[0]

    # ----------------------------------------------------------------------------------------- which are held

    def choose(self, budget: Budget) -> None:
        """Takes the rows that the report is to hold: removed ones and changed ones up to a quarter each, then added ones up
        to another half where there are others, then those from the beginning."""
        width = max(1, len(self._shape.names))
        room = min(ROWS, budget.left // width)
        if self.removed:
            self._take_removed(room // 4)
        if self.changed:
            self._take(f"({self._state}) = 'changed'", room // 4)
        if self.added:
            self._take(
                f"({self._state}) = 'added'", room // 2 if self.added < self.total else room - len(self._held)
            )
        self._take("1", room, room)
        budget.left -= len(self._held) * width

    def _take(self, where: str, limit: int, full: int | None = None) -> None:
        for row in self._rows(f"{where} ORDER BY {self._order('a')} LIMIT {limit}"):
            if full is None or len(self._held) < full:
                self._hold(row)

    def _rows(self, where: str, given: Row = ()) -> list[Row]:
        """Rows of now: what they are ordered by, their values, their state."""
        now = self._now
        if not now:
            return []
        return self._both.execute(
            f"SELECT {now.ordered('a')}, {now.values('a')}, {self._state} FROM {now.place} a WHERE {where}",
            given,
        ).fetchall()

    def _order(self, alias: str) -> str:
        return self._shape.ordered(alias)

    def _hold(self, row: Row) -> str:
        *parts, state = row
        width = len(self._shape.order)
        order, values = tuple(parts[:width]), tuple(parts[width:])
        key = _key(order)
        if key not in self._held:
            was = self._was(values, order) if state == "changed" else None
            self._held[key] = _Held(_state(state), order, values, was)
        return key

    def _was(self, values: Row, order: Row) -> Row | None:
        now, then = self._now, self._then
        if not now or not then:
            return None
        known = {**dict(zip(now.order, order, strict=True)), **dict(zip(now.names, values, strict=True))}
        where = " AND ".join(f"b.{quoted(name)} IS ?" for name in now.identity())
        row = self._both.execute(
            f"SELECT {then.values('b')} FROM {then.place} b WHERE {where}",
            [known[name] for name in now.identity()],
        ).fetchone()
        old = dict(zip(then.names, row, strict=True)) if row else {}
        return tuple(old.get(name, known[name]) for name in now.names)

    def _take_removed(self, limit: int) -> None:
        then = self._then
        if not then:
            return
        rows = self._both.execute(
            f"SELECT {then.ordered('b')}, {then.values('b')} FROM {then.place} b WHERE {self._is_gone()} "
            f"ORDER BY {then.ordered('b')} LIMIT {limit}"
        )
        for row in rows:
            order = row[: len(then.order)]
            values = dict(zip(then.names, row[len(then.order) :], strict=True))
            kept = tuple(values.get(name) for name in self._shape.names)
            self._held[f"- {_key(order)}"] = _Held("removed", order, kept)

    def _places(self) -> dict[str, int]:
        """For each held row, how many rows of now stand up to it, itself included."""
        now = self._now
        if not now:
            return dict.fromkeys(self._held, 0)
        places: dict[str, int] = {}
        if len(now.order) == 1 and all(isinstance(held.order[0], int) for held in self._held.values()):
            # From one to the next, so that a long table is gone through once.
            seen, last = 0, None
            for key, held in sorted(self._held.items(), key=lambda item: item[1].order):
                above = "1" if last is None else f"a.{quoted(now.order[0])} > {last}"
                seen += self._both.execute(
                    f"SELECT count(*) FROM {now.place} a WHERE {above} AND a.{quoted(now.order[0])} <= ?",
                    held.order,
                ).fetchone()[0]
                places[key], last = seen, held.order[0]
            return places
        for key, held in self._held.items():
            marks = ", ".join("?" for _ in held.order)
            (places[key],) = self._both.execute(
                f"SELECT count(*) FROM {now.place} a WHERE ({now.ordered('a')}) <= ({marks})", held.order
            ).fetchone()
        return places

    # ------------------------------------------------------------------------------------------- foreign keys

    def follow(self, tables: dict[str, _Table], budget: Budget) -> None:
        """Finds the row that each held row names by each of its foreign keys, and has that held too."""
        names = self._shape.names
        for held in [row for row in self._held.values() if row.state != "removed"]:
            for key in self._foreign:
                given = tuple(
                    held.values[names.index(column)] if column in names else None for column in key.columns
                )
                if None in given:
                    held.references.append({"to": "null", "key": None})
                    continue
                parent = tables.get(key.table.lower())
                found = parent.find(key.to, given, budget) if parent else None
                held.references.append(
                    {"to": "nothing", "key": None} if found is None else {"to": "row", "key": found}
                )

    def find(self, columns: Sequence[str], given: Row, budget: Budget) -> str | None:
        """Key of the row whose columns (its primary key where none are named) are as given; None where there is no such row."""
        now = self._now
        wanted = columns or (now.primary if now else [])
        if now is None or len(wanted) != len(given) or not set(wanted) <= set(now.names):
            return None
        where = " AND ".join(f"a.{quoted(name)} = ?" for name in wanted)
        rows = self._rows(f"{where} LIMIT 1", given)
        if not rows:
            return None
        row = rows[0]
        key = _key(row[: len(now.order)])
        if key not in self._held and self._named < NAMED_ROWS and budget.left >= len(now.names):
            self._named += 1
            budget.left -= len(now.names)
            self._hold(row)
        return key

    # ------------------------------------------------------------------------------------------------- report

    def report(self) -> TableReport:
        then, places = self._then, self._places()
        rows = sorted(self._held.items(), key=lambda item: (places[item[0]], item[1].state == "removed"))
        return {
            "name": self.name,
            "state": "same" if self._now and then else "added" if self._now else "removed",
            "columns": [
                {
                    "name": column.name,
                    "type": column.type,
                    "notNull": column.not_null,
                    "primaryKey": column.key > 0,
                    "default": column.default,
                    "isNew": then is not None and column.name not in then.names,
                }
                for column in self._shape.columns
            ],
            "foreignKeys": [
                {"columns": key.columns, "table": key.table, "to": key.to} for key in self._foreign
            ],
            "total": self.total,
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "rows": [
                {
                    "key": key,
                    "at": None if held.state == "removed" else places[key],
                    "state": held.state,
                    "values": [_value(value) for value in held.values],
                    "was": [
                        None if old == new and type(old) is type(new) else _value(old)
                        for new, old in zip(held.values, held.was, strict=True)
                    ]
                    if held.was is not None
                    else [],
                    "references": held.references,
                }
                for key, held in rows
            ],
        }


def _state(said: object) -> RowState:
    return "added" if said == "added" else "changed" if said == "changed" else "same"


def _key(order: Row) -> str:
    return ", ".join(str(part) if isinstance(part, int) else repr(part) for part in order)


def _value(value: object) -> TableValue:
    match value:
        case None:
            return {"kind": "null", "text": "NULL"}
        case bytes():
            shown = f"x'{value[:16].hex()}{'...' if len(value) > 16 else ''}'"
            return {"kind": "blob", "text": shown if len(value) <= 16 else f"{shown} ({len(value):,} bytes)"}
        case int():
            return {"kind": "integer", "text": str(value)}
        case float():
            return {"kind": "real", "text": repr(value)}
        case _:
            pass
    text = str(value)
    if len(text) > TEXT_LIMIT:
        text = f"{text[:TEXT_LIMIT]}... ({len(text):,} characters)"
    return {"kind": "text", "text": text}
