"""A plain sentence for what a database refuses: the errors of sqlite3, also where SQLAlchemy has wrapped them. SQLite's messages are
those of its sources (sqlite3.c, `sqlite3HaltConstraint` and `sqlite3ErrorMsg`)."""

import re
import sqlite3


def database_sentence(error: BaseException) -> str | None:
    """The sentence; None where the error is no database's, or one of which nothing sure can be said."""
    kind = type(error)
    if kind.__module__.startswith("sqlalchemy."):
        if kind.__name__ == "PendingRollbackError":
            return "An earlier flush of this session failed: call its rollback() before it is used again."
        error = getattr(error, "orig", None) or error
    if not isinstance(error, sqlite3.Error):
        return None
    message = str(error)
    for pattern, sentence in _SENTENCES:
        found = re.search(pattern, message)
        if found:
            return found.expand(sentence) if isinstance(sentence, str) else sentence(found)
    return None


def _not_unique(found: re.Match[str]) -> str:
    columns = found[1].split(", ")
    table = columns[0].rpartition(".")[0]
    names = " and ".join(column.rpartition(".")[2] for column in columns)
    return f"There is a row of {table} with this {names} already, and no two may have the same."


_SENTENCES = (
    (
        r"NOT NULL constraint failed: (.+)\.(.+)",
        r"The column \2 of \1 must have a value, and this row gives it none.",
    ),
    (r"UNIQUE constraint failed: (.+)", _not_unique),
    (
        r"FOREIGN KEY constraint failed",
        "A foreign key would be left naming a row that is not there: the other row has to come first, and go last.",
    ),
    (r"CHECK constraint failed: (.+)", r"The row breaks a rule of its table: \1."),
    (
        r"no such table: (?:main\.)?(.+)",
        r"There is no table \1 in this database: has it been made, and on this connection?",
    ),
    (r"table (.+) has no column named (.+)", r"The table \1 has no column \2: has it been added since the table was made?"),
    (r"no such column: (.+)", r"There is no column \1 in the tables that this statement names."),
    (r"table (.+) already exists", r"There is a table \1 in this database already."),
    (r'near "(.+)": syntax error', r"SQLite cannot read this statement from \1 on."),
    (r"incomplete input", "The statement ends before it is complete."),
    (
        r"database is locked",
        "Another connection is in the middle of a change to this database: it has to commit, roll back or be closed first.",
    ),
    (r"unable to open database file", "There is no such file for the database, and the folder that it should be in may be missing."),
    (r"file is not a database", "The file is there, but it is no sqlite database."),
    (r"Cannot operate on a closed database", "This connection was closed before this line."),
    (
        r"Incorrect number of bindings supplied\. The current statement uses (\d+), and there are (\d+) supplied",
        r"The statement has \1 placeholders, and \2 values were given. One value needs a tuple of one: (value,).",
    ),
)  # fmt: skip
