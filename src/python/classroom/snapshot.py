"""A copy of a database as one connection sees it, or as its file holds it, taken without a lock or a wait that the reader's code
could notice, and without a statement but for one: where a transaction is open, SQLite asks for its page count, which the reader's
own trace callback hears."""

import os
import sqlite3
from contextlib import closing
from urllib.parse import quote

from classroom import connections

BYTES = 16_000_000
"""Size of a database, in bytes, above which it is not copied."""


class Unreadable(Exception):
    """Why there is no copy, in words for the reader."""


def of_file(path: str) -> bytes:
    """What has been committed to the file: an image for sqlite3.Connection.deserialize, empty where there is nothing yet.
    Unreadable where the file is no database, is locked or too large."""
    if not os.path.exists(path):
        return b""
    try:
        # Not read as bytes: closing a file of one's own gives up the locks that SQLite holds on it.
        with closing(connections.unheard(f"file:{quote(path)}?mode=ro", uri=True)) as own:
            return _image(own)
    except sqlite3.Error as error:
        raise Unreadable(str(error)) from error


def of_connection(connection: sqlite3.Connection) -> bytes:
    """What this connection sees, changes that it has not committed included. Unreadable as `of_file`."""
    try:
        if not sqlite3.Connection.in_transaction.__get__(connection):
            with closing(connections.unheard(":memory:")) as own:
                try:
                    sqlite3.Connection.backup(connection, own, progress=_never_wait)
                    return _image(own)
                except _Busy:
                    pass
        # A database that is being written has no backup (SQLite answers busy until it is committed). Its pages can be had.
        with connections.ours():
            image = sqlite3.Connection.serialize(connection)
    except sqlite3.Error as error:
        if "unable to serialize" in str(error):
            return b""
        raise Unreadable(str(error)) from error
    return _bounded(image)


class _Busy(Exception):
    pass


def _never_wait(status: int, _remaining: int, _pages: int) -> None:
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise _Busy


def _image(own: sqlite3.Connection) -> bytes:
    (pages,) = own.execute("PRAGMA page_count").fetchone()
    (size,) = own.execute("PRAGMA page_size").fetchone()
    if pages == 0:
        return b""
    if pages * size > BYTES:
        raise Unreadable(_too_large(pages * size))
    return _bounded(own.serialize())


def _bounded(image: bytes) -> bytes:
    if len(image) > BYTES:
        raise Unreadable(_too_large(len(image)))
    # A write-ahead log needs shared memory, which a copy has none of: the two bytes that ask for one are put back.
    return image[:18] + b"\x01\x01" + image[20:] if image[18:20] == b"\x02\x02" else image


def _too_large(size: int) -> str:
    return f"it has {size // 1_000_000} MB, and the table browser copies at most {BYTES // 1_000_000} MB"
