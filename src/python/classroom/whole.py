"""What a cell's last run gave and was too large to cross to the page: kept as it was, until the page asks for it as a file.

The last run of each cell keeps its own, and lets go of what the run before kept; Restart lets go of all. What is kept is the text that was
made for the page, or the values of a table's rows, so that nothing that a later cell changes gets into the file, and no `__repr__` runs again.
"""

from _csv import writer
from collections.abc import Callable, Sequence
from os import urandom
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from classroom.shapes import Cut

type Form = Literal["text", "csv", "svg", "html"]
type What = Literal["value", "traceback"]

LIMIT = 64_000_000
"""Bytes that all cells together keep here. Of more, what is oldest goes; what is larger by itself is not kept."""


class Whole:
    """One such thing."""

    def __init__(self, form: Form, size: int, weight: int, made: Callable[[], str]) -> None:
        """`form` and `size` as in Cut of results.ts; `weight` in bytes; `made` gives the text of its file."""
        self.form: Form = form
        self.size = size
        self.weight = weight
        self.made = made


def of_text(text: str, form: Form = "text") -> Whole:
    """A text as it stands."""
    return Whole(form, len(text), str.__sizeof__(text), lambda: text)


def of_table(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> Whole:
    """A table, to be written as CSV (RFC 4180): None is an empty field, everything else what `str` gives."""
    weight = sum(
        str.__sizeof__(item) if type(item) is str else _WEIGHT for row in rows for item in (row, *row)
    )
    return Whole("csv", len(rows), weight, lambda: _csv(columns, rows))


_WEIGHT = 32
"""Bytes for a value that is no text; nobody needs it exactly."""


class Wholes:
    """What the cells that share an interpreter keep."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[str, Whole]] = {}

    def let_go(self, cell: str) -> None:
        """That cell runs again: what it kept is not shown any more."""
        self._kept = {number: kept for number, kept in self._kept.items() if kept[0] != cell}

    def keep(self, cell: str, what: What, whole: Whole) -> Cut:
        """Keeps it for that cell. Answers a Cut of results.ts."""
        number = None
        if whole.weight <= LIMIT:
            while self._weight() + whole.weight > LIMIT:
                del self._kept[next(iter(self._kept))]
            # Drawn by lot, not counted: after Restart, the same number must not mean something else.
            number = int.from_bytes(urandom(6))
            self._kept[number] = (cell, whole)
        return cut_report(what, whole, number)

    def text(self, number: int) -> str:
        """The text of the file; empty where it is not kept any more."""
        kept = self._kept.get(number)
        return kept[1].made() if kept else ""

    def _weight(self) -> int:
        return sum(whole.weight for _, whole in self._kept.values())


def cut_report(what: What, whole: Whole, number: int | None) -> Cut:
    """A Cut of results.ts; without a number it cannot be had."""
    return {"what": what, "form": whole.form, "size": whole.size, "kept": number}


def _csv(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> str:
    lines = _Lines()
    write = writer(lines).writerow
    write(columns)
    for row in rows:
        write([item if type(item) in _WRITTEN else _words(item) for item in row])
    return "".join(lines)


class _Lines(list[str]):
    """What a csv writer takes for a file."""

    write = list.append


_WRITTEN = (str, int, float, bool, type(None))


def _words(item: object) -> str:
    try:
        return "".join((str(item), ""))
    except Exception as error:
        return f"<{type(item).__name__} object whose __str__ raises {type(error).__name__}>"
