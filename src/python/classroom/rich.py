"""A value as a notebook shows it: text, a table, or markup that the object makes of itself. The shapes are Rich
in results.ts."""

import pprint
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeIs

from classroom.bounds import cut
from classroom.whole import Whole, of_table, of_text

if TYPE_CHECKING:
    from classroom.shapes import Rich, RichTable

type Keep = Callable[[Whole], object]

VALUE_LIMIT = 200_000
"""Characters of a value that is shown as text; the page shows the beginning, and more on demand."""

TEXT_LIMIT = 8_000
"""Characters of the text that stands for a table or a drawing."""

TABLE_ROWS = 200
"""Rows of a table that are shown; `total` says how many there are."""

TABLE_COLUMNS = 100
"""Columns that are shown; `omittedColumns` says how many more there are."""

TABLE_VALUES = 4_000
"""Values that are shown: of a wide table fewer rows."""

PRETTY = 5_000
"""Values in a collection that is laid out over several lines; a larger one is written as it stands."""

CELL_LIMIT = 200
"""Characters of one value in a table."""

MARKUP_LIMIT = 500_000
"""Characters of SVG or HTML; more is not drawn. The page has limits of its own for what it holds: drawable.ts."""


def rich(value: object, keep: Keep = lambda whole: None) -> Rich | None:
    """What is shown of the value; None for None. `keep` is given the whole of it where that is a part. It never raises: a broken __repr__
    is told in its place."""
    if value is None:
        return None
    shown = _markup(value, keep) or _table(value, keep)
    if shown is not None:
        return shown
    text = _whole_text(value)
    if len(text) > VALUE_LIMIT:
        keep(of_text(text))
    return {"kind": "text", "text": cut(text, VALUE_LIMIT)}


def text_of(value: object, limit: int = TEXT_LIMIT) -> str:
    """The value's repr, over several lines where it is long; what is too long is cut, and says so."""
    return cut(_whole_text(value), limit)


def _whole_text(value: object) -> str:
    try:
        return pprint.pformat(value, width=88, sort_dicts=False) if _is_container(value) else repr(value)
    except Exception as error:
        return f"<{type(value).__name__} object whose __repr__ raises {type(error).__name__}>"


def _is_container(value: object) -> bool:
    # pprint sorts and recurses; anything with a __repr__ of its own is left to it.
    return _is_collection(value) and _size(value) <= PRETTY


type _Collection = list[object] | tuple[object, ...] | dict[object, object] | set[object] | frozenset[object]
_COLLECTIONS = (list, tuple, dict, set, frozenset)


def _is_collection(value: object) -> TypeIs[_Collection]:
    return type(value) in _COLLECTIONS


def _size(value: _Collection) -> int:
    """How many values a collection holds, those in its own collections too; counted no further than has to be known."""
    waiting, count = [value], 0
    while waiting and count <= PRETTY:
        one = waiting.pop()
        count += len(one)
        if count <= PRETTY:
            items = one.values() if type(one) is dict else one
            waiting += [item for item in items if _is_collection(item)]
    return count


def _markup(value: object, keep: Keep) -> Rich | None:
    # Classes have these as plain functions, to be called on an instance.
    if isinstance(value, type):
        return None
    for kind in _MARKUP:
        try:
            made = getattr(value, f"_repr_{kind}_", None)
            markup = made() if callable(made) else None
        except Exception as error:
            return {
                "kind": "text",
                "text": f"{text_of(value)}\n(_repr_{kind}_ raised {type(error).__name__}: {error})",
            }
        if isinstance(markup, str) and len(markup) > MARKUP_LIMIT:
            keep(of_text("".join((markup, "")), kind))
            size = f"it made {len(markup):,} characters, and at most {MARKUP_LIMIT:,} are drawn"
            return {"kind": "text", "text": f"{text_of(value)}\n(_repr_{kind}_ is not drawn: {size})"}
        if isinstance(markup, str):
            text = text_of(value)
            if kind == "svg":
                return {"kind": "svg", "markup": markup, "text": text}
            return {"kind": "html", "markup": markup, "text": text}
    return None


_MARKUP: tuple[Literal["svg"], Literal["html"]] = ("svg", "html")


def _table(value: object, keep: Keep) -> RichTable | None:
    if isinstance(value, sqlite3.Cursor):
        return _cursor_table(value, keep)
    if not isinstance(value, list) or not value:
        return None
    first = value[0]
    if type(first) is dict and first:
        columns = list(first)
        if all(type(row) is dict and list(row) == columns for row in value):
            rows = [tuple(row.values()) for row in value]
            return _rows(map(str, columns), rows, text_of(value), keep)
    if isinstance(first, sqlite3.Row):
        columns = first.keys()
        if all(isinstance(row, sqlite3.Row) and row.keys() == columns for row in value):
            plain = [dict(zip(columns, row, strict=True)) for row in value]
            return _rows(columns, [tuple(row) for row in value], text_of(plain), keep)
    return None


def _cursor_table(cursor: sqlite3.Cursor, keep: Keep) -> RichTable | None:
    if cursor.description is None:
        return None
    try:
        rows = [tuple(row.values()) if isinstance(row, Mapping) else tuple(row) for row in cursor.fetchall()]
    except sqlite3.Error, TypeError:
        return None
    return _rows([column[0] for column in cursor.description], rows, text_of(rows), keep)


def _rows(columns: Iterable[str], rows: list[tuple[object, ...]], text: str, keep: Keep) -> RichTable:
    names = list(columns)
    width = min(len(names), TABLE_COLUMNS)
    height = min(TABLE_ROWS, TABLE_VALUES // max(1, width))
    shown = [[_field(item) for item in row[:width]] for row in (names, *rows[:height])]
    is_cut = any(len(field) > CELL_LIMIT for row in shown for field in row)
    if is_cut or len(rows) > height or len(names) > width:
        keep(of_table(names, rows))
    head, *body = [[_cut(field) for field in row] for row in shown]
    return {
        "kind": "table",
        "columns": head,
        "rows": body,
        "total": len(rows),
        "omittedColumns": len(names) - width,
        "text": text,
    }


def _field(item: object) -> str:
    return item if isinstance(item, str) else _whole_text(item)


def _cut(field: str) -> str:
    return field if len(field) <= CELL_LIMIT else f"{field[:CELL_LIMIT]}..."
