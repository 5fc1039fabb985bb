"""What to say of an error of SQLite, which tells its slips apart by the message alone: https://www.sqlite.org/rescode.html"""

import re
import sqlite3

from classroom.describe import name_of
from classroom.origin import Origin


def database_sentence(error: BaseException, message: str) -> str | None:
    """The sentence for an error of sqlite3, or of SQLAlchemy that carries one; None where nothing sure can be said."""
    kind = type(error)
    if (
        name_of(kind) == "PendingRollbackError"
        and str(kind.__module__).startswith("sqlalchemy.")
        and "due to a previous exception during flush" in message
    ):
        return "An earlier flush of this session failed: call its rollback() before it is used again."
    if not isinstance(error, sqlite3.Error):
        carried = getattr(error, "orig", None)
        if not isinstance(carried, sqlite3.Error) or Origin.of(carried).is_by_hand:
            return None
        message = str(carried)
    unique = re.fullmatch(r"UNIQUE constraint failed: (\w+\.\w+(?:, \w+\.\w+)*)", message)
    if unique:
        return _unique(unique[1].split(", "))
    for pattern, sentence in _SENTENCES:
        found = re.search(pattern, message)
        if found:
            return sentence.format(*found.groups())
    return None


def _unique(columns: list[str]) -> str:
    table = columns[0].rpartition(".")[0]
    names = [column.rpartition(".")[2] for column in columns]
    what = " and ".join(names)
    rule = f"{what} must be unique" if len(names) == 1 else f"{what} together must be unique"
    return f"The table {table} has a row with this {what} already, and {rule}."


_SENTENCES = (
    (
        r"^NOT NULL constraint failed: (.+)\.([^.]+)$",
        "The column {1} of {0} must have a value, and this row gives it none.",
    ),
    (
        r"^FOREIGN KEY constraint failed",
        "A row points to another that is not there, or a row goes that others still point to.",
    ),
    (r"^CHECK constraint failed: (.+)$", "This row breaks a rule of its table: {0}."),
    (
        r"^no such table: (.+)$",
        "There is no table {0} in this database: nothing has made it yet, or it is another database than you "
        "think, as SQLite makes an empty one where it finds none.",
    ),
    (r"^no such column: (.+)$", "None of the tables asked here has a column {0}."),
    (r"^table (\S+) has no column named (\S+)$", "The table {0} has no column {1}."),
    (
        r"^table (\S+) has (\d+) columns but (\d+) values were supplied$",
        "The table {0} has {1} columns, and the row gives it {2} values.",
    ),
    (
        r"^table (\S+) already exists$",
        "A table {0} is there already: this database has been set up before.",
    ),
    (
        r"^cannot start a transaction within a transaction$",
        "A transaction is open already on this connection: whoever began it has neither committed it nor rolled "
        "it back.",
    ),
    (r"^cannot (commit|rollback) - no transaction is active$", "There is no open transaction to {0}."),
    (r"^no such savepoint: (.+)$", "The savepoint {0} is not open: it was released, or never begun."),
    (
        r"^Cannot operate on a closed (database|cursor)",
        "The {0} has been closed already: something closes it earlier than you think.",
    ),
    (r"^database is locked$", "Another connection holds this database at this moment, and has not finished."),
    (
        r"^unable to open database file$",
        "The file of the database cannot be opened: its folder is not there, or the path is no file.",
    ),
    (
        r"^Incorrect number of bindings supplied\. The current statement uses (\d+), and there are (\d+) supplied",
        "The statement has {0} question marks, and {1} values were given for them.",
    ),
    (r"^incomplete input$", "The statement ends before it is complete."),
    (r"^file is not a database$", "The file is there, but it is no SQLite database."),
    (r'^near "(.+)": syntax error$', "SQLite cannot read this statement: it stumbles over {0}."),
)
