"""What a database's schemas declare: tables, columns and keys."""

import sqlite3
from dataclasses import dataclass


def table_names(both: sqlite3.Connection, schema: str) -> list[str]:
    """The tables of a schema but for SQLite's own, in the order in which they were made."""
    found = both.execute(
        f"SELECT name FROM pragma_table_list WHERE schema = '{schema}' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )
    wanted = {name for (name,) in found}
    made = both.execute(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in made if name in wanted]


def quoted(name: str) -> str:
    """The name as it can stand in SQL, whatever it is."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Column:
    """A column as it is declared; generated ones are columns too, hidden ones of virtual tables are not."""

    name: str
    type: str
    not_null: bool
    key: int
    """Its place in the primary key from 1; 0 where it is no part of it."""
    default: str | None


@dataclass(frozen=True)
class ForeignKey:
    """Columns that name a row of another table by its columns `to`; by its primary key where there are none."""

    columns: list[str]
    table: str
    to: list[str]


class Shape:
    """A table as one schema declares it."""

    def __init__(self, both: sqlite3.Connection, schema: str, name: str) -> None:
        self.place = f"{schema}.{quoted(name)}"
        self.columns = [
            Column(column, kind, bool(not_null), key, default)
            for _, column, kind, not_null, default, key, hidden in both.execute(
                f"PRAGMA {schema}.table_xinfo({quoted(name)})"
            )
            if hidden != 1
        ]
        self.names = [column.name for column in self.columns]
        keyed = sorted((column.key, column.name) for column in self.columns if column.key)
        self.primary = [name for _, name in keyed]
        (without_rowid,) = both.execute(
            "SELECT wr FROM pragma_table_list WHERE schema = ? AND name = ?", (schema, name)
        ).fetchone()
        taken = {name.lower() for name in self.names}
        free = [name for name in ("rowid", "_rowid_", "oid") if name not in taken]
        self.order = free[:1] if free and not without_rowid else self.primary or self.names
        """What rows are put in order by: as they were added, where the table knows that."""

    def identity(self) -> list[str]:
        """What tells one row from another."""
        return self.primary or self.order

    def ordered(self, alias: str) -> str:
        """SQL for what rows are put in order by."""
        return ", ".join(f"{alias}.{quoted(name)}" for name in self.order)

    def values(self, alias: str) -> str:
        """SQL for all of its columns, as `names` has them."""
        return ", ".join(f"{alias}.{quoted(name)}" for name in self.names)


def foreign_keys(both: sqlite3.Connection, name: str) -> list[ForeignKey]:
    """Those of a table of `main`, in the order in which they are declared."""
    keys: dict[int, ForeignKey] = {}
    rows = both.execute(f"PRAGMA main.foreign_key_list({quoted(name)})").fetchall()
    for number, _, table, column, to, *_ in sorted(rows, key=lambda row: (row[0], row[1])):
        key = keys.setdefault(number, ForeignKey([], table, []))
        key.columns.append(column)
        if to is not None:
            key.to.append(to)
    return list(reversed(keys.values()))
